import { basename, join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration, type Configuration } from "../../generator/configuration.js";
import { emitClients, emitServices } from "../../generator/emit/client.js";
import { emitContracts } from "../../generator/emit/contract.js";
import { modulesOf } from "../../generator/emit/modules.js";
import type { OutputFile } from "../../generator/emit/output-file.js";
import { formatted, printPlain, type Print } from "../../generator/emit/print.js";
import { clientExports } from "../../templates/runtime-exports.js";
import { withoutUnreached } from "../../generator/model/reach.js";
import { clark, type Element, type Particle, type QName, type Service } from "../../generator/model/service.js";
import { isChoicePart } from "../support/choice-part.js";
import { compile, compileEach } from "../support/compile.js";
import { constructs } from "./constructs.js";
import { everything } from "./everything.js";
import { listrak } from "./listrak.js";
import { hostile } from "../support/hostile-names.js";
import {
  any,
  attribute,
  complex,
  element,
  elements,
  group,
  http,
  listOf,
  message,
  namespace,
  oneWay,
  operation,
  port,
  qname,
  reference,
  restriction,
  rpc,
  service,
  simple,
  substitutes,
  unionOf,
} from "../support/model.js";

const tableOf = join(import.meta.dirname, "table-of.js");

/** The modules of services in the folder `specs/shop`, by their paths. */
async function emitted(
  services: readonly Service[],
  more: Partial<Configuration> = {},
  checked?: string,
): Promise<ReadonlyMap<string, string>> {
  const spec = { name: "shop", path: "specs/shop" };
  const configuration = { ...defaultConfiguration, ...more };
  const options = { spec, configuration, ...(checked === undefined ? {} : { checked }) };
  const files = await emitServices(services, options);
  const modules = new Map(files.map(({ path, text }) => [path, text]));
  expect(modules.size).toBe(files.length);
  return modules;
}

/** The text of the one module of a service. */
async function emittedOne(given: Service, more: Partial<Configuration> = {}): Promise<string> {
  const modules = await emitted([given], more);
  expect([...modules.keys()]).toEqual(["shop.ts"]);
  return modules.get("shop.ts") ?? "";
}

test("the choice of a substitution group narrows wherever a type refers to it", async () => {
  const user = `import type { Card, Deposit, MeansChoice, Refund } from "./shop.js";
    export const chosen = (means: MeansChoice): string | Card | null =>
      means.Voucher === undefined ? means.Transfer : means.Voucher;
    export const required = (deposit: Deposit): string | Card | null => chosen(deposit);
    export const optional = ({ $choice: _, ...refund }: Refund): string | Card | null | undefined => {
      if (refund.Reason !== undefined) return refund.Voucher satisfies undefined;
      return refund.Voucher === undefined ? refund.Transfer : (refund.Transfer satisfies undefined, refund.Voucher);
    };
    export const written: readonly Deposit[] = [{ Day: "2026-01-01", Voucher: "1" }, { Day: "2026-01-01", Transfer: null }];
    export const refunds: readonly Refund[] = [
      { Clerk: "A", $choice: [] }, { Clerk: "A", Voucher: undefined, $choice: [{ Voucher: "1" }] }, { Reason: "", $choice: [] },
    ];`;
  const wrong = ["", `Voucher: "1", Transfer: null`, "Voucher: undefined"].map((means, index) => {
    return `export const wrong${index}: Deposit = { Day: "2026-01-01", ${means} };`;
  });
  const modules = await emitted([constructs()]);
  const users = [user, `import type { Deposit } from "./shop.js";\n${wrong.join("\n")}`];
  const errors = compileEach(users.map((text) => new Map([...modules, ["user.ts", text]])));
  expect(errors.map(({ length }) => length)).toEqual([0, wrong.length]);
});

test("a seed prints as it was designed", async () => {
  const spec = { name: "listrak", path: "specs/listrak" };
  const [file] = await emitServices([listrak()], { spec, configuration: defaultConfiguration });
  expect(file?.path).toBe("listrak.ts");
  await expect(file?.text).toMatchFileSnapshot("wanted/listrak.txt");
});

