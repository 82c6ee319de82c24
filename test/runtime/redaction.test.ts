import { facets } from "../../templates/runtime/simple/facets.js";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  attributes,
  encoded,
  httpGet,
  httpPost,
  int,
  list,
  restricted,
  simpleContent,
  soap11,
  soap12,
  string,
  textReply,
  trace,
  TransportError,
  union,
  unwrap,
  urlReplacement,
  type Binding,
  type CallOptions,
  type Operation,
  type Port,
  type PortOptions,
  type Table,
  type TraceEvent,
} from "../../templates/runtime/index.js";
import { isSecret, redactXml } from "../../templates/runtime/redaction.js";
import { serve, ServiceFault, type Contract } from "../../templates/runtime/server.js";
import { answering, envelope, xml } from "./wire.js";
import { emptyPages } from "../support/empty-pages.js";

const secret = "S3CRET";
const namespace = "urn:vault";
const address = "https://vault.example/vault.asmx";
const soap = { soap11: "http://schemas.xmlsoap.org/soap/envelope/", soap12: "http://www.w3.org/2003/05/soap-envelope" };

/** Values of every kind that can be refused; those of `Password`, of `@Pin` and in `Credentials` are secret, and `Number` is not. */
const VaultTable = (): Table => ({
  namespace,
  attributes: attributes({ $Pin: { type: int, use: "optional", name: "Pin" } }),
  sequence: {
    Number: { type: int, minOccurs: 0 },
    Password: { type: int, minOccurs: 0 },
    AccessTokens: { type: int, minOccurs: 0, maxOccurs: Infinity },
    Pins: { type: list(int), minOccurs: 0 },
    ApiKey: { type: union(int, restricted(int, {})), minOccurs: 0 },
    Passphrase: { type: restricted(string, { patterns: ["[a-z]+"], maxLength: 3 }), minOccurs: 0 },
    Credentials: { type: () => ({ namespace, sequence: { User: int } }), minOccurs: 0 },
    Key: { type: () => ({ namespace, sequence: { User: int }, text: simpleContent(int) }), minOccurs: 0 },
  },
});
const parameters = {
  namespace,
  sequence: { Number: { type: int, minOccurs: 0 }, Password: { type: int, minOccurs: 0 } },
};
const header = { namespace, sequence: { ApiKey: { type: int, minOccurs: 0 } } };
const located = { location: "/vault/(User)/(Password)", urlReplacement, text: textReply } as const;

const open = (): Operation<object, unknown> => ({
  name: "Open",
  action: "urn:open",
  request: { body: { namespace, sequence: { Open: VaultTable } }, header },
  response: { body: { namespace, sequence: { Opened: VaultTable } }, header },
});
const ask = (): Operation<object, unknown> => ({
  name: "Ask",
  request: { body: { namespace, sequence: { Ask: parameters } } },
  response: { body: { namespace, sequence: { Answer: { type: string, minOccurs: 0 } } } },
  httpGet: { location: "/Ask", root: "string" },
  httpPost: { location: "/Ask", root: "string" },
});
const find = (): Operation<object, unknown> => ({
  name: "Find",
  request: {
    body: { namespace, sequence: { Find: { namespace, sequence: { User: string, Password: string } } } },
  },
  response: { body: { namespace, sequence: { Found: { type: string, minOccurs: 0 } } } },
  httpGet: located,
  httpPost: located,
});
const dig = (): Operation<object, unknown> => ({
  name: "Dig",
  request: { body: { namespace, sequence: { Dig: { namespace: "", sequence: {} } } }, encoded },
  response: { body: { namespace, sequence: { DigResponse: { namespace: "", sequence: { Password: int } } } }, encoded },
});

/** All that is printed of an error, and of those that it was made of. */
function printed(error: unknown): string {
  return [
    error instanceof Error ? `${error.message}\n${error.stack}` : "",
    String(error),
    inspect(error, { depth: 10, showHidden: false }),
    JSON.stringify(error),
  ].join("\n");
}

/** Everything about a call that is visible through its error, the reason of its reply, or its trace. */
async function seen(operation: () => Operation<object, unknown>, request: object, setup: Setup): Promise<string> {
  const events: TraceEvent[] = [];
  const port = portOf(setup, (event) => void events.push(event));
  const texts: string[] = [];
  try {
    const reply = await port.call(operation, request, setup.call);
    if (reply.kind === "malformed") texts.push(reply.reason);
    unwrap(reply);
    texts.push("ok");
  } catch (error) {
    texts.push(printed(error));
  }
  return [...texts, JSON.stringify(events), inspect(events, { depth: 10 })].join("\n");
}

