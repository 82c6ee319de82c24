/** Measures the processor time of works, each contestant in a process of its own. */
import { works } from "./contestants.js";
import { absence } from "./peers.js";
import { finish, progress } from "./progress.js";
import { columns, withCircumstances, type Measured } from "./results.js";
import { inTurns } from "./rounds.js";

/** `measure` runs one contestant of a work, and returns what its process says: a time, or that it refused. */
export function compareWorks(
  names: readonly string[],
  rounds: number,
  measure: (work: string, contestant: string) => string,
): Measured<{ readonly [contestant: string]: number }> {
  const all = names.flatMap((work) => Object.keys(works[work] ?? {}).map((contestant) => `${work}\t${contestant}`));
  const absent = new Set(all.map((each) => each.split("\t")[1] ?? "").filter((name) => absence(name) !== undefined));
  const present = all.filter((each) => !absent.has(each.split("\t")[1] ?? ""));
  const refusals = new Map<string, string>();
  let done = 0;
  const times = inTurns(present, rounds, (each) => {
    const [work = "", contestant = ""] = each.split("\t");
    progress(`${++done} of ${present.length * rounds}: ${work}, ${contestant}`);
    const said = measure(work, contestant).trim();
    if (said.startsWith("refused")) refusals.set(each, `${work}, ${contestant}, ${said}`);
    return Number(said);
  });
  finish();
  const figures = Object.fromEntries(
    names.map((work) => [
      work,
      Object.fromEntries(
        Object.keys(works[work] ?? {}).flatMap((contestant) => {
          const time = times.get(`${work}\t${contestant}`);
          return time === undefined || Number.isNaN(time) ? [] : [[contestant, Number(time.toPrecision(4))]];
        }),
      ),
    ]),
  );
  const libraries = columns.slice(2).filter((name) => present.some((each) => each.endsWith(`\t${name}`)));
  const notMeasured = [...[...absent].map((name) => absence(name) ?? name), ...refusals.values()];
  return withCircumstances(figures, rounds, libraries, notMeasured);
}
