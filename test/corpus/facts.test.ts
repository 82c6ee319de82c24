import { afterAll, expect, test } from "vitest";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { defaultConfiguration as configuration, type Configuration } from "../../generator/configuration.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import type { Service } from "../../generator/model/service.js";
import { compile } from "../support/compile.js";
import { withCorpus } from "./corpus.js";
import { compareForms, compareServices } from "./facts/compare.js";
import { asmxPairs, pageWsdlPairs, type Form, type Pair } from "./facts/pairs.js";
import { sampleOf } from "./sample.js";
import { tallyOf } from "./facts/tally.js";

/** The errors that pages of these corpora may have. */
const pinned: ReadonlySet<string> = new Set(["page-not-asmx"]);

withCorpus("asmx-pairs", (folder) => provePairs("asmx-pairs", asmxPairs(folder)));
withCorpus("page-wsdl-pairs", (folder) => provePairs("page-wsdl-pairs", pageWsdlPairs(folder)));

function provePairs(corpus: string, all: readonly Pair[]): void {
  const pairs = sampleOf(all, 40, ({ name }) => name);
  const tally = tallyOf();
  const modules = new Map<string, string>();
  afterAll(() => console.log(`${corpus}: ${pairs.length} services\n${tally.table()}`));

  test.each(pairs)(`${corpus}/$name: the model from its pages is what its WSDL declares`, async (pair) => {
    const wsdl = pair.wsdl();
    const operations = pair.operations(wsdl);
    const before = tally.wrongs.length;
    const models = new Map<Form, readonly Service[]>();
    const spec = { name: pair.name, path: `specs/${pair.name}` };
    for (const [form, sources] of pair.forms) {
      const { services, diagnostics } = inspect({ ...spec, sources }, configuration);
      compareServices(services, operations, { schemas: wsdl.schemas, marked: form === "html" }, tally);
      expect(unpinned(diagnostics)).toEqual([]);
      models.set(form, services);
    }
    compareForms(models, pair.name, tally);
    expect(tally.wrongs.slice(before)).toEqual([]);
    const ignore = encodedOperations(models.get("html") ?? []);
    const literal: Configuration = { ...configuration, services: { [pair.name]: { ignore } } };
    const { services } = inspect({ ...spec, sources: pair.forms.get("html") ?? [] }, literal);
    const files = await emitServices(services, { spec, configuration }, ({ message }) => expect.fail(message));
    for (const { path, text } of files) modules.set(path, text);
  });

  test(`${corpus}: what is generated passes tsc`, () => {
    expect(modules.size).toBeGreaterThan(0);
    expect(compile(modules)).toEqual([]);
  });
}

function unpinned(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ severity, code }) => severity === "error" && !pinned.has(code))
    .map(({ code, message }) => `${code}: ${message}`);
}

/** Operations that a user has to ignore: no code is generated for them, which encoded-not-supported says. */
function encodedOperations(services: readonly Service[]): readonly string[] {
  return services
    .flatMap(({ operations }) => operations)
    .filter(({ request, response }) => request.use === "encoded" || response?.use === "encoded")
    .map(({ name }) => name);
}