interface Setup {
  readonly binding?: Binding;
  readonly reply?: string | Uint8Array;
  readonly init?: ResponseInit;
  readonly options?: PortOptions;
  readonly address?: string;
  readonly call?: CallOptions & { readonly header?: object };
}

function portOf(
  { binding = "soap11", reply = "", init = xml, options, address: at = address }: Setup,
  log: (event: TraceEvent) => void,
): Port {
  const make = { soap11, soap12, httpGet, httpPost }[binding];
  return make(at, { transport: answering(reply, init).transport, trace: trace(log), ...options });
}

describe("a secret is in no error", () => {
  const validate = { options: { validate: facets } };
  test.each<[name: string, request: object, setup?: Setup]>([
    ["a member", { Password: secret }],
    ["an item", { AccessTokens: [1, secret] }],
    ["an item of a list type", { Pins: [1, secret] }],
    ["a union", { ApiKey: secret }],
    ["a pattern", { Passphrase: secret }, validate],
    ["a length", { Passphrase: `${secret}${secret}`.toLowerCase().replaceAll("s3cret", secret) }, validate],
    ["an attribute", { $Pin: secret }],
    ["a member of a member", { Credentials: { User: secret } }],
    ["the text of an element", { Key: { $value: secret, User: 1 } }],
    ["a value other than an object", { Credentials: secret }],
    ["a header block", {}, { call: { header: { ApiKey: secret } } }],
    ["the value of an HTTP header", {}, { call: { httpHeaders: { "X-Key": `${secret}\n` } } }],
    [
      "the value in the name of an HTTP header",
      {},
      { call: { httpHeaders: { [`Authorization: Basic ${secret}`]: "" } } },
    ],
    ["the value in the name of an HTTP header, after an =", {}, { call: { httpHeaders: { [`Key=${secret};`]: "" } } }],
    ["a password with a user name of two parts", {}, { call: { credentials: { username: "a:b", password: secret } } }],
  ])("about a request: %s", async (_, request, setup = {}) => {
    const all = await seen(open, request, setup);
    expect(all).toMatch(/RequestError: .*expected /);
    expect(all).not.toContain(secret);
  });

  test.each<[binding: Binding, operation: typeof ask, request: object]>([
    ["httpGet", ask, { Password: secret }],
    ["httpPost", ask, { Password: secret }],
    ["httpGet", find, { User: 1, Password: secret }],
    ["httpGet", find, { User: "..", Password: secret }],
    ["httpGet", find, { User: "a", Password: "\ud800" + secret }],
  ])("about the parameters of %s", async (binding, operation, request) => {
    const all = await seen(operation, request, { binding });
    expect(all).toContain("RequestError: ");
    expect(all).not.toContain(secret);
  });

  test.each([
    ["a member", `<Password>${secret}</Password>`],
    ["a member of another prefix", `<v:Password xmlns:v="${namespace}">${secret}</v:Password>`],
    ["a member in CDATA", `<Password><![CDATA[${secret}]]></Password>`],
    ["a member with a comment", `<Password><!-- -->${secret}</Password>`],
    ["a member after lines", `\n<!-- <a> -->\n<Password>\n${secret}</Password>`],
    ["an item", `<AccessTokens>1</AccessTokens><AccessTokens>${secret}</AccessTokens>`],
    ["an item of a list type", `<Pins>1 ${secret}</Pins>`],
    ["a union", `<ApiKey>${secret}</ApiKey>`],
    ["a pattern", `<Passphrase>${secret}</Passphrase>`],
    ["a member of a member", `<Credentials><User>${secret}</User></Credentials>`],
    ["a text beside elements", `<Key>${secret}<User>1</User></Key>`],
    ["an invalid reference", `<Password>1&${secret};</Password>`],
    ["an invalid reference in a nested member", `<Credentials><User>&${secret};</User></Credentials>`],
  ])("about a reply: %s", async (_, content) => {
    const body = `<Opened xmlns="${namespace}">${content}</Opened>`;
    for (const binding of ["soap11", "soap12"] as const) {
      const setup = { binding, reply: envelope(binding, body), options: { validate: facets } };
      const all = await seen(open, {}, setup);
      expect(all).toMatch(/Opened\/.*expected /);
      expect(all).not.toContain(secret);
    }
  });

  test.each([
    `Pin="${secret}"`,
    `Pin='${secret}'`,
    `Other=">" Pin = "\n${secret}"`,
    `v:x="1" xmlns:v="urn:v" Pin="${secret}&amp;"`,
  ])("about an attribute of a reply: %s", async (attribute) => {
    const reply = envelope("soap11", `<Opened xmlns="${namespace}" ${attribute}/>`);
    const all = await seen(open, {}, { reply });
    expect(all).toContain("Opened/@Pin (line ");
    expect(all).not.toContain(secret);
  });

  test("about a header block of a reply", async () => {
    const reply = envelope(
      "soap11",
      `<Opened xmlns="${namespace}"/>`,
      `<ApiKey xmlns="${namespace}">${secret}</ApiKey>`,
    );
    const all = await seen(open, {}, { reply });
    expect(all).toContain("Header/ApiKey (line 1): expected int, found [redacted]");
    expect(all).not.toContain(secret);
  });

  test("about an element that a secret one refers to", async () => {
    const reply = envelope(
      "soap11",
      `<v:DigResponse xmlns:v="${namespace}"><Password href="#a"/></v:DigResponse><multiRef id="a">${secret}</multiRef>`,
    );
    const { reason } = (await portOf({ reply }, () => undefined).call(dig, {})) as { reason?: string };
    expect(reason).toBe("DigResponse/Password (line 1): expected int, found [redacted]");
  });

  test.each([
    ["an error of the transport", new Error(`no way to ${address}?k=${secret}`)],
    ["an error that holds the request", Object.assign(new Error("failed"), { config: { headers: { k: secret } } })],
    ["an error with a cause", new TypeError("fetch failed", { cause: new Error(secret) })],
    ["a code that is text", Object.assign(new Error("failed"), { code: `no code: ${secret}` })],
  ])("about the transport: %s", async (_, cause) => {
    const transport = () => Promise.reject(cause);
    const options = { transport, credentials: { bearer: secret } };
    for (const binding of ["soap11", "httpGet"] as const) {
      const all = await seen(ask, { Number: 1 }, { binding, options, address: `${address}?key=${secret}` });
      expect(all).toContain(`${binding === "soap11" ? "POST" : "GET"} ${address}`);
      expect(all).toContain("no reply");
      expect(all).not.toContain(secret);
    }
  });

  test("about a path with values in it", async () => {
    const options = { transport: () => Promise.reject(new Error("refused")) };
    for (const binding of ["httpGet", "httpPost"] as const) {
      const all = await seen(find, { User: "me", Password: `${secret}/?#é` }, { binding, options });
      expect(all).toContain(`${address}/vault/(User)/(Password): no reply`);
      expect(all).not.toContain(secret);
    }
  });

  test.each([
    `https//me:${secret}@host`,
    `http://me:${secret}?x@host`,
    `http://me:${secret}#x@y@host/`,
    `http://:${secret}/@`,
  ])("about an address: %s", (wrong) => {
    for (const make of [
      () => soap11(wrong),
      () => serve(vault, handlers, { address: wrong.replace("://", "//") }),
      () => serve(vault, handlers, { origins: [wrong] }),
    ]) {
      expect(make).toThrow(/^(options\.)?(address|origins): expected an? .*, found "…@/);
      expect(make).not.toThrow(secret);
    }
  });

  test("about a reply that unwrap does not take", async () => {
    const init = { status: 500, headers: { "Content-Type": "text/xml", "Set-Cookie": secret } };
    const fault = `<soap:Fault><faultcode>soap:Client</faultcode><faultstring>no</faultstring></soap:Fault>`;
    for (const reply of [envelope("soap11", fault, `<a>${secret}</a>`), "<html>", "<cut"]) {
      const all = await seen(open, {}, { reply, init });
      expect(all).toContain("ReplyError: ");
      expect(all).not.toContain(secret);
    }
  });

  test("its cause and its reply are there for those who ask", async () => {
    const cause = new Error(secret);
    const port = soap11(address, { transport: () => Promise.reject(cause) });
    const error: unknown = await port.call(ask, {}).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TransportError);
    expect((error as TransportError).cause).toBe(cause);
    expect(new TransportError("x").cause).toBeUndefined();
    const reply = await soap11(address, { transport: answering("x", { status: 404 }).transport }).call(ask, {});
    expect(() => unwrap(reply)).toThrow(expect.objectContaining({ reply }));
  });
});

