import { membersIn } from "../../../generator/model/traversal.js";
import { clark, type Attribute, type Element, type Reason } from "../../../generator/model/service.js";
import { isAmbiguous, isUnknown, typeOf, type AnyType, type At, type Comparison } from "./comparison.js";
import type { Row } from "./exemptions.js";
import { identify } from "./identities.js";
import { printedAttribute, printedElement } from "./printed.js";
import type { Member, Printed, PrintedComplex } from "./printed.js";
import type { Tally } from "./tally.js";

/** The depth from which encoded messages are cut. */
const encodedLimit = 3;

/** Names, order, and then each element by itself. */
export function compareMembers(
  comparison: Comparison,
  shown: readonly Member[],
  declared: readonly Member[],
  at: At,
  fact: "header block" | "body" | "element name",
): void {
  const { tally } = comparison;
  const expected = asSiblings(declared, tally);
  const names = (members: readonly Member[]) =>
    members.map((member) => (member.kind === "any" ? "*" : member.name.local));
  const shownNames = names(shown);
  const expectedNames = names(expected);
  if (JSON.stringify(shownNames.toSorted()) !== JSON.stringify(expectedNames.toSorted())) {
    tally.wrong(fact, `${at.where}: found ${shownNames.join()}, expected ${expectedNames.join()}`);
    return;
  }
  for (const member of expected) {
    if (member.kind === "extra") tally.cannot(fact, member.row);
    else tally.agrees(fact);
  }
  if (!tally.check("order", shownNames, expectedNames, at.where)) return;
  const isResult = at.depth === 1 && at.showsMore && expected.length === 1;
  const inside = isResult ? { ...at, limit: at.limit + 1 } : at;
  expected.forEach((member, index) => {
    const partner = shown[index];
    if (member.kind !== "element" || partner?.kind !== "element") return;
    compareElement(comparison, partner, member, { ...inside, where: `${at.where}/${member.name.local}` });
  });
}

/** As a page prints siblings: one name in several particles is one element that repeats, or the first of them. */
function asSiblings(members: readonly Member[], tally: Tally): readonly Member[] {
  const siblings: Member[] = [];
  for (const member of members) {
    const last = siblings.at(-1);
    if (member.kind === "any") {
      if (last?.kind !== "any") siblings.push(member);
      continue;
    }
    const isSame = (other: Member) => other.kind !== "any" && clark(other.name) === clark(member.name);
    if (last?.kind === "element" && isSame(last)) {
      tally.cannot("list", "same name apart");
      siblings[siblings.length - 1] = { ...last, maxOccurs: "unbounded" };
    } else if (siblings.some(isSame)) tally.cannot("element name", "same name apart");
    else siblings.push(member);
  }
  return siblings;
}

function compareElement(comparison: Comparison, shown: Element, declared: Element, at: At): void {
  const { tally, printer } = comparison;
  tally.check("namespace", shown.name.namespace, declared.name.namespace, at.where);
  tally.check("list", isRepeated(shown), isRepeated(declared), at.where);
  const printed = printedElement(declared, comparison.declared, at.encoded, printer);
  const type = typeOf(comparison.shown, shown.type);
  const declaredType = typeOf(comparison.declared, declared.type);
  if (declaredType.kind === "complex" && isUnknown(declaredType)) return tally.cannot("content", "type not declared");
  switch (printed.kind) {
    case "builtin":
    case "enumeration":
    case "text":
      return compareSimple(comparison, type, shown.evidence.type, printed, at.where);
    case "empty":
      return compareEmpty(comparison, type, shown, printed.row, at);
    case "complex":
      return compareComplex(comparison, type, shown, declared, printed, at);
  }
}

function isRepeated({ maxOccurs }: Element): boolean {
  return maxOccurs !== 1;
}

