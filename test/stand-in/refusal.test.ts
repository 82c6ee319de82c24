import { expect, test } from "vitest";
import { refusalReason } from "../../templates/stand-in/refusal.js";
import { envelope } from "../runtime/wire.js";

const of = (status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  refusalReason(new Response(body, { status, headers: { "Content-Type": type, ...headers } }));

test("the reason is that of the fault, in either version, or the text", async () => {
  const fault11 =
    "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>no such\n user</faultstring></soap:Fault>";
  expect(await of(500, "text/xml", envelope("soap11", fault11))).toBe("no such user");
  const fault12 =
    '<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">too late</soap:Text></soap:Reason></soap:Fault>';
  expect(await of(400, "application/soap+xml; charset=utf-8", envelope("soap12", fault12))).toBe("too late");
  expect(await of(415, "text/plain; charset=utf-8", "expected text/xml\n")).toBe("expected text/xml");
  expect(await of(405, "text/plain", "", { Allow: "GET, POST" })).toBe("expected GET or POST");
});

test("a response without a reason has none, and a long one is cut", async () => {
  expect(await of(500, "text/xml", "<a>")).toBe("");
  expect(await of(500, "text/xml", envelope("soap11", ""))).toBe("");
  expect(await of(404, "text/plain", "")).toBe("");
  expect(await of(500, "text/plain", "x".repeat(1000))).toBe(`${"x".repeat(300)}…`);
});

test("the response can still be read", async () => {
  const response = new Response("expected text/xml", { status: 415 });
  await refusalReason(response);
  expect(await response.text()).toBe("expected text/xml");
});
