import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  addressing,
  checkSecurity,
  handleBytes,
  memoryPort,
  security,
  soap11,
  soap12,
  timestamp,
  unwrap,
  usernameToken,
  type Call,
  type CheckSecurityOptions,
  type SecurityPart,
  type ServeOptions,
} from "../../../templates/runtime/index.js";
import type { Streaming } from "../../../templates/runtime/server/contract.js";
import { getOrder } from "../orders.js";
import { ask, getOrderXml, handlers, ordersContract, post, soap } from "../orders-server.js";
import { containing, envelope } from "../wire.js";

const ports = { soap11, soap12 };
const versions = ["soap11", "soap12"] as const;
const base = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
const wsse = `${base}wssecurity-secext-1.0.xsd`;
const wsu = `${base}wssecurity-utility-1.0.xsd`;
const known = { password: (username: string) => ({ ann: "sésame & <co>", "b b": "1234" })[username] };
const ann = { username: "ann", password: "sésame & <co>" };

/** Sets the clock of this machine. */
function at(time: string): void {
  vi.useFakeTimers({ now: new Date(time), toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** Calls the service in memory with these parts, and returns the reply and the name that the handler was given. */
async function called(
  parts: readonly SecurityPart[],
  options: CheckSecurityOptions = known,
  binding: "soap11" | "soap12" = "soap11",
) {
  const calls: Call<object>[] = [];
  const own = {
    getOrder: (...[request, call]: Parameters<typeof handlers.getOrder>) => {
      calls.push(call);
      return handlers.getOrder(request, call);
    },
  };
  const steps = parts.length === 0 ? [] : [security(parts)];
  const port = memoryPort(ordersContract, own, ports[binding], { security: checkSecurity(options), steps });
  const reply = await getOrder(port, { Number: 7 });
  return { reply, calls };
}

/** A Security header block with this content. */
function block(content: string, attributes = 'soap:mustUnderstand="1"'): string {
  return `<w:Security xmlns:w="${wsse}" xmlns:u="${wsu}" ${attributes}>${content}</w:Security>`;
}

function token(content: string): string {
  return block(`<w:UsernameToken>${content}</w:UsernameToken>`);
}

const typed = (type: string, text: string): string =>
  `<w:Password Type="${base}username-token-profile-1.0#${type}">${text}</w:Password>`;

/** A digest, as a client would send it. */
function digested(nonce: string, created: string, password = ann.password, username = ann.username): string {
  const hash = createHash("sha1").update(Buffer.from(nonce, "base64")).update(created).update(password);
  return token(
    `<w:Username>${username}</w:Username>${typed("PasswordDigest", hash.digest("base64"))}` +
      `<w:Nonce>${nonce}</w:Nonce><u:Created>${created}</u:Created>`,
  );
}

/** The status, the fault code and its reason of a service that checks the header. */
async function askWith(header: string, options: ServeOptions | CheckSecurityOptions = known, errors: unknown[] = []) {
  const own = "security" in options ? options : { security: checkSecurity(options as CheckSecurityOptions) };
  const answer = await ask(soap("soap11", getOrderXml, { header }), {}, own);
  errors.push(...answer.errors);
  const [, code] = /<faultcode[^>]*>([^<]*)</.exec(answer.body) ?? [];
  const [, reason] = /<faultstring>([^<]*)</.exec(answer.body) ?? [];
  return code === undefined ? "accepted" : `${code}: ${reason ?? ""}`;
}

const wrong = "code:FailedAuthentication: the user name or the password is wrong";
const valid = token(`<w:Username>b b</w:Username><w:Password>1234</w:Password>`);

describe.each(versions)("%s", (binding) => {
  test.each([
    ["text", usernameToken(ann)],
    ["text with a nonce and the time", usernameToken({ ...ann, nonce: true })],
    ["a digest", usernameToken({ ...ann, passwordType: "digest" })],
  ])("a handler learns the user of a token with %s, and does not see the token", async (_what, part) => {
    const { reply, calls } = await called([part], known, binding);
    expect(unwrap(reply)).toEqual({ GetOrderResult: { Number: 7, Status: "Sent" } });
    expect(calls.map(({ username, headerBlocks }) => ({ username, headerBlocks }))).toEqual([
      { username: "ann", headerBlocks: [] },
    ]);
  });

  test.each([
    ["another password", { ...ann, password: "sesame" }],
    ["an unknown user", { ...ann, username: "bob" }],
    ["an empty password", { ...ann, password: "" }],
    ["no password", { username: "ann", password: undefined }],
  ])("%s is refused in one way, and no handler is called", async (_what, given) => {
    const types = given.password === undefined ? (["text"] as const) : (["text", "digest"] as const);
    for (const passwordType of types) {
      const { reply, calls } = await called([usernameToken({ ...given, passwordType })], known, binding);
      expect(reply).toMatchObject({
        kind: "fault",
        status: binding === "soap11" ? 500 : 400,
        fault: { reason: "the user name or the password is wrong" },
      });
      const { codes } = (reply as Extract<typeof reply, { kind: "fault" }>).fault;
      expect(codes[codes.length - 1]).toEqual({ namespace: wsse, name: "FailedAuthentication" });
      expect(codes).toHaveLength(binding === "soap11" ? 1 : 2);
      expect(calls).toEqual([]);
    }
  });
});

test("a request without a token is refused, unless its operation may be called without one", async () => {
  const absent = "expected a UsernameToken in a Security header block, found none";
  expect((await called([])).reply).toMatchObject({ kind: "fault", fault: { reason: absent } });
  expect((await called([timestamp()])).reply).toMatchObject({ kind: "fault", fault: { reason: absent } });
  const open = { ...known, anonymous: ["GetOrder"] };
  const { reply, calls } = await called([], open);
  expect(reply.kind).toBe("ok");
  expect(calls[0]?.username).toBeUndefined();
  expect((await called([usernameToken({ ...ann, password: "no" })], open)).reply.kind).toBe("fault");
  expect((await called([usernameToken(ann)], { ...known, anonymous: ["Cancel"] })).calls[0]?.username).toBe("ann");
});

test("passwords may be looked up later, or verified against hashes, and a digest is then refused", async () => {
  const later = { password: (username: string) => Promise.resolve(known.password(username)) };
  expect((await called([usernameToken({ ...ann, passwordType: "digest" })], later)).reply.kind).toBe("ok");
  const seen: string[] = [];
  const verifyPassword = (username: string, password: string): Promise<boolean> => {
    seen.push(`${username}: ${password}`);
    return Promise.resolve(password === ann.password);
  };
  expect((await called([usernameToken(ann)], { verifyPassword })).calls[0]?.username).toBe("ann");
  expect((await called([usernameToken({ ...ann, password: "x" })], { verifyPassword })).reply.kind).toBe("fault");
  expect(seen).toEqual(["ann: sésame & <co>", "ann: x"]);
  const { reply } = await called([usernameToken({ ...ann, passwordType: "digest" })], { verifyPassword });
  expect(reply).toMatchObject({
    fault: { reason: "expected a password as text, since the service cannot check a digest" },
  });
  expect(seen).toHaveLength(2);
  expect(() => checkSecurity({} as CheckSecurityOptions)).toThrow(
    "checkSecurity: expected a function password or verifyPassword, found undefined",
  );
});

test("an error of a password function is reported, and callers learn nothing of it", async () => {
  const errors: unknown[] = [];
  const broken = new Error("database of secret");
  const rejecting = { password: () => Promise.reject(broken) };
  expect(await askWith(valid, rejecting, errors)).toBe("soap:Server: the service could not answer");
  const odd = { password: () => 1234 as unknown as string };
  expect(await askWith(valid, odd, errors)).toBe("soap:Server: the service could not answer");
  expect(errors).toEqual([
    broken,
    new TypeError("checkSecurity: expected a password or undefined, found a value of the type number"),
  ]);
  const port = memoryPort(ordersContract, handlers, soap11, {
    security: checkSecurity(rejecting),
    steps: [security([usernameToken(ann)])],
  });
  await expect(getOrder(port, { Number: 7 })).rejects.toBe(broken);
});

test("a digest is accepted once, of requests at the same time too", async () => {
  at("2026-11-28T10:00:00Z");
  const service: ServeOptions = { security: checkSecurity(known) };
  const first = digested("AAECAwQFBgcICQoLDA0ODw==", "2026-11-28T10:00:00Z");
  const outcomes = await Promise.all([1, 2, 3].map(() => askWith(first, service)));
  const again = "code:InvalidSecurityToken: expected a new Nonce in each request";
  expect(outcomes.sort()).toEqual(["accepted", again, again]);
  expect(await askWith(digested("AAECAwQFBgcICQoLDA0OEA==", "2026-11-28T10:00:00Z"), service)).toBe("accepted");
  // The same bytes in other letters: the last bits of base64 count for nothing.
  expect(await askWith(digested("AAECAwQFBgcICQoLDA0ODx==", "2026-11-28T10:00:00Z"), service)).toBe(again);
  expect(await askWith(digested(" AAECAwQF BgcICQoLDA0ODw== ", "2026-11-28T10:00:00Z"), service)).toBe(again);
});

test("a digest is accepted once, under whatever name it is sent", async () => {
  at("2026-11-28T10:00:00Z");
  // A lookup that ignores case, and two users with one password.
  const password = (username: string) => (/^(?:ann|bob)$/.test(username.trim().toLowerCase()) ? "1234" : undefined);
  const service: ServeOptions = { security: checkSecurity({ password }) };
  const as = (username: string, created = "2026-11-28T10:00:00Z") =>
    askWith(digested("AAEC", created, "1234", username), service);
  expect(await as("ann")).toBe("accepted");
  for (const username of ["ann", "ANN", " ann", "bob"])
    expect(await as(username)).toBe("code:InvalidSecurityToken: expected a new Nonce in each request");
  // Another time makes another digest.
  expect(await as("bob", "2026-11-28T10:00:01Z")).toBe("accepted");
});

test("a user who sends many nonces leaves room for others, under whatever form of the name", async () => {
  at("2026-11-28T10:00:00Z");
  const password = (username: string) => (/^(?:ann|bob)$/i.test(username.trim()) ? "1234" : undefined);
  const service: ServeOptions = { security: checkSecurity({ password, maxNonces: 10 }) };
  const as = (nonce: string, username: string) =>
    askWith(digested(nonce, "2026-11-28T10:00:00Z", "1234", username), service);
  const full = "soap:Server: too many requests with a nonce: try again in a few minutes";
  const names = ["ann", "ANN", " ann", "Ann"];
  for (const [index, name] of [...names, ...names, "ann"].entries())
    expect(await as(`AAA${index}`, name)).toBe("accepted");
  for (const [index, name] of names.entries()) expect(await as(`AAB${index}`, name)).toBe(full);
  expect(await as("AACA", "bob")).toBe("accepted");
});

test("a wrong password uses up no nonce", async () => {
  at("2026-11-28T10:00:00Z");
  const service: ServeOptions = { security: checkSecurity({ ...known, maxNonces: 1 }) };
  expect(await askWith(digested("AAEC", "2026-11-28T10:00:00Z", "guess"), service)).toBe(wrong);
  expect(await askWith(digested("AAEC", "2026-11-28T10:00:00Z"), service)).toBe("accepted");
});

test("there is room for so many nonces only, until those before are too old to be sent again", async () => {
  at("2026-11-28T10:00:00Z");
  const service: ServeOptions = { security: checkSecurity({ ...known, maxNonces: 2, tolerance: 60_000 }) };
  const full = "soap:Server: too many requests with a nonce: try again in a few minutes";
  expect(await askWith(digested("AAAA", "2026-11-28T10:00:00Z"), service)).toBe("accepted");
  expect(await askWith(digested("AAAB", "2026-11-28T10:01:00Z"), service)).toBe("accepted");
  expect(await askWith(digested("AAAC", "2026-11-28T10:00:00Z"), service)).toBe(full);
  vi.setSystemTime(new Date("2026-11-28T10:02:00Z"));
  expect(await askWith(digested("AAAB", "2026-11-28T10:01:00Z"), service)).toMatch(/new Nonce/);
  vi.setSystemTime(new Date("2026-11-28T10:02:00.001Z"));
  expect(await askWith(digested("AAAB", "2026-11-28T10:01:00Z"), service)).toMatch(/MessageExpired/);
  expect(await askWith(digested("AAAD", "2026-11-28T10:02:00Z"), service)).toBe("accepted");
});

test.each<[what: string, created: string, expected: string]>([
  ["five minutes old", "2026-11-28T09:55:00Z", "accepted"],
  [
    "older",
    "2026-11-28T09:54:59.999Z",
    "code:MessageExpired: expected a message that is valid at 2026-11-28T10:00:00.000Z by the clock of the service, found one of 2026-11-28T09:54:59.999Z",
  ],
  ["in five minutes", "2026-11-28T12:05:00+02:00", "accepted"],
  [
    "in the future",
    "2026-11-28T10:05:00.001Z",
    "code:InvalidSecurity: expected a time before 2026-11-28T10:00:00.000Z by the clock of the service, found 2026-11-28T10:05:00.001Z",
  ],
  ["with seven digits, as WCF sends it", "2026-11-28T09:59:59.1234567Z", "accepted"],
  ["not a time", "soon", 'code:InvalidSecurity: expected a time in Created, found "soon"'],
  ["a time of another form", "28 Nov 2026 10:00:00", "code:InvalidSecurity: expected a time in Created, found"],
  ["a month that does not exist", "2026-13-01T00:00:00Z", "code:InvalidSecurity: expected a time in Created, found"],
  ["a day that does not exist", "2026-11-31T00:00:00Z", "code:InvalidSecurity: expected a time in Created, found"],
  ["a year of many digits", "+275760-09-13T00:00:00Z", "code:InvalidSecurity: expected a time in Created, found"],
])("the time of a digest that is %s", async (_what, created, expected) => {
  at("2026-11-28T10:00:00Z");
  expect((await askWith(digested("AAEC", created))).replaceAll("&#34;", '"')).toContain(expected);
});

test.each<[what: string, content: string, expected: string]>([
  ["no Username", typed("PasswordText", "1234"), "InvalidSecurityToken: expected a Username of up to 1024 characters"],
  [
    "a long Username",
    `<w:Username>${"a".repeat(1025)}</w:Username>${typed("PasswordText", "1234")}`,
    "InvalidSecurityToken: expected a Username of up to 1024 characters",
  ],
  [
    "two Usernames",
    "<w:Username>ann</w:Username><w:Username>b b</w:Username><w:Password>1234</w:Password>",
    "InvalidSecurity: expected one Username, found 2",
  ],
  [
    "two passwords",
    "<w:Username>ann</w:Username><w:Password>1234</w:Password><w:Password>x</w:Password>",
    "InvalidSecurity: expected one Password, found 2",
  ],
  [
    "another type of password",
    `<w:Username>ann</w:Username>${typed("PasswordHash", "1234")}`,
    "UnsupportedSecurityToken: expected a password as text or a digest",
  ],
  [
    "a digest without a nonce",
    `<w:Username>ann</w:Username>${typed("PasswordDigest", "1234")}`,
    "InvalidSecurityToken: expected Nonce and Created beside a digest",
  ],
  [
    "a long nonce",
    `<w:Username>ann</w:Username><w:Password>1234</w:Password><w:Nonce>${"A".repeat(1028)}</w:Nonce>`,
    "InvalidSecurityToken: expected a Nonce in base64 of up to 1024 characters",
  ],
  [
    "a long time",
    `<w:Username>ann</w:Username><w:Password>1234</w:Password><u:Created>2026-11-28T10:00:00.${"0".repeat(1024)}Z</u:Created>`,
    "InvalidSecurityToken: expected a time of up to 1024 characters in Created",
  ],
  [
    "a nonce in another encoding",
    `<w:Username>ann</w:Username><w:Password>1234</w:Password><w:Nonce EncodingType="${base}soap-message-security-1.0#HexBinary">00</w:Nonce>`,
    "InvalidSecurityToken: expected a Nonce in base64 of up to 1024 characters",
  ],
  [
    "a nonce of other characters",
    "<w:Username>ann</w:Username><w:Password>1234</w:Password><w:Nonce>*</w:Nonce>",
    "InvalidSecurityToken: expected a Nonce in base64",
  ],
])("a token with %s is refused", async (_what, content, expected) => {
  expect(await askWith(token(content))).toBe(`code:${expected}`);
});

test("one block with one token is read: others would be a way past a gateway", async () => {
  const one = "<w:UsernameToken><w:Username>b b</w:Username><w:Password>1234</w:Password></w:UsernameToken>";
  expect(await askWith(block(one))).toBe("accepted");
  expect(await askWith(block(one + one))).toBe("code:InvalidSecurity: expected one UsernameToken, found 2");
  expect(await askWith(block(one) + block(one))).toBe("code:InvalidSecurity: expected one Security block, found 2");
  const other = 'soap:actor="urn:gateway" soap:mustUnderstand="1"';
  expect(await askWith(block(one) + block("<x/>", other))).toBe("accepted");
  expect(await askWith(block(one, other))).toMatch(/found none$/);
  const next = 'soap:actor=" http://schemas.xmlsoap.org/soap/actor/next "';
  expect(await askWith(block(one, next))).toBe("accepted");
});

test("a block with a signature or encryption is not understood", async () => {
  const one = "<w:UsernameToken><w:Username>b b</w:Username><w:Password>1234</w:Password></w:UsernameToken>";
  const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';
  expect(await askWith(block(one + signature))).toMatch(/^soap:MustUnderstand: /);
  expect(await askWith(block(one + signature, ""))).toBe("accepted");
  const handled = { security: checkSecurity(known), understands: [{ namespace: wsse, name: "Security" }] };
  expect(await askWith(block(one + signature), handled)).toBe("accepted");
});

const stamp = (created: string, expires: string): string =>
  `<u:Timestamp>${created && `<u:Created>${created}</u:Created>`}${expires && `<u:Expires>${expires}</u:Expires>`}</u:Timestamp>`;

test.each<[created: string, expires: string, expected: string]>([
  ["2026-11-28T09:00:00Z", "2026-11-28T09:55:00Z", "accepted"],
  ["2026-11-28T10:00:00Z", "", "accepted"],
  ["2026-11-28T09:54:00Z", "", "code:MessageExpired: "],
  ["2026-11-28T09:00:00Z", "2026-11-28T09:54:59Z", "code:MessageExpired: "],
  ["2026-11-28T10:06:00Z", "2026-11-28T10:09:00Z", "code:InvalidSecurity: expected a time before"],
  ["2026-11-28T10:00:00Z", "2026-11-28T09:59:00Z", "code:InvalidSecurity: expected a Timestamp that expires after"],
  ["", "2026-11-28T10:00:00Z", "code:InvalidSecurity: expected Created in the Timestamp, found none"],
  ["x", "2026-11-28T10:00:00Z", "code:InvalidSecurity: expected a time in Created, found"],
])("a Timestamp created %j that expires %j", async (created, expires, expected) => {
  at("2026-11-28T10:00:00Z");
  const one = "<w:UsernameToken><w:Username>b b</w:Username><w:Password>1234</w:Password></w:UsernameToken>";
  expect(await askWith(block(stamp(created, expires) + one))).toContain(expected);
});

test("a Timestamp can be required, and a request with one is answered with one", async () => {
  const required = { ...known, timestamp: "required" } as const;
  expect((await called([usernameToken(ann)], required)).reply).toMatchObject({
    fault: { reason: "expected a Timestamp in a Security header block, found none" },
  });
  const { reply } = await called([timestamp(), usernameToken(ann)], required);
  expect(reply).toMatchObject({ kind: "ok", header: { $any: [{ name: "Security", namespace: wsse }] } });
  const without = await called([usernameToken(ann)]);
  expect(without.reply).toMatchObject({ kind: "ok", header: {} });
  expect((await called([], { ...required, anonymous: ["GetOrder"] })).reply.kind).toBe("ok");
});

test("the clock of the service can differ from that of its machine", async () => {
  at("2026-11-28T10:00:00Z");
  const late = { ...known, clockOffset: -3_600_000 };
  expect(await askWith(digested("AAEC", "2026-11-28T10:00:00Z"), late)).toMatch(
    /expected a time before 2026-11-28T09:00/,
  );
  const parts = (clockOffset: number) => [
    timestamp({ clockOffset }),
    usernameToken({ ...ann, passwordType: "digest", clockOffset }),
  ];
  expect((await called(parts(0), late)).reply.kind).toBe("fault");
  const { reply } = await called(parts(-3_600_000), late);
  expect(reply.kind).toBe("ok");
});

test("the service has the bindings of SOAP alone, since others have no header blocks", async () => {
  const options = { security: checkSecurity(known) };
  const form = await ask(post("application/x-www-form-urlencoded", "order-number=7"), {}, options);
  expect(form.status).toBe(415);
  const byGet = new Request("https://orders.example/orders.asmx/GetOrder?order-number=7");
  expect((await ask(byGet, {}, options)).status).toBe(404);
  expect((await ask(byGet)).status).toBe(200);
  await expect(ask(byGet, {}, { ...options, bindings: ["soap11", "httpGet"] })).rejects.toThrow(
    'options.bindings: expected those of SOAP alone with the option "security", found httpGet',
  );
});

test("a handler that reads its request while that arrives is reached by checked requests alone", async () => {
  const names: (string | undefined)[] = [];
  // It reads the start of a request, whatever the handler is for.
  const streaming = Reflect.get(
    handleBytes("Data", () => ({})),
    "streaming",
  ) as Streaming;
  const answer = (_: unknown, { username }: Call<object>): unknown => {
    names.push(username);
    return {};
  };
  const own = { getOrder: Object.assign(() => ({}), { streaming: { ...streaming, answer } }) };
  const security = checkSecurity(known);
  const refused = await ask(soap("soap11", getOrderXml), own, { security });
  expect(refused.body).toContain("found none");
  expect(names).toEqual([]);
  expect((await ask(soap("soap11", getOrderXml, { header: valid }), own, { security })).status).toBe(200);
  expect(names).toEqual(["b b"]);
});

test("no password is in an error, a fault or the printed call", async () => {
  const { inspect } = await import("node:util");
  const texts: string[] = [];
  const own = {
    getOrder: (...[request, call]: Parameters<typeof handlers.getOrder>) => {
      texts.push(inspect({ ...call, request: undefined }, { depth: 20 }));
      return handlers.getOrder(request, call);
    },
  };
  const options = { security: checkSecurity({ password: () => "hunter2" }) };
  const secret = (password: string): string =>
    token(`<w:Username>ann</w:Username><w:Password>${password}</w:Password>`);
  for (const password of ["hunter2", "hunter2b"]) {
    const { body, errors } = await ask(soap("soap12", getOrderXml, { header: secret(password) }), own, options);
    texts.push(body, inspect(errors));
  }
  expect(texts).toHaveLength(5);
  expect(texts.join()).not.toContain("hunter2");
});

test("addressing and security are answered together", async () => {
  const { answerAddressing } = await import("../../../templates/runtime/index.js");
  const port = memoryPort(ordersContract, handlers, soap12, {
    security: checkSecurity(known),
    addressing: answerAddressing(),
    steps: [addressing(), security([timestamp(), usernameToken(ann)])],
  });
  const reply = await getOrder(port, { Number: 7 });
  expect(reply.kind === "ok" ? reply.header.$any?.map(({ name }) => name) : reply).toEqual([
    "Action",
    "MessageID",
    "RelatesTo",
    "Security",
  ]);
});

test("the envelope of a fault of the check declares the namespace of its code", async () => {
  const { body } = await ask(
    post("application/soap+xml", envelope("soap12", getOrderXml)),
    {},
    { security: checkSecurity(known) },
  );
  expect(body).toEqual(
    containing(
      `<soap:Code><soap:Value>soap:Sender</soap:Value><soap:Subcode><soap:Value xmlns:code="${wsse}">code:InvalidSecurity</soap:Value></soap:Subcode></soap:Code>`,
    ),
  );
});
