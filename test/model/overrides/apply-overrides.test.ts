import { listItem } from "../../../generator/model/content-kind.js";
import { describe, expect, test } from "vitest";
import type { Override } from "../../../generator/configuration.js";
import type { Sample } from "../../../generator/read/help-page/help-page.js";
import { complexNamed, infer, memberOf, page, readPages, soap, typeNamed } from "../infer.js";

const header = '<User xmlns="urn:shop"><Key>[string]</Key></User>';
const pages = readPages(
  page(
    "Find",
    soap("Find", {
      request: '<Find xmlns="urn:shop"><Id>[int]</Id><Kind>[A] or [B]</Kind></Find>',
      requestHeader: header,
      response:
        '<FindResponse xmlns="urn:shop"><R unit="[int]"><Id>[int]</Id><X><Y><Z xsi:nil="true" /></Y></X></R></FindResponse>',
    }),
  ),
  page(
    "Put",
    soap("Put", {
      request: '<Put xmlns="urn:shop"><Good><Id>[int]</Id></Good></Put>',
      response: '<PutResponse xmlns="urn:shop" />',
    }),
  ),
);

function overridden(overrides: Readonly<Record<string, Override>>) {
  return infer(pages, { overrides });
}

test("an override of an element replaces its facts, and keeps the places of what it replaces", () => {
  const { service, codes } = overridden({ "R.Id": { type: "long", nillable: false, minOccurs: 1 } });
  const before = memberOf(infer(pages).service, "R", "Id");
  const after = memberOf(service, "R", "Id");
  expect(after).toMatchObject({ type: { kind: "builtin", name: "long" }, minOccurs: 1, maxOccurs: 1, nillable: false });
  expect(after.evidence.type).toEqual({
    kind: "overridden",
    places: [{ path: "soapwright.config.json", line: 1, column: 1 }, ...before.evidence.type.places],
  });
  expect(after.evidence).toMatchObject({
    minOccurs: { kind: "overridden" },
    maxOccurs: { kind: "assumed" },
    name: { kind: "shown" },
  });
  expect(codes).toEqual(["content-unknown"]);
});

test("an override of a type does not change whether the element is required", () => {
  const before = infer(pages).service;
  const { service } = overridden({
    "Find.Id": { type: "string" },
    "User.Key": { type: "int" },
    Find_Kind: { list: true },
  });
  const facts = (of: typeof service, type: string, name: string) => {
    const { minOccurs, maxOccurs, nillable } = memberOf(of, type, name);
    return { minOccurs, maxOccurs, nillable };
  };
  for (const [type, name, minOccurs] of [
    ["Find", "Id", 1],
    ["User", "Key", 0],
    ["Find", "Kind", 1],
  ] as const) {
    expect(facts(before, type, name)).toMatchObject({ minOccurs });
    expect(facts(service, type, name)).toEqual(facts(before, type, name));
  }
});

test("the type anyType is that of values with any type, and xml is that of XML", () => {
  const typeOf = (type: string) => memberOf(overridden({ "Find.response/R/Id": { type } }).service, "R", "Id").type;
  expect(typeOf("anyType")).toEqual({ kind: "builtin", name: "anyType" });
  expect(typeOf("xml")).toEqual({ kind: "builtin", name: "anyType", xml: true });
});

test("an override gives an element the namespace that it has in messages", () => {
  const { service, codes } = overridden({ "Find.response/R/Id": { namespace: "" } });
  expect(memberOf(service, "R", "Id").name).toEqual({ namespace: "", local: "Id" });
  expect(memberOf(service, "R", "X").name.namespace).toBe("urn:shop");
  expect(codes).toEqual(["content-unknown"]);
});

