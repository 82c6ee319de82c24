import { expect, test } from "vitest";
import { httpGet, httpPost, soap11, soap12, unwrap } from "../../../templates/runtime/index.js";
import { memoryPort, serve, type ServeOptions } from "../../../templates/runtime/server.js";
import { address, ask, getOrderXml, handlers, ordersContract, types } from "../orders-server.js";
import { getOrder } from "../orders.js";
import { containing, envelope } from "../wire.js";

type Headers = Readonly<Record<string, string>>;
type Case = [
  what: string,
  method: string,
  path: string,
  headers: Headers,
  body?: string | undefined,
  options?: ServeOptions,
];

const get = "/GetOrder?order-number=7";
const form = { "Content-Type": "application/x-www-form-urlencoded" };
const foreign = { Origin: "https://evil.example" };
const crossSite = { "Sec-Fetch-Site": "cross-site" };
const sameSite = { "Sec-Fetch-Site": "same-site" };
const sameOrigin = { "Sec-Fetch-Site": "same-origin" };
const own = { Origin: "https://orders.example" };
const intranet = { Origin: "https://intranet.example" };
const naming = { origins: ["https://intranet.example"] };
const behindProxy = { address: "https://public.example/orders.asmx" };
const soapEnvelope = envelope("soap11", getOrderXml);

/** The status of the answer, and whether a handler ran. */
async function sent(method: string, path: string, headers: Headers, body?: string, options: ServeOptions = {}) {
  let ran = false;
  const run = () => {
    ran = true;
    return {};
  };
  const notify = () => void run();
  const request = new Request(address + path, { method, headers, ...(body !== undefined && { body }) });
  // Without a body of its own type, the web's Request has no Content-Type.
  const typeless = body === undefined || "Content-Type" in headers ? request : withoutType(request);
  const answer = await ask(typeless, { getOrder: run, touch: run, notify }, options);
  expect(answer.errors).toEqual([]);
  return { status: answer.status, ran, answer };
}

function withoutType(request: Request): Request {
  request.headers.delete("content-type");
  return request;
}

test.each<Case>([
  ["a link or an image", "GET", get, crossSite],
  ["a link to an operation without parameters", "GET", "/Touch", crossSite],
  ["fetch by GET", "GET", get, { ...crossSite, ...foreign }],
  ["fetch by GET in a browser that does not send Sec-Fetch-Site", "GET", get, foreign],
  ["a form", "POST", "/GetOrder", { ...form, ...crossSite, ...foreign }, "order-number=7"],
  [
    "a form in a browser that does not send Sec-Fetch-Site",
    "POST",
    "/GetOrder",
    { ...form, ...foreign },
    "order-number=7",
  ],
  ["a form in a sandboxed frame", "POST", "/GetOrder", { ...form, Origin: "null" }, "order-number=7"],
  [
    "a page of a sibling domain",
    "POST",
    "/GetOrder",
    { ...form, ...sameSite, Origin: "https://www.example" },
    "order-number=7",
  ],
  ["an image on a page of a sibling domain", "GET", get, sameSite],
  [
    "a page of the same host and another port",
    "POST",
    "/Touch",
    { ...form, Origin: "https://orders.example:8443" },
    "",
  ],
  ["a page of the same host without TLS", "POST", "/Touch", { ...form, Origin: "http://orders.example" }, ""],
  [
    "a page of a host whose name begins alike",
    "POST",
    "/Touch",
    { ...form, Origin: "https://orders.example.evil.example" },
    "",
  ],
  [
    "a page that claims a second origin",
    "POST",
    "/Touch",
    { ...form, Origin: "https://orders.example, https://evil.example" },
    "",
  ],
  ["a site that is not known yet", "GET", get, { "Sec-Fetch-Site": "cross-galaxy" }],
  ["a page of another origin than the named", "POST", "/Touch", { ...form, ...foreign }, "", naming],
  [
    "a link on a page of a named origin, which browsers do not tell from others",
    "GET",
    get,
    crossSite,
    undefined,
    naming,
  ],
  ["the internal origin of a service with a public address", "POST", "/Touch", { ...form, ...own }, "", behindProxy],
])(
  "a call over HTTP GET or POST from %s is refused and runs nothing",
  async (_, method, path, headers, body, options) => {
    const { status, ran, answer } = await sent(method, path, headers, body, options);
    expect([status, ran]).toEqual([403, false]);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.body).toContain('option "origins"');
  },
);

