import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue } from "../../generator/diagnostics/catalogue.js";
import type { CodeEntry } from "../../generator/diagnostics/entry.js";
import { cataloguePage } from "./catalogue-page.js";

const root = join(import.meta.dirname, "../..");
const entries: ReadonlyMap<string, CodeEntry> = new Map(Object.entries(catalogue));
const reporters = readdirSync(join(root, "generator"), { encoding: "utf8", recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.startsWith("diagnostics/"))
  .map((path) => readFileSync(join(root, "generator", path), "utf8"));

test("docs/diagnostics.md is printed from the catalogue", async () => {
  await expect(await cataloguePage()).toMatchFileSnapshot("../../docs/diagnostics.md");
});

// That each reported code is in the catalogue, tsc proves.
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

test("each entry states a cause and a cure in whole sentences, and its example is one line", () => {
  for (const [code, { cause, cure, example }] of entries) {
    expect(cause, code).toMatch(/^[A-Z`].*\.$/);
    expect(cure, code).toMatch(/^[A-Z`].*\.$/);
    expect(example, code).toMatch(/^\S.*\S$/);
  }
});

interface Reported {
  readonly code: string;
  readonly severity: string;
}

/** The literal codes of a source that have a literal severity beside them. */
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
