import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sizeOf, type CallInBundle } from "../../bench/size.js";

const pixelz = { module: "pixelz", operation: "getImageStatus" };

/** The rows of the table in docs/calling.md. */
const calls: ReadonlyMap<string, CallInBundle> = new Map(
  Object.entries({
    "`soap11`": { ...pixelz, binding: "soap11" },
    "`soap12`": { ...pixelz, binding: "soap12" },
    "`httpGet`": { ...pixelz, binding: "httpGet" },
    "`httpPost`": { ...pixelz, binding: "httpPost" },
    "`soap12`, with a typed header block": { module: "listrak", operation: "getProcessStatus", binding: "soap12" },
    "`soap11` and `trace`": { ...pixelz, binding: "soap11", options: { trace: "trace(console.log)" } },
    "`soap11` and `lenient`": { ...pixelz, binding: "soap11", options: { reading: "lenient" } },
  }),
);

test("the table of sizes in the documentation is true to 2 %", async () => {
  const documented = readFileSync("docs/calling.md", "utf8").matchAll(
    /^\| (`(?:soap|http).*?) +\| +([\d,]+) +\| +([\d,]+) +\|$/gm,
  );
  const rows = [...documented].map(([, row = "", ...sizes]) => ({
    row,
    sizes: sizes.map((size) => Number(size.replace(",", ""))),
  }));
  expect(rows.map(({ row }) => row)).toEqual([...calls.keys()]);
  for (const { row, sizes } of rows) {
    const call = calls.get(row);
    const actual = call === undefined ? [] : [await sizeOf(call), await sizeOf(call, "rolldown")];
    for (const [column, size] of actual.entries()) {
      // Compression differs a little between versions of Node.
      expect(Math.abs(size / (sizes[column] ?? 0) - 1), `${row}: ${actual.join(", ")}`).toBeLessThan(0.02);
    }
  }
});
