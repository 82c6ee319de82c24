import ts from "typescript";
import { expect, test } from "vitest";
import { moduleNames, namesOf } from "../../generator/emit/names.js";
import { formatted } from "../../generator/emit/print.js";
import { clark, type QName } from "../../generator/model/service.js";
import { groupOf } from "../../generator/values/property-group.js";
import type { SharedChoice } from "../../generator/values/value-model.js";
import { complex, namespace, operation, port, qname, service, simple } from "../support/model.js";
import { nothing, operationNames } from "./operation-names.js";

test.each([
  ["GetImageStatus", "getImageStatus"],
  ["SOAPTest", "sOAPTest"],
  ["Delete", "delete_"],
  ["Import", "import_"],
  ["Await", "await_"],
  ["Eval", "eval_"],
  ["Fetch", "fetch_"],
  ["String", "string_"],
  ["Unwrap", "unwrap_"],
  // `await import(…)` calls an export named so.
  ["Then", "then_"],
  ["Address", "address"],
  ["get.image-status", "get_image_status"],
  ["2fa", "_2fa"],
  ["Été", "été"],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
  ["", "_"],
  ["a\u200db", "a_b"],
  ["a b();x", "a_b___x"],
])("the function of operation %j is %s", (name, expected) => {
  expect(operationNames([name])).toEqual([expected]);
});

test("operations that only case tells apart keep it", () => {
  expect(operationNames(["GetURL", "GetUrl"])).toEqual(["getURL", "getUrl"]);
  expect(operationNames(["Find", "find"])).toEqual(["Find", "find"]);
});

test("names that come to the same identifier stay apart", () => {
  expect(operationNames(["a.b", "a-b", "a_b", "a:b"])).toEqual(["a_b", "a_b_2", "a_b_3", "a_b_4"]);
});

test.each([
  ["ImageStatus", "ImageStatus"],
  ["Date", "Date_"],
  ["Array", "Array_"],
  ["Promise", "Promise_"],
  ["Infinity", "Infinity_"],
  ["Reply", "Reply_"],
  ["Operation", "Operation_"],
  ["string", "string_"],
  ["any", "any_"],
  ["interface", "interface_"],
  ["globalThis", "globalThis_"],
  ["Größe", "Größe"],
  ["Order.Line", "Order_Line"],
])("type %s is declared as %s", (name, expected) => {
  expect(declaredNames([qname(name)])).toEqual([expected]);
});

test("types of one name are distinguished by their namespaces", () => {
  const names = [
    "",
    "http://example.com/2005/Types.xsd",
    "urn:corp:billing",
    "http://www.acme.com/",
    "urn:corp-GetReport:2013-05-03",
    "http://example.com:8080/api/2005/08",
  ];
  expect(declaredNames(names.map((uri) => qname("Price", uri)))).toEqual([
    "Price",
    "Price_Types",
    "Price_billing",
    "Price_acme",
    "Price_GetReport",
    "Price_api",
  ]);
});

test("an operation and a type may have one name, since one is a value and one a type; values do not meet, nor do types", () => {
  const color = simple("color", ["red"]);
  const types = ["getPrice", "Get", "GetTable", "namespace"].map((name) => complex(name, {}));
  const given = service([operation("getPrice"), operation("Get"), operation("Color"), operation("Address")], types);
  const names = namesOf(given, { types: [...types, color], choices: [] }, nothing, [namespace]);
  expect([...names.operations.values()].map((found) => found.function)).toEqual([
    "getPrice",
    "get",
    "color",
    "address",
  ]);
  expect([...names.types.values()].map(({ type }) => type)).toEqual(
    expect.arrayContaining(["getPrice", "Get", "GetTable", "namespace"]),
  );
  expect([...names.addresses.values()]).toEqual(["serviceAddress"]);
  expect([...names.namespaces.values()]).toEqual(["namespace"]);
  const values = [
    ...names.addresses.values(),
    ...names.namespaces.values(),
    ...[...names.operations.values()].flatMap((found) => [found.function, found.table]),
    ...[...names.types.values()].map(({ table }) => table),
    // An enumeration is a list too.
    names.types.get(clark(color.name))?.type,
  ];
  expect(new Set(values).size).toBe(values.length);
});

test("a type of another module gives way to an operation, whose module exports it", () => {
  const type = { ...complex("getPrice", {}), name: qname("getPrice", "urn:corp:billing") };
  const names = namesOf(service([operation("getPrice")], []), nothing, { types: [type], choices: [] }, []);
  expect([...names.operations.values()].map((found) => found.function)).toEqual(["getPrice"]);
  expect(names.types.get(clark(type.name))?.type).toBe("getPrice_billing");
});