test("everything a model can hold prints as it was reviewed", async () => {
  const modules = await emitted([everything()]);
  expect([...modules.keys()]).toEqual(["shop/shop.ts", "shop/shop-types.ts", "shop/Types.ts", "shop/any-value.ts"]);
  for (const [path, text] of modules) {
    await expect(text).toMatchFileSnapshot(`wanted/everything/${basename(path, ".ts")}.txt`);
  }
});

test("constructs that only a WSDL can declare print as reviewed", async () => {
  await expect(await emittedOne(constructs())).toMatchFileSnapshot("wanted/constructs.txt");
});

test.each([listrak(), everything(), constructs()])(
  "the modules of $name compile at the strictest, import nothing in vain, and their tables fit their interfaces",
  async (given) => {
    expect(compileEach([await emitted([given]), await emitted([given], {}, tableOf)])).toEqual([[], []]);
  },
);

const wrongTables: readonly (readonly [right: string, wrong: string])[] = [
  ["Count: unsignedLong,", "Count: int,"],
  ["Sku: guid,", "Sku: { type: guid, minOccurs: 0 },"],
  ["Urgent: boolean,", ""],
  ["Urgent: boolean,", "Urgent: boolean, More: string,"],
  ["Order: { type: OrderTable, minOccurs: 0 },", "Order: OrderTable,"],
  ["Order: { type: OrderTable, minOccurs: 0 },", "Order: { type: NoteTable, minOccurs: 0 },"],
  ["Note: { type: NoteTable, minOccurs: 0, nillable: nil },", "Note: { type: NoteTable, minOccurs: 0 },"],
  ["Notes: { type: NoteTable, minOccurs: 0, maxOccurs: Infinity },", "Notes: { type: NoteTable, minOccurs: 0 },"],
  ["State: enumeration(State),", "State: openEnumeration(State),"],
  ["text: simpleContent(openEnumeration(Colour)),", "text: simpleContent(string),"],
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
  ["Card: CardTable,", "Card: AddressTable,"],
  ["Ship: AddressTable,", ""],
  ["Zip: ZipType(),", "Zip: LifeType(),"],
  ["$at: union(dateTime, date)", "$at: union(dateTime, int)"],
  ["Codes: { type: CodesType(), minOccurs: 0 },", "Codes: CodesType(),"],
  ["return restricted(list(int), {", "return restricted(list(string), {"],
  ["Friends: { type: AnimalTable,", "Friends: { type: DogTable,"],
  [`type: { name: "Cat", namespace },`, ""],
  [`type: { name: "Dog", namespace },`, ""],
  [`content: sequence("Sku", choice("Isbn", "Title")),`, ""],
  ["Gone: { type: CodeType(), minOccurs: 0 }", "Gone: { type: LifeType(), minOccurs: 0 }"],
  [`withDefault(enumeration(State), "open")`, `withDefault(string, "open")`],
  ["$mixed: {", "$choice: {"],
  ["...MeansChoiceTable().sequence,", ""],
  ["Transfer: { type: CardTable, nillable: true, namespace },", "Transfer: { type: CardTable, namespace },"],
  [`content: choice("Voucher", "Transfer"),`, ""],
  ["type: wildcard({ not: namespace }),", "type: anyType,"],
];

describe("the proof that tables fit interfaces", () => {
  let errors: readonly (readonly string[])[] = [];

  beforeAll(async () => {
    const all = await Promise.all([everything(), constructs()].map((given) => emitted([given], {}, tableOf)));
    const changed = wrongTables.map(([right, wrong]) => {
      const modules = all.find((each) => [...each.values()].some((text) => text.includes(right)));
      if (modules === undefined) throw new Error(`no module contains ${right}`);
      return new Map([...modules].map(([path, text]) => [path, text.replace(right, () => wrong)]));
    });
    errors = compileEach(changed, (name, index) => all.every((each) => each.get(name) !== changed[index]?.get(name)));
  });

  test.each(wrongTables.map(([right, wrong], index) => ({ right, wrong, index })))(
    "fails if $right is $wrong",
    ({ index }) => {
      expect(errors[index]).not.toEqual([]);
      expect(errors[index]).toBeDefined();
    },
  );
});

