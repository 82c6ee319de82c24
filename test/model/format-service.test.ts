import { expect, test } from "vitest";
import { formatService } from "../../generator/model/format-service.js";
import { infer, inferOp, page, readPages, soap, wrapped } from "./infer.js";

const { service } = inferOp(
  "<Id>[int]</Id><State>[Open] or [Shut]</State>",
  '<OpResult><V unit="[string]">[decimal]</V><N>[int]</N><N>[int]</N></OpResult>',
);

test("prints a service with its ports, its operations and its types", () => {
  expect(formatService(service, { explain: false })).toBe(`shop  urn:shop

ports
  https://shop.example/Shop.asmx  soap11

operations
  Op(Id: int, State: Op_State): OpResponse(OpResult?: OpResult | nil)  soap11

types
  Op_State = Open | Shut
  OpResult(V?: V | nil, N[]: int | nil)
  V(@unit?: string) = decimal
`);
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

test("what is overridden is explained by the configuration first", () => {
  const { service } = infer(readPages(page("Op", wrapped("<Id>[int]</Id>"))), {
    overrides: { "Op.Id": { maxOccurs: 3 } },
  });
  const text = formatService(service, { explain: true });
  expect(text).toContain("Op(Id[0..3]: int)");
  expect(text).toMatch(/maxOccurs overridden at soapwright\.config\.json:1:1, page0\.html:\d+:\d+/);
});

test("types of one local name in two namespaces are told apart", () => {
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