const handlers = { open: () => ({}), ask: () => "", find: () => "" };

function vault(): Contract {
  return {
    name: "Vault",
    namespace,
    bindings: ["soap11", "soap12", "httpGet", "httpPost"],
    path: "/vault.asmx",
    operations: {
      open: { operation: open, bindings: ["soap11", "soap12"] },
      ask: { operation: ask, bindings: ["soap11", "soap12", "httpGet", "httpPost"] },
      find: { operation: find, bindings: ["httpGet"] },
    },
    pages: emptyPages,
  };
}

describe("a server's answer quotes no secret", () => {
  const service = serve(vault, handlers, { validate: facets });
  const post = (body: string, type: string, path = "") =>
    new Request(address + path, { method: "POST", headers: { "Content-Type": type }, body });
  const openXml = (content: string, block = "") =>
    envelope("soap11", `<Open xmlns="${namespace}" ${content}</Open>`, block);

  test.each<[name: string, request: Request]>([
    ["a member", post(openXml(`><Password>${secret}</Password>`), "text/xml")],
    ["an attribute", post(openXml(`Pin="${secret}">`), "text/xml")],
    ["a member of a member", post(openXml(`><Credentials><User>${secret}</User></Credentials>`), "text/xml")],
    ["a pattern", post(openXml(`><Passphrase>${secret}</Passphrase>`), "text/xml")],
    ["a header block", post(openXml(">", `<ApiKey xmlns="${namespace}">${secret}</ApiKey>`), "text/xml")],
    ["a parameter", new Request(`${address}/Ask?Password=${secret}`)],
    ["a parameter that is not well encoded", new Request(`${address}/Ask?Password=${secret}%ff`)],
    ["the name of a parameter", new Request(`${address}/Ask?${secret}%ff`)],
    ["a parameter of a form", post(`Password=${secret}`, "application/x-www-form-urlencoded", "/Ask")],
    ["a part of a path", new Request(`${address}/vault/me/${secret}%ff`)],
  ])("%s", async (_, request) => {
    const response = await service(request);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain("expected ");
    expect(text).not.toContain(secret);
  });

  test("the header of a fault that is thrown is not printed", () => {
    const fault = new ServiceFault({ code: "Sender", reason: "no" }, { header: { Session: secret } });
    expect(printed(fault)).not.toContain(secret);
    expect(fault.header).toEqual({ Session: secret });
  });
});

