import { expect, test } from "vitest";
import { addressing, type AddressingOptions } from "../../../templates/runtime/addressing/addressing.js";
import { soap12, unwrap, type Transport } from "../../../templates/runtime/index.js";
import { address, getOrder } from "../orders.js";
import { envelope, orderXml } from "../wire.js";

const current = "http://www.w3.org/2005/08/addressing";
const submitted = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
const order = { GetOrderResult: { Number: 7, Status: "sent" } };

/** Calls a service that answers with these header blocks, in which `ID` stands for the id of the request. */
async function call(options: AddressingOptions, header = "") {
  let body = "";
  const transport: Transport = async (_url, request) => {
    body = await new Response(request.body ?? null).text();
    const id = /<wsa:MessageID [^>]*>([^<]*)</.exec(body)?.[1] ?? "";
    return new Response(envelope("soap12", orderXml("sent"), header.replaceAll("ID", id)));
  };
  const reply = await getOrder(soap12(address, { transport, steps: [addressing(options)] }), { Number: 7 });
  return { reply, header: body.replace(/^.*<soap:Header[^>]*>|<\/soap:Header>.*$/g, "") };
}

test("a request names its action, its receiver and itself", async () => {
  const { header, reply } = await call({});
  const uuid = /urn:uuid:[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}/;
  const must = 'xmlns:soap="http://www.w3.org/2003/05/soap-envelope" soap:mustUnderstand="1"';
  expect(header.replace(uuid, "ID")).toBe(
    `<wsa:Action xmlns:wsa="${current}" ${must}>http://orders.example/GetOrder</wsa:Action>` +
      `<wsa:To xmlns:wsa="${current}" ${must}>${address}</wsa:To>` +
      `<wsa:MessageID xmlns:wsa="${current}" ${must}>ID</wsa:MessageID>` +
      `<wsa:ReplyTo xmlns:wsa="${current}" ${must}><wsa:Address>${current}/anonymous</wsa:Address></wsa:ReplyTo>`,
  );
  expect(unwrap(reply)).toEqual(order);
});

test("the version of 2004 has its own namespace, and all parts can be given", async () => {
  const { header } = await call({
    version: "2004/08",
    action: (operation) => `urn:do:${operation}`,
    to: "urn:shop",
    mustUnderstand: false,
  });
  expect(header).toContain(`<wsa:Action xmlns:wsa="${submitted}">urn:do:GetOrder</wsa:Action>`);
  expect(header).toContain(`<wsa:To xmlns:wsa="${submitted}">urn:shop</wsa:To>`);
  expect(header).toContain(`<wsa:Address>${submitted}/role/anonymous</wsa:Address>`);
  expect((await call({ replyTo: "urn:me" })).header).toContain("<wsa:Address>urn:me</wsa:Address>");
  expect(() => addressing({ version: "2006" as "1.0" })).toThrow("expected the version 1.0 or 2004/08, found 2006");
});

test("a reply may relate to the request, and must not relate to another one", async () => {
  const block = (text: string, more = ""): string =>
    `<a:RelatesTo xmlns:a="${current}" soap:mustUnderstand="1"${more}>${text}</a:RelatesTo>`;
  expect(unwrap((await call({}, block(" ID "))).reply)).toEqual(order);
  expect((await call({}, block("urn:uuid:1"))).reply).toMatchObject({
    kind: "malformed",
    reason: "expected a reply that relates to this request, found one to another",
  });
  const other = block("urn:uuid:1", ' RelationshipType="urn:follows"');
  expect(unwrap((await call({}, other + block("ID"))).reply)).toEqual(order);
});

test("an operation without an action needs one", async () => {
  await expect(call({ action: "" })).rejects.toThrow(
    'found no action of GetOrder, expected one: addressing({ action: (operation) => "https://…" })',
  );
});
