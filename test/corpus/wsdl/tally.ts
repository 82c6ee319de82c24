import type { Diagnostic } from "../../../generator/diagnostic.js";
import type { Entry } from "./entries.js";
import type { Outcome } from "./round-trip.js";

/** Counts the outcomes of the entries, and of each construct that the index lists for them. */
export interface Tally {
  diagnosed(diagnostics: readonly Diagnostic[]): void;
  refused(entry: Entry, diagnostics: readonly Diagnostic[]): void;
  generated(entry: Entry, operations: number): void;
  tripped(entry: Entry, outcome: Outcome): void;
  table(entries: number): string;
}

export function tallyOf(): Tally {
  const codes = new Map<string, number>();
  const constructs = new Map<string, { entries: number; equal: number; others: number }>();
  const refusals: string[] = [];
  const noValues: string[] = [];
  let generated = 0;
  let operations = 0;
  const outcomes = { equal: 0, different: 0, "no value": 0 };
  const of = (construct: string) => {
    const known = constructs.get(construct) ?? { entries: 0, equal: 0, others: 0 };
    constructs.set(construct, known);
    return known;
  };
  const constructsOf = ({ notable, style }: Entry): string[] =>
    [...notable, ...style.split("+")].filter((name) => name !== "");
  return {
    diagnosed(diagnostics) {
      for (const { severity, code } of diagnostics) {
        const key = `${severity} ${code}`;
        codes.set(key, (codes.get(key) ?? 0) + 1);
      }
    },
    refused({ path }, diagnostics) {
      const first = diagnostics.find(({ severity }) => severity === "error");
      refusals.push(`${path}:${first?.place.line}: ${first?.code}: ${first?.message}`);
    },
    generated(entry, count) {
      generated += 1;
      operations += count;
      for (const construct of constructsOf(entry)) of(construct).entries += 1;
    },
    tripped(entry, outcome) {
      outcomes[outcome.kind] += 1;
      if (outcome.kind === "no value") noValues.push(`${entry.path} ${outcome.message}: ${outcome.reason}`);
      for (const construct of constructsOf(entry)) of(construct)[outcome.kind === "equal" ? "equal" : "others"] += 1;
    },
    table(entries) {
      const rows = [...constructs].sort(([a], [b]) => (a < b ? -1 : 1));
      return [
        `wsdl: ${entries} entries, ${generated} generated with ${operations} operations, ${refusals.length} refused`,
        `messages: ${outcomes.equal} equal, ${outcomes.different} different, ${outcomes["no value"]} without a value`,
        ...[...codes]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([code, count]) => `  ${String(count).padStart(6)}  ${code}`),
        "construct: entries, messages equal, others",
        ...rows.map(([name, { entries, equal, others }]) => `  ${name}: ${entries}, ${equal}, ${others}`),
        "refused:",
        ...refusals.sort().map((line) => `  ${line}`),
        "without a value:",
        ...noValues.sort().map((line) => `  ${line}`),
      ].join("\n");
    },
  };
}
