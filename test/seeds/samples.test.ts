import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { printSample } from "../../generator/pages/print-sample.js";
import { textOf } from "../../generator/pages/printed.js";
import { fromSamples } from "../../generator/model/from-samples.js";
import { toSamples } from "../../generator/pages/to-samples.js";
import { readHelpPage } from "../../generator/read/help-page/read-help-page.js";

const specs = new URL("../../specs/", import.meta.url);
const seeds = readdirSync(specs).flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, specs)).map((file) => `${folder}/${file}`),
);

test.each(seeds)("the messages of %s are those that its model prints", (path) => {
  const text = readFileSync(new URL(path, specs), "utf8");
  const read = readHelpPage({ path, text }, () => undefined);
  const services = fromSamples([read], "seed", () => undefined).services;
  const samples = services.flatMap((service) => toSamples(service)).flatMap((operation) => operation.samples);
  expect(samples).toHaveLength(read.operations.flatMap((operation) => operation.samples).length);
  for (const sample of samples) expect(solid(text)).toContain(solid(textOf(printSample(sample))));
});

/** The copies have lost indentation, and some of their line breaks. */
function solid(text: string): string {
  return text.replace(/\s+/g, "");
}
