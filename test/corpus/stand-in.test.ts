/**
 * Checks that the stand-in answers random requests to services of the corpus with valid replies, which are the same in
 * all bindings.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { defaultConfiguration as configuration } from "../../generator/configuration.js";
import { hasErrors } from "../../generator/diagnostic.js";
import { inspect } from "../../generator/inspect.js";
import type { Spec } from "../../generator/source.js";
import { rows, withCorpus } from "./corpus.js";
import { sampleOf } from "./sample.js";
import { standInsOf, type StandIns } from "./stand-in/stand-ins.js";
import { entriesOf } from "./wsdl/entries.js";

/** Operations that are answered otherwise, because of a peculiarity of the entry. */
const pinned: readonly { readonly path: string; readonly operation: string; readonly reason: string }[] = [
  {
    path: "peers/apache__axis-axis2-java-core/modules/kernel/test-resources/wsdl/httpMessagesSerialization.wsdl",
    operation: "getBar",
    reason: "the replies of its bindings are two, of which one is a document whose element no schema names",
  },
  {
    path: "peers/eclipse-ee4j__metro-jax-ws/jaxws-ri/tests/unit/testcases/rt_wsdl_parser/wsdl/spews.wsdl",
    operation: "GetServiceQuestionFormat",
    reason: "the part of the reply has neither element nor type",
  },
  {
    path: "peers/apache__cxf/maven-plugins/codegen-plugin/src/it/jaxb-xjc-runtime-sources/Cxf7998Service-1.0.0.wsdl",
    operation: "MyOperation",
    reason: "a boolean is to be written as 0 or 1",
  },
];

/** Operations with identical requests, which no service can distinguish. */
const alike = "expected the action of one of ";

let standIns: StandIns;

beforeAll(async () => {
  standIns = await standInsOf();
  return () => standIns.close();
});

async function answer(path: string, spec: Spec): Promise<void> {
  const inspected = inspect(spec, configuration);
  if (hasErrors(inspected.diagnostics)) return;
  const wrongs: string[] = [];
  for (const { operation, wrongs: own } of await standIns.call(spec, inspected)) {
    if (pinned.some((pin) => pin.path === path && pin.operation === operation)) continue;
    wrongs.push(...own.filter((wrong) => !wrong.includes(alike)).map((wrong) => `${operation} ${wrong}`));
  }
  expect(wrongs).toEqual([]);
}

withCorpus("wsdl", (folder) => {
  const entries = sampleOf(entriesOf(folder), 160, ({ path }) => path);
  test.each(entries.map((entry) => [entry.path, entry] as const))("%s", (path, entry) => answer(path, entry.spec()));
});

withCorpus("help-pages", (folder) => {
  const pages = rows(join(folder, "INDEX.tsv")).filter(([, state]) => state === "complete");
  test.each(pages)("%s", (path = "") => {
    const text = readFileSync(join(folder, path), "utf8");
    return answer(path, { name: "service", path: `specs/${path}`, sources: [{ path, text }] });
  });
});
