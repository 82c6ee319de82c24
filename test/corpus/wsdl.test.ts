/**
 * Checks that every entry of the WSDL corpus can be read and generated, that the output compiles, and that it reads
 * what it writes.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultConfiguration as configuration } from "../../generator/configuration.js";
import { hasErrors, type Diagnostic } from "../../generator/diagnostic.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import { compile } from "../support/compile.js";
import { withCorpus } from "./corpus.js";
import { sampleOf } from "./sample.js";
import { clientsOf, type Clients } from "./wsdl/clients.js";
import { entriesOf } from "./wsdl/entries.js";
import { roundTrips } from "./wsdl/round-trip.js";
import { tallyOf } from "./wsdl/tally.js";

/** Operations that are not read as they were written, because of a peculiarity of the entry. */
const pinned: readonly { readonly path: string; readonly operation: string; readonly reason: string }[] = [
  {
    path: "peers/apache__axis-axis2-java-core/modules/kernel/test-resources/wsdl/httpMessagesSerialization.wsdl",
    operation: "getBar",
    reason: "the reply is a document whose element no schema names",
  },
  {
    path: "peers/eclipse-ee4j__metro-jax-ws/jaxws-ri/tests/unit/testcases/rt_wsdl_parser/wsdl/spews.wsdl",
    operation: "getServiceQuestionFormat",
    reason: "the part of the reply has neither element nor type",
  },
  {
    path: "peers/postmanlabs__wsdl-to-postman/test/data/validWSDLs11/loopReferences.wsdl",
    operation: "returnLiveDeedsSearch",
    reason: "two optional elements of one name stand side by side, so that nobody can tell which one is there",
  },
];

withCorpus("wsdl", (folder) => {
  const entries = sampleOf(entriesOf(folder), 160, ({ path }) => path);
  const refusals = readRefusals();
  const tally = tallyOf();
  /** Batches of modules for the compiler: more than a few hundred at once take too much memory. */
  const batches: Map<string, string>[] = [];
  let clients: Clients;

  beforeAll(async () => {
    clients = await clientsOf();
    return () => clients.close();
  });
  afterAll(() => console.log(tally.table(entries.length)));

  test.each(entries.map((entry, index) => [entry.path, entry, index] as const))("%s", async (_, entry, index) => {
    const { services, diagnostics } = inspect(entry.spec(), configuration);
    tally.diagnosed(diagnostics);
    expect(refusalOf(diagnostics)).toBe(refusals.get(entry.path));
    if (hasErrors(diagnostics)) return tally.refused(entry, diagnostics);
    const name = `entry${index}`;
    const files = await emitServices(services, { spec: { name, path: `specs/${name}` }, configuration });
    for (const { path, text } of files) batchFor(index).set(path, text);
    const operations = await clients.operations(files);
    const wrongs: string[] = [];
    for (const [operation, table] of operations) {
      for (const outcome of roundTrips(operation, table, { runtime: clients.runtime, seed: index + 1, valid: false })) {
        tally.tripped(entry, outcome);
        if (outcome.kind !== "different") continue;
        if (pinned.some(({ path, operation: name }) => path === entry.path && operation.endsWith(` ${name}`))) continue;
        wrongs.push(`${outcome.message}: ${outcome.reason}`);
      }
    }
    tally.generated(entry, operations.size);
    expect(wrongs).toEqual([]);
  });

  test("generated modules pass tsc", () => {
    expect(batches.length).toBeGreaterThan(0);
    for (const modules of batches) expect(compile(modules).slice(0, 5)).toEqual([]);
  });

  function batchFor(index: number): Map<string, string> {
    return (batches[Math.floor(index / 200)] ??= new Map());
  }
});

/** The first errors of entries that cannot be generated, by path; the table has the reason of each in a third column. */
function readRefusals(): ReadonlyMap<string, string> {
  const path = join(import.meta.dirname, "wsdl/refusals.tsv");
  const lines = existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
  return new Map(lines.map((line) => line.split("\t")).map(([entry = "", code = ""]) => [entry, code]));
}

function refusalOf(diagnostics: readonly Diagnostic[]): string | undefined {
  return diagnostics.find(({ severity }) => severity === "error")?.code;
}
