import { memberDifference, simpleOutline, typeDifference, type Difference } from "./difference.js";
import type { Findings } from "./findings.js";
import type { Place } from "../../source.js";
import { clark } from "../service.js";
import { isOneValue, reportValue, unknownText, type ShownName, type SimpleShape } from "./placeholder.js";
import { uniteMessages, uniteTypes } from "./unite.js";
import type { AttributeShape, ContentShape, MemberShape, MessageShape, TypeShape } from "./shapes.js";
import { joinStatedTypes } from "./xsi-types.js";

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
  const header = align(first.header, second.header, findings);
  const isOpen = findings.unites === true && first.style === "rpc";
  const body = align(first.body, second.body, isOpen ? findings : { unites: false });
  const isSame = envelopeOutline(first) === envelopeOutline(second);
  if (!isSame || header === undefined || body === undefined) {
    disagree(subject, first, second, messageDifference(first, second), findings);
    return first;
  }
  return {
    ...first,
    header: joinMembers(subject, header, findings),
    body: joinMembers(subject, body, findings),
    places: [...first.places, ...second.places],
  };
}

/** Combines the evidence of two samples of one element. */
export function joinShapes(subject: string, first: TypeShape, second: TypeShape, findings: Findings): TypeShape {
  if (first.observed === true || second.observed === true) return uniteTypes(first, second);
  const [more, less] = weight(first) >= weight(second) ? [first, second] : [second, first];
  const isValue = weight(less) === weights.value;
  if (weight(more) > weight(less) && !(isValue && more.kind === "complex")) {
    if (isValue) reportValues(less, findings);
    return named(more, nameOf(less));
  }
  const places = [...first.places, ...second.places];
  if (!fits(first, second, findings)) {
    if (isValue && more.kind !== "complex") {
      for (const value of [first, second]) reportValues(value, findings);
      return unknownText(places);
    }
    disagree(subject, first, second, typeDifference(first, second), findings);
    return first;
  }
  const joined = { ...first, places };
  if (joined.kind !== "complex" || second.kind !== "complex") return named(joined, nameOf(second));
  const attributes = joinAttributes(subject, joined.attributes, second.attributes, findings);
  const content = joinContent(subject, joined.content, second.content, findings);
  return named({ ...joined, wrapper: joined.wrapper || second.wrapper, attributes, content }, nameOf(second));
}

/** True for shapes that can be of one type. */
function fits(first: TypeShape, second: TypeShape, findings: Findings): boolean {
  if (weight(first) < weights.value || outline(first) === outline(second)) return true;
  if (findings.unites !== true || first.kind !== "complex" || second.kind !== "complex") return false;
  const [one, other] = [first.content, second.content];
  if (one.kind === "members" && other.kind === "members")
    return align(one.members, other.members, findings) !== undefined;
  return contentOutline(one) === contentOutline(other);
}

function reportValues({ places }: TypeShape, { report }: Findings): void {
  for (const place of places) reportValue(place, report);
}

/** Summarizes the content of a shape in one line; shapes with equal outlines can be joined. */
function outline(shape: TypeShape): string {
  if (shape.kind !== "complex") return simpleOutline(shape);
  const attributes = shape.attributes.map(({ name }) => `attribute ${name.local}`).sort();
  return [...attributes, contentOutline(shape.content)].join(", ");
}

/** Ranks shapes: cut elements, uninformative texts, empty elements and values yield to other evidence. */
function weight(shape: TypeShape): number {
  switch (shape.kind) {
    case "cut":
      return weights.cut;
    case "builtin":
      return shape.evidence === "assumed" ? weights.text : weights.shown;
    case "enumeration":
      return isOneValue(shape) ? weights.value : weights.shown;
    case "complex": {
      const isEmpty = shape.content.kind === "unknown" && shape.attributes.length === 0 && !shape.wrapper;
      return isEmpty ? weights.empty : weights.shown;
    }
  }
}

const weights = { cut: 0, text: 1, empty: 2, value: 3, shown: 4 } as const;

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

function messageDifference(first: MessageShape, second: MessageShape): Difference {
  return (
    memberDifference(first.header, second.header) ??
    memberDifference(first.body, second.body) ?? { found: envelopeOutline(second), expected: envelopeOutline(first) }
  );
}

function envelopeOutline({ style, use, wrapper }: MessageShape): string {
  return `a ${style}/${use} message${wrapper ? ` in ${clark(wrapper)}` : ""}`;
}

