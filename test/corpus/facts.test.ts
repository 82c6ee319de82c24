import { afterAll, expect, test } from "vitest";
import { defaultConfiguration as configuration } from "../../generator/configuration.js";
import { hasErrors, type Diagnostic } from "../../generator/diagnostic.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import { fromWsdl } from "../../generator/model/from-wsdl.js";
import type { Service } from "../../generator/model/service.js";
import { readWsdl } from "../../generator/read/wsdl/read-wsdl.js";
import type { Spec } from "../../generator/source.js";
import { compile } from "../support/compile.js";
import { withCorpus } from "./corpus.js";
import { compareForms, compareServices, type Declared } from "./facts/compare.js";
import { asmxPairs, pageWsdlPairs, type Form, type Pair } from "./facts/pairs.js";
import { tallyOf } from "./facts/tally.js";
import { sampleOf } from "./sample.js";

/** The errors that pages of these corpora may have. */
const pinned: ReadonlySet<string> = new Set(["page-not-asmx"]);

/** The one element of `maxOccurs="0"`, which pages print and the model does not have. */
const neverThere = "zeroMax";

/** The part of a request that is an XML document over HTTP POST, for which pages print a form with a field of its name. */
const document = "body";

withCorpus("asmx-pairs", (folder) => provePairs("asmx-pairs", asmxPairs(folder)));
withCorpus("page-wsdl-pairs", (folder) => provePairs("page-wsdl-pairs", pageWsdlPairs(folder)));

function provePairs(corpus: string, all: readonly Pair[]): void {
  const pairs = sampleOf(all, 40, ({ name }) => name);
  const tally = tallyOf();
  const modules = new Map(["shown", "unified"].map((kind) => [kind, new Map<string, string>()]));
  afterAll(() => console.log(`${corpus}: ${pairs.length} services\n${tally.table()}`));

  test.each(pairs)(`${corpus}/$name: the model from its pages is what its WSDL declares`, async (pair) => {
    const spec = { name: pair.name, path: `specs/${pair.name}` };
    const declared = declaredBy(pair, spec);
    const before = tally.wrongs.length;
    const models = new Map<Form, readonly Service[]>();
    for (const [form, sources] of pair.forms) {
      const { services, diagnostics } = inspect({ ...spec, sources }, configuration);
      compareServices(services, declared, form === "html", tally);
      expect(unpinned(diagnostics)).toEqual([]);
      models.set(form, services);
    }
    compareForms(models, pair.name, tally);
    expect(tally.wrongs.slice(before)).toEqual([]);
    const files = await emitServices(models.get("html") ?? [], { spec, configuration });
    for (const { path, text } of files) modules.get("shown")?.set(path, text);
  });

  test.each(pairs)(`${corpus}/$name: its pages and its WSDL in one spec agree`, async (pair) => {
    const spec = { name: pair.name, path: `specs/${pair.name}` };
    const declared = inspect({ ...spec, sources: pair.wsdl() }, configuration);
    const [unified, ...others] = [...pair.forms.values()].map((pages) =>
      inspect({ ...spec, sources: [...pair.wsdl(), ...pages] }, configuration),
    );
    if (unified === undefined) throw new Error(`no pages of ${pair.name}`);
    for (const { services, diagnostics } of [unified, ...others]) {
      expect(disagreements(diagnostics)).toEqual([]);
      // If nothing declared can be called, the services of the pages remain beside the error.
      if (declared.services.length > 0) expect(services).toEqual(declared.services);
      else expect(hasErrors(diagnostics)).toBe(true);
    }
    if (hasErrors(unified.diagnostics)) return;
    const files = await emitServices(unified.services, { spec, configuration });
    for (const { path, text } of files) modules.get("unified")?.set(path, text);
  });

  test.each([...modules])(`${corpus}: what is generated of the %s spec passes tsc`, (_, files) => {
    expect(files.size).toBeGreaterThan(0);
    expect(compile(files)).toEqual([]);
  });
}

function declaredBy({ wsdl: sources, operations }: Pair, spec: Pick<Spec, "name" | "path">): Declared {
  const wsdl = readWsdl({ sources: sources() }, () => undefined);
  if (wsdl === undefined) throw new Error(`no WSDL of ${spec.name}`);
  const diagnostics: Diagnostic[] = [];
  const { services } = fromWsdl(wsdl, spec.name, (diagnostic) => void diagnostics.push(diagnostic));
  return { wsdl, services, diagnostics, operations: operations(wsdl) };
}

function disagreements(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ code }) => code === "page-disagrees" || code === "not-declared")
    .map(({ message }) => message)
    .filter((message) => ![neverThere, document].some((name) => message.startsWith(`found <${name} `)));
}

function unpinned(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ severity, code }) => severity === "error" && !pinned.has(code))
    .map(({ code, message }) => `${code}: ${message}`);
}