describe("a trace shows no header block", () => {
  const block = `<a:Ticket xmlns:a="urn:a">${secret}</a:Ticket>`;
  const whole = (prefix: string, content: string, binding: "soap11" | "soap12" = "soap11") => {
    const [colon, declared] = prefix === "" ? ["", "xmlns"] : [`${prefix}:`, `xmlns:${prefix}`];
    return `<${colon}Envelope ${declared}="${soap[binding]}">${content.replaceAll("~", colon)}</${colon}Envelope>`;
  };
  const plain = whole("s", `<~Header>${block}</~Header><~Body><shown/></~Body>`);
  const utf16 = (text: string, mark = "") => Buffer.from(mark + text, "utf16le");

  test.each<[name: string, body: string | Uint8Array, contentType?: string]>([
    ["a plain one", plain],
    ...["", "soap", "SOAP-ENV", "é", "x".repeat(200)].flatMap((prefix) =>
      (["soap11", "soap12"] as const).map((binding): [string, string] => [
        `${binding} with the prefix "${prefix}"`,
        whole(prefix, `<~Header>${block}</~Header><~Body/>`, binding),
      ]),
    ),
    ["an envelope of no namespace", `<Envelope><Header>${block}</Header><Body/></Envelope>`],
    ["a byte order mark", `\ufeff${plain}`],
    ["two byte order marks", `\ufeff\ufeff${plain}`],
    ["a byte order mark after a blank", ` \ufeff${plain}`],
    ["blank lines before the declaration", `\r\n\n<?xml version="1.0"?>${plain}`],
    ["text before the root", `Warning: on line 5 <br />\n${plain}`],
    ["an unclosed quote before the root", `<b class="x>Warning</b> it's here ${plain}`],
    ["a comment before the root", `<!-- a > b -->${plain}`],
    ["a comment that holds it", `<!-- ${plain} -->`],
    ["a comment that holds the start of another", `<!-- <s:Header> -->${plain}`],
    ["a comment that does not end", `<!-- ${plain}`],
    ["the parts of a multipart message", `--b\r\nContent-Type: text/xml\r\n\r\n${plain}\r\n--b--`],
    ["a control character", `\u0001${plain}`],
    ["a page of HTML", `<!DOCTYPE html><p>an <b>error<br>${plain}`],
    ["a root that lacks its <", plain.slice(1)],
    ["a root that is damaged", plain.replace("Envelope xmlns", "Envelope xmlns=")],
    ["a root with an unclosed quote", plain.replace('/">', "/>")],
    ["two envelopes", `${whole("s", "<~Body/>")}\n${plain}`],
    ["an envelope after a cut one", `${plain.slice(0, 90)}${plain}`],
    ["a second header", whole("s", `<~Header/><~Body/><~Header>${block}</~Header>`)],
    ["a header behind the body", whole("s", `<~Body/><~Header>${block}</~Header>`)],
    ["a header of another prefix", whole("s", `<t:Header xmlns:t="${soap.soap11}">${block}</t:Header><~Body/>`)],
    ["a header in a body", whole("s", `<~Body><x><~Header>${block}</~Header></x></~Body>`)],
    ["an envelope in a body", whole("s", `<~Body><x>${plain}</x></~Body>`)],
    [
      "an envelope of the default namespace in a body",
      whole("s", `<~Body>${whole("", `<Header>${block}</Header>`)}</~Body>`),
    ],
    ["an envelope in a header", whole("s", `<~Header>${plain}${block}</~Header><~Body/>`)],
    ["a body in a header", whole("s", `<~Header><~Body>${block}</~Body></~Header>`)],
    ["a body in a header that does not end", whole("s", `<~Header><~Body></~Header>${block}</~Header>`)],
    ["a header in a header", whole("s", `<~Header><~Header/><~Header></~Header>${block}</~Header><~Body/>`)],
    ["an end tag in a comment", whole("s", `<~Header><!-- </~Header><~Body> -->${block}</~Header><~Body/>`)],
    ["an end tag in CDATA", whole("s", `<~Header><![CDATA[</~Header><~Body>]]>${block}</~Header><~Body/>`)],
    ["an end tag in an instruction", whole("s", `<~Header><?x </~Header><~Body>?>${block}</~Header><~Body/>`)],
    ["an end tag in an attribute", whole("s", `<~Header a="></~Header><~Body>">${block}</~Header><~Body/>`)],
    ["an end tag in an attribute of other quotes", whole("s", `<~Header a='"'>${block}</~Header><~Body a="'"/>`)],
    ["an end tag with spaces", whole("s", `<~Header>${block}</~Header \n><~Body/>`)],
    ["a start tag on lines", whole("s", `<~Header\n\ta="1"\r\n>${block}</~Header><~Body/>`)],
    ["a header without an end tag", whole("s", `<~Header>${block}<~Body/>`)],
    ["a name with a reference", whole("s", `<~H&#101;ader>${block}</~H&#101;ader><~Body/>`)],
    ["a header in lower case", whole("s", `<~header>${block}</~header><~Body/>`)],
    ["text where the header is", whole("s", `${secret}<~Body/>`)],
    ["text behind the body", whole("s", `<~Body/>${secret}`)],
    ["a comment where the header is", whole("s", `<!-- ${secret} --><~Body/>`)],
    ["an escaped envelope", whole("s", `<~Body><x>${plain.replaceAll("<", "&lt;")}</x></~Body>`)],
    ["an envelope that is escaped twice", whole("s", `<~Body><x>${plain.replaceAll("<", "&amp;lt;")}</x></~Body>`)],
    ["an envelope of numbers", whole("s", `<~Body><x>${plain.replaceAll("<", "&#060;")}</x></~Body>`)],
    ["an envelope of hexadecimal numbers", whole("s", `<~Body><x>${plain.replaceAll("<", "&#x003C;")}</x></~Body>`)],
    ["an escaped envelope and a comment", whole("s", `<~Body>&lt;s:Header><!-- -->${secret}</~Body>`)],
    ["an envelope in CDATA", whole("s", `<~Body><![CDATA[${plain}]]></~Body>`)],
    ["an envelope in two CDATA sections", whole("s", `<~Body><![CDATA[<s:Header>]]><![CDATA[${secret}]]></~Body>`)],
    ["an envelope in an instruction", whole("s", `<~Body><?x ${plain.replaceAll("?>", "")}?></~Body>`)],
    ["an envelope in JSON", JSON.stringify({ request: plain })],
    ["an envelope in escaped JSON", JSON.stringify({ request: plain }).replaceAll("<", "\\u003c")],
    ["an envelope in a form", encodeURIComponent(plain)],
    ["an escaped envelope in a page", `<html><pre>${plain.replaceAll("<", "&lt;")}</pre>`],
    ["an entity", `<!DOCTYPE x [<!ENTITY s "${secret}">]>${whole("s", "<~Header>&s;</~Header><~Body/>")}`],
    ["an entity of HTML's", `<!DOCTYPE html [<!ENTITY s "${secret}">]>${whole("s", "<~Header>&s;</~Header>")}`],
    ["a default attribute", `<!DOCTYPE x [<!ATTLIST s:Header a CDATA "${secret}">]>${whole("s", "<~Header/>")}`],
    ["UTF-16", utf16(plain, "\ufeff")],
    ["UTF-16 without a byte order mark", utf16(plain)],
    ["UTF-16 behind a blank line", utf16(`\r\n${plain}`)],
    ["UTF-16 after a blank line, as in the header", utf16(`\r\n${plain}`), "text/xml; charset=utf-16le"],
    ["UTF-16 of the other order", utf16(plain, "\ufeff").swap16()],
    ["UTF-16 that is cut", utf16(plain, "\ufeff").subarray(0, -5)],
    ["UTF-16 declared as UTF-8", utf16(plain), "text/xml; charset=utf-8"],
    ["UTF-16 declared as Latin-1", utf16(plain), "text/xml; charset=iso-8859-1"],
    ["UTF-8 declared as UTF-16", plain, "text/xml; charset=utf-16"],
    ["UTF-8 declared as UTF-16, one byte longer", `${plain} `, "text/xml; charset=utf-16le"],
    ["UTF-32", Buffer.from([...`\ufeff${plain}`].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8, 0, 0]))],
    ["UTF-7", plain.replaceAll("<", "+ADw-"), "text/xml; charset=utf-7"],
    ["UTF-7, as declared", `<?xml version="1.0" encoding="utf-7"?>${plain.replaceAll("<", "+ADw-")}`],
    ["Latin-1", Buffer.from(whole("é", `<~Header>${block}</~Header><~Body/>`), "latin1"), "text/xml; charset=latin1"],
    ["bytes that are invalid in UTF-8", Buffer.from(`\xff${plain}`, "latin1")],
    ["an encoding without a name", plain, "text/xml; charset="],
    ["a page's type", plain, "text/html"],
  ])("%s", async (_, body, contentType = "text/xml") => {
    for (const binding of ["soap11", "soap12", "httpGet"] as const) {
      const setup = { binding, reply: body, init: { headers: { "Content-Type": contentType } } };
      expect(await seen(ask, { Number: 1 }, setup)).not.toContain(secret);
    }
  });

  test("wherever the reply is cut", () => {
    const text = whole("s", `<~Header>${block}</~Header><~Body><Password p="1">${secret}</Password></~Body>`);
    for (let length = 0; length <= text.length; length++) {
      expect(redactXml(text.slice(0, length))).not.toContain(secret.slice(0, 2));
      expect(redactXml(`${text.slice(0, length)}${text}`)).not.toContain(secret.slice(0, 2));
    }
  });

  test("wherever a byte is lost or another one put in", () => {
    const text = whole("s", `<~Header>${block}</~Header><~Body><x/></~Body>`);
    const from = text.indexOf("Header");
    const to = text.indexOf(secret);
    for (const other of ["", "<", ">", "/", '"', "'", "&", "!", "<!--", "<![CDATA[", "]]>", "</", "<a>"]) {
      for (let at = from + 6; at < text.length; at++) {
        if (at >= to && at < to + secret.length) continue;
        expect(redactXml(text.slice(0, at) + other + text.slice(at + 1))).not.toContain(secret);
      }
    }
  });

  test("text beside secrets is shown", () => {
    expect(redactXml(plain)).toBe(whole("s", "[redacted]<~Body><shown/></~Body>"));
    expect(redactXml(whole("", `<Header/>\n<Body>a</Body>\n`))).toBe(whole("", "[redacted]\n<Body>a</Body>\n"));
    expect(redactXml(`junk ${plain} junk`)).toBe(`junk ${whole("s", "[redacted]<~Body><shown/></~Body>")} junk`);
    expect(redactXml(whole("s", `<~Body><x>${plain}</x></~Body>`))).toContain(
      "<shown/></s:Body></s:Envelope></x></s:Body>",
    );
  });
});

