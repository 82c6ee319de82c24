import { clark } from "../service.js";
import type { OperationShape } from "./operation-shape.js";
import type { BuiltinShape, SimpleShape } from "./placeholder.js";
import type { AttributeShape, ContentShape, ElementShape, MemberShape, MessageShape, TypeShape } from "./shapes.js";
import { addLooks, commonLook, type Looks } from "./values.js";

/**
 * Decides the type of each value by all values of elements of that name in the service. Looks decide only for booleans and dates
 * with a time: more than half of the elements that hold nothing but whole numbers are declared as strings.
 */
export function settleValues(shapes: readonly OperationShape[]): readonly OperationShape[] {
  const looks = new Map<string, Looks>();
  const collect = (key: string, type: BuiltinShape): BuiltinShape => {
    if (type.looks !== undefined) looks.set(key, addLooks(looks.get(key) ?? {}, type.looks));
    return type;
  };
  const settle = (key: string, type: BuiltinShape): BuiltinShape => {
    const look = type.looks === undefined ? undefined : commonLook(looks.get(key) ?? {});
    return look === "boolean" || look === "dateTime" ? { ...type, name: look } : type;
  };
  for (const { request, response } of shapes) {
    mapMessage(request, collect);
    if (response !== undefined) mapMessage(response, collect);
  }
  return shapes.map((shape) => ({
    ...shape,
    request: mapMessage(shape.request, settle),
    ...(shape.response === undefined ? {} : { response: mapMessage(shape.response, settle) }),
  }));
}

/** Gets a value's type with the name of its element, or of its attribute. */
type MapValue = (key: string, type: BuiltinShape) => BuiltinShape;

function mapMessage(message: MessageShape, map: MapValue): MessageShape {
  return {
    ...message,
    header: message.header.map((element) => mapElement(element, map)),
    body: message.body.map((element) => mapElement(element, map)),
  };
}

/** The recursion is bounded by the reader of XML. */
function mapElement(element: ElementShape, map: MapValue): ElementShape {
  return { ...element, type: mapType(clark(element.name), element.type, map) };
}

function mapType(key: string, type: TypeShape, map: MapValue): TypeShape {
  if (type.kind === "cut" || type.kind === "enumeration") return type;
  if (type.kind === "builtin") return withoutContent(map(key, type));
  const attributes = type.attributes.map((attribute) => mapAttribute(key, attribute, map));
  return { ...type, attributes, content: mapContent(key, type.content, map) };
}

/** An element that was always empty can hold anything. */
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
