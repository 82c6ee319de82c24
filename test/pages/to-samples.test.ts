import fc from "fast-check";
import { expect, test } from "vitest";
import { printSample } from "../../generator/pages/print-sample.js";
import { textOf } from "../../generator/pages/printed.js";
import type { Operation, Particle, SimpleType, Type } from "../../generator/model/service.js";
import { toSamples } from "../../generator/pages/to-samples.js";
import {
  attribute,
  complex,
  element,
  http,
  message,
  operation,
  port,
  qname,
  rpc,
  service,
  simple,
} from "../support/model.js";
import { zoo } from "../model/declared.js";
import { any, choice, list, sequence, union } from "../model/particles.js";
import { readBack, shapes } from "./page.js";

/** The lines in the wrapper element of a request with these elements. */
function printed(content: readonly Particle[], types: readonly Type[] = []): readonly string[] {
  const wrappers = [complex("Op", content, { wrapper: true }), complex("OpResponse", {}, { wrapper: true })];
  const [shown] = toSamples(service([operation("Op")], [...wrappers, ...types]));
  const [request] = (shown?.samples ?? []).map((sample) => textOf(printSample(sample)));
  const lines = request?.split("\n") ?? [];
  const start = lines.findIndex((line) => line.startsWith("    <Op "));
  return lines.slice(start + 1, -3).map((line) => line.slice(6));
}

test("a choice shows each alternative once, by name, however often it repeats", () => {
  const alternatives = [element("b", "int"), element("a", "int*"), element("B", "string")];
  const shown = ["<B>string</B>", "<a>int</a>", "<a>int</a>", "<b>int</b>"];
  expect(printed([choice(alternatives)])).toEqual(shown);
  expect(printed([choice(alternatives, { minOccurs: 0, maxOccurs: "unbounded" })])).toEqual(shown);
});

test("members in any order are shown by name, repeated groups once", () => {
  const members = [element("b", "int"), element("a", "int")];
  const all: Type = { ...complex("T", {}), content: { kind: "sequence", particles: members, all: true } };
  expect(printed([element("T", "T")], [all])).toEqual(["<T>", "  <a>int</a>", "  <b>int</b>", "</T>"]);
  expect(printed([sequence(members, { maxOccurs: 3 })])).toEqual(["<b>int</b>", "<a>int</a>"]);
});

test("ASMX leaves out groups in groups", () => {
  const nested = [
    element("Id", "int"),
    choice([sequence([element("Cash", "decimal"), element("Currency", "string")]), element("Card", "string")]),
    element("Note", "string"),
  ];
  expect(printed(nested)).toEqual(["<Id>int</Id>", "<Note>string</Note>"]);
});

test("a list shows the enumeration of its items, a union and a type that restricts otherwise show nothing", () => {
  const types = [
    list("Colors", "Color"),
    simple("Color", ["Red", "Blue"]),
    union("Size", "int", "Color"),
    list("Ints", "int"),
    { ...simple("Zip", []), facets: { maxLength: 5 } },
  ];
  const members = types.map(({ name }) => element(name.local, name.local));
  expect(printed(members, types)).toEqual([
    "<Colors>Red or Blue</Colors>",
    "<Color>Red or Blue</Color>",
    "<Size />",
    "<Ints />",
    "<Zip />",
  ]);
});

test("a simple type that is declared on the spot is bytes, whatever it is, and nothing as an attribute's", () => {
  const declared = { kind: "declared", places: [] } as const;
  const here: SimpleType = { ...simple("T", ["a"]), anonymous: true, evidence: { name: declared, content: declared } };
  const holder = complex("P", {}, { attributes: [attribute("a", "T")] });
  expect(printed([element("t", "T"), element("p", "P")], [here, holder])).toEqual(["<t>bytes</t>", '<p a="" />']);
});

