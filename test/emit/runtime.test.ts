import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import ts from "typescript";
import { expect, test } from "vitest";
import { defaultConfiguration, type Configuration } from "../../generator/configuration.js";
import { runtimeHeader } from "../../generator/emit/header.js";
import { runtimeFiles, specifiersIn } from "../../generator/emit/runtime.js";

const folder = new URL("../../templates/runtime/", import.meta.url).pathname;
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

const soap = shop(`import { int, string, type Port, type Table } from "./runtime/index.js";`, `port: Port<"soap12">`);

test("each file of the copied runtime starts with the lines that mark it as generated", () => {
  const files = filesFor(soap);
  expect(files.length).toBeGreaterThan(20);
  for (const { path, text } of files.filter(({ path }) => path !== "runtime/index.ts")) {
    const source = sources.find(({ name }) => path === `runtime/${name}`);
    expect(text).toBe(`${runtimeHeader()}\n${source?.text}`);
  }
});

test("a client of a SOAP 1.2 binding gets the files that it needs and no others", () => {
  expect(pathsFor(soap)).toMatchInlineSnapshot(`
    [
      "index.ts",
      "context.ts",
      "error.ts",
      "packaging.ts",
      "policies.ts",
      "redaction.ts",
      "url.ts",
      "binding/binding.ts",
      "binding/call.ts",
      "binding/collection.ts",
      "binding/default-transport.ts",
      "binding/envelope.ts",
      "binding/fault.ts",
      "binding/header-block.ts",
      "binding/mandatory.ts",
      "binding/mode.ts",
      "binding/multipart-view.ts",
      "binding/port.ts",
      "binding/reply.ts",
      "binding/root-names.ts",
      "binding/soap.ts",
      "binding/step.ts",
      "binding/trace.ts",
      "binding/transport-failure.ts",
      "binding/transport.ts",
      "complex/open-content.ts",
      "complex/operation.ts",
      "complex/plan.ts",
      "complex/read.ts",
      "complex/start-tag.ts",
      "complex/table.ts",
      "complex/write.ts",
      "lenient/body.ts",
      "lenient/explain.ts",
      "lenient/lenient.ts",
      "lenient/tidy.ts",
      "simple/number.ts",
      "simple/simple.ts",
      "simple/text.ts",
      "xml/carried.ts",
      "xml/characters.ts",
      "xml/charset.ts",
      "xml/cursor.ts",
      "xml/decoder.ts",
      "xml/element.ts",
      "xml/expect.ts",
      "xml/names.ts",
      "xml/native.ts",
      "xml/notice.ts",
      "xml/output.ts",
      "xml/place.ts",
      "xml/scanner.ts",
      "xml/tag-reader.ts",
      "xml/tag-writer.ts",
      "xml/utf8.ts",
      "xml/write-element.ts",
    ]
  `);
});

test("a client of HTTP GET does not contain code for SOAP", () => {
  const paths = pathsFor(shop(`import { string, type Port } from "./runtime/index.js";`, `port: Port<"httpGet">`));
  expect(paths).toContain("binding/http.ts");
  expect(paths.filter((path) => /^(encoded\/|binding\/(soap|envelope|fault)\.ts)/.test(path))).toEqual([]);
});

test("a client gets the bindings that its operations offer", () => {
  const bindingsFor = (code: string): readonly string[] =>
    pathsFor(shop(`import { type Port } from "./runtime/index.js";`, code)).filter((path) =>
      /^binding\/(soap|http)\.ts$/.test(path),
    );
  expect(bindingsFor('port: Port<"soap11">')).toEqual(["binding/soap.ts"]);
  expect(bindingsFor('port: Port<"soap12", { Session: Session }>')).toEqual(["binding/soap.ts"]);
  expect(bindingsFor('Binding extends "httpGet" | "httpPost"')).toEqual(["binding/http.ts"]);
  expect(bindingsFor('Binding extends "soap11" | "httpGet"')).toEqual(["binding/http.ts", "binding/soap.ts"]);
  expect(bindingsFor('Binding extends\n    | "soap11"\n    | "httpGet"')).toEqual([
    "binding/http.ts",
    "binding/soap.ts",
  ]);
});

test("a value that is spelled like a binding brings no binding", () => {
  const code = `port: Port<"soap11">; export const Check = ["httpGet", "httpPost"] as const;`;
  const paths = pathsFor(shop(`import { enumeration, type Port } from "./runtime/index.js";`, code));
  expect(paths).not.toContain("binding/http.ts");
});

test("copied files import only copied files, and the index exports every imported name", () => {
  for (const module of [soap, shop(`import { encoded, type Port } from "./runtime/index.js";`, `Port<"soap11">`)]) {
    const files = filesFor(module);
    const paths = new Set(files.map(({ path }) => path));
    for (const { path, text } of files) {
      for (const specifier of specifiersIn(text)) expect(paths).toContain(`${join(dirname(path), specifier)}.ts`);
    }
  }
  expect(indexFor(soap)).toMatch(/^export \* from "\.\/simple\/number\.js";$/m);
});

test("several modules share one runtime, whatever their order", () => {
  const bank = { path: "bank/rates.ts", text: `import { encoded } from "../runtime/index.js";\n` };
  expect(filesFor(soap, bank)).toEqual(filesFor(bank, soap));
  expect(pathsFor(soap, bank)).toEqual(expect.arrayContaining(["encoded/encoded.ts", "binding/soap.ts"]));
});

test("a module that does not import the runtime needs no runtime files", () => {
  const imports = `import { encoded, type Port } from "../runtime/index.js";`;
  expect(pathsFor({ path: "shop.ts", text: imports })).toEqual([]);
  expect(pathsFor({ path: "a/b/shop.ts", text: imports })).toEqual([]);
  expect(pathsFor(shop(`import { string } from "soapwright-runtime/v1";`, `Port<"soap11">`))).toEqual([]);
});

