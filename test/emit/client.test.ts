import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { defaultConfiguration, type Configuration } from "../../generator/configuration.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { emitService } from "../../generator/emit/client.js";
import { formatted } from "../../generator/emit/print.js";
import type { Service } from "../../generator/model/service.js";
import { everything } from "./everything.js";
import { listrak } from "./listrak.js";
import { hostile } from "./hostile.js";
import {
  attribute,
  complex,
  element,
  http,
  message,
  namespace,
  operation,
  port,
  rpc,
  service,
  simple,
} from "./model.js";
import { typecheck } from "./typecheck.js";

/** The one module of a service. */
async function emitted(given: Service, more: Partial<Configuration> = {}, checked?: string): Promise<string> {
  const options = { specPath: `specs/${given.name}`, configuration: { ...defaultConfiguration, ...more } };
  const diagnostics: Diagnostic[] = [];
  const files = await emitService(given, checked === undefined ? options : { ...options, checked }, (diagnostic) =>
    diagnostics.push(diagnostic),
  );
  expect(diagnostics).toEqual([]);
  expect(files.map(({ path }) => path)).toEqual([`${given.name}.ts`]);
  return files[0]?.text ?? "";
}

test("a seed prints as it was designed", async () => {
  await expect(await emitted(listrak())).toMatchFileSnapshot("wanted/listrak.txt");
});

test("everything a model can hold prints as it was reviewed", async () => {
  await expect(await emitted(everything())).toMatchFileSnapshot("wanted/everything.txt");
});

test.each([listrak(), everything()])(
  "the module of $name compiles at the strictest, and imports nothing in vain",
  async (given) => {
    expect(typecheck(await emitted(given))).toEqual([]);
  },
);

test.each([listrak(), everything()])("the tables of $name fit its interfaces", async (given) => {
  expect(typecheck(await emitted(given, {}, "../test/emit/table-of.js"))).toEqual([]);
});

test.each([
  ["Count: unsignedLong,", "Count: int,"],
  ["Sku: guid,", "Sku: { type: guid, minOccurs: 0 },"],
  ["Urgent: boolean,", ""],
  ["Urgent: boolean,", "Urgent: boolean, More: string,"],
  ["Order: { type: OrderTable, minOccurs: 0 },", "Order: OrderTable,"],
  ["Order: { type: OrderTable, minOccurs: 0 },", "Order: { type: NoteTable, minOccurs: 0 },"],
  ["Note: { type: NoteTable, minOccurs: 0, nillable: true },", "Note: { type: NoteTable, minOccurs: 0 },"],
  ["Notes: { type: NoteTable, minOccurs: 0, maxOccurs: Infinity },", "Notes: { type: NoteTable, minOccurs: 0 },"],
  ["State: enumeration(State),", "State: openEnumeration(State),"],
  ["text: openEnumeration(Colour),", "text: string,"],
  ["$id: int,", "$id: string,"],
  [`$$any: { type: string, use: "optional", name: "any" },`, `$$any: { type: string, name: "any" },`],
  ["Amount: v[0],", ""],
  ["list: { Tree: { type: TreeTable,", "list: { Tree: { type: LineTable,"],
  ["list: { Tree: { type: TreeTable, nillable: true } }", "list: { Tree: TreeTable }"],
  ["sequence: { Message: string }", "sequence: { Message: int }"],
  [
    "response: { body: { namespace, sequence: { AddResponse: AddResponseTable",
    "response: { body: { namespace, sequence: { AddResponse: AddTable",
  ],
])("that tables fit interfaces is proved: %s is not %s", async (right, wrong) => {
  const text = await emitted(everything(), {}, "../test/emit/table-of.js");
  expect(text).toContain(right);
  expect(typecheck(text.replace(right, () => wrong))).not.toEqual([]);
});

test("the configuration maps types, values and checks together", async () => {
  const given = service(
    [operation("A")],
    [
      complex("A", { d: "decimal", l: "long", u: "unsignedLong", i: "integer", t: "dateTime", p: "positiveInteger" }),
      complex("AResponse", {}),
    ],
  );
  const text = await emitted(given, {
    importExtension: ".ts",
    scalars: { decimal: "number", long: "string", unsignedLong: "number", integer: "string", dateTime: "Date" },
  });
  expect(text).toContain(`from "./runtime/index.ts";`);
  expect(text).toContain("d: number;\n  l: string;\n  u: number;\n  i: string;\n  t: Date;\n  p: bigint;\n");
  for (const codec of ["d: decimalAsNumber", "l: longAsString", "u: unsignedLongAsNumber", "t: dateTimeAsDate"]) {
    expect(text).toContain(`${codec},`);
  }
  expect(typecheck(text.replace("index.ts", "index.js"))).toEqual([]);
});

