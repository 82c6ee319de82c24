import ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { compile } from "../support/compile.js";
import { generated } from "./generated.js";
import { hostileWsdl, type Slots } from "./service.js";
import { unexpected } from "./statements.js";

/** Texts that would escape from where they are printed without the right escapes. */
const texts = [
  "*/ globalThis.owned = 1; /*",
  "*\\/ */ owned() //",
  "`${globalThis.owned = 1}`",
  '"; globalThis.owned = 1; "',
  "'); globalThis.owned = 1; ('",
  "\r\nglobalThis.owned = 1\r\n",
  "\u2028globalThis.owned = 1\u2029",
  "\u0085globalThis.owned = 1",
  "\\",
  "\\u0022; owned(); \\x22",
  "\u202e/* \u2066 owned \u2069",
  "\u200b\ufeff\u00ad",
  "</script><script>owned()</script><!--",
  "@ts-nocheck",
  "/// <reference path='owned.ts'/>",
  "# sourceMappingURL=https://owned.example/",
  "../../../../etc/passwd",
  "file:///etc/passwd",
  "__proto__",
  "{namespace}constructor",
  "?owned=1#owned",
  "%0d%0aowned: 1",
  "\u{10ffff}\u{1f600}",
  "owned ".repeat(2_000),
];

/** XML names with another meaning in TypeScript, in a file system, or to readers. */
const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "await",
  "eval",
  "arguments",
  "undefined",
  "globalThis",
  "Promise",
  "Reply",
  "default",
  "index",
  "runtime",
  "CON",
  "a\u200db",
  "e\u0301",
  "\u{1d4d0}",
  "\u0430ddress",
  "_".repeat(300),
  "x".repeat(1_000),
];

const specs = [
  ...texts.map((text): Slots => ({ text, name: "Get", namespace: `urn:${collapsed(text)}` })),
  ...names.map((name): Slots => ({ text: "text", name, namespace: "urn:shop" })),
];

const results: Awaited<ReturnType<typeof generated>>[] = [];

beforeAll(async () => {
  for (const [index, slots] of specs.entries()) {
    results.push(await generated({ "shop.wsdl": hostileWsdl(slots) }, { name: `spec${index}` }));
  }
});

test("modules are declarations that compile, whatever texts and names a WSDL contains", () => {
  const all = new Map<string, string>();
  expect(results).toHaveLength(specs.length);
  for (const [index, { modules, found }] of results.entries()) {
    expect(found).toEqual(["warning import-unresolved shop.wsdl:5:7"]);
    for (const [path, text] of modules) {
      expect(path).toMatch(new RegExp(`^spec${index}/[^/\\\\]+\\.ts$`));
      expect(unexpected(text)).toEqual([]);
      all.set(path, text);
    }
    expect(new Set([...modules.keys()].map((path) => path.toLowerCase())).size).toBe(modules.size);
  }
  expect(all.size).toBeGreaterThan(2 * specs.length);
  expect(compile(all)).toEqual([]);
});

test.each(texts.map((text, index) => [text.slice(0, 50), text, index] as const))(
  "%j is sent verbatim",
  (_, text, index) => {
    const literals = new Set([...(results[index]?.modules.values() ?? [])].flatMap(literalsIn));
    expect(literals.has(collapsed(text))).toBe(true);
    expect(literals.has(`urn:${collapsed(text)}`)).toBe(true);
  },
);

const notNames = ["a b", "1a", "a:b", "a&quot;;owned()", "*/", "../a", "a/b", "`", "a&#x2028;b", "a&#10;b"];

test.each(notNames)(
  "services, ports, port types and bindings may be called %j, because messages lack their names",
  async (name) => {
    const given = hostileWsdl({ text: "text", name: "Get", namespace: "urn:shop" })
      .replace(/<w:(service|port|portType|binding) name="Get"/g, `<w:$1 name="${name}"`)
      .replace(/(<w:binding [^>]*type|<w:port [^>]*binding)="t:Get"/g, `$1="t:${name}"`);
    const { modules, found } = await generated({ "shop.wsdl": given });
    expect(found).toEqual(["warning import-unresolved shop.wsdl:5:7"]);
    expect(modules.size).toBeGreaterThan(1);
    for (const [path, text] of modules) {
      expect(path).toMatch(/^shop\/[^/\\]+\.ts$/);
      expect(unexpected(text)).toEqual([]);
    }
  },
);

test.each([...notNames, ""])("an operation that is called %j is left out", async (name) => {
  const given = hostileWsdl({ text: "text", name: "Get", namespace: "urn:shop" }).replaceAll(
    '<w:operation name="Get"',
    `<w:operation name="${name}"`,
  );
  const { modules, found } = await generated({ "shop.wsdl": given });
  expect(found.some((each) => each.startsWith("warning name-invalid"))).toBe(true);
  for (const module of modules.values()) expect(unexpected(module)).toEqual([]);
});

test.each([
  ["../../x", "__.._x.ts"],
  ["..", "_.ts"],
  ["/etc/passwd", "_etc_passwd.ts"],
  ["C:\\nul", "C__nul.ts"],
  ["con", "_con.ts"],
  ["`${owned()}`", "___owned____.ts"],
  ["a\u2028b\u202ec", "a_b_c.ts"],
  ["runtime", "runtime_.ts"],
])("a spec that is called %j is the module %s", async (name, path) => {
  const text = oneService(hostileWsdl({ text: "text", name: "Get", namespace: "urn:shop" }));
  const { modules } = await generated({ "shop.wsdl": text }, { name, path: `${name}\n*/ owned()\u2028` });
  expect([...modules.keys()]).toEqual([path]);
  for (const module of modules.values()) expect(unexpected(module)).toEqual([]);
});

test("the checks of this suite find escapes", () => {
  const wrong = [
    "owned();",
    "export const a = owned();",
    "export const a = `text`;",
    "export let a = 1;",
    'import "./owned.js";',
    'import { a } from "owned";',
    'export { a } from "../../../owned.js";',
    "function f() { owned(); return 1; }",
    "function f() { return owned(); }",
    "function f() { return { __proto__: null }; }",
    "function f() { return globalThis.owned; }",
    "/** \u202e */\nexport type A = string;",
    "/** @deprecated */\nexport type A = string;",
    "export type A = ;",
    "class A {}",
  ];
  expect(wrong.filter((text) => unexpected(text).length === 0)).toEqual([]);
});

/** White space as attributes of WSDL have it. */
function collapsed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

function literalsIn(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022));
  return found;
}

/** Without the second service, so that there is one module. */
function oneService(wsdl: string): string {
  return wsdl.replace(/<w:service name="Get\.rpc">[^]*?<\/w:service>/, "");
}
