import { createHash } from "node:crypto";
import { expect, test, vi, onTestFinished } from "vitest";
import {
  asStream,
  headerBlock,
  httpGet,
  lenient,
  RequestError,
  soap11,
  soap12,
  unwrap,
  type SoapPortOptions,
  type Step,
} from "../../../templates/runtime/index.js";
import { security, type SecurityPart } from "../../../templates/runtime/security/security.js";
import { timestamp } from "../../../templates/runtime/security/timestamp.js";
import { usernameToken } from "../../../templates/runtime/security/username-token.js";
import { address, getOrder, getOrderOperation } from "../orders.js";
import { answering, envelope, orderXml, xml } from "../wire.js";

const ports = { soap11, soap12 };
const base = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
const wsse = `${base}wssecurity-secext-1.0.xsd`;
const wsu = `${base}wssecurity-utility-1.0.xsd`;
const order = { GetOrderResult: { Number: 7, Status: "sent" } };

/** Sets the clock of this machine. */
function at(time: string): void {
  vi.useFakeTimers({ now: new Date(time), toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

async function sentWith(
  parts: readonly SecurityPart[],
  options: SoapPortOptions = {},
  binding: "soap11" | "soap12" = "soap11",
): Promise<string> {
  const { transport, sent } = answering(envelope(binding, orderXml("sent")), xml);
  const port = ports[binding](address, { transport, steps: [security(parts)], ...options });
  expect(unwrap(await getOrder(port, { Number: 7 }))).toEqual(order);
  return sent[0]?.body ?? "";
}

test.each(["soap11", "soap12"] as const)(
  "a user name and a password as text are a header block of %s",
  async (binding) => {
    const body = await sentWith([usernameToken({ username: "a<b", password: "p&q" })], {}, binding);
    const soap = /xmlns:soap="([^"]*)"/.exec(body)?.[1] ?? "";
    expect(body).toContain(
      `<soap:Header xmlns:soap="${soap}"><wsse:Security xmlns:wsse="${wsse}" xmlns:soap="${soap}" soap:mustUnderstand="1">` +
        `<wsse:UsernameToken><wsse:Username>a&lt;b</wsse:Username>` +
        `<wsse:Password Type="${base}username-token-profile-1.0#PasswordText">p&amp;q</wsse:Password>` +
        `</wsse:UsernameToken></wsse:Security></soap:Header><soap:Body>`,
    );
  },
);

test("a digest is that of the nonce, the time and the password, and never repeats", async () => {
  at("2026-11-28T09:59:00Z");
  const digest = usernameToken({ username: "cam", password: "pässword", passwordType: "digest", clockOffset: 60_000 });
  const bodies = [await sentWith([digest]), await sentWith([digest])];
  const facts = bodies.map((body) => ({
    nonce: /<wsse:Nonce EncodingType="[^"]*#Base64Binary">([^<]*)</.exec(body)?.[1] ?? "",
    password: /<wsse:Password Type="[^"]*#PasswordDigest">([^<]*)</.exec(body)?.[1],
    created: /<wsu:Created xmlns:wsu="[^"]*">([^<]*)</.exec(body)?.[1] ?? "",
  }));
  expect(new Set(facts.map(({ nonce }) => nonce)).size).toBe(2);
  for (const { nonce, password, created } of facts) {
    expect(created).toBe("2026-11-28T10:00:00.000Z");
    const hash = createHash("sha1").update(Buffer.from(nonce, "base64")).update(created).update("pässword");
    expect(password).toBe(hash.digest("base64"));
  }
  expect(bodies.join()).not.toContain("pässword");
});

test("a token may have no password, and a nonce with a password as text", async () => {
  expect(await sentWith([usernameToken({ username: "me" })])).toContain(
    "<wsse:UsernameToken><wsse:Username>me</wsse:Username></wsse:UsernameToken>",
  );
  expect(await sentWith([usernameToken({ username: "me", password: "p", nonce: true })])).toMatch(
    /#PasswordText">p<\/wsse:Password><wsse:Nonce .*<\/wsse:Nonce><wsu:Created /,
  );
  expect(() => usernameToken({ username: "me", passwordType: "digest" })).toThrow(
    "usernameToken: expected a password for a digest, found none",
  );
});