test.each<Case>([
  ["a program by GET", "GET", get, {}],
  ["a program by POST", "POST", "/GetOrder", form, "order-number=7"],
  ["the address bar", "GET", get, { "Sec-Fetch-Site": "none" }],
  ["a page of its own", "POST", "/GetOrder", { ...form, ...own, ...sameOrigin }, "order-number=7"],
  [
    "a page of its own in a browser that does not send Sec-Fetch-Site",
    "POST",
    "/GetOrder",
    { ...form, ...own },
    "order-number=7",
  ],
  [
    "a page of its own, where a proxy ends TLS",
    "POST",
    "/GetOrder",
    { ...form, Origin: "https://public.example", ...sameOrigin },
    "order-number=7",
  ],
  [
    "a page of the address of the options",
    "POST",
    "/GetOrder",
    { ...form, Origin: "https://public.example" },
    "order-number=7",
    behindProxy,
  ],
  ["a page of a named origin", "POST", "/GetOrder", { ...form, ...intranet, ...crossSite }, "order-number=7", naming],
  ["fetch by GET on a page of a named origin", "GET", get, { ...intranet, ...crossSite }, undefined, naming],
])("a call over HTTP GET or POST from %s is answered", async (_, method, path, headers, body, options) => {
  const { status, ran } = await sent(method, path, headers, body, options);
  expect([status, ran]).toEqual([200, true]);
});

test.each<Case>([
  ["SOAP as text/plain", "POST", "", { "Content-Type": "text/plain" }, soapEnvelope],
  [
    "SOAP as text/plain with a type in a parameter",
    "POST",
    "",
    { "Content-Type": "text/plain; text/xml" },
    soapEnvelope,
  ],
  ["SOAP as two types", "POST", "", { "Content-Type": "text/plain, text/xml" }, soapEnvelope],
  ["SOAP as a form", "POST", "", form, soapEnvelope],
  ["SOAP as a form with a file", "POST", "", { "Content-Type": "multipart/form-data; boundary=x" }, soapEnvelope],
  ["SOAP without a media type", "POST", "", {}, soapEnvelope],
  ["SOAP of an empty media type", "POST", "", { "Content-Type": "" }, soapEnvelope],
  ["SOAP of a media type that is only parameters", "POST", "", { "Content-Type": "; charset=utf-8" }, soapEnvelope],
  ["a form without a media type", "POST", "/GetOrder", {}, "order-number=7"],
  ["a form of an empty media type", "POST", "/GetOrder", { "Content-Type": "" }, "order-number=7"],
  ["a form as text/plain", "POST", "/GetOrder", { "Content-Type": "text/plain" }, "order-number=7"],
  ["an operation without parameters by POST of nothing", "POST", "/Touch", {}],
])("%s has the status 415 and runs nothing, whoever calls", async (_, method, path, headers, body) => {
  for (const caller of [{}, { ...foreign, ...crossSite }, { ...own, ...sameOrigin }]) {
    const { status, ran } = await sent(method, path, { ...headers, ...caller }, body);
    expect([status, ran]).toEqual([415, false]);
  }
});

test.each([get, "/Touch", "/GetOrder"])("HEAD of %s runs nothing", async (path) => {
  for (const headers of [{}, crossSite, sameOrigin]) {
    const { status, ran, answer } = await sent("HEAD", path, headers);
    expect([status, ran, answer.headers.get("allow"), answer.body]).toEqual([405, false, "GET, POST", ""]);
  }
});

