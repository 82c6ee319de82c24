import type { Element as Declaration } from "@xmldom/xmldom";
import { membersIn } from "../../../generator/model/parts.js";
import type {
  Attribute,
  ComplexType,
  Element,
  Type,
  TypeReference,
  Wildcard,
} from "../../../generator/model/service.js";
import { complexOf, isAmbiguous, type At, type Comparison } from "./comparison.js";
import { identify } from "./identities.js";
import type { ShownAttribute, ShownComplex, ShownElement, ShownMember, ShownType } from "./shown.js";
import type { Tally } from "./tally.js";

/** In encoded messages none is cut above this one. */
const encodedLimit = 3;

/** Names, order, and then each element by itself. */
export function compareMembers(
  comparison: Comparison,
  found: readonly (Element | Wildcard)[],
  declared: readonly ShownMember[],
  at: At,
  fact: "header block" | "body" | "element name",
): void {
  const { tally } = comparison;
  const expected = printed(declared, tally);
  const names = (members: readonly (Element | Wildcard | ShownMember)[]) =>
    members.map((member) => (member.kind === "any" ? "*" : "local" in member ? member.local : member.name.local));
  const foundNames = names(found);
  const expectedNames = names(expected);
  const isSame = JSON.stringify(foundNames.toSorted()) === JSON.stringify(expectedNames.toSorted());
  if (!isSame) {
    tally.wrong(fact, `${at.where}: found ${foundNames.join()}, expected ${expectedNames.join()}`);
    return;
  }
  for (const _ of expected) tally.agrees(fact);
  if (!tally.check("order", foundNames, expectedNames, at.where)) return;
  const isResult = at.depth === 1 && at.showsMore && expected.length === 1;
  const inside = isResult ? { ...at, limit: at.limit + 1 } : at;
  expected.forEach((member, index) => {
    const particle = found[index];
    if (member.kind === "any" || particle?.kind !== "element") return;
    compareElement(comparison, particle, member, { ...inside, where: `${at.where}/${member.local}` });
  });
}

/** Siblings as a page prints them: one name in several particles is one element that repeats, or the first of them. */
function printed(members: readonly ShownMember[], tally: Tally): readonly ShownMember[] {
  const merged: ShownMember[] = [];
  for (const member of members) {
    const last = merged.at(-1);
    if (member.kind === "any") {
      if (last?.kind !== "any") merged.push(member);
      continue;
    }
    const isSame = (other: ShownMember) =>
      other.kind === "element" && other.local === member.local && other.namespace === member.namespace;
    if (last !== undefined && isSame(last)) {
      tally.cannot("list", "same name apart");
      merged[merged.length - 1] = { ...member, repeated: true };
    } else if (merged.some(isSame)) tally.cannot("element name", "same name apart");
    else merged.push(member);
  }
  return merged;
}

function compareElement(comparison: Comparison, found: Element, expected: ShownElement, at: At): void {
  const { tally } = comparison;
  tally.check("namespace", found.name.namespace, expected.namespace, at.where);
  tally.check("list", found.maxOccurs !== 1, expected.repeated, at.where);
  compareType(comparison, found, expected, at);
}

function compareType(comparison: Comparison, { type, evidence }: Element, element: ShownElement, at: At): void {
  const { tally } = comparison;
  const expected = element.type();
  switch (expected.kind) {
    case "builtin":
    case "enumeration":
    case "text":
      compareSimple(comparison, type, expected, evidence.type.kind, at);
      return;
    case "empty": {
      const complex = complexOf(comparison, type);
      const isEmpty = complex !== undefined && complex.attributes.length === 0 && isUnknown(complex);
      const isItem = element.local === "anyType" && type.kind === "builtin" && type.name === "anyType";
      if (at.depth >= at.limit) tally.cannot("content", "depth limit");
      else if (isEmpty || isItem) tally.cannot("content", expected.row);
      else
        tally.wrong(
          "content",
          `${at.where}: found ${JSON.stringify(type)}, expected what is unknown (${expected.row})`,
        );
      return;
    }
    case "complex":
      compareComplex(comparison, type, expected, element, evidence.type.kind, at);
  }
}