test("parts follow each other in one block, beside the blocks of the call", async () => {
  at("2026-11-28T10:00:00Z");
  const { transport, sent } = answering(envelope("soap12", orderXml("sent")), xml);
  const options = { mustUnderstand: false, role: "urn:gate" };
  const steps = [security([timestamp({ lifetime: 60_000 }), usernameToken({ username: "me" })], options)];
  const port = soap12(address, { transport, steps, header: { Session: { Token: "t" } } });
  const block = { name: "Extra", namespace: "urn:x", attributes: [], children: [] };
  unwrap(await getOrder(port, { Number: 7 }, { headerBlocks: [headerBlock(block)] }));
  expect(sent[0]?.body.replace(/^.*?<soap:Header>|<\/soap:Header>.*$/g, "")).toBe(
    `<wsse:Security xmlns:wsse="${wsse}" xmlns:soap="http://www.w3.org/2003/05/soap-envelope" soap:role="urn:gate"><wsu:Timestamp xmlns:wsu="${wsu}">` +
      "<wsu:Created>2026-11-28T10:00:00.000Z</wsu:Created><wsu:Expires>2026-11-28T10:01:00.000Z</wsu:Expires>" +
      "</wsu:Timestamp><wsse:UsernameToken><wsse:Username>me</wsse:Username></wsse:UsernameToken></wsse:Security>" +
      '<Extra xmlns="urn:x"></Extra>',
  );
});

test.each(["soap11", "soap12"] as const)(
  "a second Security block of %s for one receiver is refused",
  async (binding) => {
    const refused =
      "expected one Security header block for each receiver, found a second one: give all parts to one `security([…])`";
    const stamping = (role?: string) => security([timestamp()], { role });
    const token = security([usernameToken({ username: "me" })]);
    await expect(sentWith([], { steps: [stamping(), token] }, binding)).rejects.toThrow(new RequestError(refused));
    await expect(sentWith([], { steps: [stamping("urn:gate"), stamping("urn:gate")] }, binding)).rejects.toThrow(
      refused,
    );
    const block = headerBlock({ name: "Security", namespace: wsse, attributes: [], children: [] });
    await expect(sentWith([], { steps: [token], headerBlocks: [block] }, binding)).rejects.toThrow(refused);
    const body = await sentWith([], { steps: [stamping("urn:gate"), token] }, binding);
    expect(body.match(/<wsse:Security /g)).toHaveLength(2);
  },
);

const stamped = (created: string, expires: string, more = ""): string =>
  `<o:Security xmlns:o="${wsse}" soap:mustUnderstand="1"><u:Timestamp xmlns:u="${wsu}">` +
  `<u:Created>${created}</u:Created><u:Expires>${expires}</u:Expires></u:Timestamp>${more}</o:Security>`;

async function replyTo(header: string, ...parts: readonly SecurityPart[]) {
  at("2026-11-28T10:00:00Z");
  const { transport } = answering(envelope("soap11", orderXml("sent"), header), xml);
  return getOrder(soap11(address, { transport, steps: [security(parts)] }), { Number: 7 });
}

test.each<[created: string, expires: string, reason?: string]>([
  ["2026-11-28T10:04:00Z", "2026-11-28T10:09:00Z"],
  ["2026-11-28T09:50:00", "2026-11-28T09:56:00"],
  ["2026-11-28T12:00:00+02:00", "2026-11-28T12:05:00+02:00"],
  [
    "2026-11-28T10:06:00Z",
    "2026-11-28T10:11:00Z",
    "expected a Timestamp created before 2026-11-28T10:00:00.000Z by the clock of this machine, found 2026-11-28T10:06:00.000Z",
  ],
  [
    "2026-11-28T09:40:00Z",
    "2026-11-28T09:45:00Z",
    "expected a Timestamp that is valid at 2026-11-28T10:00:00.000Z by the clock of this machine, found one that expired 2026-11-28T09:45:00.000Z",
  ],
  ["2026-11-28T09:00:00Z", "2026-11-31T09:00:00Z", 'expected a time in Expires, found "2026-11-31T09:00:00Z"'],
  ["soon", "later", 'expected a time in Created, found "soon"'],
])("the times %s and %s of a reply are checked", async (created, expires, reason) => {
  const reply = await replyTo(stamped(created, expires), timestamp());
  if (reason === undefined) expect(unwrap(reply)).toEqual(order);
  else expect(reply).toMatchObject({ kind: "malformed", reason });
});