test("the type is shown, not the value that is fixed", () => {
  const members = [
    { ...element("A", "int"), fixed: "7" },
    { ...element("B", "int"), default: "8" },
  ];
  const holder = complex("P", {}, { attributes: [{ ...attribute("a", "int"), fixed: "9" }] });
  expect(printed([...members, element("P", "P")], [holder])).toEqual(["<A>int</A>", "<B>int</B>", '<P a="int" />']);
});

test("ASMX shows a type, not what is derived from it", () => {
  const types = zoo().types.filter(({ name }) => !name.local.startsWith("Feed"));
  expect(printed([element("Pet", "Animal")], types)).toEqual(["<Pet>", "  <Name>string</Name>", "</Pet>"]);
});

test("encoded messages have attributes", () => {
  const meat = complex("Meat", {}, { attributes: [attribute("of", "string")] });
  const request = { ...rpc("Op", [element("food", "Meat", "")]), use: "encoded" as const };
  const [first] = toSamples(service([operation("Op", { request })], [meat])).flatMap(({ samples }) => samples);
  const body = first === undefined ? "" : textOf(printSample(first));
  expect(body).toContain('<tns:Meat id="id1" xsi:type="tns:Meat" of="string" />');
});

test.each(["soap11", "soap12"] as const)("a header block of %s shows mustUnderstand, encoded or not", (binding) => {
  const block = { ...element("Plain", "string"), mustUnderstand: true } as const;
  const encoded = { ...element("Typed", "string"), mustUnderstand: true, use: "encoded" } as const;
  const request = { ...message([element("Op", "Op")]), header: [block, encoded, element("Other", "string")] };
  const bindings = [{ binding, action: "", place: operation("Op").place }];
  const [shown] = toSamples(service([operation("Op", { request, bindings })], [complex("Op", {}, { wrapper: true })]));
  const [first] = shown?.samples ?? [];
  const header = first === undefined ? "" : textOf(printSample(first));
  const prefix = binding === "soap11" ? "soap" : "soap12";
  expect(header.match(new RegExp(`<(?:\\w+:)?(Plain|Typed|Other) ${prefix}:mustUnderstand="1"`, "g"))).toHaveLength(2);
  expect(header).toMatch(/<(?:\w+:)?Other xmlns/);
});

test("items of a declared array are called Item, and its type is the array's", () => {
  const array = complex("Ints", { number: "int?*" }, { array: true });
  const request = { ...rpc("Op", [element("ints", "Ints", "")]), use: "encoded" as const };
  const [first, , second] = toSamples(service([operation("Op", { request })], [array])).flatMap(
    ({ samples }) => samples,
  );
  const printedOf = (sample: typeof first) => (sample === undefined ? "" : textOf(printSample(sample)));
  expect(printedOf(first)).toContain('<soapenc:Array id="id1" soapenc:arrayType="xsd:int[2]">');
  for (const sample of [first, second]) expect(printedOf(sample).match(/<Item>int<\/Item>/g)).toHaveLength(2);
});

test("an array of several dimensions shows all its items in one sequence", () => {
  const types = [
    complex("Cube", { plane: "Plane*" }, { array: true, dimensions: 3 }),
    complex("Plane", { row: "Row*" }, { array: true, dimensions: 2 }),
    complex("Row", { number: "int?*" }, { array: true }),
  ];
  const request = { ...rpc("Op", [element("cube", "Cube", "")]), use: "encoded" as const };
  const [first, , second] = toSamples(service([operation("Op", { request })], types)).flatMap(({ samples }) => samples);
  const printedOf = (sample: typeof first) => (sample === undefined ? "" : textOf(printSample(sample)));
  expect(printedOf(first)).toContain('<soapenc:Array id="id1" soapenc:arrayType="xsd:int[2,2,2]">');
  expect(printedOf(second)).toContain('soapenc:itemType="xsd:int" soapenc:arraySize="2 2 2">');
  for (const sample of [first, second]) expect(printedOf(sample).match(/<Item>int<\/Item>/g)).toHaveLength(8);
});