function isUnknown({ content }: ComplexType): boolean {
  return content.kind === "unknown" || (content.kind === "sequence" && content.particles.length === 0);
}

function compareSimple(
  { types, tally, marked }: Comparison,
  found: TypeReference,
  expected: Extract<ShownType, { kind: "builtin" | "enumeration" | "text" }>,
  certainty: string,
  { where }: At,
): void {
  const said = found.kind === "builtin" ? found.name : JSON.stringify(enumerationOf(types.get(found.name)));
  if (expected.kind === "builtin") {
    tally.check("builtin type", said, expected.name, where);
    return;
  }
  const isAssumed = found.kind === "builtin" && found.name === "string" && certainty === "assumed";
  if (expected.kind === "text") {
    if (isAssumed) tally.cannot("builtin type", expected.row);
    else tally.wrong("builtin type", `${where}: found ${said}, expected a text of unknown type (${expected.row})`);
    return;
  }
  const isSingle = expected.values.length === 1;
  if (isAssumed && isSingle && !marked) tally.cannot("enumeration", "one value");
  else if (!isSingle && isAmbiguous(expected.values) && !marked) tally.cannot("enumeration", "ambiguous value");
  else tally.check("enumeration", said, JSON.stringify(expected.values), where);
}

function enumerationOf(type: Type | undefined): readonly string[] | undefined {
  return type?.kind === "simple" ? type.enumeration : undefined;
}

function compareComplex(
  comparison: Comparison,
  type: TypeReference,
  expected: ShownComplex,
  element: ShownElement,
  certainty: string,
  at: At,
): void {
  const { tally, cuts } = comparison;
  const found = complexOf(comparison, type);
  if (found === undefined || type.kind !== "type") {
    tally.wrong("content", `${at.where}: found ${JSON.stringify(type)}, expected elements or attributes`);
    return;
  }
  // Encoded messages refer to what is nested, and cut it by the depth of what refers to it.
  if (at.limit === Infinity && at.depth >= encodedLimit && isUnknown(found)) {
    tally.cannot("content", "depth limit");
    return;
  }
  if (at.depth >= at.limit) {
    tally.cannot("content", "depth limit");
    if (!isUnknown(found)) cuts.push({ type: type.name, shown: expected, certainty, where: at.where });
    return;
  }
  identify(comparison, type.name, expected, element);
  if (isSeen(comparison, type.name, expected.declaration, at.limit - at.depth)) return;
  tally.agrees("content");
  for (const row of expected.lost) tally.cannot("content", row);
  compareAttributes(comparison, found.attributes, expected.attributes, at);
  compareMembers(
    comparison,
    membersIn(found.content),
    expected.members,
    { ...at, depth: at.depth + 1 },
    "element name",
  );
}

/** Remembers what was compared, with the levels that were left: a type that contains itself is compared once for each. */
function isSeen({ seen }: Comparison, type: string, declaration: Declaration | undefined, levels: number): boolean {
  if (declaration === undefined) return false;
  const keys = seen.get(declaration) ?? new Set<string>();
  seen.set(declaration, keys);
  const key = `${type} ${levels}`;
  const known = keys.has(key);
  keys.add(key);
  return known;
}

function compareAttributes(
  comparison: Comparison,
  found: readonly Attribute[],
  expected: readonly ShownAttribute[],
  at: At,
): void {
  const { tally } = comparison;
  for (const { namespace, local, type } of expected) {
    const where = `${at.where}/@${local}`;
    const attribute = found.find(({ name }) => name.local === local && name.namespace === namespace);
    if (attribute === undefined) {
      tally.wrong("attribute", `${where} is missing`);
      continue;
    }
    tally.agrees("attribute");
    if (type.kind === "complex" || type.kind === "empty") continue;
    compareSimple(comparison, attribute.type, type, attribute.evidence.type.kind, { ...at, where });
  }
  if (found.length > expected.length) tally.wrong("attribute", `${at.where}: found more than ${expected.length}`);
}