test.each(["", "/", "?wsdl", "?wsdl=a.wsdl", "?op=GetOrder"])(
  "the page at %j can be read from any page",
  async (path) => {
    for (const method of ["GET", "HEAD"]) {
      const { status, ran } = await sent(method, path, { ...crossSite, ...foreign });
      expect([status, ran]).toEqual([200, false]);
    }
  },
);

test("SOAP needs no origin, since no page of another can send its media types unasked", async () => {
  for (const [binding, type] of Object.entries(types)) {
    const body = envelope(binding as keyof typeof types, getOrderXml); // a key of `types`
    expect(await sent("POST", "", { "Content-Type": type }, body)).toMatchObject({ status: 200, ran: true });
  }
  expect(await sent("OPTIONS", "", { ...foreign, "Access-Control-Request-Method": "POST" })).toMatchObject({
    status: 405,
    ran: false,
  });
});

test("a refusal names the origin, shortened, and what to do", async () => {
  const { answer } = await sent("POST", "/Touch", { ...form, Origin: `https://${"x".repeat(500)}.example` }, "");
  expect(answer.body).toMatch(
    /^expected a call from a page of the service's own origin, found "https:\/\/x{49}\.\.\.": to allow it, name it in the option/,
  );
  expect((await sent("GET", "/Touch", crossSite)).answer.body).toContain(
    ", found one from another site: open the address",
  );
});

test("only the bindings that the options name are served, and shown on the pages", async () => {
  const options = { bindings: ["soap12"] } as const;
  const refused = async (method: string, path: string, headers: Headers, body?: string) =>
    (await sent(method, path, headers, body, options)).status;
  expect(await refused("GET", get, {})).toBe(404);
  expect(await refused("POST", "/GetOrder", form, "order-number=7")).toBe(404);
  expect(await refused("POST", "", { "Content-Type": types.soap11 }, soapEnvelope)).toBe(500);
  const port = memoryPort(ordersContract, handlers, soap12, options);
  expect(unwrap(await getOrder(port, { Number: 7 })).GetOrderResult?.Number).toBe(7);
  const { answer } = await sent("GET", "?op=GetOrder", {}, undefined, options);
  expect(answer.body).toEqual(containing("SOAP 1.2"));
  expect(answer.body).not.toMatch(/SOAP 1\.1|HTTP GET|HTTP POST/);
});

test("without SOAP, only HTTP GET and POST are served", async () => {
  const options = { bindings: ["httpGet", "httpPost"] } as const;
  for (const binding of [httpGet, httpPost]) {
    const reply = await getOrder(memoryPort(ordersContract, handlers, binding, options), { Number: 7 });
    expect(unwrap(reply).GetOrderResult?.Number).toBe(7);
  }
  const reply = await getOrder(memoryPort(ordersContract, handlers, soap11, options), { Number: 7 });
  expect(reply).toMatchObject({ kind: "http", status: 405 });
});

test.each<[ServeOptions, string]>([
  [
    { origins: ["intranet.example"] },
    'options.origins: expected an origin such as "https://intranet.example", found "intranet.example"',
  ],
  [
    { origins: ["https://intranet.example/"] },
    'options.origins: expected an origin such as "https://intranet.example", found "https://intranet.example/"',
  ],
  [{ origins: ["null"] }, 'options.origins: expected an origin such as "https://intranet.example", found "null"'],
  [{ origins: ["*"] }, 'options.origins: expected an origin such as "https://intranet.example", found "*"'],
])("%j is refused when the service is made", (options, message) => {
  expect(() => serve(ordersContract, handlers, options)).toThrow(new TypeError(message));
});

test("a binding that the contract does not have is refused when the service is made", () => {
  const contract = () => ({ ...ordersContract(), bindings: ["soap11"] as const });
  expect(() => serve(contract, handlers, { bindings: ["soap11", "httpGet"] })).toThrow(
    new TypeError('options.bindings: expected "soap11", found "httpGet"'),
  );
});