test("tables contain unusual occurrence of elements", async () => {
  const times = (minOccurs: number, maxOccurs: number | "unbounded") => ({
    ...element("N", "int"),
    minOccurs,
    maxOccurs,
  });
  const lists = { Any: times(0, "unbounded"), Some: times(1, "unbounded"), Few: times(0, 3), Pair: times(2, 2) };
  const names = Object.keys(lists);
  const given = service(
    [operation("A")],
    [
      complex("A", Object.fromEntries(names.map((name) => [name, name]))),
      ...Object.entries(lists).map(([name, item]) => complex(name, [item])),
      complex("AResponse", [times(2, 5)], { attributes: [attribute("id", "int")] }),
    ],
  );
  const text = (await emittedOne(given)).replace(/\s+/g, " ");
  for (const table of [
    "Any: { list: { N: int } }",
    "Some: { list: { N: { type: int, minOccurs: 1 } } }",
    "Few: { list: { N: { type: int, maxOccurs: 3 } } }",
    "Pair: { list: { N: { type: int, minOccurs: 2, maxOccurs: 2 } } }",
    "N: { type: int, minOccurs: 2, maxOccurs: 5 }",
  ]) {
    expect(text).toContain(table);
  }
});

test("the configuration maps types, values and checks together", async () => {
  const given = service(
    [operation("A")],
    [
      complex("A", { d: "decimal", l: "long", u: "unsignedLong", i: "integer", t: "dateTime", p: "positiveInteger" }),
      complex("AResponse", {}),
    ],
  );
  const text = await emittedOne(given, {
    importExtension: ".ts",
    scalars: { decimal: "number", long: "string", unsignedLong: "number", integer: "string", dateTime: "Date" },
  });
  expect(text).toContain(`from "./runtime/index.ts";`);
  expect(text).toContain("d: number;\n  l: string;\n  u: number;\n  i: string;\n  t: Date;\n  p: bigint;\n");
  for (const codec of ["d: decimalAsNumber", "l: longAsString", "u: unsignedLongAsNumber", "t: dateTimeAsDate"]) {
    expect(text).toContain(`${codec},`);
  }
  expect(compile(new Map([["shop.ts", text.replace("index.ts", "index.js")]]))).toEqual([]);
});

test("services in one folder share the types that they have in common", async () => {
  const types = [complex("Status", { Text: "string?" }), simple("Level", ["low", "high"])];
  const one = service(
    [operation("Get", { request: message([element("Get", "Get")]), response: message([element("Status", "Status")]) })],
    [complex("Get", { Level: "Level" }), ...types],
    { name: "Reader" },
  );
  const two = service(
    [oneWay(operation("Put", { request: message([element("Status", "Status")]) }))],
    types.slice(0, 1),
    { name: "Writer" },
  );
  const modules = await emitted([one, two]);
  expect([...modules.keys()]).toEqual(["shop/Reader.ts", "shop/Writer.ts", "shop/shop.ts"]);
  expect(modules.get("shop/Reader.ts")).toContain('export { Level, type Get, type Status } from "./shop.js";');
  expect(modules.get("shop/Writer.ts")).toContain('export type { Status } from "./shop.js";');
  expect(modules.get("shop/shop.ts")?.match(/^export interface Status /gm)).toHaveLength(1);
  const user = `
    import { address, get, Level, type Status } from "./shop/Reader.js";
    import { put } from "./shop/Writer.js";
    import { soap12, unwrap } from "./runtime/index.js";
    const status: Status = unwrap(await get(soap12(address), { Level: Level[0] }));
    await put(soap12(address), status);
    export {};`;
  expect(compile(new Map([...modules, ["user.ts", user]]))).toEqual([]);
});

