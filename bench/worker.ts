/** Measures one contestant in a process of its own, and prints the median time of one run in microseconds. */
import { works } from "./contestants.js";

const [, , name = "", contestant = ""] = process.argv;
const prepare = works[name]?.[contestant];
if (prepare === undefined) throw new Error(`${JSON.stringify(name)} has no contestant ${JSON.stringify(contestant)}`);
const work = await prepare();
try {
  await work();
} catch (error) {
  // A contestant that refuses a message is not measured.
  console.log(`refused: ${String(error).slice(0, 100)}`);
  process.exit();
}

const warmUp = 6e5;
const sample = 30_000;
const before = now();
let runs = 0;
while (now() - before < warmUp) {
  await run(1);
  runs++;
}
// The clock takes as long as the fastest work, so it is read about every millisecond.
const batch = Math.ceil(runs / (warmUp / 1000));
const times: number[] = [];
while (times.length < 21) {
  const start = now();
  let batches = 0;
  do {
    await run(batch);
    batches++;
  } while (now() - start < sample);
  times.push((now() - start) / (batches * batch));
}
console.log(times.toSorted((a, b) => a - b)[10]);

/** One at a time: a call is over when its reply is there. Work that is not a call is not waited for. */
async function run(count: number): Promise<void> {
  for (let left = count; left > 0; left--) {
    const result = work();
    if (result instanceof Promise) await result;
  }
}

/** The processor time of this process, which depends less on what else the machine does than the time of day. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
