import type { Findings } from "./findings.js";
import type { Place } from "../../source.js";
import { clark } from "../service.js";
import type { ShownName, SimpleShape } from "./placeholder.js";
import { uniteMessages, uniteTypes } from "./unite.js";
import type { AttributeShape, ContentShape, MemberShape, MessageShape, TypeShape } from "./shapes.js";

/**
 * Combines the evidence of two samples of one message. On a disagreement, it reports both places and keeps the first.
 * `subject` is the name of the message in diagnostics.
 */
export function joinMessages(
  subject: string,
  first: MessageShape,
  second: MessageShape,
  findings: Findings,
): MessageShape {
  if (first.observed === true || second.observed === true) return uniteMessages(first, second);
  if (messageOutline(first) !== messageOutline(second)) {
    disagree(subject, [first, messageOutline(first)], [second, messageOutline(second)], findings);
    return first;
  }
  return {
    ...first,
    header: joinMembers(subject, first.header, second.header, findings),
    body: joinMembers(subject, first.body, second.body, findings),
    places: [...first.places, ...second.places],
  };
}

/** Combines the evidence of two samples of one element. */
export function joinShapes(subject: string, first: TypeShape, second: TypeShape, findings: Findings): TypeShape {
  if (first.observed === true || second.observed === true) return uniteTypes(first, second);
  const [more, less] = weight(first) >= weight(second) ? [first, second] : [second, first];
  if (weight(more) > weight(less)) return named(more, nameOf(less));
  if (weight(more) === shownWeight && outline(first) !== outline(second)) {
    disagree(subject, [first, outline(first)], [second, outline(second)], findings);
    return first;
  }
  const joined = { ...first, places: [...first.places, ...second.places] };
  if (joined.kind !== "complex" || second.kind !== "complex") return named(joined, nameOf(second));
  const attributes = joinAttributes(subject, joined.attributes, second.attributes, findings);
  const content = joinContent(subject, joined.content, second.content, findings);
  return named({ ...joined, wrapper: joined.wrapper || second.wrapper, attributes, content }, nameOf(second));
}

/** Summarizes the content of a shape in one line; shapes with equal outlines can be joined. */
export function outline(shape: TypeShape): string {
  switch (shape.kind) {
    case "cut":
      return "nothing";
    case "builtin":
      return shape.name;
    case "enumeration":
      return shape.values.join(" or ");
    case "complex": {
      const attributes = shape.attributes.map(({ name }) => `attribute ${name.local}`).sort();
      return [...attributes, contentOutline(shape.content)].join(", ");
    }
  }
}

/** Ranks shapes: cut elements and uninformative texts yield to other evidence. */
function weight(shape: TypeShape): number {
  if (shape.kind === "cut") return 0;
  return shape.kind === "builtin" && shape.evidence === "assumed" ? 1 : shownWeight;
}

const shownWeight = 2;

function nameOf(shape: TypeShape): ShownName | undefined {
  return shape.kind === "builtin" ? undefined : shape.name;
}

function named<S extends TypeShape>(shape: S, name: ShownName | undefined): S {
  if (name === undefined || shape.kind === "builtin") return shape;
  if (shape.name === undefined) return { ...shape, name };
  return { ...shape, name: { ...shape.name, places: [...shape.name.places, ...name.places] } };
}

function contentOutline(content: ContentShape): string {
  switch (content.kind) {
    case "unknown":
      return "unknown content";
    case "text":
      return "text";
    case "members":
      return membersOutline(content.members);
  }
}

function membersOutline(members: readonly MemberShape[]): string {
  if (members.length === 0) return "no elements";
  const names = members.map((member) =>
    member.kind === "any" ? "xml" : clark(member.name) + (member.repeated ? "[]" : ""),
  );
  return names.join(", ");
}

function messageOutline({ style, use, wrapper, header, body }: MessageShape): string {
  const parts = `${membersOutline(header)} in the header, ${membersOutline(body)} in the body`;
  return `a ${style}/${use} message${wrapper ? ` in ${clark(wrapper)}` : ""} with ${parts}`;
}

/** Joins the attributes of shapes with equal outlines, in any order. */
function joinAttributes(
  subject: string,
  first: readonly AttributeShape[],
  second: readonly AttributeShape[],
  findings: Findings,
): readonly AttributeShape[] {
  const others = new Map(second.map((attribute) => [clark(attribute.name), attribute]));
  return first.map((attribute) => {
    const other = others.get(clark(attribute.name));
    if (other === undefined) return attribute;
    const type = joinSimple(`${subject}/@${attribute.name.local}`, attribute.type, other.type, findings);
    return { ...attribute, type, places: [...attribute.places, ...other.places] };
  });
}

function joinContent(subject: string, first: ContentShape, second: ContentShape, findings: Findings): ContentShape {
  if (first.kind === "members" && second.kind === "members") {
    return { kind: "members", members: joinMembers(subject, first.members, second.members, findings) };
  }
  if (first.kind === "text" && second.kind === "text") {
    return { kind: "text", type: joinSimple(subject, first.type, second.type, findings) };
  }
  return first;
}

/** Joins the members of shapes with equal outlines. */
function joinMembers<M extends MemberShape>(
  subject: string,
  first: readonly M[],
  second: readonly M[],
  findings: Findings,
): readonly M[] {
  return first.map((member, index) => {
    const other = second[index];
    if (other === undefined) return member;
    const places = [...member.places, ...other.places];
    if (member.kind === "any" || other.kind === "any") return { ...member, places };
    const type = joinShapes(`${subject}/${member.name.local}`, member.type, other.type, findings);
    return { ...member, type, places };
  });
}

function joinSimple(subject: string, first: SimpleShape, second: SimpleShape, findings: Findings): SimpleShape {
  const joined = joinShapes(subject, first, second, findings);
  return joined.kind === "builtin" || joined.kind === "enumeration" ? joined : first;
}

type Side = readonly [shape: { readonly places: readonly Place[] }, outline: string];

function disagree(subject: string, [first, expected]: Side, [second, found]: Side, findings: Findings): void {
  const [related] = first.places;
  const place = second.places[0] ?? related;
  if (place === undefined || related === undefined) return;
  findings.disagree({ found: `found ${found} in ${subject}`, expected, place, related });
}
