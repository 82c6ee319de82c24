import { expect, test } from "vitest";
import { fromSamples } from "../../../generator/model/from-samples.js";
import { get, infer, memberOf, page, readPages, soap, typeNamed, wrapped } from "../infer.js";

test("an HTTP reply's root is the name of the result's type", () => {
  const order = "<Id>[int]</Id><State>[Open] or [Shut]</State>";
  const text = page(
    "Op",
    wrapped("<key>[int]</key><all>[boolean]</all>", `<OpResult>${order}</OpResult>`),
    get("Op", "id=[string]&everything=[string]", `<Order xmlns="urn:shop">${order}</Order>`),
  );
  const { service, lines, codes } = infer(readPages(text));
  expect(codes).toEqual([]);
  expect(lines).toEqual([
    "Op(key: int, all: boolean): OpResponse(OpResult?: Order | nil)",
    "Order(Id?: int | nil, State?: Order_State | nil)",
    "Order_State = Open | Shut | …",
  ]);
  expect(typeNamed(service, "Order")).toMatchObject({ anonymous: false, evidence: { name: { kind: "shown" } } });
  expect(service.operations[0]?.bindings[1]).toMatchObject({
    binding: "httpGet",
    location: "/Op",
    parameters: [
      { name: "id", element: "key" },
      { name: "everything", element: "all" },
    ],
    root: { namespace: "urn:shop", local: "Order" },
    result: "OpResult",
  });
  expect(service.ports).toMatchObject([
    { binding: "soap11", address: "https://shop.example/Shop.asmx", evidence: { address: { kind: "assumed" } } },
    { binding: "httpGet", address: "https://shop.example/Shop.asmx" },
  ]);
});

test("a root that is a builtin's word names no type, and a void reply has no root", () => {
  const text = page(
    "Op",
    wrapped("", "<OpResult>[string]</OpResult>"),
    get("Op", "", '<string xmlns="urn:shop">[string]</string>'),
  );
  const { service, lines } = infer(readPages(text, page("Do", wrapped("", "", "Do"), get("Do", ""))));
  expect(lines).toEqual(["Op(): OpResponse(OpResult?: string | nil)", "Do(): DoResponse()"]);
  expect(service.operations[0]?.bindings[1]).toMatchObject({ root: { local: "string" }, result: "OpResult" });
  expect(service.operations[1]?.bindings[1]).not.toHaveProperty("root");
  expect(service.operations[1]?.bindings[1]).not.toHaveProperty("result");
});

test("an HTTP reply that is bare xml fits a result that holds anything", () => {
  const { service } = infer(readPages(page("Op", wrapped("", "<OpResult>[xml]</OpResult>"), get("Op", "", "[xml]"))));
  expect(service.operations[0]?.bindings[1]).toMatchObject({ result: "OpResult" });
  expect(service.operations[0]?.bindings[1]).not.toHaveProperty("root");
});

test("an HTTP root that is the wrapper itself is all of the response", () => {
  const reply = '<OpResponse xmlns="urn:shop"><return>[int]</return></OpResponse>';
  const text = page("Op", wrapped("", "<return>[int]</return>"), get("Op", "", reply));
  const { service, lines, codes } = infer(readPages(text));
  expect({ lines, codes }).toEqual({ lines: ["Op(): OpResponse(return?: int | nil)"], codes: [] });
  expect(service.operations[0]?.bindings[1]).toMatchObject({ root: { local: "OpResponse" } });
  expect(service.operations[0]?.bindings[1]).not.toHaveProperty("result");
});

test("an operation of HTTP only has a request of strings, and the root is its response", () => {
  const text = page(
    "Op",
    get("Op", "a=[string]&n=[string]&n=[string]", '<Order xmlns="urn:shop"><Id>[int]</Id></Order>'),
  );
  const { service, lines } = infer(readPages(text));
  expect(lines).toEqual(["Op(a?: string, n[]: string): Order(Id?: int | nil)", "Order(Id?: int | nil)"]);
  expect(service.namespace).toBe("urn:shop");
  expect(memberOf(service, "Op", "a").evidence.type.kind).toBe("assumed");
  expect(service.operations[0]?.bindings).toMatchObject([{ root: { local: "Order" }, parameters: [{}, {}] }]);
});

