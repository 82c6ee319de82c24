import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { sizeOf, type CallInBundle } from "../../bench/size.js";
import { readSpecs } from "../../generator/commands/input/read-specs.js";
import { readRuntime } from "../../generator/commands/package.js";
import { processShell } from "../../generator/commands/shell.js";
import { defaultConfiguration } from "../../generator/configuration.js";
import { generate } from "../../generator/generate.js";
import { holding, workFolder } from "./server.js";

const pixelz = { module: "pixelz", operation: "getImageStatus" };
const soap11 = { ...pixelz, binding: "soap11" };

/** A call with these parts of the Security header block. */
function secured(parts: string, imports: readonly string[]): CallInBundle {
  return { ...soap11, options: { steps: `[security([${parts}])]` }, imports: ["security", ...imports] };
}

/** The rows of the table in docs/calling.md. */
const calls: ReadonlyMap<string, CallInBundle> = new Map(
  Object.entries({
    "`soap11`": soap11,
    "`soap12`": { ...pixelz, binding: "soap12" },
    "`httpGet`": { ...pixelz, binding: "httpGet" },
    "`httpPost`": { ...pixelz, binding: "httpPost" },
    "`soap12`, with a typed header block": { module: "listrak", operation: "getProcessStatus", binding: "soap12" },
    "`soap11` and `trace`": { ...soap11, options: { trace: "trace(console.log)" }, imports: ["trace"] },
    "`soap11` and `lenient`": { ...soap11, options: { reading: "lenient" }, imports: ["lenient"] },
    "`soap11` and `addressing`": { ...soap11, options: { steps: "[addressing()]" }, imports: ["addressing"] },
    "`soap11` and `security` with `timestamp` and `usernameToken`": secured("timestamp(), usernameToken(secrets)", [
      "timestamp",
      "usernameToken",
    ]),
    "`soap11` and `security` with `x509Signature`": secured("x509Signature(secrets)", ["x509Signature"]),
    "`soap11` and `security` with `verify`": secured("verify(secrets)", ["verify"]),
    "`soap11` and `multipart`": { ...soap11, options: { attachments: "multipart()" }, imports: ["multipart"] },
    "`soap11` and `mtom`": { ...soap11, options: { attachments: "mtom()" }, imports: ["mtom"] },
  }),
);

/** Generates the clients with the parts of the runtime that `generated/` lacks. */
async function writeClients(folder: string): Promise<void> {
  const read = await readSpecs(["specs/pixelz", "specs/listrak"], undefined, processShell());
  const configuration = { ...defaultConfiguration, runtimeParts: ["addressing", "attachments", "lenient", "security"] };
  const specs = read.map(({ spec }) => spec);
  for (const { path, text } of (await generate(specs, configuration, await readRuntime())).files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const hold = holding();

test("the table of sizes in the documentation is true to 2 %", async () => {
  const { path: folder } = hold(workFolder("bundle-sizes"));
  await writeClients(folder);
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
    const actual =
      call === undefined ? [] : [await sizeOf(call, { folder }), await sizeOf(call, { folder, bundler: "rolldown" })];
    for (const [column, size] of actual.entries()) {
      // Compression differs a little between versions of Node.
      expect(Math.abs(size / (sizes[column] ?? 0) - 1), `${row}: ${actual.join(", ")}`).toBeLessThan(0.02);
    }
  }
});