function compareEmpty({ tally }: Comparison, type: AnyType, { name }: Element, row: Row, at: At): void {
  const isEmpty = type.kind === "complex" && type.attributes.length === 0 && isUnknown(type);
  const isItem = name.local === "anyType" && type.kind === "builtin" && type.name === "anyType";
  if (at.depth >= at.limit) tally.cannot("content", "depth limit");
  else if (isEmpty || isItem) tally.cannot("content", row);
  else tally.wrong("content", `${at.where}: found ${describe(type)}, expected what is unknown (${row})`);
}

function compareSimple(
  { tally, marked }: Comparison,
  type: AnyType,
  { kind: certainty }: Reason,
  expected: Exclude<Printed, { readonly kind: "complex" | "empty" }>,
  where: string,
): void {
  if (expected.kind === "builtin") {
    tally.check("builtin type", describe(type), expected.name, where);
    return;
  }
  const isAssumed = type.kind === "builtin" && type.name === "string" && certainty === "assumed";
  if (expected.kind === "text") {
    if (isAssumed) tally.cannot("builtin type", expected.row);
    else tally.wrong("builtin type", `${where}: found ${describe(type)}, expected a text (${expected.row})`);
    return;
  }
  const isSingle = expected.values.length === 1;
  if (isAssumed && isSingle && !marked) tally.cannot("enumeration", "one value");
  else if (!isSingle && isAmbiguous(expected.values) && !marked) tally.cannot("enumeration", "ambiguous value");
  else tally.check("enumeration", describe(type), JSON.stringify(expected.values), where);
}

function describe(type: AnyType): string {
  if (type.kind === "builtin") return type.name;
  return type.kind === "simple" ? JSON.stringify(type.enumeration) : `the ${type.kind} ${type.name.local}`;
}

function compareComplex(
  comparison: Comparison,
  shown: AnyType,
  element: Element,
  declaredElement: Element,
  { type: declared, attributes, members, lost }: PrintedComplex,
  at: At,
): void {
  const { tally, cuts, seen } = comparison;
  const { where, depth, limit } = at;
  if (shown.kind !== "complex") {
    tally.wrong("content", `${where}: found ${describe(shown)}, expected elements or attributes`);
    return;
  }
  // Encoded messages refer to nested values, and cut them by the depth of the reference.
  if ((depth >= limit || (at.encoded && depth >= encodedLimit)) && isUnknown(shown)) {
    tally.cannot("content", "depth limit");
    return;
  }
  if (depth >= limit) {
    tally.cannot("content", "depth limit");
    const certainty = element.evidence.type.kind;
    cuts.push({ shown: clark(shown.name), declared: clark(declared.name), certainty, where });
    return;
  }
  identify(comparison, shown, declared, declaredElement);
  const pair = [clark(shown.name), clark(declared.name), limit - depth, at.encoded].join(" ");
  if (seen.has(pair)) return;
  seen.add(pair);
  tally.agrees("content");
  for (const row of lost) tally.cannot("content", row);
  compareAttributes(comparison, shown.attributes, attributes, where);
  compareMembers(comparison, membersIn(shown.content), members, { ...at, depth: depth + 1 }, "element name");
}

function compareAttributes(
  comparison: Comparison,
  shown: readonly Attribute[],
  declared: readonly Attribute[],
  within: string,
): void {
  const { tally } = comparison;
  for (const attribute of declared) {
    const { local, namespace } = attribute.name;
    const where = `${within}/@${local}`;
    const partner = shown.find(({ name }) => name.local === local);
    if (partner === undefined) {
      tally.wrong("attribute", `${where} is missing`);
      continue;
    }
    if (partner.name.namespace === "" && namespace !== "") tally.cannot("attribute", "attributeFormDefault");
    else tally.check("attribute", partner.name.namespace, namespace, where);
    const printed = printedAttribute(attribute, comparison.declared);
    if (printed.kind === "complex" || printed.kind === "empty") continue;
    compareSimple(comparison, typeOf(comparison.shown, partner.type), partner.evidence.type, printed, where);
  }
  if (shown.length > declared.length) tally.wrong("attribute", `${within}: found more than ${declared.length}`);
}