test("a reply that is signed or encrypted is not understood", async () => {
  const signed = stamped("2026-11-28T10:00:00Z", "2026-11-28T10:05:00Z", '<Signature xmlns="urn:s"/>');
  expect(await replyTo(signed, timestamp())).toMatchObject({
    kind: "malformed",
    reason: expect.stringContaining("<Security>") as string,
  });
});

const expired = stamped("2026-11-28T09:00:00Z", "2026-11-28T09:05:00Z");
const expiry = expect.stringContaining("found one that expired") as string;

test.each<[what: string, reply: string, reason: unknown]>([
  ["blank lines before it", `\n\n${envelope("soap11", orderXml("sent"), expired)}`, expect.any(String)],
  ["text in its Header", envelope("soap11", orderXml("sent"), `${expired}text`), expect.any(String)],
  ["nothing wrong", envelope("soap11", orderXml("sent"), expired), expiry],
])("a lenient port accepts no expired reply with %s", async (_what, body, reason) => {
  at("2026-11-28T10:00:00Z");
  const { transport } = answering(body, xml);
  const port = soap11(address, { transport, reading: lenient, steps: [security([timestamp()])] });
  const reply = await port.call(getOrderOperation, { Number: 7 });
  expect(reply).toMatchObject({ kind: "malformed", reason });
});

test("an expired reply is found behind a long start of a stream, or the reply is malformed", async () => {
  at("2026-11-28T10:00:00Z");
  for (const padding of [100_000, 1_100_000]) {
    const text = envelope("soap11", orderXml("sent"), `<!--${" ".repeat(padding)}-->${expired}`);
    const streamed: Step = (message, next) => next({ ...message, receive: asStream });
    const port = soap11(address, {
      transport: answering(text, xml).transport,
      steps: [security([timestamp()]), streamed],
    });
    expect(await getOrder(port, { Number: 7 })).toMatchObject({ kind: "malformed" });
  }
});

test.each(["EncryptedHeader", "Signature", "Anything"])("a Security block with %s is not understood", async (name) => {
  const header = stamped("2026-11-28T10:00:00Z", "2026-11-28T10:05:00Z", `<${name} xmlns="urn:x"/>`);
  expect(await replyTo(header, timestamp())).toMatchObject({ kind: "malformed" });
});

test("a Header behind the Body is refused", async () => {
  const body = envelope("soap11", orderXml("sent")).replace("</soap:Body>", `$&<soap:Header>${expired}</soap:Header>`);
  const { transport } = answering(body, xml);
  expect(await getOrder(soap11(address, { transport }), { Number: 7 })).toMatchObject({
    kind: "malformed",
    reason: expect.stringContaining("expected nothing after <Body>, found <Header>") as string,
  });
});

test("a reply other than an envelope stays what it is", async () => {
  const { transport } = answering("<html>down</html>", { status: 503, headers: { "Content-Type": "text/html" } });
  const port = soap11(address, { transport, steps: [security([timestamp()])] });
  expect(await getOrder(port, { Number: 7 })).toMatchObject({ kind: "http", status: 503, body: "<html>down</html>" });
});

test("HTTP GET carries no header block", async () => {
  const port = httpGet(address, { transport: answering("").transport, steps: [security([timestamp()])] });
  await expect(getOrder(port, { Number: 7 })).rejects.toThrow(
    "expected a port for SOAP, since a step adds a header block, which httpGet cannot carry",
  );
});