describe("a trace shows no secret of a body", () => {
  test.each([
    [`<Password>${secret}</Password>`, "<Password>[redacted]</Password>"],
    [
      `<u:AccessToken xmlns:u="u"><a>${secret}</a></u:AccessToken>`,
      '<u:AccessToken xmlns:u="u">[redacted]</u:AccessToken>',
    ],
    [`<Pin><![CDATA[</Pin>${secret}]]></Pin>`, "<Pin>[redacted]</Pin>"],
    [`<a Password="${secret}" b="1" u:pin = '${secret}'/>`, `<a Password="[redacted]" b="1" u:pin = "[redacted]"/>`],
    [`<a><![CDATA[<Login><Password>${secret}</Password>]]></a>`, "<a>[redacted]</a>"],
    [`<a>&lt;Login Password=&quot;${secret}&quot;/&gt;</a>`, `<a>&lt;Login Password="[redacted]"/&gt;</a>`],
    [`<a>&lt;Password&gt;${secret}</a>`, "<a>[redacted]</a>"],
    ["<Password/><a>1</a>", "<Password/><a>1</a>"],
    ["<Password></Password><a>1</a>", "<Password>[redacted]</Password><a>1</a>"],
  ])("%s", async (content, shown) => {
    expect(redactXml(envelope("soap11", content))).toBe(envelope("soap11", shown));
    const all = await seen(ask, { Number: 1 }, { binding: "httpGet", reply: `<r>${content}</r>` });
    expect(all).not.toContain(secret);
  });

  test.each(['<Pin href="#a"/>', "<Pin e:ref='#a'></Pin>"])("in an element that a secret one refers to: %s", (pin) => {
    const shown = redactXml(envelope("soap11", `<a>1</a>${pin}<multiRef id="a">${secret}</multiRef>`));
    expect(shown).toContain("<a>1</a>");
    expect(shown).not.toContain(secret);
  });

  test("a secret in a request is not shown", async () => {
    const events: TraceEvent[] = [];
    await portOf({}, (event) => void events.push(event)).call(open, { Number: 12, Password: 345 });
    expect(events[0]).toMatchObject({
      body: envelope("soap11", `<Open xmlns="${namespace}"><Number>12</Number><Password>[redacted]</Password></Open>`),
    });
  });
});

