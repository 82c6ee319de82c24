import { describe, expect, test } from "vitest";
import { infer, inferOp, readPages, page, soap } from "../infer.js";

const account = (members: string) => `<a xsi:type="types:Account">${members}</a>`;

describe("xsi:type in a literal sample is a fact of its element", () => {
  test("with placeholders", () => {
    const { service, lines } = inferOp(account("<Name>[string]</Name>"));
    expect(lines).toEqual(["Op(a?: Account xsi:type): OpResponse()", "Account(Name?: string)"]);
    expect(service.operations[0]?.request).toMatchObject({ style: "document", use: "literal" });
    expect(service.types[1]?.name).toEqual({ namespace: "urn:shop/types", local: "Account" });
  });

  test("with values", () => {
    const { lines } = inferOp(account("<Name>Acme</Name><No>A 12</No>"));
    expect(lines).toEqual(["Op(a?: Account xsi:type): OpResponse()", "Account(Name?: string, No?: string)"]);
  });

  test("on one text among others", () => {
    const { lines } = inferOp('<v xsi:type="xsd:int">5</v><w>[string]</w>');
    expect(lines).toEqual(["Op(v: int xsi:type, w?: string): OpResponse()"]);
  });

  test("on all texts, whose elements have the namespace of the wrapper", () => {
    const { service, lines } = inferOp('<v xsi:type="xsd:string">[string]</v>');
    expect(lines).toEqual(["Op(v?: string xsi:type): OpResponse()"]);
    expect(service.operations[0]?.request.use).toBe("literal");
  });

  test("but not the placeholder of anyType, nor an element that is nil", () => {
    expect(inferOp('<v xsi:type="type">[string]</v>').lines).toEqual(["Op(v?: anyType): OpResponse()"]);
    const { lines } = inferOp('<v xsi:nil="true" /><v xsi:type="types:A"><b>one</b></v><c>two</c><d>three</d>');
    expect(lines[0]).toContain("v[]: A xsi:type | nil");
  });

  test("in a header block", () => {
    const text = soap("Op", {
      request: '<Op xmlns="urn:shop" />',
      requestHeader: '<Session xmlns="urn:shop" xsi:type="types:Login"><Key>[string]</Key></Session>',
      response: '<OpResponse xmlns="urn:shop" />',
    });
    const { service } = infer(readPages(page("Op", text)));
    const [block] = service.operations[0]?.request.header ?? [];
    expect(block).toMatchObject({ xsiType: { namespace: "urn:shop/types", local: "Login" } });
    expect(block).not.toHaveProperty("use");
  });
});

test.each([
  ["an array", '<Op xmlns="urn:shop"><a soapenc:arrayType="xsd:int[2]"><i>[int]</i></a></Op>'],
  ["a reference", '<tns:Op><a href="#id1" /></tns:Op><types:A id="id1" xsi:type="types:A"><b>[int]</b></types:A>'],
  ["parts without a namespace that all have types", '<tns:Op><a xsi:type="xsd:int">[int]</a></tns:Op>'],
])("without an encodingStyle, a message is encoded by %s", (_by, request) => {
  const text = soap("Op", { request, response: "<tns:OpResponse />" });
  expect(infer(readPages(page("Op", text))).service.operations[0]?.request.use).toBe("encoded");
});

test("an element with several types in xsi:type has one with the members of all, with a warning", () => {
  const request = `<Op xmlns="urn:shop"><Order><Id>a b</Id></Order><Order xsi:type="types:Rush"><Id>c d</Id><Fee>e f</Fee></Order></Op>`;
  const text = soap("Op", { request, response: '<OpResponse xmlns="urn:shop" />' });
  const { lines, diagnostics } = infer(readPages(page("Op", text)));
  expect(lines).toEqual(["Op(Order[]: Order): OpResponse()", "Order(Id?: string, Fee?: string)"]);
  const [warning] = diagnostics.filter(({ code }) => code === "derived-types-united");
  expect(warning?.message).toMatch(/^found xsi:type Rush on <Order>, and another or none at page0.html:/);
});

test("an override takes xsi:type away, or changes it with the type", () => {
  const text = soap("Op", {
    request: '<Op xmlns="urn:shop"><v xsi:type="xsd:int">5</v><w>[string]</w></Op>',
    response: '<OpResponse xmlns="urn:shop" />',
  });
  const linesWith = (override: object) => infer(readPages(page("Op", text)), { overrides: { "Op.v": override } }).lines;
  expect(linesWith({ xsiType: false })).toEqual(["Op(v: int, w?: string): OpResponse()"]);
  expect(linesWith({ type: "long" })).toEqual(["Op(v: long xsi:type, w?: string): OpResponse()"]);
});
