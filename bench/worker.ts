/** Measures one contestant in a process of its own, and prints the median time of one run in microseconds. */
import { contestants } from "./contestants.js";

const name = process.argv[2] ?? "";
const prepare = contestants[name];
if (prepare === undefined) throw new Error(`no contestant ${JSON.stringify(name)}`);
const work = await prepare();

const warmUp = 1e9;
const sample = 5e7;
for (const start = now(); now() - start < warmUp;) work();
const times = Array.from({ length: 21 }, () => {
  const start = now();
  let runs = 0;
  do {
    work();
    runs++;
  } while (now() - start < sample);
  return (now() - start) / runs / 1000;
}).sort((a, b) => a - b);
console.log(times[10]);

function now(): number {
  return Number(process.hrtime.bigint());
}
