import { expect, test } from "vitest";
import { formatService } from "../../../generator/model/format/format-service.js";
import type { Type } from "../../../generator/model/service.js";
import {
  attribute,
  complex,
  element,
  http,
  message,
  operation,
  service as serviceOf,
  simple,
} from "../../support/model.js";
import { soap as soapBinding } from "../../support/model.js";
import { zoo } from "../declared.js";
import { any, choice, list, sequence } from "../particles.js";
import { infer, inferOp, page, readPages, soap, wrapped } from "../infer.js";

const { service } = inferOp(
  "<Id>[int]</Id><State>[Open] or [Shut]</State>",
  '<OpResult><V unit="[string]">[decimal]</V><N>[int]</N><N>[int]</N></OpResult>',
);

test("prints a service with its ports, its operations and its types", () => {
  expect(formatService(service, { explain: false })).toBe(`shop  urn:shop

ports
  ~https://shop.example/Shop.asmx  soap11

operations
  Op(Id: int, State: Op_State): OpResponse(OpResult?: OpResult | nil)  soap11

types
  Op_State = Open | Shut
  OpResult(V?: V | nil, N[]: int | nil)
  V(@unit?: string) = decimal

~ is assumed: see --explain
`);
});

test("an operation is printed with the members of its root, which a call takes, whatever its name is", () => {
  const find = operation("Look", {
    request: message([element("Find", "Find")]),
    response: message([element("Found", "Found")]),
  });
  const types = [complex("Find", { Id: "int" }), complex("Found", { Row: "string*" })];
  const text = formatService(serviceOf([find], types), { explain: false });
  // A root of one repeated element is a list, which has no members.
  expect(text).toContain("  Look(Id: int): (Found: Found)");
  expect(text).toContain("  Find(Id: int)\n");
});

test("explains each fact below the line that states it", () => {
  const lines = formatService(service, { explain: true }).split("\n");
  const at = lines.indexOf("  OpResult(V?: V | nil, N[]: int | nil)");
  expect(lines.slice(at + 1, at + 4)).toEqual([
    expect.stringMatching(/^ {6}name assumed at page0\.html:\d+:\d+; content shown$/),
    expect.stringMatching(/^ {6}V: name, type shown at page0\.html:\d+:\d+; minOccurs, maxOccurs, nillable assumed$/),
    expect.stringMatching(
      /^ {6}N: name, type, maxOccurs shown at page0\.html:\d+:\d+, :\d+:\d+; minOccurs, nillable assumed$/,
    ),
  ]);
});

test("an overridden fact is explained by the configuration first", () => {
  const { service } = infer(readPages(page("Op", wrapped("<Id>[int]</Id>"))), {
    overrides: { "Op.Id": { maxOccurs: 3 } },
  });
  const text = formatService(service, { explain: true });
  expect(text).toContain("Op(Id[0..3]: int)");
  expect(text).toMatch(/maxOccurs overridden at soapwright\.config\.json:1:1, page0\.html:\d+:\d+/);
});

test("types with one local name are distinguished by their namespaces", () => {
  const text = soap("Op", {
    request: '<Op xmlns="urn:shop"><V xmlns="urn:a"><I>[int]</I></V><V xmlns="urn:b"><S>[string]</S></V></Op>',
    response: '<OpResponse xmlns="urn:shop" />',
  });
  const { lines } = infer(readPages(page("Op", text)));
  expect(lines).toEqual(["Op(V?: {urn:a}V, V?: {urn:b}V): OpResponse()", "{urn:a}V(I: int)", "{urn:b}V(S?: string)"]);
});

test("nothing from a spec reaches a terminal as a control character", () => {
  const hostile = inferOp("<S>[a\u009b31m] or [b\u202e]</S>").service;
  const text = formatService({ ...hostile, namespace: "urn:\u001b[2J" }, { explain: false });
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  expect(text).toContain("urn:\\u001b[2J");
});

test("prints what WSDLs declare: groups, wildcards, derived types, facets, faults, names of ports", () => {
  expect(formatService(zoo(), { explain: false })).toBe(`shop  http://example.com/shop/

ports
  ~https://example.com/shop.asmx  soap11 (ZooSoap)

operations
  Feed(Animal: Animal, Food: Food): FeedResponse() | fault Hungry(Hungry: Hunger)  soap11 soap12

types
  Animal(Name: string)  abstract; derived: Dog, Cat
  Dog(Name: string, Bone?: Bone)
  Cat(Name: string)  derived: Lion
  Lion(Name: string, Roar: Sizes)
  Bone = Length
  Length = decimal
  Sizes = list(Size)
  Size = union(Length, Word)
  Word = big | small
  Food((Meat: Meat | (Leaf: string | nil, any?))[1..])
  Meat(@of: Word)
  Hunger(Since: dateTime)

~ is assumed: see --explain
`);
});

