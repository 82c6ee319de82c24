import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plotOf, plots, withFigures } from "../../bench/figures.js";
import type { Results } from "../../bench/results.js";

const results = JSON.parse(readFileSync("bench/results.json", "utf8")) as Results; // as the benchmarks wrote it

test.each(Object.keys(plots))("the plot %s shows the figures of bench/results.json", (name) => {
  const plot = plotOf(results, name);
  expect(plot).toContain("<rect");
  expect(readFileSync(`docs/plots/${name}.svg`, "utf8")).toBe(plot);
});

test("the table of docs/performance.md has the figures of bench/results.json", () => {
  const text = readFileSync("docs/performance.md", "utf8");
  expect(withFigures(text, results)).toBe(text);
});
