import { expect, test } from "vitest";
import { infer, page, readPages, soap } from "../infer.js";

test("references of encoded samples that run in a circle end, and fill from what they refer to", () => {
  const text = soap("Op", {
    bodyAttributes: 'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"',
    request: `<tns:Op><n href="#id1" /></tns:Op>
      <types:Node id="id1" xsi:type="types:Node"><V xsi:type="xsd:int">[int]</V><Next href="#id1" /></types:Node>`,
    response: "<tns:OpResponse />",
  });
  const { lines } = infer(readPages(page("Op", text)));
  expect(lines).toEqual(["Op(n?: Node): OpResponse()", "Node(V: int, Next?: Node)"]);
});
