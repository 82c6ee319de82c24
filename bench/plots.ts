/** `npm run plots`: draws the plots of `docs/performance.md`, and writes its table, from `bench/results.json`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { plotOf, plots, withFigures } from "./figures.js";
import type { Results } from "./results.js";

const results = JSON.parse(readFileSync("bench/results.json", "utf8")) as Results; // as the benchmarks wrote it
mkdirSync("docs/plots", { recursive: true });
for (const name of Object.keys(plots)) writeFileSync(`docs/plots/${name}.svg`, plotOf(results, name));
const path = "docs/performance.md";
writeFileSync(path, withFigures(readFileSync(path, "utf8"), results));