test("parameters are part of the location, and a reply of plain text shows no content", () => {
  const parameters = [
    { name: "id", element: "Id" },
    { name: "k", element: "Kind" },
  ];
  const bound = http("httpGet", "/items/(id)/(other)/(k)", { parameters, urlReplacement: true, text: true });
  const wrappers = [
    complex("Op", { Id: "int", Kind: "Kind" }, { wrapper: true }),
    complex("OpResponse", { R: "string" }, { wrapper: true }),
    simple("Kind", ["a&b"]),
  ];
  const shown = service([operation("Op", { bindings: [bound] })], wrappers, { ports: [port("httpGet")] });
  const samples = toSamples(shown).flatMap((each) => each.samples);
  expect(samples.map((sample) => textOf(printSample(sample)))).toEqual([
    "GET /shop.asmx/items/string/(other)/string? HTTP/1.1\nHost: example.com",
    "HTTP/1.1 200 OK",
  ]);
});

test("a request over HTTP POST can be an XML document", () => {
  const bound = http("httpPost", "/Op", { content: "application/xml", root: qname("OpResponse") });
  const wrappers = [
    complex("Op", { Id: "int" }, { wrapper: true }),
    complex("OpResponse", { R: "string" }, { wrapper: true }),
  ];
  const shown = service([operation("Op", { bindings: [bound] })], wrappers, { ports: [port("httpPost")] });
  const samples = toSamples(shown).flatMap((each) => each.samples);
  const declaration = '<?xml version="1.0" encoding="utf-8"?>';
  expect(samples.map((sample) => textOf(printSample(sample)))).toEqual([
    `POST /shop.asmx/Op HTTP/1.1
Host: example.com
Content-Type: application/xml; charset=utf-8
Content-Length: length

${declaration}
<Op xmlns="http://example.com/shop/">
  <Id>int</Id>
</Op>`,
    `HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

${declaration}
<OpResponse xmlns="http://example.com/shop/">
  <R>string</R>
</OpResponse>`,
  ]);
});

test("the printed page of any service can be read, and prints equally again", () => {
  const names = fc.constantFrom("A", "B", "C");
  const types = fc.constantFrom("int", "Animal", "Sizes", "Size", "Food", "Hunger", "Bone");
  const particles = fc.letrec<{ particle: Particle; group: Particle }>((tie) => ({
    particle: fc.oneof(
      { depthSize: "small" },
      fc.tuple(names, types).map(([name, type]) => element(name, type)),
      fc.constant(any()),
      tie("group"),
    ),
    group: fc
      .tuple(fc.constantFrom(choice, sequence), fc.uniqueArray(tie("particle"), { minLength: 1, maxLength: 3 }))
      .map(([group, inner]) => group(inner)),
  })).particle;
  fc.assert(
    fc.property(fc.array(particles, { maxLength: 3 }), fc.boolean(), (content, encoded) => {
      const wrapped = complex("Op", content, { wrapper: true });
      const request = encoded ? { request: { ...rpc("Op", [element("op", "Op", "")]), use: "encoded" as const } } : {};
      const more: Operation = operation("Op", request);
      const shown = service([more], [wrapped, complex("OpResponse", {}), ...zoo().types]);
      for (const shape of Object.values(shapes)) {
        const once = readBack(shape(shown), "shop").service;
        const twice = readBack(shape(once), "shop").service;
        expect(shape(twice)).toBe(shape(once));
      }
    }),
    { numRuns: 60 },
  );
});

test("messages that grow with every level are cut", () => {
  const names = Array.from({ length: 40 }, (_, index) => `T${index}`);
  const types = names.map((name, index) => {
    const members = index + 1 < names.length ? ["A", "B", "C"].map((local) => element(local, `T${index + 1}`)) : [];
    return complex(name, members);
  });
  const wrapped = service([operation("Op", { request: message([element("Op", "T0")]), response: message([]) })], types);
  const [request] = toSamples(wrapped).flatMap(({ samples }) => samples.map((sample) => textOf(printSample(sample))));
  expect(request).toContain('xsi:nil="true"');
  expect(request?.length).toBeLessThan(20_000);
});