describe("a trace shows no secret of HTTP", () => {
  test.each([
    ["Authorization", secret],
    ["x-api-key", secret],
    ["X-XSRF-TOKEN", secret],
    ["Cookie", secret],
    ["X-User-Pin", secret],
    ["X-Forwarded-Login", `Bearer ${secret}`],
    ["Location", `https://me:${secret}@host/a?t=${secret}`],
    ["Location", `/a#${secret}`],
    ["Referer", `${address}?t=${secret}`],
    ["Refresh", `0; url=/x?t=${secret}`],
  ])("in the header %s: %s", async (name, value) => {
    const setup = { init: { headers: { [name]: value } }, call: { httpHeaders: { [name]: value } } };
    const all = await seen(ask, { Number: 1 }, setup);
    expect(all).toContain("[redacted]");
    expect(all).not.toContain(secret);
  });

  test("nor in a path with values in it, and in where it leads", async () => {
    for (const binding of ["httpGet", "httpPost"] as const) {
      const init = { status: 302, headers: { Location: `/vault/me/${secret}/` } };
      const all = await seen(find, { User: "me", Password: secret }, { binding, init });
      expect(all).toContain(`${address}/vault/(User)/(Password)`);
      expect(all).not.toContain(secret);
    }
  });
});

describe("messages stay helpful", () => {
  test.each([
    [open, { Number: "seven" }, 'RequestError: Open.Number: expected int, found "seven"'],
    [open, { Password: secret }, "RequestError: Open.Password: expected int, found [redacted]"],
    [open, { Password: null }, "RequestError: Open.Password: expected int, found null"],
    [open, { Password: {} }, "RequestError: Open.Password: expected int, found an object"],
    [ask, { Number: "seven" }, 'RequestError: Ask.Number: expected int, found "seven"'],
  ])("about a request", async (operation, request, message) => {
    expect(await seen(operation, request, {})).toContain(message);
  });

  test("about a reply", async () => {
    const reply = envelope("soap11", `<Opened xmlns="${namespace}"><Number>se&amp;en</Number></Opened>`);
    expect(await seen(open, {}, { reply })).toContain('Opened/Number (line 1): expected int, found "se&en"');
  });

  test("in a trace", async () => {
    const init = { headers: { Location: "/elsewhere", "X-Author": "me", SOAPAction: "urn:a#b" } };
    const all = await seen(
      ask,
      { Number: 1 },
      { reply: envelope("soap11", `<Answer xmlns="${namespace}">x</Answer>`), init },
    );
    for (const shown of ["/elsewhere", '"x-author":"me"', "urn:a#b", "<Number>1</Number>", ">x</Answer>"]) {
      expect(all.replaceAll('\\"', '"')).toContain(shown);
    }
  });
});