test.each<[string, Type]>([
  ['Zip = string(maxLength 5, pattern "[0-9]+")', facets({ maxLength: 5, patterns: ["[0-9]+"] })],
  ["Zip = string(A | B, length 1)", { ...facets({ length: 1 }), enumeration: ["A", "B"] }],
  ["Level = int(1 | 2)", simple("Level", ["1", "2"], false, "int")],
  ["Flags = list(int, maxLength 2)", list("Flags", "int", { facets: { maxLength: 2 } })],
  ['T(A?: int default 5, B: string fixed "a b")', withValues()],
  ["T(@a?: int default 5)", complex("T", {}, { attributes: [{ ...attribute("a", "int", "optional"), default: "5" }] })],
  ["T((A: int | B: int)?)", complex("T", [choice(two(), { minOccurs: 0 })])],
  ["T((A: int, B: int)[2..3])", complex("T", [sequence(two(), { minOccurs: 2, maxOccurs: 3 })])],
  ["T(((A: int | nil) | B: int))", complex("T", [choice([element("A", "int!"), element("B", "int")])])],
  ["T(A: int xsi:type | nil)", complex("T", [{ ...element("A", "int!"), xsiType: { namespace: "", local: "int" } }])],
  ['T(any, any(not urn:x)[], any(urn:a | "")?)', complex("T", wildcards())],
  ["T(A: int, B: int)  all", ordered({ all: true })],
  ["T(A: int, B: int)  mixed", ordered({ mixed: true })],
  ["T(A[]: int)  array", complex("T", { A: "int?*" }, { array: true })],
])("%s", (line, type) => {
  const text = formatService(serviceOf([], [type], { ports: [] }), { explain: false });
  expect(text.split("\n").at(-2)).toBe(`  ${line}`);
});

test("a wrapper is listed with the types if there is more to it than its members", () => {
  const wrappers = [
    complex("Op", [element("A", "int")], { wrapper: true, derived: ["{urn:x}More"] }),
    complex("OpResponse", {}, { wrapper: true }),
  ];
  const text = formatService(serviceOf([operation("Op")], wrappers, { ports: [] }), { explain: false });
  expect(text.split("\n").slice(-3)).toEqual(["types", "  Op(A: int)  derived: {urn:x}More", ""]);
});

test("explains members of groups, and faults", () => {
  const lines = formatService(zoo(), { explain: true }).split("\n");
  const food = lines.findIndex((line) => line.startsWith("  Food("));
  expect(lines.slice(food + 1, food + 5).map((line) => line.trim().split(":")[0])).toEqual([
    "name, content shown",
    "Meat",
    "Leaf",
    "any",
  ]);
  expect(lines).toContain("      fault Hungry Hungry: name, type, minOccurs, maxOccurs, nillable shown");
});

function two() {
  return [element("A", "int"), element("B", "int")];
}

function facets(facets: NonNullable<Extract<Type, { kind: "simple" }>["facets"]>) {
  return { ...simple("Zip", []), facets };
}

function withValues(): Type {
  return complex("T", [
    { ...element("A", "int?"), default: "5" },
    { ...element("B", "string"), fixed: "a b" },
  ]);
}

function wildcards() {
  return [
    any({ minOccurs: 1, maxOccurs: 1 }),
    any({ namespaces: { not: "urn:x" } }),
    any({ maxOccurs: 1, namespaces: ["urn:a", ""] }),
  ];
}

function ordered(facts: { readonly all?: true; readonly mixed?: true }): Type {
  return { ...complex("T", {}), content: { kind: "sequence", particles: two(), ...facts } };
}

test("a reply over HTTP with a type of its own is in the binding, and explained", () => {
  const root = element("Prices", "Prices!");
  const get = http("httpGet", "/Find", { root: root.name, reply: root });
  const find = operation("Find", { bindings: [soapBinding("soap11"), get] });
  const types = [complex("Find", {}), complex("FindResponse", {}), complex("Prices", { decimal: "decimal*" })];
  const lines = formatService(serviceOf([find], types), { explain: true }).split("\n");
  const at = lines.indexOf("  Find(): FindResponse()  soap11 httpGet(Prices: Prices | nil)");
  expect(lines.slice(at + 1, at + 5)).toContainEqual(expect.stringMatching(/^ {6}httpGet Prices: name, /));
});

test("the documentation of the service comes first, each line indented", () => {
  const documentation = "Sells\tfood. \r\n\n   And \u001b[31mtoys.\n";
  const lines = formatService({ ...serviceOf([], [], { ports: [] }), documentation }, { explain: false }).split("\n");
  expect(lines.slice(1)).toEqual(["  Sells\\u0009food.", "  And \\u001b[31mtoys.", ""]);
});
