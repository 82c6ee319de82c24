/** Measures one contestant in a process of its own, and prints the median time of one run in microseconds. */
import { contestants } from "./contestants.js";

const name = process.argv[2] ?? "";
const prepare = contestants[name];
if (prepare === undefined) throw new Error(`no contestant ${JSON.stringify(name)}`);
const work = await prepare();

const warmUp = 1e9;
const sample = 5e7;
for (const start = now(); now() - start < warmUp;) await work();
const times: number[] = [];
while (times.length < 21) {
  const start = now();
  let runs = 0;
  do {
    // One at a time: a call is over when its reply is there. Work that is not a call is not waited for.
    const result = work();
    if (result instanceof Promise) await result;
    runs++;
  } while (now() - start < sample);
  times.push((now() - start) / runs / 1000);
}
console.log(times.toSorted((a, b) => a - b)[10]);

function now(): number {
  return Number(process.hrtime.bigint());
}