test("types of one name in two namespaces keep it, each in its module, and only imports have another", async () => {
  const types = ["urn:corp:billing", "urn:corp:shipping"].map((uri, index) => ({
    ...complex("Status", [
      element("Code", index === 0 ? "int" : "string", uri),
      element("Next", `{urn:corp:${index === 0 ? "shipping" : "billing"}}Status?`),
    ]),
    name: qname("Status", uri),
  }));
  const given = service(
    [
      operation("Get", {
        request: message([element("In", "{urn:corp:billing}Status")]),
        response: message([element("Out", "{urn:corp:shipping}Status")]),
      }),
    ],
    types,
  );
  const modules = await emitted([given]);
  expect([...modules.keys()]).toEqual(["shop/shop.ts", "shop/billing.ts", "shop/shipping.ts"]);
  for (const name of ["billing", "shipping"]) {
    expect(modules.get(`shop/${name}.ts`)).toContain("export interface Status extends OpenContent");
  }
  expect(modules.get("shop/shop.ts")).toContain('export type { Status as Status_shipping } from "./shipping.js";');
  expect(modules.get("shop/billing.ts")).toContain("Next?: Status_shipping | undefined;");
  expect(compileEach([modules, await emitted([given], {}, tableOf)])).toEqual([[], []]);
});

test("a module imports another of which it uses many types as a namespace, and exports their names", async () => {
  const names = Array.from({ length: 11 }, (_, index) => `Part${index}`);
  const parts = names.map((local, index) => ({
    ...(index === 0 ? simple(local, ["red"]) : complex(local, { Id: "int" })),
    name: qname(local, "urn:corp:parts"),
  }));
  const given = (used: number) => {
    const elements = names.slice(0, used).map((local) => element(local, `{urn:corp:parts}${local}`));
    return service(
      [oneWay(operation("parts", { request: message([element("All", "All")]) }))],
      [complex("All", elements, { wrapper: true }), ...parts.slice(0, used)],
    );
  };
  const few = (await emitted([given(10)])).get("shop/shop.ts");
  expect(few).toContain("  Part1Table,\n");
  expect(few).not.toContain("import *");
  const modules = await emitted([given(11)]);
  const many = modules.get("shop/shop.ts");
  expect(many).toContain('import * as partsModule from "./parts.js";');
  expect(many).toContain("  Part1: partsModule.Part1;");
  expect(many).toContain("Part1: partsModule.Part1Table");
  expect(many).toContain("enumeration(partsModule.Part0)");
  expect(many).toMatch(/export \{\n {2}Part0,\n {2}type Part1,[^}]*\} from "\.\/parts\.js";/);
  expect(compileEach([modules, await emitted([given(11)], {}, tableOf)])).toEqual([[], []]);
});

test("rpc wrappers live with their operations, also those of one name in two services", async () => {
  const add = (type: string) => oneWay(operation("Add", { request: rpc("Add", [element("a", type, "")]) }));
  const modules = await emitted([
    service([add("int")], [], { name: "One" }),
    service([add("string")], [], { name: "Two" }),
  ]);
  expect([...modules.keys()]).toEqual(["shop/One.ts", "shop/Two.ts"]);
  expect(modules.get("shop/One.ts")).toContain("interface Add extends OpenContent {\n  a: number;");
  expect(modules.get("shop/Two.ts")).toContain("interface Add_ extends OpenContent {\n  a: string;");
  expect(compile(modules)).toEqual([]);
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
  const text = await emittedOne(given);
  expect(text).toContain("export type D = (D | null)[];");
  expect(text.length).toBeLessThan(20_000);
  expect(compileEach([new Map([["shop.ts", text]]), await emitted([given], {}, tableOf)])).toEqual([[], []]);
});

