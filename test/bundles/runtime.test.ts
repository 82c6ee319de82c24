import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { expect, test } from "vitest";

/** The files of the runtime in a browser bundle with one call over `binding`. */
function filesOf(binding: string): Promise<string[]> {
  return filesIn(`import { getOrder } from "./test/runtime/orders.js";
    import { ${binding} } from "./templates/runtime/index.js";
    globalThis.call = (request) => getOrder(${binding}("https://h/"), request);`);
}

/**
 * Resolves imports as in the copies of the runtime in projects: no package.json beside them states that their files have no side effects,
 * so that bundlers find out by themselves.
 */
const copied: Plugin = {
  name: "copied",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\.js$/, ".ts")),
    }));
  },
};

async function filesIn(contents: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: {
      contents,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    plugins: [copied],
    // The import without names is the point of one of these bundles.
    logLevel: "error",
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => {
    const file = /^templates\/runtime\/(.*)\.ts$/.exec(path)?.[1];
    return file !== undefined && bytesInOutput > 0 ? [file] : [];
  });
}

test("a bundle holds the bindings that are used and no other", async () => {
  for (const binding of ["soap11", "soap12"]) {
    const files = await filesOf(binding);
    expect(files).toEqual(
      expect.arrayContaining(["binding/soap", "binding/envelope", "binding/fault", "binding/port"]),
    );
    expect(files.filter((file) => /^(binding\/(http|form|root)|encoded\/.*)$/.test(file))).toEqual([]);
  }
  for (const binding of ["httpGet", "httpPost"]) {
    const files = await filesOf(binding);
    expect(files).toEqual(expect.arrayContaining(["binding/http", "binding/form", "binding/root", "binding/port"]));
    expect(files.filter((file) => /\/(soap|envelope|fault|write|output)$/.test(file))).toEqual([]);
  }
});

test("kinds of content that are not used stay out of a bundle", async () => {
  const files = await filesOf("soap11");
  expect(
    files.filter((file) => /^(complex\/(content|group|mixed|wildcard|derivation)|encoded\/.*)$/.test(file)),
  ).toEqual([]);
});

test("streams are in a bundle only where they are imported, and only those", async () => {
  const streaming = async (code: string): Promise<readonly string[]> =>
    (await filesIn(`import * as runtime from "./templates/runtime/index.js"; globalThis.used = ${code};`)).filter(
      (file) => /^(streaming\/|server\/(handle-items|request-start|streamed-request))/.test(file),
    );
  const base = "runtime.soap11, runtime.httpGet, runtime.base64Binary, runtime.serve, runtime.nodeListener";
  expect(await streaming(`[${base}]`)).toEqual([]);
  const deferred = ["streaming/limited-tee", "streaming/deferred-part", "streaming/source"];
  expect(await streaming(`[${base}, runtime.listFrom]`)).toEqual([...deferred, "streaming/list-from"]);
  expect(await streaming(`[${base}, runtime.bytesFrom]`)).toEqual([...deferred, "streaming/bytes-from"]);
});

test("attachments are in a bundle only where a port asks for them", async () => {
  const attachments = async (code: string): Promise<readonly string[]> =>
    (await filesIn(`import * as runtime from "./templates/runtime/index.js"; globalThis.used = ${code};`)).filter(
      (file) => file.startsWith("attachments/"),
    );
  expect(await attachments("[runtime.soap11, runtime.base64Binary, runtime.bytesFrom, runtime.stream]")).toEqual([]);
  expect(await attachments("runtime.multipart")).not.toContain("attachments/mtom");
  expect(await attachments("runtime.mtom")).toContain("attachments/multipart-parser");
});

test("the reader of declared faults is in a bundle only with an operation that declares some", async () => {
  const call = (faults: string): string => `import { declaredFaults, soap11 } from "./templates/runtime/index.js";
    const operation = () => ({ name: "A", request: { body: {} }, faults: ${faults} });
    globalThis.call = () => soap11("https://h/").call(operation, {});`;
  expect(await filesIn(call("undefined"))).not.toContain("binding/declared-faults");
  expect(await filesIn(call("declaredFaults({})"))).toContain("binding/declared-faults");
});

