import type { BuiltinName } from "../builtins.js";
import type { SimpleType } from "../model/service.js";
import { relateBuiltins } from "./compare-builtins.js";
import { sayChanged, type At, type Comparison } from "./comparison.js";

/** Compares two builtin types; `words` name them where other types are based on them. */
export function compareBuiltins(
  comparison: Comparison,
  old: BuiltinName,
  present: BuiltinName,
  at: At,
  words: readonly [old: string, present: string] = [old, present],
): void {
  const rules = { equal: undefined, wider: "type-wider", narrower: "type-narrower", other: "type-changed" } as const;
  const rule = rules[relateBuiltins(old, present)];
  if (rule !== undefined) sayChanged(comparison, rule, at, ...words);
}

/** Compares the bases of two restrictions at the place of a part that has them. */
export function compareBases(comparison: Comparison, old: SimpleType, present: SimpleType, at: At): void {
  const isEnumeration = old.enumeration.length + present.enumeration.length > 0;
  const wordOf = ({ name, base, anonymous }: SimpleType): string =>
    anonymous || isEnumeration ? base : `${name.local} (${base})`;
  compareBuiltins(comparison, old.base, present.base, at, [wordOf(old), wordOf(present)]);
}

/** Compares the members and the facets of two restrictions. */
export function compareRestrictions(comparison: Comparison, old: SimpleType, present: SimpleType, at: At): void {
  const { say } = comparison;
  const wordOf = ({ enumeration, base }: SimpleType): string => (enumeration.length === 0 ? base : "an enumeration");
  if ((old.enumeration.length === 0) !== (present.enumeration.length === 0)) {
    return sayChanged(comparison, "type-changed", at, wordOf(old), wordOf(present));
  }
  const [olds, presents] = [new Set(old.enumeration), new Set(present.enumeration)];
  for (const value of presents) {
    const rule = old.open ? "value-added-open" : "value-added";
    if (!olds.has(value)) say(rule, at, `has the new member ${JSON.stringify(value)}`);
  }
  for (const value of olds) {
    if (!presents.has(value)) say("value-removed", at, `has lost the member ${JSON.stringify(value)}`);
  }
  const [had, has] = [JSON.stringify(old.facets ?? {}), JSON.stringify(present.facets ?? {})];
  if (had !== has) say("facets-changed", at, `had the facets ${had}, has ${has}`);
}
