import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { esbuild, rolldown, sizeOf, type CallInBundle } from "../../bench/size.js";
import { readSpecs } from "../../generator/commands/input/read-specs.js";
import { readRuntime } from "../../generator/commands/package.js";
import { processShell } from "../../generator/commands/shell.js";
import { defaultConfiguration } from "../../generator/configuration.js";
import { generate } from "../../generator/generate.js";
import { compileModules, rollup, webpack } from "./bundlers.js";
import { isInstalled } from "./set-up.js";

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

/** The columns of the table; the bundlers of `RUNTIMES` take compiled modules. */
const columns = [
  { name: "esbuild", bundler: esbuild, modules: "generated" },
  { name: "Rolldown", bundler: rolldown, modules: "generated" },
  { name: "Rollup", bundler: rollup, modules: "compiled" },
  { name: "webpack", bundler: webpack, modules: "compiled" },
];

const table = /^\| Imported .*\n(?:\|.*\n)+/m.exec(readFileSync("docs/calling.md", "utf8"))?.[0] ?? "";
const [header = [], , ...rows] = table
  .trimEnd()
  .split("\n")
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "soapwright-bundle-sizes-"));
  await writeClients(join(folder, "generated"));
  await compileModules(join(folder, "generated"), join(folder, "compiled"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the table of sizes in the documentation has a row for each call and a column for each bundler", () => {
  expect(header).toEqual(["Imported", ...columns.map(({ name }) => name)]);
  expect(rows.map(([call]) => call)).toEqual([...calls.keys()]);
});

for (const [index, { name, bundler, modules }] of columns.entries()) {
  const isSkipped = modules === "compiled" && !isInstalled && process.env["CI"] !== "true";
  test.skipIf(isSkipped)(`the sizes of bundles by ${name} in the documentation are true to 2 %`, async () => {
    const sizes: number[] = [];
    for (const call of calls.values()) sizes.push(await sizeOf(call, { bundler, folder: join(folder, modules) }));
    const documented = rows.map((cells) => Number(cells[index + 1]?.replace(",", "")));
    // Compression differs a little between versions of Node.
    const wrong = rows.flatMap(([call], row) => {
      const [size = NaN, stated = NaN] = [sizes[row], documented[row]];
      return Math.abs(size / stated - 1) < 0.02 ? [] : [`${call}: found ${size}, stated ${stated}`];
    });
    expect(wrong).toEqual([]);
  });
}