test("an abstract type and those that are derived from it may be in modules of their own", async () => {
  const far = "urn:corp:pets";
  const dog = { ...complex("Animal", elements({ Name: "string" }, far)), name: qname("Animal", far) };
  const given = service(
    [operation("Get", { request: message([]), response: message([element("Out", "Animal")]) })],
    [
      // Only the table of the base contains these.
      complex(
        "Animal",
        { Born: "dateTime", Owner: "Owner", Mood: "Mood" },
        { abstract: true, derived: [clark(dog.name)] },
      ),
      dog,
      { ...complex("Owner", { Id: "int" }), name: qname("Owner", "urn:corp:people") },
      simple("Mood", ["good"]),
    ].map((type) =>
      type.name.local === "Animal" && type.name.namespace === namespace && type.kind === "complex"
        ? {
            ...type,
            content: {
              kind: "sequence" as const,
              particles: [
                element("Born", "dateTime"),
                element("Owner", "{urn:corp:people}Owner"),
                element("Mood", "Mood"),
              ],
            },
          }
        : type,
    ),
  );
  const modules = await emitted([given]);
  expect(modules.get("shop/shop-types.ts")).toContain("export type Animal = Animal_pets;");
  expect(modules.get("shop/shop-types.ts")).toContain("derivation: derivation({ Animal_pets: Animal_petsTable })");
  expect(modules.get("shop/pets.ts")).toContain('$type: "Animal_pets";');
  expect(modules.get("shop/pets.ts")).toContain('type: { name: "Animal_pets", namespace, local: "Animal" },');
  expect(compileEach([modules, await emitted([given], {}, tableOf)])).toEqual([[], []]);
});

test("a type that is derived is an object, even if it holds nothing but one list or any elements", async () => {
  const text = await emittedOne(
    service(
      [operation("Get", { request: message([element("In", "Base")]), response: message([]) })],
      [complex("Base", [any()], { derived: [`{${namespace}}List`] }), complex("List", { item: "string*" })],
    ),
  );
  expect(text).toContain("export type Base = BaseBase | List;");
  expect(text).toContain("item: string[];");
  expect(compile(new Map([["shop.ts", text]]))).toEqual([]);
});

test("in SOAP encoding, types carry their names", async () => {
  const encoded = {
    ...rpc("Add", [element("items", "ArrayOfItem", ""), element("State", "State?", "")]),
    use: "encoded" as const,
  };
  const text = await emittedOne(
    service(
      [operation("Add", { request: encoded, response: { ...encoded, wrapper: qname("AddResponse") } })],
      [
        complex("ArrayOfItem", { item: "Item?*" }, { array: true }),
        complex("Item", { Code: "Code", Anonymous: "Anonymous?" }),
        complex("Anonymous", { Id: "int" }, { anonymous: true }),
        simple("State", ["open"]),
        restriction("Code", "string", {}),
      ],
    ),
  );
  expect(text).toContain("request: { body: { namespace, sequence: { Add: AddTable } }, encoded },");
  expect(text).toContain('type: { name: "Item", namespace },');
  expect(text).toContain('items: { namespace, type: { name: "ArrayOfItem", namespace }, list: { item: ItemTable } },');
  expect(text).not.toContain('name: "Anonymous"');
  expect(text).toContain('return named(enumeration(State), { name: "State", namespace });');
  expect(text).toContain('return named(string, { name: "Code", namespace });');
  expect(text).toContain("export type Code = string;");
  expect(compile(new Map([["shop.ts", text]]))).toEqual([]);
});

test("a service without a port has no address", async () => {
  const given = service([operation("Get", { request: message([]), response: message([]) })], [], { ports: [] });
  expect(await emittedOne(given)).not.toContain("ddress =");
});

test("the same model prints the same bytes, and does not change", async () => {
  const given = everything();
  const before = JSON.stringify(given);
  const modules = await emitted([given]);
  expect(await emitted([given])).toEqual(modules);
  expect(await emitted([JSON.parse(before) as Service])).toEqual(modules);
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
  for (const modules of [await emitted([given]), await emitted([everything()]), await emitted([constructs()])]) {
    for (const text of modules.values()) expect(await formatted(text)).toBe(text);
  }
});

