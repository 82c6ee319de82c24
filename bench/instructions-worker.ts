/** Does a piece of work a number of times, for its instructions to be counted. */
import { codec } from "./calls.js";
import { reading, writing } from "./codec.js";

const works: { readonly [name: string]: () => () => unknown } = {
  "read 1": () => reading(1),
  "read 50": () => reading(50),
  "write 100": () => writing(100),
  "request and reply of 1": () => codec(),
};

const [, , name = "", count] = process.argv;
const work = works[name]?.();
if (work === undefined) throw new Error(`no work ${JSON.stringify(name)}`);
for (let left = Number(count); left > 0; left--) work();
