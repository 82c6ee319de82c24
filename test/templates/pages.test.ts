import { createContext, runInContext } from "node:vm";
import { transform } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatted } from "../../generator/emit/print.js";
import { pagesModule } from "../../templates/pages.js";
import { hostile } from "../support/hostile-names.js";

/** The pages of a module, as its importer has them. */
async function evaluated(text: string): Promise<unknown> {
  const { code } = await transform(text, { loader: "ts", format: "cjs" });
  const found: unknown = runInContext(
    `const module = {}; ${code}; JSON.stringify(module.exports.pages)`,
    createContext(),
  );
  return JSON.parse(String(found));
}

test("pages are what they were, and laid out as prettier would", async () => {
  const html = fc.array(fc.oneof(hostile, fc.constant("x".repeat(90)))).map((lines) => lines.join("\n"));
  const samples = fc.record({ soap11: html, soap12: html, httpGet: html }, { requiredKeys: [] });
  const operations = fc.dictionary(hostile, fc.record({ heading: html, introduction: html, samples }), { maxKeys: 3 });
  const property = fc.asyncProperty(
    fc.record({ frame: html, introduction: html, list: html, operations }, { noNullPrototype: true }),
    async (pages) => {
      const { text } = pagesModule(pages, "./runtime/index.js");
      expect(await formatted(text)).toBe(text);
      expect(await evaluated(text)).toEqual(JSON.parse(JSON.stringify(pages)));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