test.each([
  ..."Password userPassword PASSWORD passwd pwd UserPwd Pass DbPass Passphrase PassWord Passwort MotDePasse".split(" "),
  ..."Token accessToken CSRFToken Secret clientSecret Key ApiKey apikey APIKey APIKEY x-api-key KeyId".split(" "),
  ..."PIN pin UserPin userPIN PINCode pin_code pincode OTP SessionID Cookie Credentials Credential".split(" "),
  ..."Authorization AUTH AuthHeader oauth_verifier Proxy-Authenticate UsernameToken BinarySecurityToken".split(" "),
  ..."Nonce SignatureValue CipherValue KeyInfo cvv CVC Contraseña Clave Senha Kennwort wachtwoord".split(" "),
])("%s is the name of a secret", (name) => {
  expect(isSecret(name)).toBe(true);
  expect(isSecret(`Login.items[2].${name}`)).toBe(true);
  expect(isSecret(`Login/${name}/Value`)).toBe(true);
});

test.each(
  "Number Author AuthorName Keyword SearchKeywords Keyboard Shipping SHIPPING Mapping Opinion Passenger Passport Secretary Status ID User Header Pinned".split(
    " ",
  ),
)("%s is not the name of a secret", (name) => {
  expect(isSecret(name)).toBe(false);
});

