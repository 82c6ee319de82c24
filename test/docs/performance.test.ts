import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plotOf, plots } from "../../bench/figures.js";
import { readResults } from "../../bench/results.js";
import { tables, withFigures } from "../../bench/tables.js";

const results = readResults();

test.each(Object.keys(plots))("the plot %s shows the figures of bench/results.json", (name) => {
  const plot = plotOf(results, name);
  expect(plot).toContain("<rect");
  expect(readFileSync(`docs/plots/${name}.svg`, "utf8")).toBe(plot);
});

test("the tables of docs/performance.md have the figures of bench/results.json", () => {
  const text = readFileSync("docs/performance.md", "utf8");
  expect(withFigures(text, results)).toBe(text);
  for (const name of Object.keys(tables) as (keyof typeof tables)[])
    expect(text).toContain(tables[name](results) ?? "was not measured");
});
