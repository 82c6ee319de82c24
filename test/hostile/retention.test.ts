/** Values that are kept do not keep the message that they come from. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { soap11, stream, unwrap, type Transport } from "../../templates/runtime/index.js";
import { putOrders, response } from "../runtime/streaming/batch.js";
import { answering } from "../runtime/wire.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
// Other tests list the globals of a new context.
setFlagsFromString("--no-expose-gc");

/** The memory in bytes, without what nothing refers to. */
async function memory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const count = 5_000;

/** Replies with 5 MB of notes that differ, in chunks. */
const transport: Transport = () => {
  const chunk = (k: number): string => `<Order><Number>${k}</Number><Note>${`note ${k} `.repeat(100)}</Note></Order>`;
  const [start = "", end = ""] = response("<Orders>|</Orders>").split("|");
  const parts = (function* () {
    yield start;
    for (let k = 0; k < count; k += 100) yield Array.from({ length: 100 }, (_, at) => chunk(k + at)).join("");
    yield end;
  })();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = parts.next();
        if (done === true) controller.close();
        else controller.enqueue(new TextEncoder().encode(value));
      },
    },
    { highWaterMark: 0 },
  );
  return Promise.resolve(new Response(body, { headers: { "Content-Type": "text/xml" } }));
};

const port = soap11("http://h/", { transport });

const ways: Record<string, (keep: (note: string | undefined, index: number) => void) => Promise<void>> = {
  "a reply": async (keep) => {
    const { Orders = [] } = unwrap(await putOrders(port, {}));
    Orders.forEach(({ Note }, index) => keep(Note, index));
  },
  "a reply that is streamed": async (keep) => {
    let index = 0;
    for await (const { Note } of stream(port, (port) => putOrders(port, {})).items("Orders")) keep(Note, index++);
  },
};

test.each(Object.entries(ways))("ten strings of %s keep a small part of it", async (_what, read) => {
  await read(() => undefined); // what is loaded and compiled stays
  const before = await memory();
  const kept: string[] = [];
  await read((note = "", index) => {
    if (index % (count / 10) === 7) kept.push(note);
  });
  const grown = (await memory()) - before;
  expect(kept).toHaveLength(10);
  expect(kept[1]).toContain(`note ${count / 10 + 7} `);
  expect(grown).toBeLessThan(2_500_000);
});

test("ten http replies keep the start of their bodies alone", async () => {
  const kept: unknown[] = [];
  const keep = async () => kept.push(await putOrders(soap11("http://h/", answering("no ".repeat(1_000_000))), {}));
  await keep();
  const before = await memory();
  for (let k = 0; k < 10; k++) await keep();
  expect((await memory()) - before).toBeLessThan(10 * 200_000);
});