// Quadratic time in this many exceeds the limit, and linear time takes a small part of it, on a busy machine too.
const count = 200_000;
const timeLimit = 5_000;

test.each<[name: string, repeated: (count: number) => string]>([
  ["text", (n) => "x".repeat(n * 10)],
  ["tags that do not end", (n) => "<a ".repeat(n)],
  ["tags that do not end, behind an envelope", (n) => `<s:Envelope>${"<a ".repeat(n)}`],
  ["one long name", (n) => `<s:Envelope><${"a".repeat(n * 10)}`],
  ["long names of parents", (n) => `<s:Envelope><s:Body><${"a".repeat(n * 5)}>${"<b/>".repeat(n)}`],
  ["attributes", (n) => `<s:Envelope ${'a="b" '.repeat(n)}>`],
  ["quotes that do not end", (n) => `<s:Envelope>${" a='".repeat(n)}${' b="'.repeat(n)}`],
  ["escaped quotes that do not end", (n) => " a=&quot;".repeat(n)],
  ["spaces", (n) => ` a${" ".repeat(n * 10)}`],
  ["comments that do not end", (n) => "<!--".repeat(n)],
  ["CDATA that does not end, in an envelope", (n) => `<s:Envelope>${"<![CDATA[".repeat(n)}`],
  ["headers", (n) => `<s:Envelope>${"<s:Header></s:Header>".repeat(n)}`],
  ["envelopes", (n) => "<s:Envelope></s:Envelope>".repeat(n)],
  ["envelopes in each other", (n) => "<s:Envelope><s:Body>".repeat(n) + "</s:Body></s:Envelope>".repeat(n)],
  ["secrets", (n) => "<Key>1</Key>".repeat(n)],
  ["escapes", (n) => "&lt;".repeat(n)],
  ["escapes of URLs", (n) => "%3c%3a".repeat(n)],
  ["escapes of JSON", (n) => "\\u003c".repeat(n)],
  ["numbers of characters", (n) => "&#0000".repeat(n)],
  ["namespaces", (n) => 'xmlns="'.repeat(n)],
  ["colons", (n) => `<${"a:".repeat(n)}`],
  ["words in upper case", (n) => `<${"A".repeat(n * 10)}>`],
])(
  "redaction takes time that is linear in the length of %s",
  (_, repeated) => {
    expect(redactXml(repeated(count)).length).toBeGreaterThan(0);
  },
  timeLimit,
);