test("each module comes with what it imports", async () => {
  const spec = { name: "shop", path: "specs/shop" };
  const modules = modulesOf([everything()], { name: "shop", configuration: defaultConfiguration });
  const options = { spec, configuration: defaultConfiguration, documents: undefined };
  const files = [...(await emitClients(modules, spec)), ...(await emitContracts(modules, [everything()], options))];
  for (const { text, imports } of files) {
    const source = ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022, true);
    const printed = source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause }) => {
      const named = importClause?.namedBindings;
      return named !== undefined && ts.isNamedImports(named) ? named.elements.map(({ name }) => name.text) : [];
    });
    expect(printed.length).toBeGreaterThan(0);
    expect(imports.map(({ as }) => as).sort()).toEqual(printed.sort());
  }
});

/** The clients and the contracts of services whose names, texts and paths are hostile. */
async function hostileFiles(given: readonly Service[], print?: Print): Promise<readonly OutputFile[]> {
  const name = given.map((each) => each.name).join("/");
  const spec = { name, path: name };
  const modules = modulesOf(given, { name, configuration: defaultConfiguration });
  const options = { spec, configuration: defaultConfiguration, documents: undefined };
  return [...(await emitClients(modules, spec, [], print)), ...(await emitContracts(modules, given, options, print))];
}

function expectDeclarations(text: string): void {
  const source = ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022, true);
  expect("parseDiagnostics" in source && source.parseDiagnostics).toEqual([]);
  expect(foreignCode(source)).toEqual([]);
}

test("modules contain nothing but declarations, whatever the spec contains", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileService, { minLength: 1, maxLength: 2 }), async (given) => {
      const files = await hostileFiles(given, printPlain);
      for (const { text } of files) expectDeclarations(text);
      const paths = files.map(({ path }) => path);
      expect(paths.filter((path) => !/^[^/\\]+(?:\/[^/\\]+)?\.ts$/.test(path))).toEqual([]);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    }),
    { numRuns: 60 },
  );
});

test("formatted modules contain nothing but declarations, and formatting them again changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(hostileService, async (given) => {
      for (const { text } of await hostileFiles([given])) {
        expectDeclarations(text);
        expect(await formatted(text)).toBe(text);
      }
    }),
    { numRuns: 25 },
  );
});

test("elements may be named after properties of every object", async () => {
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
  expect(compile(await emitted([given]))).toEqual([]);
});

test("the modules of random services compile, and their tables fit their interfaces", async () => {
  const batch = fc.array(randomServices, { minLength: 12, maxLength: 12 });
  const property = fc.asyncProperty(batch, async (all) => {
    const sets: ReadonlyMap<string, string>[] = [];
    for (const given of all) {
      const modules = await emitted(given);
      for (const text of modules.values()) expect(await formatted(text)).toBe(text);
      sets.push(modules, await emitted(given, {}, tableOf));
    }
    expect(compileEach(sets).flat()).toEqual([]);
  });
  // Smaller batches would be compiled for long and show no more.
  await fc.assert(property, { numRuns: 1, endOnFailure: true });
});