test("each address and namespace has its constant", () => {
  const given = service([], [], {
    ports: [
      port("soap11", "https://a.example/"),
      port("soap12", "https://a.example/"),
      port("httpGet", "https://b.example/"),
    ],
  });
  const names = namesOf(given, nothing, nothing, [
    namespace,
    "http://example.com/shop/Types.xsd",
    "urn:x",
    "http://corp.example/data/",
  ]);
  expect([...names.addresses.values()]).toEqual(["address", "httpGetAddress"]);
  expect([...names.namespaces.values()]).toEqual(["namespace", "namespaceTypes", "namespaceX", "namespaceData"]);
});

test("where a service has several addresses, the names of ports tell them apart", () => {
  const at = (name: string, url: string) => ({ ...port("soap11", url), name });
  const named = (...ports: ReturnType<typeof port>[]) => [
    ...namesOf(service([operation("ShopAddress")], [], { ports }), nothing, nothing, []).addresses.values(),
  ];
  expect(named(at("ShopSoap", "https://a.example/"), at("ShopSoap12", "https://a.example/"))).toEqual(["address"]);
  expect(named(at("ShopSoap", "https://a.example/"), at("Shop", "https://b.example/"))).toEqual([
    "shopSoapAddress",
    "shopAddress_2",
  ]);
  expect(named(at("Shop-2", "https://a.example/"), port("httpGet", "https://b.example/"))).toEqual([
    "shop_2Address",
    "httpGetAddress",
  ]);
});

test("modules are named after services and the ends of namespaces, uniquely regardless of case", () => {
  const uris = [
    "http://example.com/shop/",
    "http://example.com/Types.xsd",
    "urn:corp:types",
    "",
    "urn:CON",
    "urn:con:2010",
  ];
  const { services, namespaces } = moduleNames(["Shop", "aux", "a/b", "runtime", "x.d"], uris);
  expect(services).toEqual(["Shop", "_aux", "a_b", "runtime_", "x_d"]);
  expect(namespaces).toEqual(["shop-types", "example_Types", "corp_types", "types", "_CON", "con_2010"]);
});

test("a module can be given its name", () => {
  const { namespaces } = moduleNames(["shop"], ["urn:a", "urn:b"], (uri) => (uri === "urn:a" ? "Shop" : undefined));
  expect(namespaces).toEqual(["Shop-types", "b"]);
});

test("every character that is left in an identifier is legal in one", async () => {
  const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  const names = characters
    .filter((character) => /\p{ID_Continue}/u.test(character))
    .map((character) => `a${character}`);
  const kept = new Set(operationNames(names));
  const legal = names.filter((name) => kept.has(name)).map((name) => name.slice(1));
  expect(legal.length).toBeGreaterThan(30_000);
  expect(
    legal.filter((character) => !ts.isIdentifierPart(character.codePointAt(0) ?? 0, ts.ScriptTarget.ES2022)),
  ).toEqual([]);
  for (let first = 0; first < legal.length; first += 1000) {
    await formatted(`const a${legal.slice(first, first + 1000).join("")} = 1;`);
  }
});

function declaredNames(names: readonly ReturnType<typeof qname>[]): (string | undefined)[] {
  const types = names.map((name) => ({ ...complex(name.local, {}), name }));
  const found = namesOf(service([], types), { types, choices: [] }, nothing, []).types;
  return types.map(({ name }) => found.get(clark(name))?.type);
}

test("choices are called after their heads, and by the namespace where that name is taken", () => {
  const choiceOf = (head: QName): SharedChoice => ({ key: clark(head), head, elements: [], group: groupOf([], "") });
  const types = [complex("PetChoice", {}), complex("Pet", {})];
  const choices = ["Pet", "Toy"].map((local) => choiceOf(qname(local)));
  const others = [choiceOf(qname("Toy", "urn:other:toys"))];
  const names = namesOf(service([], types), { types, choices }, { types: [], choices: others }, []);
  expect([...names.choices.values()]).toEqual([
    { type: "PetChoice_shop", table: "PetChoice_shopTable" },
    { type: "ToyChoice", table: "ToyChoiceTable" },
    { type: "ToyChoice_toys", table: "ToyChoice_toysTable" },
  ]);
  expect([...names.types.values()].map(({ type }) => type)).toEqual(["PetChoice", "Pet"]);
});