test("an rpc/encoded operation is an error that names it, and the others are there", async () => {
  const encoded = { ...rpc("Old", []), use: "encoded" as const };
  const diagnostics: Diagnostic[] = [];
  const given = service(
    [operation("New", { request: message([]) }), operation("Old", { request: encoded })],
    [complex("NewResponse", {})],
  );
  const [file] = await emitService(
    given,
    { specPath: "specs/shop", configuration: defaultConfiguration },
    (diagnostic) => diagnostics.push(diagnostic),
  );
  expect(diagnostics).toEqual([
    {
      severity: "error",
      code: "encoded-not-supported",
      message: "operation Old is rpc/encoded, expected literal messages",
      place: { path: "specs/shop/Order.txt", line: 5, column: 1 },
      hint: `leave it out: "ignore": ["Old"]`,
    },
  ]);
  expect(file?.text).toContain("export function new_(");
  expect(file?.text).not.toContain("Old");
});

test("lists that hold themselves, and nests of lists, are written down once", async () => {
  const nest = Array.from({ length: 40 }, (_, depth) =>
    complex(`L${depth}`, { item: depth === 39 ? "string*" : `L${depth + 1}*` }),
  );
  const given = service(
    [operation("Go")],
    [
      complex("Go", { a: "A", d: "D", nest: "L0" }),
      complex("GoResponse", {}),
      complex("A", { b: "B?!*" }),
      complex("B", { c: "C*" }),
      complex("C", { a: "A*" }),
      complex("D", { d: "D!*" }),
      ...nest,
    ],
  );
  const text = await emitted(given);
  expect(text).toContain("export type D = (D | null)[];");
  expect(text.length).toBeLessThan(20_000);
  expect(typecheck(text)).toEqual([]);
  expect(typecheck(await emitted(given, {}, "../test/emit/table-of.js"))).toEqual([]);
});

test("the same model prints the same bytes, and does not change", async () => {
  const given = everything();
  const before = JSON.stringify(given);
  const text = await emitted(given);
  expect(await emitted(given)).toBe(text);
  expect(await emitted(JSON.parse(before) as Service)).toBe(text);
  expect(JSON.stringify(given)).toBe(before);
});

test("formatting by parts gives what formatting the file would", async () => {
  const many = Array.from(
    { length: 70 },
    (_, index) =>
      [
        operation(`Op${index}`),
        complex(`Op${index}`, { a: "int" }),
        complex(`Op${index}Response`, { b: "string?" }),
      ] as const,
  );
  const given = service(
    many.map(([first]) => first),
    many.flatMap(([, ...types]) => types),
  );
  for (const text of [await emitted(given), await emitted(everything()), await emitted(listrak())]) {
    expect(await formatted(text)).toBe(text);
  }
});

