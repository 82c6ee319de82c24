/** Random replies of random services that break one rule of their spec, for strict and lenient ports. */
import fc from "fast-check";
import { cases, emitted, type Case } from "../../agreement/cases.js";
import { house } from "../../agreement/house.js";
import { boundOperations } from "../../agreement/server.js";
import type { Fuzzer } from "../fuzzer.js";
import { table } from "../table.js";
import { breaks, type Kind } from "./breaks.js";
import { outcomeOf, type Breaking, type Outcome } from "./outcome.js";

const kinds = Object.keys(breaks) as Kind[];

const breakings: fc.Arbitrary<Breaking[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), index: fc.nat(40) }),
  { minLength: 12, maxLength: 12 },
);

export const replies: Fuzzer = {
  name: "replies",
  claim: "whichever rule a reply breaks, a strict port tells where, and a lenient one loses nothing",
  runs: { test: 8, command: 200 },
  fuzz: async ({ seed, runs, print }) => {
    const home = await house();
    const outcomesOf = async ({ service, values }: Case, breakings: readonly Breaking[]): Promise<Outcome[]> => {
      const bound = await boundOperations(await home.client(await emitted(service)), []);
      const outcomes: Outcome[] = [];
      for (const [index, exchange] of values.entries()) {
        const operation = bound[index]?.operation;
        if (operation === undefined) continue;
        for (const breaking of breakings) {
          const outcome = await outcomeOf(home, operation, exchange, breaking);
          if (outcome !== undefined) outcomes.push(outcome);
        }
      }
      return outcomes;
    };
    const assert = (check: (outcomes: readonly Outcome[]) => void): Promise<void> =>
      fc.assert(
        fc.asyncProperty(cases(), breakings, async (each, breakings) => check(await outcomesOf(each, breakings))),
        { seed, numRuns: runs },
      );
    try {
      const all: Outcome[] = [];
      await assert((outcomes) => {
        all.push(...outcomes);
      });
      print(tableOf(all));
      if (all.every(({ defect }) => defect === undefined)) return;
      // Stops at the first defect and makes the input smaller, which would spoil the counts.
      await assert((outcomes) => {
        const first = outcomes.find(({ defect }) => defect !== undefined);
        if (first !== undefined) throw new Error(`${first.kind}: ${first.defect}`);
      });
    } finally {
      await home.close();
    }
  },
};

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = kinds.map((kind) => {
    const own = outcomes.filter((outcome) => outcome.kind === kind);
    const count = (predicate: (outcome: Outcome) => boolean): number => own.filter(predicate).length;
    return [
      kind,
      own.length,
      count(({ strict }) => strict === "ok"),
      count(({ strict }) => strict === "malformed"),
      count(({ lenient }) => lenient === "ok"),
      count(({ defect }) => defect !== undefined),
    ];
  });
  return table([
    ["kind of break", "replies", "read by strict", "refused by strict", "read by lenient", "lost"],
    ...rows,
  ]);
}
