import { listItem } from "../model/content-kind.js";
import { clark, localOf, type ComplexType, type Content, type Type, type TypeReference } from "../model/service.js";
import type { Difference } from "./change.js";
import { compareAttributes, compareContents } from "./compare-members.js";
import { compareBases, compareBuiltins, compareRestrictions } from "./compare-simple-types.js";
import { placeOf, sayChanged, type At, type Comparison } from "./comparison.js";

type TypesByKey = ReadonlyMap<string, Type>;

/** The comparison of two versions with these types; `finish` compares the types that the parts refer to so far. */
export function typeComparison(
  before: TypesByKey,
  after: TypesByKey,
  report: (difference: Difference) => void,
): Comparison & { readonly finish: () => void } {
  const seen = new Set<string>();
  // A list, because a chain of types may be longer than the stack is deep.
  const pending: (readonly [old: Type, present: Type, at: At])[] = [];
  const comparison: Comparison = {
    say: (rule, at, message) => report({ rule, message, ...at }),
    types(old, present, at) {
      if (old.kind === "builtin" && present.kind === "builtin") {
        compareBuiltins(comparison, old.name, present.name, at);
        const isOpened = old.name === present.name && (old.open ?? false) !== (present.open ?? false);
        if (isOpened) sayChanged(comparison, "type-changed", at, ...([old, present].map(openWord) as [string, string]));
        return;
      }
      const [one, two] = [typeIn(before, old), typeIn(after, present)];
      if (one === undefined || two?.kind !== one.kind) {
        return sayChanged(comparison, "type-changed", at, nameOf(old), nameOf(present));
      }
      if (one.kind === "simple" && two.kind === "simple") compareBases(comparison, one, two, at);
      const key = JSON.stringify([at.direction, clark(one.name), clark(two.name)]);
      if (seen.has(key)) return;
      seen.add(key);
      pending.push([one, two, at]);
    },
  };
  return {
    ...comparison,
    finish() {
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) comparePair(comparison, ...next);
    },
  };
}

/** Compares two types of one kind. `at` is the part that has them, where the content of a wrapper has its path. */
function comparePair(comparison: Comparison, old: Type, present: Type, at: At): void {
  const isUnnamed = (old.kind === "complex" && old.wrapper === true) || (old.kind === "simple" && old.anonymous);
  const own = { ...at, path: isUnnamed ? at.path : old.name.local };
  if (old.kind === "simple" && present.kind === "simple") {
    const places = { before: placeOf(old.evidence.content), after: placeOf(present.evidence.content) };
    compareRestrictions(comparison, old, present, { ...own, ...places });
  } else if (old.kind === "list" && present.kind === "list") comparison.types(old.item, present.item, own);
  else if (old.kind === "union" && present.kind === "union")
    compareUnions(comparison, old.members, present.members, own);
  else if (old.kind === "complex" && present.kind === "complex") compareComplex(comparison, old, present, at, own);
}

function compareUnions(
  comparison: Comparison,
  old: readonly TypeReference[],
  present: readonly TypeReference[],
  own: At,
): void {
  const words = (members: readonly TypeReference[]): string => `a union of ${members.map(nameOf).join(", ")}`;
  if (old.length !== present.length) return sayChanged(comparison, "type-changed", own, words(old), words(present));
  old.forEach((member, index) => comparison.types(member, present[index] ?? member, own));
}

function compareComplex(comparison: Comparison, old: ComplexType, present: ComplexType, at: At, own: At): void {
  const [was, is] = [formOf(old), formOf(present)];
  if (was !== is) return sayChanged(comparison, "type-changed", at, was, is);
  if (old.content.kind === "text" && present.content.kind === "text") {
    comparison.types(old.content.type, present.content.type, { ...own, path: `${own.path}.$value` });
  }
  compareAttributes(comparison, old.attributes, present.attributes, own);
  compareContents(comparison, old.content, present.content, own.path, own.direction);
  compareDerived(comparison, old, present, own);
}

/** The form of the value of a complex type. */
function formOf(type: ComplexType): string {
  if (listItem(type) !== undefined) return "a list";
  return type.content.kind === "sequence" && type.content.mixed === true ? "mixed content" : forms[type.content.kind];
}

const forms: Readonly<Record<Content["kind"], string>> = {
  sequence: "an object",
  text: "a text with attributes",
  unknown: "an element of unknown content",
};

function compareDerived(comparison: Comparison, old: ComplexType, present: ComplexType, own: At): void {
  const byLocal = (keys: readonly string[] = []) => new Map(keys.map((key) => [localOf(key), key]));
  const [olds, presents] = [byLocal(old.derived), byLocal(present.derived)];
  for (const [local, key] of presents) {
    const known = olds.get(local);
    if (known === undefined) comparison.say("derived-added", own, `may be the new type ${local}`);
    else comparison.types({ kind: "type", name: known }, { kind: "type", name: key }, own);
  }
  for (const local of olds.keys()) {
    if (!presents.has(local)) comparison.say("derived-removed", own, `may not be the type ${local} any more`);
  }
}

function typeIn(types: TypesByKey, reference: TypeReference): Type | undefined {
  return reference.kind === "type" ? types.get(reference.name) : undefined;
}

function nameOf(reference: TypeReference): string {
  return reference.kind === "builtin" ? reference.name : localOf(reference.name);
}

function openWord(reference: TypeReference): string {
  return reference.kind === "builtin" && reference.open === true
    ? `${reference.name} or other text`
    : nameOf(reference);
}