test("HTTP parameters without an element in the SOAP request leave the binding out, with a diagnostic", () => {
  const text = page("Op", wrapped("<a>[int]</a>"), get("Op", "a=[string]&b=[string]"));
  const { service, codes } = infer(readPages(text));
  expect(codes).toEqual(["http-left-out"]);
  expect(service.operations[0]?.bindings.map(({ binding }) => binding)).toEqual(["soap11"]);
});

const numbers = '<ArrayOfInt xmlns="urn:shop"><int>[int]</int><int>[int]</int></ArrayOfInt>';

test.each([
  ["a result that repeats in its wrapper", "<OpResult>[int]</OpResult><OpResult>[int]</OpResult>"],
  ["a list of items of another name", "<OpResult><Key>[int]</Key><Key>[int]</Key></OpResult>"],
])("%s has a list of its own over HTTP", (_, result) => {
  const { service, codes } = infer(readPages(page("Op", wrapped("", result), get("Op", "", numbers))));
  expect(codes).toEqual([]);
  expect(service.operations[0]?.bindings[1]).toMatchObject({
    root: { local: "ArrayOfInt" },
    result: "OpResult",
    reply: { type: { name: "{urn:shop}ArrayOfInt" }, minOccurs: 1, nillable: true },
  });
});

test("samples that contradict each other over SOAP and HTTP in another way leave the operation out", () => {
  const other = '<Other xmlns="urn:shop"><Id>[int]</Id></Other>';
  const text = page("Op", wrapped("", "<OpResult><Name>[string]</Name></OpResult>"), get("Op", "", other));
  const codes: string[] = [];
  const { services, leftOut } = fromSamples(readPages(text), "shop", ({ code }) => void codes.push(code));
  expect([codes, services]).toEqual([["samples-disagree"], []]);
  expect(leftOut).toMatchObject([{ name: "Op" }]);
});

test.each([
  ["cut", (text: string) => text.slice(0, text.lastIndexOf("string"))],
  ["missing", (text: string) => text.slice(0, text.lastIndexOf("<pre>"))],
])("an operation whose response over GET is %s is called over SOAP only, with a warning", (_, damaged) => {
  const text = damaged(
    page("Op", wrapped("<a>[string]</a>", "<r>[string]</r>"), get("Op", "a=string", "<string>string</string>")),
  );
  const { service, codes } = infer(readPages(text));
  expect(service.operations[0]?.bindings.map(({ binding }) => binding)).toEqual(["soap11"]);
  expect(codes).toEqual(["http-left-out"]);
});

test("wrapper elements of any name contain the parameters and the result", () => {
  const text = page(
    "Op",
    soap("Op", {
      request: '<Ask xmlns="urn:shop"><key>[int]</key></Ask>',
      response: '<Told xmlns="urn:told"><Answer>[string]</Answer></Told>',
    }),
    get("Op", "id=[string]", '<string xmlns="urn:shop">[string]</string>'),
  );
  const { service, codes } = infer(readPages(text));
  expect(codes).toEqual([]);
  expect(service.operations[0]?.bindings[1]).toMatchObject({
    parameters: [{ name: "id", element: "key" }],
    root: { local: "string" },
    result: "Answer",
  });
});

test("a bare list is a parameter that is repeated", () => {
  const text = page(
    "Op",
    soap("Op", {
      request: '<ids xmlns="urn:shop"><int>[int]</int><int>[int]</int></ids>',
      response: '<OpResult xmlns="urn:shop"><string>[string]</string><string>[string]</string></OpResult>',
    }),
    get(
      "Op",
      "ids=[string]&ids=[string]",
      '<ArrayOfString xmlns="urn:shop"><string>[string]</string><string>[string]</string></ArrayOfString>',
    ),
  );
  const { service, codes } = infer(readPages(text));
  expect(codes).toEqual([]);
  expect(service.operations[0]?.bindings[1]).toMatchObject({
    parameters: [{ name: "ids", element: "ids" }],
    root: { local: "ArrayOfString" },
  });
  expect(service.operations[0]?.bindings[1]).not.toHaveProperty("result");
});