test("replies that are text, and parameters in URLs, are in a bundle only with an operation that has them", async () => {
  const call = (
    http: string,
  ): string => `import { httpGet, textReply, urlReplacement } from "./templates/runtime/index.js";
    const operation = () => ({ name: "A", request: { body: {} }, httpGet: { location: "/A", ${http} } });
    globalThis.call = () => httpGet("https://h/").call(operation, {});`;
  const special = ["binding/text-reply", "binding/url-replacement"];
  expect((await filesIn(call(""))).filter((file) => special.includes(file))).toEqual([]);
  expect(await filesIn(call("urlReplacement, text: textReply"))).toEqual(expect.arrayContaining(special));
});

test("the writer of XML is in a bundle only where a table, a port or a header block asks for it", async () => {
  const call = (body: string, options = "{}", callOptions = "{}"): string => `
    import { attributes, headerBlock, openContent, soap11, string, wildcard } from "./templates/runtime/index.js";
    const operation = () => ({ name: "A", request: { body: ${body} } });
    const element = { name: "a", namespace: "", attributes: [], children: [] };
    globalThis.call = () => soap11("https://h/", ${options}).call(operation, {}, ${callOptions});`;
  const writer = ["xml/tag-writer", "xml/write-element"];
  expect((await filesIn(call("{}"))).filter((file) => writer.includes(file))).toEqual([]);
  expect(await filesIn(call("{ attributes: attributes({ $id: string }) }"))).toContain("xml/tag-writer");
  for (const asked of [
    call("{ openContent }"),
    call("{ sequence: { $any: wildcard() } }"),
    call("{}", "{ openContent }"),
    call("{}", "{}", "{ headerBlocks: [headerBlock(element)] }"),
  ])
    expect(await filesIn(asked)).toEqual(expect.arrayContaining(writer));
});

test("a bundle without facets and traces does not contain their code", async () => {
  const call = (
    options: string,
  ) => `import { int, restricted, soap11, facets, trace } from "./templates/runtime/index.js";
    const type = restricted(int, { patterns: ["[0-9]+"], maxInclusive: "9" });
    const body = { sequence: { A: { sequence: { B: type } } } };
    globalThis.call = () => soap11("https://h/", ${options}).call(() => ({ name: "A", request: { body } }), { B: 1 });`;
  const checking = ["simple/facets", "simple/order", "simple/pattern", "simple/pattern-syntax", "simple/character-set"];
  const without = await filesIn(call("{}"));
  expect(without).toContain("simple/restricted");
  expect(without.filter((file) => [...checking, "binding/trace", "binding/stream"].includes(file))).toEqual([]);
  expect(await filesIn(call("{ validate: facets }"))).toEqual(expect.arrayContaining(checking));
  expect(await filesIn(call("{ trace: trace(console.log) }"))).toContain("binding/trace");
});

test("simple types that are not used stay out of a bundle", async () => {
  const files = await filesOf("soap11");
  expect(files).toContain("simple/binary");
  expect(files).not.toContain("simple/date");
  for (const file of ["list", "union", "restricted", "default", "named", "pattern", "order", "xml-text"]) {
    expect(files).not.toContain(`simple/${file}`);
  }
});

test("a client's bundle does not contain code of a server", async () => {
  for (const binding of ["soap11", "soap12", "httpGet", "httpPost"]) {
    expect((await filesOf(binding)).filter((file) => /^server\b/.test(file))).toEqual([]);
  }
});

test("no file of the runtime runs code when it is loaded, so that bundlers leave out what is not used", async () => {
  // All clients and servers have these anyway: they read XML.
  const scanner = ["xml/characters", "xml/scanner"];
  const files = await filesIn('import "./templates/runtime/index.js";');
  expect(files.filter((file) => !scanner.includes(file))).toEqual([]);
});

test("a server's bundle holds no client", async () => {
  const files = await filesIn('export { serve } from "./templates/runtime/index.js";');
  expect(files).toEqual(expect.arrayContaining(["server/soap", "server/http", "server/page"]));
  expect(files.filter((file) => /^(binding\/(soap|http|trace|reply)|server\/memory)$/.test(file))).toEqual([]);
});