/** Joins attributes, in any order. */
function joinAttributes(
  subject: string,
  first: readonly AttributeShape[],
  second: readonly AttributeShape[],
  findings: Findings,
): readonly AttributeShape[] {
  const others = new Map(second.map((attribute) => [clark(attribute.name), attribute]));
  const joined = first.map((attribute) => {
    const key = clark(attribute.name);
    const other = others.get(key);
    others.delete(key);
    if (other === undefined) return attribute;
    const type = joinSimple(`${subject}/@${attribute.name.local}`, attribute.type, other.type, findings);
    return { ...attribute, type, places: [...attribute.places, ...other.places] };
  });
  return [...joined, ...others.values()];
}

function joinContent(subject: string, first: ContentShape, second: ContentShape, findings: Findings): ContentShape {
  if (first.kind === "members" && second.kind === "members") {
    return {
      kind: "members",
      members: joinMembers(subject, align(first.members, second.members, findings) ?? [], findings),
    };
  }
  if (first.kind === "text" && second.kind === "text") {
    return { kind: "text", type: joinSimple(subject, first.type, second.type, findings) };
  }
  return first;
}

/** A member of one sample, the same member of the other, or both. */
type Pair<M> = readonly [first: M | undefined, second: M | undefined];

/**
 * Pairs the members of two samples. They are the same ones, unless samples are united: then each may lack some, and
 * exactly one order has to fit both.
 */
function align<M extends MemberShape>(
  first: readonly M[],
  second: readonly M[],
  { unites }: Pick<Findings, "unites">,
): readonly Pair<M>[] | undefined {
  if (membersOutline(first) === membersOutline(second)) return first.map((member, index) => [member, second[index]]);
  if (unites !== true) return undefined;
  const indexes = new Map(second.map((member, index) => [keyOf(member), index]));
  const pairs: Pair<M>[] = [];
  let next = 0;
  let isOnlyInFirst = false;
  const putSecond = (end: number): boolean => {
    const skipped = second.slice(next, end);
    for (const member of skipped) pairs.push([undefined, member]);
    next = end + 1;
    return skipped.length === 0 || !isOnlyInFirst;
  };
  for (const member of first) {
    const index = indexes.get(keyOf(member));
    if (index === undefined) {
      // Members of the second sample before the next common one could go before or after it.
      isOnlyInFirst = true;
      pairs.push([member, undefined]);
      continue;
    }
    if (index < next || !putSecond(index)) return undefined;
    pairs.push([member, second[index]]);
    isOnlyInFirst = false;
  }
  return putSecond(second.length) ? pairs : undefined;
}

function keyOf(member: MemberShape): string {
  return member.kind === "any" ? "xml" : clark(member.name);
}

function joinMembers<M extends MemberShape>(
  subject: string,
  pairs: readonly Pair<M>[],
  findings: Findings,
): readonly M[] {
  return pairs.flatMap(([first, second]): readonly M[] => {
    if (first === undefined || second === undefined) {
      return [first, second].filter((each) => each !== undefined).map((each) => ({ ...each, optional: true }));
    }
    const places = [...first.places, ...second.places];
    if (first.kind === "any" || second.kind === "any") return [{ ...first, places }];
    const type = joinShapes(`${subject}/${first.name.local}`, first.type, second.type, findings);
    const isOptional = first.optional === true || second.optional === true;
    const repeated = first.repeated || second.repeated;
    const isMandatory = first.mustUnderstand === true || second.mustUnderstand === true;
    return [
      {
        ...first,
        repeated,
        ...joinStatedTypes(first, second, type),
        places,
        ...(isOptional && { optional: true }),
        ...(second.stated && { stated: second.stated }),
        ...(first.stated && { stated: first.stated }),
        ...(isMandatory && { mustUnderstand: true }),
      },
    ];
  });
}

function joinSimple(subject: string, first: SimpleShape, second: SimpleShape, findings: Findings): SimpleShape {
  const joined = joinShapes(subject, first, second, findings);
  return joined.kind === "builtin" || joined.kind === "enumeration" ? joined : first;
}

function disagree(
  subject: string,
  { places: [related] }: { readonly places: readonly Place[] },
  { places }: { readonly places: readonly Place[] },
  { found, expected, place = places[0] ?? related }: Difference,
  findings: Findings,
): void {
  if (place === undefined || related === undefined) return;
  findings.disagree({ found: `found ${found} in ${subject}`, expected, place, related });
}
