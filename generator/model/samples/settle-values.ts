import { clark } from "../service.js";
import { mapReply, type OperationShape } from "./operation-shape.js";
import type { BuiltinShape, SimpleShape } from "./placeholder.js";
import type { AttributeShape, ContentShape, ElementShape, MemberShape, MessageShape, TypeShape } from "./shapes.js";
import { addLooks, commonLook, type Looks } from "./values.js";

/**
 * Determines the type of each value from all values of elements with that name in the service. Only booleans and dates
 * with a time are inferred: more than half of the elements that contain only integers are declared as strings.
 */
export function settleValues(shapes: readonly OperationShape[]): readonly OperationShape[] {
  const looks = new Map<string, Looks>();
  const collect = (key: string, type: BuiltinShape): BuiltinShape => {
    if (type.looks !== undefined) looks.set(key, addLooks(looks.get(key) ?? {}, type.looks));
    return type;
  };
  const settle = (key: string, type: BuiltinShape): BuiltinShape => {
    if (type.looks === undefined) return type;
    const all = looks.get(key) ?? {};
    const look = commonLook(all);
    return look === "boolean" || look === "dateTime" ? { ...type, name: look, open: true } : type;
  };
  for (const { bindings, request, response, faults } of shapes) {
    for (const bound of bindings) mapReply(bound, (reply) => mapElement(reply, collect));
    mapMessage(request, collect);
    if (response !== undefined) mapMessage(response, collect);
    for (const fault of faults) mapElement(fault, collect);
  }
  return shapes.map((shape) => ({
    ...shape,
    bindings: shape.bindings.map((bound) => mapReply(bound, (reply) => mapElement(reply, settle))),
    request: mapMessage(shape.request, settle),
    ...(shape.response === undefined ? {} : { response: mapMessage(shape.response, settle) }),
    faults: shape.faults.map((fault) => mapElement(fault, settle)),
  }));
}

/** Maps the type of a value, given the name of its element or attribute. */
type MapValue = (key: string, type: BuiltinShape) => BuiltinShape;

function mapMessage(message: MessageShape, map: MapValue): MessageShape {
  return {
    ...message,
    header: message.header.map((element) => mapElement(element, map)),
    body: message.body.map((element) => mapElement(element, map)),
  };
}

/** The XML reader bounds the recursion. */
function mapElement(element: ElementShape, map: MapValue): ElementShape {
  return { ...element, type: mapType(clark(element.name), element.type, map) };
}

function mapType(key: string, type: TypeShape, map: MapValue): TypeShape {
  if (type.kind === "cut" || type.kind === "enumeration") return type;
  if (type.kind === "builtin") return withoutContent(map(key, type));
  const attributes = type.attributes.map((attribute) => mapAttribute(key, attribute, map));
  return { ...type, attributes, content: mapContent(key, type.content, map) };
}

/** An element that was always empty may have any content. */
function withoutContent(type: BuiltinShape): TypeShape {
  const { looks, places } = type;
  if (looks === undefined || commonLook(looks) !== "empty") return type;
  return {
    kind: "complex",
    wrapper: false,
    attributes: [],
    content: { kind: "unknown" },
    ...(type.observed === true && { observed: true }),
    places,
  };
}

function mapAttribute(element: string, attribute: AttributeShape, map: MapValue): AttributeShape {
  return { ...attribute, type: mapSimple(`${element}/@${clark(attribute.name)}`, attribute.type, map) };
}

function mapContent(key: string, content: ContentShape, map: MapValue): ContentShape {
  switch (content.kind) {
    case "unknown":
      return content;
    case "text":
      return { ...content, type: mapSimple(key, content.type, map) };
    case "members":
      return { ...content, members: content.members.map((member) => mapMember(member, map)) };
  }
}

function mapMember(member: MemberShape, map: MapValue): MemberShape {
  return member.kind === "any" ? member : mapElement(member, map);
}

function mapSimple(key: string, type: SimpleShape, map: MapValue): SimpleShape {
  return type.kind === "builtin" ? map(key, type) : type;
}
