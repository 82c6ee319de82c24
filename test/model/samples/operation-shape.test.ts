import { describe, expect, test } from "vitest";
import { overSoap } from "../../../generator/bindings.js";
import { get, infer, inferOp, page, readPages, soap, wrapped } from "../infer.js";

test("void has a response without members", () => {
  const { service, lines } = inferOp("<a>[int]</a>");
  expect(lines).toEqual(["Op(a: int): OpResponse()"]);
  expect(service.operations[0]?.response?.body).toHaveLength(1);
});

test("202 is one-way: no response", () => {
  const text = soap("Op", { request: '<Op xmlns="urn:shop"><a>[int]</a></Op>', response: "202" });
  const { service, lines, codes } = infer(readPages(page("Op", text)));
  expect(service.operations[0]).not.toHaveProperty("response");
  expect(lines).toEqual(["Op(a: int): one-way"]);
  expect(codes).toEqual([]);
});

test("202 over SOAP makes an operation one-way, whatever GET shows", () => {
  const text = soap("Op", { request: '<Op xmlns="urn:shop"><a>[string]</a></Op>', response: "202" });
  const { service, lines, codes } = infer(readPages(page("Op", text, get("Op", "a=string"))));
  expect(lines).toEqual(["Op(a?: string): one-way"]);
  expect(service.operations[0]?.bindings.map(({ binding }) => binding)).toEqual(["soap11", "httpGet"]);
  expect(codes).toEqual([]);
});

test("an envelope beside a 202 in the other version of SOAP is the response", () => {
  const request = '<Op xmlns="urn:shop"><a>[int]</a></Op>';
  const response = '<OpResponse xmlns="urn:shop"><r>[int]</r></OpResponse>';
  const once = soap("Op", { request, response: "202" });
  const { lines } = infer(readPages(page("Op", once, soap("Op", { version: "soap12", request, response }))));
  expect(lines).toEqual(["Op(a: int): OpResponse(r?: int | nil)"]);
});

test("one operation on two pages is merged, with a diagnostic", () => {
  const request = '<Op xmlns="urn:shop"><a>[int]</a></Op>';
  const response = '<OpResponse xmlns="urn:shop"><r>[int]</r></OpResponse>';
  const pages = readPages(
    page("Op", soap("Op", { request, response })),
    page("Op", soap("Op", { version: "soap12", request, response })),
  );
  const { service, diagnostics } = infer(pages);
  expect(service.operations).toHaveLength(1);
  expect(service.operations[0]?.bindings.map(({ binding }) => binding)).toEqual(["soap11", "soap12"]);
  expect(diagnostics).toMatchObject([
    { severity: "note", code: "operation-merged", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
});

test("an operation without a response in any binding has any reply, with a warning and what would settle it", () => {
  const request = page("Half", soap("Half", { request: '<Half xmlns="urn:shop"><a>[int]</a></Half>' }));
  const { service, lines, diagnostics } = infer(readPages(request));
  expect(lines).toEqual(["Half(a: int): unknown"]);
  expect(service.operations[0]?.response).toMatchObject({ body: [], evidence: { content: { kind: "assumed" } } });
  expect(diagnostics).toMatchObject([
    {
      code: "message-missing",
      hint: "add a message or a page that shows it, or the WSDL (https://shop.example/Shop.asmx?wsdl)",
      setting: { overrides: { "Half.response": { type: "anyType" } } },
    },
  ]);
});

test.each([
  [
    "a response alone",
    "request",
    soap("Half", { response: '<HalfResponse xmlns="urn:shop"><a>[int]</a></HalfResponse>' }),
  ],
  ["a request over HTTP alone", "response", get("Half", "a=string").replace("HTTP/1.1 200 OK", "")],
])("an operation of which pages show %s is left out, with a warning of what to add", (_, missing, samples) => {
  const whole = page("Op", wrapped("<a>[int]</a>"));
  const { service, diagnostics } = infer(readPages(whole, page("Half", samples)));
  expect(service.operations.map(({ name }) => name)).toEqual(["Op"]);
  expect(diagnostics).toMatchObject([
    {
      severity: "warning",
      code: "message-missing",
      place: { path: "page1.html" },
      message: expect.stringContaining("Half") as string,
      hint: `add a message or a page that shows the ${missing} of Half, or the WSDL (?wsdl) of the service`,
    },
  ]);
});

describe("the SOAPAction of an operation", () => {
  const request = '<Op xmlns="urn:shop"><a>[int]</a></Op>';
  const response = '<OpResponse xmlns="urn:shop"><r>[int]</r></OpResponse>';
  const once = soap("Op", { request, response });
  const without = once.replace(/\nSOAPAction: .*/, "");
  const actions = (...sections: readonly string[]) => {
    const { service, diagnostics } = infer(readPages(page("Op", ...sections)));
    const found = service.operations.flatMap(({ bindings }) =>
      bindings.filter(overSoap).map(({ action, evidence }) => [action, evidence?.action.kind]),
    );
    return { found, diagnostics };
  };

  test("is the one that its sample shows, empty or not", () => {
    expect(actions(once).found).toEqual([["urn:shop/Op", "shown"]]);
    expect(actions(once.replace("urn:shop/Op", "")).found).toEqual([["", "shown"]]);
  });

  test("is assumed to be that of ASMX where no sample shows one, with a warning and the override to paste", () => {
    const { found, diagnostics } = actions(without);
    expect(found).toEqual([["urn:shop/Op", "assumed"]]);
    expect(diagnostics).toMatchObject([
      {
        severity: "warning",
        code: "action-assumed",
        message: 'found no SOAPAction of Op, expected one; "urn:shop/Op" is assumed, as ASMX names it',
        setting: { overrides: { Op: { action: "urn:shop/Op" } } },
      },
    ]);
  });

  test("has no second slash where the namespace ends with one", () => {
    expect(actions(without.replaceAll("urn:shop", "http://shop.example/")).found).toEqual([
      ["http://shop.example/Op", "assumed"],
    ]);
  });

  test("over SOAP 1.1 is the one of SOAP 1.2 where only that shows one, and SOAP 1.2 needs none", () => {
    const later = soap("Op", { version: "soap12", request, response });
    expect(actions(without, later).found).toEqual([
      ["urn:shop/Op", "assumed"],
      [undefined, undefined],
    ]);
    expect(actions(without, later.replace("charset=utf-8", 'charset=utf-8; action="urn:other"')).found).toEqual([
      ["urn:other", "shown"],
      ["urn:other", "shown"],
    ]);
  });

  test("is assumed for all operations of a page in one warning", () => {
    const other = without.replaceAll("Op", "Other");
    expect(actions(without, other).diagnostics).toMatchObject([
      { message: expect.stringContaining("of Op and of 1 more operation,") as string, related: [{}] },
    ]);
  });
});
