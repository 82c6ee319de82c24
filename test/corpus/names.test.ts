/**
 * Compares what the clients of 0.1.0 exported with what the present ones export, for each spec of the corpora that both
 * generate, and counts the changes by rule. Runs with `--all` only; with `--update` too it keeps the counts that
 * docs/since-0.1.0.md states.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { hasErrors } from "../../generator/diagnostic.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import type { Spec } from "../../generator/source.js";
import { withCorpus } from "./corpus.js";
import { clientExports, type ClientExport } from "./names/client-exports.js";
import { countsOf, type Counts } from "./names/counts.js";
import { hasRelease, releasedGenerator, type Generator } from "./names/release.js";
import { changesBetween } from "./names/rules.js";
import { entriesOf } from "./wsdl/entries.js";

const present: Generator = { inspect, emitServices, defaultConfiguration, hasErrors };

withCorpus(".", (folder) => {
  let released: Generator;
  const counts = countsOf();
  const wsdls = entriesOf(join(folder, "wsdl")).map(({ path, spec }) => ({ path, spec }));
  const pages = readdirSync(join(folder, "help-pages"))
    .filter((file) => !/^(?:INDEX|README)/.test(file))
    .map((file) => ({ path: file, spec: () => pageSpec(join(folder, "help-pages", file)) }));

  beforeAll(async () => {
    if (!hasRelease()) throw new Error("found no commit of 0.1.0; expected a clone with all of its history");
    released = await releasedGenerator();
  });
  afterAll(() => {
    const found = counts.result();
    console.log(table(found));
    if (process.env["CORPUS_UPDATE"])
      writeFileSync(join(import.meta.dirname, "names/counts.json"), `${JSON.stringify(found, null, 2)}\n`);
  });

  test.each([...wsdls, ...pages].map((each) => [each.path, each] as const))("%s", async (_, { spec }) => {
    const [before, now] = [await exportsBy(released, spec()), await exportsBy(present, spec())];
    if (before === undefined && now === undefined) return;
    if (before === undefined || now === undefined) return counts.incomparable(before !== undefined);
    counts.compared(before.size, changesBetween(before, now));
  });

  test("nearly all specs that 0.1.0 generated clients of are generated", () => {
    const found = counts.result();
    expect(found.specs).toBeGreaterThan(0);
    expect(found.lost).toBeLessThanOrEqual(found.specs / 100);
  });
});

/** The exports of the client of a spec; undefined if it cannot be generated. */
async function exportsBy(generator: Generator, spec: Spec): Promise<ReadonlyMap<string, ClientExport> | undefined> {
  const { defaultConfiguration: configuration } = generator;
  const { services, diagnostics } = generator.inspect(spec, configuration);
  if (services.length === 0 || generator.hasErrors(diagnostics)) return undefined;
  return clientExports(
    await generator.emitServices(services, { spec: { name: "service", path: "specs" }, configuration }),
  );
}

function pageSpec(path: string): Spec {
  return { name: "service", path: "specs", sources: [{ path, text: readFileSync(path, "utf8") }] };
}

function table({ specs, rules, ...others }: Counts): string {
  const rows = Object.entries(rules).map(([rule, count]) => `${rule}\t${count.specs} of ${specs}\t${count.names}`);
  return ["rule\tspecs\tnames", ...rows, JSON.stringify(others)].join("\n");
}
