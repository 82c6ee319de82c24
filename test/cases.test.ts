/**
 * Runs the cases: each is a folder of `cases`, named after its claim, with pages or WSDL and schemas, optionally a
 * configuration, and the expected modules and diagnostics in `expected`. `npx vitest run test/cases.test.ts -u`
 * rewrites the expectations.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { printDiagnostics } from "../generator/commands/print-diagnostics.js";
import { readConfiguration } from "../generator/configuration.js";
import type { Diagnostic } from "../generator/diagnostic.js";
import { generate } from "../generator/generate.js";
import type { Source } from "../generator/source.js";
import { compile } from "./support/compile.js";

const diagnosticsPath = "diagnostics.txt";
const root = join(import.meta.dirname, "..");
const names = readdirSync(join(root, "test/cases")).sort();
const cases = await Promise.all(names.map(async (name) => ({ name, given: await outcome(name, sourcesOf(name)) })));

describe.each(cases)("$name", ({ name, given }) => {
  const expected = join(root, "test/cases", name, "expected");

  test("gives what is expected", async () => {
    for (const [path, text] of given) await expect(text).toMatchFileSnapshot(join(expected, path));
  });

  test("expects nothing else", () => {
    const entries = existsSync(expected) ? readdirSync(expected, { encoding: "utf8", recursive: true }) : [];
    const stale = entries.filter((path) => extname(path) !== "" && !given.has(path.replaceAll("\\", "/")));
    expect(stale).toEqual([]);
  });

  test("gives the same for its sources in any order", async () => {
    expect(await outcome(name, sourcesOf(name).toReversed())).toEqual(given);
  });
});

test("all modules compile at the strictest, in one program", () => {
  const modules = cases.flatMap(({ given }) => [...given].filter(([path]) => path !== diagnosticsPath));
  expect(compile(new Map(modules.map(([path, text]) => [path.replace(/\.txt$/, ".ts"), text])))).toEqual([]);
});

function sourcesOf(name: string): readonly Source[] {
  const folder = `test/cases/${name}`;
  const files = readdirSync(join(root, folder)).filter((file) => /\.(txt|html|md|wsdl|xsd)$/.test(file));
  return files.sort().map((file) => sourceAt(`${folder}/${file}`));
}

/** The texts that a case gives, by their paths in `expected`: modules as `.txt`, which no tool takes for code. */
async function outcome(name: string, sources: readonly Source[]): Promise<ReadonlyMap<string, string>> {
  const path = `test/cases/${name}`;
  const diagnostics: Diagnostic[] = [];
  const file = `${path}/soapwright.config.json`;
  const source = existsSync(join(root, file)) ? sourceAt(file) : undefined;
  const configuration = readConfiguration(source, (diagnostic) => void diagnostics.push(diagnostic));
  const generation = await generate([{ name, path, sources }], configuration, []);
  const printed = print([...diagnostics, ...generation.diagnostics]);
  const modules = generation.files.map(({ path, text }) => [path.replace(/\.ts$/, ".txt"), text] as const);
  return new Map([...modules, ...(printed === "" ? [] : [[diagnosticsPath, printed] as const])]);
}

function sourceAt(path: string): Source {
  return { path, text: readFileSync(join(root, path), "utf8") };
}

/** As a pipe gets them. */
function print(diagnostics: readonly Diagnostic[]): string {
  let printed = "";
  printDiagnostics(diagnostics, [], "text", {
    directory: root,
    environment: {},
    input: () => undefined,
    out: () => undefined,
    err: (text) => void (printed += text),
    terminal: false,
    columns: 80,
    ended: () => Promise.resolve(),
    style: (_, text) => text,
  });
  return printed;
}
