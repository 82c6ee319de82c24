import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Suites about claims that no single file makes true. */
const claims = [
  "agreement",
  "browser",
  "bundles",
  "cases",
  "clean-room",
  "conformance",
  "contract",
  "corpus",
  "docs",
  "fuzz",
  "hostile",
  "interop",
  "limits",
  "network",
  "runtimes",
  "seeds",
  "cases.test.ts",
  "imports.test.ts",
  "mirror.test.ts",
  "type-stripping.test.ts",
  "words.test.ts",
];

test("every other test has the folder and the name of the file that it tests", () => {
  const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .filter((path) => !claims.some((claim) => path === claim || path.startsWith(`${claim}/`)));
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((path) => !sourcesOf(path).some((source) => existsSync(join(root, source))))).toEqual([]);
});

function sourcesOf(path: string): readonly string[] {
  const source = path.replace(/\.test\.ts$/, ".ts");
  if (source.startsWith("templates/")) return [source];
  return [`generator/${source}`, `templates/${source}`];
}
