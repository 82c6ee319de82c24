import { expect, test } from "vitest";
import { call, soap11, soap12, unwrap, type XmlElement } from "../../../templates/runtime/index.js";
import { address } from "../orders.js";
import { answering, envelope, xml } from "../wire.js";

const body: XmlElement = {
  name: "Cancel",
  namespace: "urn:shop",
  attributes: [],
  children: [{ name: "Id", namespace: "urn:shop", attributes: [], children: ["7"] }],
};

test("an operation that the client lacks is called with XML, and replies with XML", async () => {
  const { transport, sent } = answering(envelope("soap11", '<Done xmlns="urn:shop">yes</Done>'), xml);
  const reply = await call(soap11(address, { transport }), { action: "urn:shop/Cancel", body });
  expect(sent[0]?.request.headers).toMatchObject({ SOAPAction: '"urn:shop/Cancel"' });
  expect(sent[0]?.body).toContain('<soap:Body><Cancel xmlns="urn:shop"><Id>7</Id></Cancel></soap:Body>');
  expect(unwrap(reply)).toMatchObject({ name: "Done", namespace: "urn:shop", children: ["yes"] });
});

test("a body with several elements keeps all, and an empty reply has no value", async () => {
  const several = '<r href="#a"/><m xmlns="urn:shop" id="a">1</m>';
  const reply = await call(soap12(address, { transport: answering(envelope("soap12", several), xml).transport }), {
    body,
  });
  expect(unwrap(reply)).toMatchObject({ name: "r", $any: [{ name: "m", children: ["1"] }] });
  const { transport } = answering(null, { status: 202 });
  expect(unwrap(await call(soap11(address, { transport }), { body }))).toBeUndefined();
});

test("a fault of such a call has the XML of its detail", async () => {
  const fault =
    "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring><detail><a/></detail></soap:Fault>";
  const { transport } = answering(envelope("soap11", fault), { ...xml, status: 500 });
  const reply = await call(soap11(address, { transport }), { body });
  expect(reply).toMatchObject({ kind: "fault", fault: { code: "Receiver", detail: { $any: [{ name: "a" }] } } });
});
