/** `npm run plots`: draws the plots of `docs/performance.md`, and writes its tables, from `bench/results.json`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { plotOf, plots } from "./figures.js";
import { readResults } from "./results.js";
import { withFigures } from "./tables.js";

const results = readResults();
mkdirSync("docs/plots", { recursive: true });
for (const name of Object.keys(plots)) writeFileSync(`docs/plots/${name}.svg`, plotOf(results, name));
const path = "docs/performance.md";
writeFileSync(path, withFigures(readFileSync(path, "utf8"), results));
