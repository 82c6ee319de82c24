import { rules, type Change, type RuleName } from "./rules.js";

/** How many specs and names each rule concerns. */
export interface Counts {
  /** Specs that both generate. */
  readonly specs: number;
  /** Their exported names in the release. */
  readonly names: number;
  /** Specs that only the present generator generates, and only the released one. */
  readonly gained: number;
  readonly lost: number;
  readonly rules: { readonly [rule in RuleName]: { readonly specs: number; readonly names: number } };
}

export interface Counter {
  readonly compared: (names: number, changes: readonly Change[]) => void;
  readonly incomparable: (wasGenerated: boolean) => void;
  readonly result: () => Counts;
}

export function countsOf(): Counter {
  let [specs, all, gained, lost] = [0, 0, 0, 0];
  const found = new Map<RuleName, { specs: number; names: number }>();
  return {
    compared: (names, changes) => {
      specs++;
      all += names;
      for (const rule of new Set(changes.map((change) => change.rule))) {
        const before = found.get(rule) ?? { specs: 0, names: 0 };
        const own = changes.filter((change) => change.rule === rule).length;
        found.set(rule, { specs: before.specs + 1, names: before.names + own });
      }
    },
    incomparable: (wasGenerated) => {
      if (wasGenerated) lost++;
      else gained++;
    },
    result: () => {
      const counts = Object.keys(rules).map((rule) => [rule, found.get(rule as RuleName) ?? { specs: 0, names: 0 }]);
      return { specs, names: all, gained, lost, rules: Object.fromEntries(counts) as Counts["rules"] }; // its keys are those of the rules
    },
  };
}
