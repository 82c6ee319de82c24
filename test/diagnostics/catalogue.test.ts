import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printDiagnostics } from "../../generator/commands/print-diagnostics.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { catalogue } from "../../generator/diagnostics/catalogue.js";
import type { CodeEntry } from "../../generator/diagnostics/entry.js";
import { shell } from "../commands/workspace.js";
import { cataloguePage, type ExampleRun } from "./catalogue-page.js";
import { cured, hintedPastes } from "./cure.js";
import { bothFiles, example, httpFiles, pageFiles, wsdlFiles } from "./example.js";
import { examples } from "./examples.js";
import { runExample } from "./run-example.js";

const root = join(import.meta.dirname, "../..");
const entries: ReadonlyMap<string, CodeEntry> = new Map(Object.entries(catalogue));
const reporters = readdirSync(join(root, "generator"), { encoding: "utf8", recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.startsWith("diagnostics/"))
  .map((path) => readFileSync(join(root, "generator", path), "utf8"));

const runs = new Map<string, ExampleRun>();
for (const [code, each] of Object.entries(examples)) {
  runs.set(code, { example: each, diagnostics: await runExample(each) });
}

test("docs/diagnostics.md is printed from the catalogue and the messages of its examples", async () => {
  const page = await cataloguePage(runs);
  await expect(page).toMatchFileSnapshot("../../docs/diagnostics.md");
  const headings = Array.from(page.matchAll(/^### (\S+)$/gm), ([, code]) => code);
  expect(headings.toSorted()).toEqual([...entries.keys()].sort());
});

test.each([...entries])("the example of %s is reported with the code and a severity of its entry", (code, entry) => {
  const severities = runs
    .get(code)
    ?.diagnostics.filter((each) => each.code === code)
    .map(({ severity }) => severity);
  expect(severities?.length).toBeGreaterThan(0);
  expect(entry.severities).toEqual(expect.arrayContaining(severities ?? []));
});

test.each([pageFiles, httpFiles, wsdlFiles, bothFiles])("nothing is reported of the base %#", async (files) => {
  expect(await runExample(example(files, [], { command: ["generate"] }))).toEqual([]);
});

test.each([...entries])("the message of %s has one grammar, at most three lines and a next step", (code, { cure }) => {
  const [first] = runs.get(code)?.diagnostics.filter((each) => each.code === code) ?? [];
  const lines = first === undefined ? [] : printed(first);
  expect(lines.length).toBeLessThanOrEqual(3);
  if (code !== "reply-misfit") expect(first?.message).toMatch(/^found .*, (?:expected|read as|merged with) /);
  expect(first?.message).not.toMatch(/[.;,]$/);
  const hint = lines.find((line) => line.startsWith("  hint: "));
  if (hint === undefined) expect(cure).toMatch(/^Nothing is needed/);
  expect(hint ?? "").not.toMatch(/^ {2}hint: [A-Z](?![A-Z])|\.$/);
});

const pastes = [...runs].flatMap(([code, run]) => {
  const { paste } = entries.get(code) ?? {};
  const own = run.diagnostics.filter((each) => each.code === code);
  return [...(paste === undefined ? [] : [paste]), ...own.flatMap(({ hint }) => hintedPastes(hint))]
    .filter(({ kind }) => kind !== "lines")
    .map((each) => ({ code, example: run.example, paste: each, text: each.text }));
});

test.each(pastes)("$code is cured by $text", async ({ code, example, paste }) => {
  expect((await runExample(cured(example, paste))).map((each) => each.code)).not.toContain(code);
});

// tsc proves that each reported code is in the catalogue.
test("each code of the catalogue is reported by the generator", () => {
  const unused = [...entries.keys()].filter((code) => !reporters.some((text) => text.includes(`"${code}"`)));
  expect(unused).toEqual([]);
});

test("each code is reported with severities that its entry lists", () => {
  const reported = reporters.flatMap(severitiesIn);
  expect(reported.length).toBeGreaterThan(entries.size);
  const unlisted = reported.filter(
    ({ code, severity }) => !entries.get(code)?.severities.some((each) => each === severity),
  );
  expect(unlisted).toEqual([]);
});

test("each entry states a cause and a cure in whole sentences", () => {
  for (const [code, { cause, cure }] of entries) {
    expect(cause, code).toMatch(/^[A-Z`].*\.$/);
    expect(cure, code).toMatch(/^[A-Z`].*\.$/);
  }
});

function printed(diagnostic: Diagnostic): readonly string[] {
  const lines: string[] = [];
  printDiagnostics([diagnostic], [], "text", shell("", { err: (text) => void lines.push(text) }));
  return lines;
}

interface Reported {
  readonly code: string;
  readonly severity: string;
}

/** The literal codes of a source next to a literal severity. */
function severitiesIn(text: string): readonly Reported[] {
  const objects = text.matchAll(/severity: "(?<severity>\w+)",\s*code: "(?<code>[\w-]+)"/g);
  const calls = text.matchAll(/Diagnostic\(\s*"(?<code>[\w-]+)",\s*"(?<severity>\w+)"/g);
  const said = text.matchAll(/say\([^,]*,\s*"(?<severity>\w+)",\s*"(?<code>[\w-]+)"/g);
  const warnings = text.matchAll(/warn\(\s*reading,\s*"(?<code>[\w-]+)"/g);
  return [...objects, ...calls, ...said, ...warnings].map(({ groups }) => ({
    code: groups?.["code"] ?? "",
    severity: groups?.["severity"] ?? "warning",
  }));
}