test("an element states its type in xsi:type, if that has a name", () => {
  const path = "soapwright.config.json";
  const { service, codes } = overridden({ "Find.*": { xsiType: true }, "Find.response/R/Id": { xsiType: true } });
  expect(memberOf(service, "Find", "Id")).toMatchObject({
    xsiType: { namespace: "http://www.w3.org/2001/XMLSchema", local: "int" },
    evidence: { xsiType: { kind: "overridden", places: [{ path }] } },
  });
  // The enumeration of a page has no name.
  expect(memberOf(service, "Find", "Kind").xsiType).toBeUndefined();
  expect(memberOf(service, "R", "Id").xsiType?.local).toBe("int");
  expect(codes).toEqual(["content-unknown"]);
  const messageOf = (override: string, more: Override = {}) =>
    overridden({ [override]: { xsiType: true, ...more } }).diagnostics.find(({ severity }) => severity === "error")
      ?.message;
  expect(messageOf("Find.Kind")).toBe(
    "found xsiType of Kind, whose type has no name, expected an element whose type has a name",
  );
  expect(messageOf("Find.Id", { type: "anyType" })).toBe(
    "found xsiType of Id, which is of anyType, expected an element of another type",
  );
  expect(messageOf("Find.Kind", { type: "string" })).toBeUndefined();
  expect(messageOf("R.@unit")).toBe("found xsiType, expected type, use");
  expect(messageOf("Find")).toBe("found xsiType, expected name");
});

test("attributes, header blocks and enumerations are overridden too", () => {
  const { service } = overridden({
    "R.@unit": { type: "string", use: "required" },
    "Find.request.header.User": { minOccurs: 0 },
    Find_Kind: { open: true },
    "Find.Kind": { maxOccurs: "unbounded" },
  });
  expect(complexNamed(service, "R").attributes).toMatchObject([{ type: { name: "string" }, use: "required" }]);
  expect(service.operations[0]?.request.header).toMatchObject([
    { minOccurs: 0, evidence: { minOccurs: { kind: "overridden" } } },
  ]);
  expect(typeNamed(service, "Find_Kind")).toMatchObject({ open: true, evidence: { content: { kind: "overridden" } } });
  expect(memberOf(service, "Find", "Kind")).toMatchObject({ minOccurs: 0, maxOccurs: "unbounded" });
});

test("an override renames an operation or a type, whose name in messages stays", () => {
  const { service } = overridden({ Find: { name: "search" }, R: { name: "Result" } });
  expect(service.operations.map(({ name }) => name)).toEqual(["search", "Put"]);
  expect(complexNamed(service, "Result")).toMatchObject({ xmlName: { local: "R" } });
  expect(service.types.some(({ name }) => name.local === "R")).toBe(false);
  const refused = (overrides: Readonly<Record<string, Override>>) =>
    overridden(overrides).diagnostics.flatMap(({ severity, message }) => (severity === "error" ? message : []));
  expect(refused({ R: { name: "Find" } })).toEqual([
    'found the name "Find", expected an XML name that no other type has',
  ]);
  expect(refused({ Find: { name: "a b" } })).toEqual([
    'found the name "a b", expected an XML name that no other type has',
  ]);
});

test("the name of the module of a namespace can be given, and only of one that types have", () => {
  const errorsOf = (path: string) =>
    overridden({ [path]: { name: "shop" } }).diagnostics.filter(({ severity }) => severity === "error");
  expect(errorsOf("{urn:shop}")).toEqual([]);
  expect(errorsOf("{urn:other}")).toHaveLength(1);
});

test("the text of an element with attributes is overridden as its $value", () => {
  const amount = readPages(
    page(
      "Pay",
      soap("Pay", {
        request: '<Pay xmlns="urn:shop"><Amount currency="[string]">[string]</Amount></Pay>',
        response: '<PayResponse xmlns="urn:shop" />',
      }),
    ),
  );
  const textOf = (overrides: Readonly<Record<string, Override>>) =>
    complexNamed(infer(amount, { overrides }).service, "Amount");
  expect(textOf({})).toMatchObject({ content: { kind: "text", type: { name: "string" } } });
  expect(textOf({ "Amount.$value": { type: "decimal" } })).toMatchObject({
    content: { kind: "text", type: { kind: "builtin", name: "decimal" } },
    evidence: { content: { kind: "overridden" } },
  });
  const { diagnostics } = infer(amount, { overrides: { "Amount.$value": { nillable: true } } });
  expect(diagnostics[0]?.hint).toBe("they are the facts of a text, and Amount is one");
});

test("an override of a cut type removes the unknown type, and the conventions apply to the new one", () => {
  expect(infer(pages).codes).toEqual(["content-unknown"]);
  const { lines, codes } = overridden({ "Y.Z": { type: "Good" } });
  expect(codes).toEqual([]);
  expect(lines).toContain("Y(Z?: Good | nil)");
  expect(lines).toContain("Good(Id?: int | nil)");
  expect(lines.filter((line) => line.startsWith("Z"))).toEqual([]);
});