test("whatever a spec says, its module holds declarations and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(hostileService, async (given) => {
      const [file] = await emitService(given, { specPath: given.name, configuration: defaultConfiguration }, () => {});
      const source = ts.createSourceFile("x.ts", file?.text ?? "", ts.ScriptTarget.ES2022, true);
      expect("parseDiagnostics" in source && source.parseDiagnostics).toEqual([]);
      expect(foreignCode(source)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("elements may be called as what every object has", async () => {
  const members = {
    constructor: "A?!",
    toString: "string?",
    hasOwnProperty: "int*",
    ["__proto__"]: "decimal?!",
    valueOf: "L?!",
  };
  const body = message(Object.entries(members).map(([name, type]) => element(name, type)));
  const given = service(
    [operation("A", { response: body }), operation("L", { request: body, response: body })],
    [complex("A", members), complex("L", { toString: "string?!*" })],
  );
  expect(typecheck(await emitted(given))).toEqual([]);
});

test("the modules of random services compile, and their tables fit their interfaces", async () => {
  await fc.assert(
    fc.asyncProperty(randomService, async (given) => {
      expect(typecheck(await emitted(given))).toEqual([]);
      expect(typecheck(await emitted(given, {}, "../test/emit/table-of.js"))).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 60_000);

/** All that is not one of the forms which a module is made of, outside of types. */
function foreignCode(source: ts.SourceFile): string[] {
  const kinds = new Set([
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.VariableStatement,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.TypeAliasDeclaration,
  ]);
  const found: string[] = source.statements.filter(({ kind }) => !kinds.has(kind)).map((node) => node.getText());
  const visit = (node: ts.Node): void => {
    const call =
      ts.isCallExpression(node) && !/^(?:port\.call|openEnumeration|enumeration)$/.test(node.expression.getText());
    const access = ts.isPropertyAccessExpression(node) && node.getText() !== "port.call";
    const template = ts.isTemplateLiteral(node) || ts.isTaggedTemplateExpression(node) || ts.isNewExpression(node);
    const assignment = ts.isBinaryExpression(node);
    const tags = ts.getJSDocTags(node).length > 0;
    const prototype = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === "__proto__";
    if (call || access || template || assignment || tags || prototype) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A service whose every text is hostile, and whose references nevertheless lead somewhere. */
const hostileService: fc.Arbitrary<Service> = fc.array(hostile, { minLength: 24, maxLength: 24 }).map((texts) => {
  const [a = "", b = "", c = "", d = "", e = "", f = "", g = "", h = "", i = "", j = "", k = "", l = ""] = texts;
  const [, , , , , , , , , , , , m = "", n = "", o = "", p = "", q = "", r = "", s = "", t = "", u = "", v = ""] =
    texts;
  const place = { path: v, line: 1, column: 1 };
  const own = operation(a, {
    documentation: b,
    bindings: [
      { binding: "soap12", action: c, place },
      http("httpGet", d, { parameters: [{ name: e, element: f }], root: { namespace: g, local: h }, result: i, place }),
    ],
    request: message(
      [{ ...element(j, "int"), type: { kind: "type", name: `{${k}}${l}` } }],
      [element(m, "string?", n)],
    ),
    response: message([element(o, "string!*", p), element(o, "int?", g)], [element(q, "decimal!")]),
  });
  const order = complex(
    l,
    [
      { ...element(f, "string?", k), documentation: r },
      element(f, "string", p),
      { ...element("list", "int*"), type: { kind: "type", name: `{${k}}${s}x` } },
      { ...element(i, "int*"), type: { kind: "type", name: `{${k}}${l}` } },
    ],
    {
      name: { namespace: k, local: l },
      documentation: b,
      attributes: [attribute(t, "int"), attribute(t, "int", "optional", u)],
    },
  );
  const colour = { ...simple("", [v, s, r], true), name: { namespace: k, local: `${s}x` }, documentation: u };
  return service([own, own], [order, colour], {
    name: q,
    namespace: t,
    ports: [port("soap12", `https://example.com/${h}`), port("httpGet", u)],
  });
});

/** Names that collide with words, globals, the runtime, properties of every object, and each other. */
const awkward = fc.constantFrom(
  ...["Date", "Reply", "string", "delete", "await", "__proto__", "constructor", "toString", "any", "value", "Größe"],
  ...["a.b", "a-b", "A-b", "address", "namespace", "port", "request", "options", "v", "Table", "Order", "OrderTable"],
);

const builtinName = fc.constantFrom(
  "string",
  "int",
  "long",
  "boolean",
  "decimal",
  "dateTime",
  "base64Binary",
  "anyType",
  "anyURI",
);

/** A service of complex types, lists and enumerations that refer to each other in any way; an operation reaches each. */
const randomService: fc.Arbitrary<Service> = fc.uniqueArray(awkward, { minLength: 1, maxLength: 8 }).chain((names) => {
  const anyType = fc.oneof(builtinName, fc.constantFrom(...names.map((name) => `{${namespace}}${name}`)));
  const facts = fc.constantFrom("", "?", "!", "?!", "*", "?*", "?!*");
  const member = fc.record({
    name: awkward,
    type: anyType,
    facts,
    uri: fc.constantFrom(undefined, "", "urn:other:ns"),
  });
  const attributes = fc.array(
    fc.record({ name: awkward, use: fc.constantFrom("required" as const, "optional" as const) }),
    { maxLength: 3 },
  );
  const type = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("complex" as const),
        members: fc.array(member, { maxLength: 5 }),
        attributes,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("simple" as const), open: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("text" as const), attributes }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("unknown" as const), attributes }) },
  );
  return fc.tuple(...names.map(() => type)).map((types) =>
    service(
      names.map((name, index) =>
        operation(names[names.length - 1 - index] ?? name, {
          request: message([element("In", `{${namespace}}${name}`)], [element("Head", `{${namespace}}${name}?`)]),
          response: message(
            [element("Part", `{${namespace}}${name}?!`), element("Out", "int")],
            index % 2 === 0 ? [element("Head", `{${namespace}}${name}`)] : [],
          ),
        }),
      ),
      types.map((described, index) => {
        const name = names[index] ?? "";
        if (described.kind === "simple") return simple(name, ["a", "b c"], described.open);
        const more = { attributes: described.attributes.map((each) => attribute(each.name, "int", each.use)) };
        if (described.kind === "unknown") return complex(name, { kind: "unknown" }, more);
        if (described.kind === "text")
          return complex(name, { kind: "text", type: { kind: "builtin", name: "date" } }, more);
        return complex(
          name,
          described.members.map((each) => ({
            ...element(each.name, `${each.type}${each.facts}`),
            name: { local: each.name, namespace: each.uri ?? namespace },
          })),
          more,
        );
      }),
    ),
  );
});