/** All that is not one of the forms which a module is made of, outside of types. */
function foreignCode(source: ts.SourceFile): string[] {
  const kinds = new Set([
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.ExportDeclaration,
    ts.SyntaxKind.VariableStatement,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.TypeAliasDeclaration,
  ]);
  const callable = new Set(["port.call", ...Object.keys(clientExports)]);
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) callable.add(statement.name.text);
    const named = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (named !== undefined && ts.isNamedImports(named)) for (const { name } of named.elements) callable.add(name.text);
  }
  const found: string[] = source.statements.filter(({ kind }) => !kinds.has(kind)).map((node) => node.getText());
  const visit = (node: ts.Node): void => {
    const loads = /^import\("\.\/[^/\\"]+\.js"\)$/.test(node.getText());
    const call = ts.isCallExpression(node) && !callable.has(node.expression.getText()) && !loads;
    const access = ts.isPropertyAccessExpression(node) && node.getText() !== "port.call" && !isChoicePart(node);
    // Pages are template literals without substitutions, which count as texts.
    const template = ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isNewExpression(node);
    const assignment = ts.isBinaryExpression(node);
    const tags = ts.getJSDocTags(node).length > 0;
    const prototype = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === "__proto__";
    if (call || access || template || assignment || tags || prototype) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A service whose every text is hostile, with types in two namespaces, and whose references nevertheless lead somewhere. */
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
    faults: [
      { name: u, element: element(e, "string", g), documentation: s },
      { name: t, element: element(e, "int", q) },
    ],
  });
  const order = complex(
    l,
    [
      { ...element(f, "string?", k), documentation: r },
      element(f, "string", p),
      { ...element("list", "int*"), type: { kind: "type", name: `{${k}}${s}x` } },
      { ...element(i, "int*"), type: { kind: "type", name: `{${k}}${l}` } },
      { ...element(j, "int"), type: { kind: "type", name: `{${g}y}${l}` } },
      group("choice", [
        { ...element(a, "string", k), default: b, documentation: c },
        group("sequence", [{ ...element(d, "int"), fixed: e }, any([h, q])]),
        { ...element(v, "int"), type: { kind: "type", name: `{${k}}${a}r` } },
      ]),
      group(
        "choice",
        [element(m, "string", n), { ...element(t, "int"), type: { kind: "type", name: `{${k}}${b}l` } }],
        "*",
      ),
      substitutes({ namespace: k, local: m }, [element(`${n}-one`, "int", p), element(`${o}-two`, "int", k)], "?"),
      { ...element(u, "int"), type: { kind: "type", name: `{${k}}${c}u` } },
      { ...element(r, "int"), type: { kind: "type", name: `{${g}d}${l}` } },
    ],
    {
      name: { namespace: k, local: l },
      documentation: b,
      attributes: [
        { ...attribute(t, "int"), default: s, fixed: r, documentation: q },
        { ...attribute(t, "int", "optional", u), default: v },
      ],
      derived: [`{${g}d}${l}`],
    },
  );
  const named = { name: { namespace: k, local: `${a}r` }, documentation: d };
  const facets = { patterns: [e, f], minInclusive: g, maxExclusive: h, maxLength: 3, totalDigits: 1 };
  const code = {
    ...restriction("", "decimal", facets),
    ...named,
    anonymous: a.length % 2 === 0,
    enumeration: [i, j, k],
  };
  const codes = {
    ...listOf("", ""),
    name: { namespace: k, local: `${b}l` },
    item: { kind: "type", name: clark(code.name) } as const,
    facets: { length: 1 },
  };
  const either = {
    ...unionOf("", []),
    name: { namespace: k, local: `${c}u` },
    members: [{ kind: "type", name: clark(codes.name) }, reference("int")] as const,
  };
  const text = complex(l, {
    kind: "sequence",
    mixed: true,
    particles: [element(a, "int", b), element(c, "int", d), any({ not: e })],
  });
  const derived = { ...text, name: { namespace: `${g}d`, local: l }, documentation: o };
  const colour = { ...simple("", [v, s, r], true), name: { namespace: k, local: `${s}x` }, documentation: u };
  const far = { ...complex(l, [element(f, "string?", g)]), name: { namespace: `${g}y`, local: l } };
  return service([own, own], [order, colour, far, code, codes, either, derived], {
    name: q,
    namespace: t,
    ports: [
      { ...port("soap12", `https://example.com/${h}`), name: s },
      { ...port("httpGet", u), name: i },
    ],
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

const someQName = fc.record({
  local: awkward,
  namespace: fc.constantFrom(namespace, namespace, "http://example.com/shop/Types.xsd", "urn:shop:types", "urn:date"),
});

/**
 * One service or two, of complex types, lists and enumerations in some namespaces, that refer to each other in any way; an
 * operation reaches each type.
 */
const randomServices: fc.Arbitrary<readonly Service[]> = fc
  .record({
    all: fc.uniqueArray(someQName, { minLength: 1, maxLength: 8, selector: clark }).chain(serviceOf),
    two: fc.boolean(),
  })
  .map(({ all, two }) => {
    if (!two) return [all];
    return [0, 1].map((half) =>
      withoutUnreached({
        ...all,
        name: half === 0 ? "shop" : "Date",
        operations: all.operations.filter((_, index) => index % 2 === half),
      }),
    );
  });

function serviceOf(qnames: readonly QName[]): fc.Arbitrary<Service> {
  const names = qnames.map(({ local }) => local);
  const keys = qnames.map(clark);
  const anyType = fc.oneof(builtinName, fc.constantFrom(...keys));
  const facts = fc.constantFrom("", "?", "!", "?!", "*", "?*", "?!*");
  const member = fc.record({
    name: awkward,
    type: anyType,
    facts,
    uri: fc.constantFrom(undefined, "", "urn:other:ns"),
    hasDefault: fc.constantFrom(false, false, true),
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
        shapes: fc.array(fc.constantFrom("", "", "choice", "sequence?", "choice?", "choice*", "sequence?*", "any"), {
          maxLength: 3,
        }),
        mixed: fc.constantFrom(false, false, false, true),
        parent: fc.option(fc.nat(qnames.length - 1), { nil: undefined, freq: 2 }),
        abstract: fc.boolean(),
        attributes,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom("restriction" as const, "list" as const, "union" as const),
        anonymous: fc.boolean(),
        base: fc.constantFrom("int" as const, "decimal" as const, "token" as const),
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
          request: message([element("In", keys[index] ?? "")], [element("Head", `${keys[index]}?`)]),
          response: message(
            [element("Part", `${keys[index]}?!`), element("Out", "int")],
            index % 2 === 0 ? [element("Head", keys[index] ?? "")] : [],
          ),
        }),
      ),
      types.map((described, index) => {
        const name = qnames[index] ?? qname("");
        if (described.kind === "simple") return { ...simple(name.local, ["a", "b c"], described.open), name };
        if ("base" in described) {
          const { kind, base, anonymous } = described;
          const head = { name, anonymous };
          if (kind === "list") return { ...listOf(name.local, base), ...head };
          if (kind === "union") return { ...unionOf(name.local, [base, "boolean"]), ...head };
          return { ...restriction(name.local, base, { patterns: ["[0-9]*"], minInclusive: "1" }), ...head };
        }
        const more = { name, attributes: described.attributes.map((each) => attribute(each.name, "int", each.use)) };
        if (described.kind === "unknown") return complex(name.local, { kind: "unknown" }, more);
        if (described.kind === "text")
          return complex(name.local, { kind: "text", type: { kind: "builtin", name: "date" } }, more);
        const particles = described.members.map((each) => ({
          ...element(each.name, `${each.type}${each.facts}`),
          name: { local: each.name, namespace: each.uri ?? namespace },
          ...(each.hasDefault && { default: "" }),
        }));
        // By its type alone, a property that has texts and no elements could also be an attribute that is a list.
        const isMixed = described.mixed && particles.length > 0;
        const derived = types.flatMap((other, at) =>
          other.kind === "complex" && other.parent === index && at > index ? [keys[at] ?? ""] : [],
        );
        return complex(
          name.local,
          { kind: "sequence", particles: shaped(particles, described.shapes), ...(isMixed && { mixed: true }) },
          { ...more, ...(derived.length > 0 && { derived, ...(described.abstract && { abstract: true }) }) },
        );
      }),
    ),
  );
}

/** The elements, the first of them in nested groups. */
function shaped(elements: readonly Element[], shapes: readonly string[]): readonly Particle[] {
  return shapes.reduce<readonly Particle[]>((particles, shape, index) => {
    if (shape === "" || particles.length < 2) return particles;
    if (shape === "any") return [any(index === 0 ? ["urn:a"] : "any"), ...particles];
    const kind = shape.startsWith("choice") ? "choice" : "sequence";
    const [first, second, ...others] = particles;
    const inner = [first, second].flatMap((particle) => particle ?? []);
    return [group(kind, inner, shape.slice(kind.length)), ...others];
  }, elements);
}