test.each<[string, Readonly<Record<string, Override>>, string, string]>([
  ["a path that is not there", { "R.Idd": { nillable: false } }, '"R.Idd"', 'did you mean "R.Id"?'],
  ["a type that is not there", { "R.Id": { type: "Goood" } }, '"Goood"', 'did you mean "Good"?'],
  ["a fact that an attribute has not", { "R.@unit": { nillable: true } }, "nillable", "attribute"],
  ["a complex type for an attribute", { "R.@unit": { type: "Good" } }, '"Good"', "known"],
])("%s is an error with a hint", (_, overrides, found, hint) => {
  const { diagnostics } = overridden(overrides);
  expect(diagnostics[0]).toMatchObject({
    severity: "error",
    code: "configuration-override",
    place: { path: "soapwright.config.json" },
  });
  expect(diagnostics[0]?.message).toContain(found);
  expect(diagnostics[0]?.hint).toContain(hint);
});

test("a type can be written with its namespace", () => {
  const { service, codes } = overridden({ "{urn:shop}Y.Z": { type: "{urn:shop}Good" } });
  expect(memberOf(service, "Y", "Z").type).toEqual({ kind: "type", name: "{urn:shop}Good" });
  expect(codes).toEqual([]);
});

test("an address stands for that of every port", () => {
  const { service } = infer(pages, { address: "http://localhost:8080/Shop.asmx" });
  expect(service.ports).toMatchObject([
    { binding: "soap11", address: "http://localhost:8080/Shop.asmx", evidence: { address: { kind: "overridden" } } },
  ]);
  const { diagnostics } = infer(pages, { address: "Shop.asmx" });
  expect(diagnostics[0]).toMatchObject({ severity: "error", code: "configuration-address" });
});

test("nothing to override leaves the service as it was", () => {
  expect(overridden({}).service).toEqual(infer(pages).service);
});

test("a type is not a list if an override removes its only element", () => {
  const { service } = infer(pages, { overrides: { "Good.Id": { maxOccurs: 0 } } });
  const good = complexNamed(service, "Good");
  expect(listItem(good)).toBeUndefined();
});

test("the action of an operation is overridden in all its SOAP bindings, which settles what was assumed", () => {
  const unsettled = pages.map((each) => ({
    ...each,
    operations: each.operations.map((operation) => ({
      ...operation,
      samples: operation.samples.map(({ action: _, ...sample }: Sample & { readonly action?: string }) => sample),
    })),
  }));
  expect(infer(unsettled).codes).toContain("action-assumed");
  const overrides = { Find: { action: "urn:other/Find" }, Put: { action: "" } };
  const { service, codes } = infer(unsettled, { overrides });
  expect(service.operations.map(({ bindings }) => bindings)).toMatchObject([
    [{ action: "urn:other/Find", evidence: { action: { kind: "overridden" } } }],
    [{ action: "", evidence: { action: { kind: "overridden" } } }],
  ]);
  expect(codes).toEqual(["content-unknown"]);
});

test("an action has no quotation mark and no line break", () => {
  expect(overridden({ Find: { action: 'a"b' } }).codes).toContain("configuration-override");
  expect(overridden({ Find: { action: "a\r\nb" } }).codes).toContain("configuration-override");
});

test("an operation and an enumeration of one name are distinguished by the facts of the override", () => {
  const named = readPages(
    page(
      "Find",
      soap("Find", {
        request: '<Find xmlns="urn:shop">[A] or [B]</Find>',
        response: '<FindResponse xmlns="urn:shop" />',
      }),
    ),
  );
  expect(typeNamed(infer(named).service, "Find").kind).toBe("simple");
  const { service, codes } = infer(named, { overrides: { Find: { open: true } } });
  expect(typeNamed(service, "Find")).toMatchObject({ open: true });
  expect(codes).toEqual([]);
});