test("a name that the runtime does not have is left to the compiler", () => {
  const names = ["constructor", "__proto__", "nothing", "", "a b", "é"];
  expect(pathsFor(shop(`import { ${names.join(", ")} } from "./runtime/index.js";`, ""))).toEqual([]);
});

test("a module is read in time linear in its length", () => {
  const took = (count: number): number => {
    const texts = ["import { ", "import {a,", "Port<", 'Port<"', `import { a } from "./runtime/index.js";\nPort<"`];
    const start = performance.now();
    for (const text of texts) filesFor(shop(text.repeat(count), text.repeat(count)));
    return performance.now() - start;
  };
  took(1000);
  expect(took(200_000)).toBeLessThan(100 * Math.max(10, took(20_000)));
});

test("`runtimeParts` adds folders and exports of the runtime", () => {
  expect(pathsFor(soap)).not.toContain("server/node.ts");
  for (const part of ["server", "nodeListener"]) {
    const paths = runtimeFiles(sources, [soap], { ...defaultConfiguration, runtimeParts: [part] }, fail).map(
      ({ path }) => path,
    );
    expect(paths).toContain("runtime/server/node.ts");
  }
  const messages: string[] = [];
  const configuration = { ...defaultConfiguration, runtimeParts: ["servers"] };
  runtimeFiles(sources, [soap], configuration, ({ message, hint }) => messages.push(`${message} (${hint})`));
  expect(messages).toEqual([
    'found "servers", expected a folder of the runtime or a name that it exports (did you mean "server"?)',
  ]);
});

test("the transports for Node are copied for a part that names them, apart from the index", () => {
  const filesWith = (settings: Partial<Configuration>) =>
    new Map(
      runtimeFiles(sources, [soap], { ...defaultConfiguration, ...settings }, fail).map(({ path, text }) => [
        path,
        text,
      ]),
    );
  expect([...filesWith({}).keys()].filter((path) => path.includes("/node/"))).toEqual([]);
  for (const part of ["node", "nodeTransport", "undiciTransport"]) {
    const files = filesWith({ runtimeParts: [part] });
    expect(files.get("runtime/node/index.ts")).toContain('from "./transport.js"');
    expect(files.get("runtime/binding/default-transport.ts")).toContain("fetch(");
    expect(files.get("runtime/index.ts")).not.toContain("node/");
  }
  const files = filesWith({ platform: "node", importExtension: ".ts" });
  expect(files.get("runtime/binding/default-transport.ts")).toContain('from "../node/transport.ts"');
  expect(files.has("runtime/node/default-transport.ts")).toBe(false);
});

test("the imports that are found in the runtime are those that the compiler finds", () => {
  for (const { name, text } of sources) {
    const { importedFiles } = ts.preProcessFile(text);
    const relative = importedFiles.filter(({ fileName }) => fileName.startsWith("."));
    const expected = relative.map(({ fileName }) => fileName.replace(/\.js$/, ""));
    expect(specifiersIn(text), name).toEqual(expected);
  }
});

test("the index exports all that the files that it names as a whole declare", () => {
  const program = ts.createProgram([join(folder, "index.ts")], { module: ts.ModuleKind.NodeNext });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(folder, "index.ts"));
  const symbol = source && checker.getSymbolAtLocation(source);
  for (const { name } of symbol ? checker.getExportsOfModule(symbol) : []) {
    const paths = pathsFor(shop(`import { ${name} } from "./runtime/index.js";`, ""));
    expect(paths.length, name).toBeGreaterThan(1);
  }
});

test("the import extension reaches every import, and nothing else", () => {
  for (const extension of [".ts", ""] as const) {
    const files = filesWith(extension, soap);
    for (const { text } of files) expect(text).not.toMatch(/from "[^"]*\.js"/);
    const restored = files.map(({ text }) => text.replace(/( from "\.[\w/.-]*?)(?:\.ts)?";$/gm, '$1.js";'));
    expect(restored).toEqual(filesFor(soap).map(({ text }) => text));
  }
  const text = `import { b } from "./b.js";\nconst text = 'from "./g.js"';\n`;
  const [, file] = runtimeFiles(
    [
      { name: "index.ts", text: `export { a } from "./x/a.js";\n` },
      { name: "x/a.ts", text },
      { name: "x/b.ts", text: "" },
    ],
    [shop(`import { a } from "./runtime/index.ts";`, "")],
    { ...defaultConfiguration, importExtension: ".ts" },
    fail,
  );
  expect(file?.text).toContain(`import { b } from "./b.ts";\nconst text = 'from "./g.js"';\n`);
});

function shop(imports: string, code: string): { readonly path: string; readonly text: string } {
  return { path: "shop.ts", text: `// Generated by soapwright from specs/shop. Do not edit.\n${imports}\n${code}\n` };
}

type Module = ReturnType<typeof shop>;

function filesFor(...modules: readonly Module[]): readonly Module[] {
  return filesWith(".js", ...modules);
}

function filesWith(
  importExtension: Configuration["importExtension"],
  ...modules: readonly Module[]
): readonly Module[] {
  return runtimeFiles(sources, modules, { ...defaultConfiguration, importExtension }, fail);
}

/** Relative to the runtime. */
function pathsFor(...modules: readonly Module[]): readonly string[] {
  return filesFor(...modules).map(({ path }) => path.slice("runtime/".length));
}

function indexFor(module: Module): string {
  return filesFor(module).find(({ path }) => path === "runtime/index.ts")?.text ?? "";
}

function fail({ message }: { readonly message: string }): never {
  throw new Error(message);
}