describe("an unknown response", () => {
  const known = page(
    "Find",
    soap("Find", {
      request: "<Find xmlns='urn:shop' />",
      response: "<Finding xmlns='urn:shop'><Id>[int]</Id><Hit><Id>[int]</Id></Hit></Finding>",
    }),
  );
  const half = (operation: string) =>
    page(operation, soap(operation, { request: `<${operation} xmlns="urn:shop" />` }));
  const halves = readPages(known, half("Seek"), half("Look"));

  test("gets the type of another one with its element, or any type in the element that ASMX names", () => {
    const overrides = { "Seek.response": { type: "Finding" }, "Look.response": { type: "Hit" } };
    const { service, codes } = infer(halves, { overrides });
    expect(codes).toEqual([]);
    expect(service.operations.map(({ response }) => response?.body)).toMatchObject([
      [{ name: { local: "Finding" } }],
      [{ name: { local: "Finding", namespace: "urn:shop" }, type: { name: "{urn:shop}Finding" } }],
      [{ name: { local: "LookResponse", namespace: "urn:shop" }, type: { name: "{urn:shop}Hit" } }],
    ]);
  });

  test("is confirmed by anyType, for one operation or for all", () => {
    const { lines, codes } = infer(halves, { overrides: { "*.response": { type: "anyType" } } });
    expect(lines.filter((line) => line.endsWith(": unknown"))).toEqual(["Seek(): unknown", "Look(): unknown"]);
    expect(codes).toEqual([]);
  });

  test("does not get the element of a request", () => {
    const { service } = infer(halves, { overrides: { "Seek.response": { type: "Seek" } } });
    expect(service.operations[1]?.response?.body).toMatchObject([
      { name: { local: "SeekResponse" }, type: { name: "{urn:shop}Seek" } },
    ]);
  });

  test("is not one of the members that * names", () => {
    const { service, codes } = infer(halves, { overrides: { "Seek.*": { type: "string" } } });
    expect(service.operations[1]?.response?.body).toEqual([]);
    expect(codes).toContain("configuration-override");
  });

  test("is the only one that an override gives a type", () => {
    const { diagnostics } = infer(halves, { overrides: { "Find.response": { type: "Hit" } } });
    expect(diagnostics[0]).toMatchObject({
      code: "configuration-override",
      hint: expect.stringContaining("Seek.response") as string,
    });
  });
});

describe("flags", () => {
  test("are a list of the members of an enumeration in all places that refer to it", () => {
    const { lines, service } = overridden({ Find_Kind: { list: true } });
    expect(lines).toContain("Find_Kind = A | B");
    expect(lines).toContain("Find_Kind_List = list(Find_Kind)");
    expect(memberOf(service, "Find", "Kind").type).toEqual({ kind: "type", name: "{urn:shop}Find_Kind_List" });
    expect(typeNamed(service, "Find_Kind_List").evidence.content.kind).toBe("overridden");
  });
});

test("an operation has the address that an override gives it, and no other", () => {
  const { service, diagnostics } = overridden({ Put: { address: "https://put.example/Put.asmx" } });
  expect(service.operations.map(({ address }) => address?.address)).toEqual([
    undefined,
    "https://put.example/Put.asmx",
  ]);
  expect(service.ports).toMatchObject([{ address: "https://shop.example/Shop.asmx" }]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["content-unknown"]);
  expect(overridden({ Put: { address: "Put.asmx" } }).diagnostics[0]?.message).toBe(
    'found the address "Put.asmx", expected an absolute URL of http or https',
  );
});

test.each<[string, Override, string]>([
  ["Find.Id", { minOccurs: 5 }, "found minOccurs 5 and maxOccurs 1 of Id"],
  ["Find.Id", { minOccurs: 3, maxOccurs: 2 }, "found minOccurs 3 and maxOccurs 2 of Id"],
  ["Find.request.header.User", { maxOccurs: 0 }, "found minOccurs 1 and maxOccurs 0 of User"],
  ["Put", { address: "ftp://put.example/" }, 'found the address "ftp://put.example/"'],
  ["Put", { address: "javascript:0" }, 'found the address "javascript:0"'],
])("bounds that no number meets and other addresses than http and https are errors: %s %j", (path, override, found) => {
  const { diagnostics } = overridden({ [path]: override });
  expect(diagnostics[0]).toMatchObject({ severity: "error", code: "configuration-override" });
  expect(diagnostics[0]?.message).toContain(found);
});
