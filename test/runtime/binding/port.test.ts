import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  explain,
  headerBlock,
  httpGet,
  httpPost,
  lenient,
  RequestError,
  soap11,
  soap12,
  unwrap,
  type CallOptions,
  type HeaderBlock,
  type PortOptions,
  type Reply,
  type SoapPortOptions,
} from "../../../templates/runtime/index.js";
import { address, cancel, getOrder, getOrderOperation, namespace, notify, touch, type GetOrder } from "../orders.js";
import { answering, containing, envelope, orderXml, xml } from "../wire.js";

const ports = { soap11, soap12, httpGet, httpPost };
const order = { GetOrderResult: { Number: 7, Status: "sent" } };
const orderRoot = `<?xml version="1.0" encoding="utf-8"?>\r\n<Order xmlns="${namespace}">\r\n  <Number>7</Number>\r\n  <Status>sent</Status>\r\n</Order>`;

async function call(
  binding: keyof typeof ports,
  body: string | Uint8Array | null,
  init: ResponseInit = xml,
  options: PortOptions = {},
  callOptions?: CallOptions,
) {
  const { transport, sent } = answering(body, init);
  const reply = await getOrder(ports[binding](address, { transport, ...options }), { Number: 7 }, callOptions);
  return { reply, sent };
}

test("a SOAP 1.1 request has its content type, a quoted SOAPAction and an envelope in UTF-8", async () => {
  const { transport, sent } = answering(envelope("soap11", orderXml("sent")), xml);
  await getOrder(soap11(address, { transport }), { Number: 7, Customer: "Zoë <&>" });
  expect(sent).toEqual([
    {
      url: address,
      request: {
        method: "POST",
        redirect: "manual",
        duplex: "half",
        headers: { "Content-Type": "text/xml; charset=utf-8", SOAPAction: '"http://orders.example/GetOrder"' },
        body: expect.any(Uint8Array) as unknown,
        signal: expect.any(AbortSignal) as unknown,
      },
      body:
        '<?xml version="1.0" encoding="utf-8"?>' +
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
        '<soap:Body><GetOrder xmlns="http://orders.example/"><Number>7</Number><Customer>Zoë &lt;&amp;&gt;</Customer></GetOrder></soap:Body></soap:Envelope>',
    },
  ]);
});

test("a SOAP 1.2 request has the action in its content type, and its own envelope", async () => {
  const { sent } = await call("soap12", envelope("soap12", orderXml("sent")));
  expect(sent[0]?.request.headers).toEqual({
    "Content-Type": 'application/soap+xml; charset=utf-8; action="http://orders.example/GetOrder"',
  });
  expect(sent[0]?.body).toContain('xmlns:soap="http://www.w3.org/2003/05/soap-envelope"');
});

test("without an action, SOAP 1.1 sends an empty one and SOAP 1.2 none", async () => {
  const { transport, sent } = answering(null, { status: 202 });
  await notify(soap11(address, { transport }), { Text: "now" });
  await notify(soap12(address, { transport }), { Text: "now" });
  expect(sent.map(({ request }) => request.headers)).toEqual([
    { "Content-Type": "text/xml; charset=utf-8", SOAPAction: '""' },
    { "Content-Type": "application/soap+xml; charset=utf-8" },
  ]);
});

test("an action's quotes and backslashes are escaped", async () => {
  const { transport, sent } = answering(null, { status: 202 });
  const operation = () => ({ name: "Odd", action: 'a"b\\c', request: { body: {} } });
  await soap11(address, { transport }).call(operation, {});
  await soap12(address, { transport }).call(operation, {});
  expect(sent[0]?.request.headers["SOAPAction"]).toBe('"a\\"b\\\\c"');
  expect(sent[1]?.request.headers["Content-Type"]).toBe('application/soap+xml; charset=utf-8; action="a\\"b\\\\c"');
});

test("HTTP GET sends the parameters after the location, HTTP POST in the body", async () => {
  const { sent } = await call("httpGet", orderRoot);
  const signal: unknown = expect.any(AbortSignal);
  expect(sent[0]).toEqual({
    url: `${address}/GetOrder?order-number=7&Customer=&Express=&Seal=`,
    request: { method: "GET", redirect: "manual", duplex: "half", headers: {}, signal },
    body: "",
  });
  const posted = await call("httpPost", orderRoot);
  expect(posted.sent[0]).toMatchObject({
    url: `${address}/GetOrder`,
    request: { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
    body: "order-number=7&Customer=&Express=&Seal=",
  });
});

test("an address keeps its query, and loses a slash at its end and its fragment", async () => {
  const { transport, sent } = answering(orderRoot, xml);
  await getOrder(httpGet("http://h.example/o.asmx/?tenant=a%20b#top", { transport }), { Number: 7 });
  await getOrder(httpPost("http://h.example/o.asmx/?tenant=a%20b#top", { transport }), { Number: 7 });
  expect(sent.map(({ url }) => url)).toEqual([
    "http://h.example/o.asmx/GetOrder?tenant=a%20b&order-number=7&Customer=&Express=&Seal=",
    "http://h.example/o.asmx/GetOrder?tenant=a%20b",
  ]);
});

test("all four bindings give the same value", async () => {
  const bodies = {
    soap11: envelope("soap11", orderXml("sent")),
    soap12: envelope("soap12", orderXml("sent")),
    httpGet: orderRoot,
    httpPost: orderRoot,
  };
  for (const binding of ["soap11", "soap12", "httpGet", "httpPost"] as const) {
    const { reply } = await call(binding, bodies[binding]);
    expect(reply).toMatchObject({ kind: "ok", status: 200, header: {} });
    expect(unwrap(reply)).toEqual(order);
  }
});

test("a void operation gives the empty wrapper in all four bindings", async () => {
  const replies = [
    await touch(soap11(address, answering(envelope("soap11", `<TouchResponse xmlns="${namespace}"/>`))), {}),
    await touch(soap12(address, answering(envelope("soap12", `<TouchResponse xmlns="${namespace}"/>`))), {}),
    await touch(httpGet(address, answering(null)), {}),
    await touch(httpPost(address, answering("")), {}),
  ];
  for (const reply of replies) expect(unwrap(reply)).toEqual({});
});

test("a one-way operation is ok without content, and its fault is a fault", async () => {
  for (const status of [200, 202, 204]) {
    const reply = await notify(soap11(address, answering(null, { status })), { Text: "" });
    expect(reply).toMatchObject({ kind: "ok", value: undefined, status });
  }
  const answer = envelope(
    "soap11",
    "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault>",
  );
  expect(await notify(soap11(address, answering(answer, { status: 500 })), { Text: "" })).toMatchObject({
    kind: "fault",
    fault: { code: "Receiver", reason: "no" },
  });
  expect(await notify(soap11(address, answering(envelope("soap11", ""))), { Text: "" })).toMatchObject({ kind: "ok" });
  expect(await notify(soap11(address, answering(null, { status: 404 })), { Text: "" })).toMatchObject({ kind: "http" });
});

test.each([200, 400, 404, 500, 503])(
  "a fault is known by its content, with status %i in either version",
  async (status) => {
    const old = "<soap:Fault><faultcode>soap:Client.Quota</faultcode><faultstring>too many</faultstring></soap:Fault>";
    const now =
      "<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value><soap:Subcode><soap:Value>Quota</soap:Value></soap:Subcode></soap:Code>" +
      '<soap:Reason><soap:Text xml:lang="en">too many</soap:Text></soap:Reason></soap:Fault>';
    for (const binding of ["soap11", "soap12"] as const) {
      for (const [version, body] of [
        ["soap11", old],
        ["soap12", now],
      ] as const) {
        const { reply } = await call(binding, envelope(version, body), {
          status,
          headers: { "Content-Type": "text/html" },
        });
        expect(reply).toMatchObject({
          kind: "fault",
          status,
          fault: { code: "Sender", subcodes: ["Quota"], reason: "too many", detail: {} },
        });
      }
    }
  },
);

test("a response is known by its content, whatever the status", async () => {
  const { reply } = await call("soap11", envelope("soap11", orderXml("sent")), { status: 500 });
  expect(reply).toMatchObject({ kind: "ok", status: 500, value: order });
});

test("an envelope in another charset than the declared one is malformed, and a page is a reply of kind http in any", async () => {
  const utf16 = { headers: { "Content-Type": "text/xml; charset=utf-16" } };
  expect((await call("soap11", envelope("soap11", orderXml("sent")), utf16)).reply).toMatchObject({
    kind: "malformed",
    reason: containing("not utf-16be"),
  });
  const page = Uint8Array.from(Buffer.from("<html><body/></html>", "utf16le"));
  const littleEndian = { headers: { "Content-Type": "text/html; charset=utf-16le" } };
  expect((await call("soap11", page, littleEndian)).reply.kind).toBe("http");
});

test("a redirect or an error page with an envelope in it: only a fault belongs to the call", async () => {
  const response = envelope("soap11", orderXml("sent"));
  const fault = envelope(
    "soap11",
    "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault>",
  );
  for (const reading of [undefined, explain, lenient]) {
    const ask = async (body: string, status: number) =>
      (await soap11(address, { ...answering(body, { status }), reading }).call(getOrderOperation, { Number: 7 })).kind;
    expect(await ask(response, 302)).toBe("http");
    expect(await ask(fault, 302)).toBe("fault");
    expect(await ask(response, 404)).toBe("ok");
    expect(await ask(fault, 404)).toBe("fault");
  }
  const { reply } = await call("soap11", response, { status: 302, headers: { Location: "/elsewhere" } });
  expect(reply).toMatchObject({ kind: "http", status: 302, body: response });
});

describe("a header block of a reply that must be understood", () => {
  const block = (attributes: string, name = "x:Lock") => `<${name} xmlns:x="urn:x" soap:${attributes}/>`;
  const ask = async (
    header: string,
    binding: "soap11" | "soap12" = "soap11",
    options: SoapPortOptions<object, unknown> = {},
    body = orderXml("sent"),
  ) =>
    ports[binding](address, { ...answering(envelope(binding, body, header)), ...options }).call(getOrderOperation, {
      Number: 7,
    });

  test.each(["soap11", "soap12"] as const)(
    "is refused if it is neither declared nor understood: %s",
    async (binding) => {
      expect(await ask(block('mustUnderstand="1"'), binding)).toMatchObject({
        kind: "malformed",
        reason:
          'Header/Lock (line 1): expected a header block that the spec declares, or that `understands` names, found <Lock> of "urn:x" with mustUnderstand',
      });
      const understands = [{ namespace: "urn:x", name: "Lock" }];
      expect(await ask(block('mustUnderstand="true"'), binding, { understands })).toMatchObject({
        kind: "ok",
        header: { $any: [{ name: "Lock" }] },
      });
      const others = [{ namespace: "urn:y", name: "Lock" }];
      expect(await ask(block('mustUnderstand=" true "'), binding, { understands: others })).toMatchObject({
        kind: "malformed",
      });
      expect(await ask(block('mustUnderstand="0"'), binding)).toMatchObject({ kind: "ok" });
      expect(await ask(block('mustUnderstand="yes"'), binding)).toMatchObject({ kind: "malformed" });
      const role = binding === "soap11" ? "actor" : "role";
      expect(await ask(block(`mustUnderstand="1" soap:${role}="urn:gateway"`), binding)).toMatchObject({ kind: "ok" });
    },
  );

  test("is listed by a lenient port, and leaves a fault as it is", async () => {
    const reply = await ask(block('mustUnderstand="1"'), "soap11", { reading: lenient });
    expect(reply).toMatchObject({ kind: "ok", misfits: [{ found: '<Lock> of "urn:x" with mustUnderstand' }] });
    const fault = "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault>";
    expect(await ask(block('mustUnderstand="1"'), "soap11", {}, fault)).toMatchObject({
      kind: "fault",
      header: { $any: [{ name: "Lock" }] },
    });
  });
});

test.each([
  ["a page", "<!DOCTYPE html>\n<html><body>Bad gateway<br></body></html>", 502],
  [
    "a page in XML's clothes",
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"><html></html>',
    200,
  ],
  ["a well-formed page", '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 200],
  ["an unclosed page", "  <HTML><p>", 404],
  ["text", "Service Unavailable", 503],
  ["JSON", '{"error":"<none>"}', 200],
  ["another document", "<error><message>no key</message></error>", 403],
  ["nothing", "", 200],
])("%s instead of an envelope is an http reply", async (_what, body, status) => {
  for (const binding of ["soap11", "soap12"] as const) {
    const { reply } = await call(binding, body, { status, headers: { "Content-Type": "text/xml" } });
    expect(reply).toMatchObject({ kind: "http", status, body });
  }
});

test.each([
  [
    "a value of another type",
    orderXml("sent", "seven"),
    'GetOrderResponse/GetOrderResult/Number (line 1): expected int, found "seven"',
  ],
  ["a missing element", `<GetOrderResponse xmlns="${namespace}">\n<GetOrderResult/></GetOrderResponse>`, "(line 2)"],
  [
    "another response",
    `<CancelResponse xmlns="${namespace}"/>`,
    'expected <GetOrderResponse> of "http://orders.example/", found <CancelResponse> of "http://orders.example/"',
  ],
  [
    "the wrong namespace",
    '<GetOrderResponse xmlns="http://other.example/"/>',
    'found <GetOrderResponse> of "http://other.example/"',
  ],
  ["an empty body", "", 'line 1: expected <GetOrderResponse> of "http://orders.example/", found nothing'],
  ["text in the body", "text", "expected elements, found text"],
])("%s in an envelope is malformed", async (_what, body, reason) => {
  const { reply } = await call("soap11", envelope("soap11", body));
  expect(reply).toMatchObject({ kind: "malformed", status: 200, reason: containing(reason) });
});

test("an envelope that is cut anywhere is malformed", async () => {
  const whole = envelope("soap12", orderXml("sent"));
  for (let length = 1; length < whole.length; length += 7) {
    const { reply } = await call("soap12", whole.slice(0, length));
    expect(reply.kind, whole.slice(0, length)).toBe("malformed");
  }
});

test.each([
  [
    "two bodies",
    (text: string) => text.replace("</soap:Envelope>", "<soap:Body/></soap:Envelope>"),
    "expected nothing after <Body>, found <Body>",
  ],
  [
    "no body",
    (text: string) => text.replace(/<soap:Body>.*<\/soap:Body>/, "<soap:Other/>"),
    "expected <Body>, found <Other>",
  ],
  ["content after the envelope", (text: string) => `${text}<more/>`, "content after the root element"],
  [
    "a document type",
    (text: string) => text.replace("<soap:E", "<!DOCTYPE e [<!ENTITY x 'y'>]><soap:E"),
    "a document type",
  ],
  [
    "an unknown version",
    (text: string) => text.replace("2003/05", "2001/12"),
    'found "http://www.w3.org/2001/12/soap-envelope"',
  ],
])("%s: malformed", async (_what, change, reason) => {
  const { reply } = await call("soap12", change(envelope("soap12", orderXml("sent"))));
  expect(reply).toMatchObject({ kind: "malformed", reason: containing(reason) });
});

test("elements beside the response, before and after the body, are passed", async () => {
  const text = envelope("soap11", `${orderXml("sent")}<multiRef id="1"/>`, '<x:Other xmlns:x="urn:x"/>').replace(
    "</soap:Body>",
    '</soap:Body><y:Trailer xmlns:y="urn:y"/>',
  );
  const { reply } = await call("soap11", text);
  expect(unwrap(reply)).toEqual(order);
});

test.each([
  ["another root", `<Invoice xmlns="${namespace}"/>`, 'expected <Order> of "http://orders.example/", found <Invoice>'],
  ["another namespace", '<Order xmlns="urn:x"/>', 'found <Order> of "urn:x"'],
  ["a misfit", `<Order xmlns="${namespace}"><Number>x</Number></Order>`, "Order/Number (line 1): expected int"],
  ["a cut document", `<Order xmlns="${namespace}"><Num`, "the document ends here"],
])("%s in a reply of HTTP GET or POST is malformed", async (_what, body, reason) => {
  for (const binding of ["httpGet", "httpPost"] as const) {
    const { reply } = await call(binding, body);
    expect(reply).toMatchObject({ kind: "malformed", reason: containing(reason) });
  }
});

test("an error, an empty body and a page are http replies of HTTP GET and POST", async () => {
  const text = "System.ArgumentException: no such order\r\n   at Orders.GetOrder()";
  for (const binding of ["httpGet", "httpPost"] as const) {
    const failed = await call(binding, text, { status: 500, headers: { "Content-Type": "text/plain; charset=utf-8" } });
    expect(failed.reply).toMatchObject({ kind: "http", status: 500, body: text });
    expect((await call(binding, orderRoot, { status: 500 })).reply).toMatchObject({ kind: "http", status: 500 });
    expect((await call(binding, null)).reply).toMatchObject({ kind: "http", status: 200, body: "" });
    expect((await call(binding, "<html><body/></html>")).reply).toMatchObject({ kind: "http", status: 200 });
  }
  expect(await touch(httpGet(address, answering(orderRoot)), {})).toMatchObject({ kind: "http", body: orderRoot });
});

test("a root that is nil is an absent result, as it is in SOAP", async () => {
  const nil = `<Order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" xmlns="${namespace}" />`;
  expect(unwrap((await call("httpGet", nil)).reply)).toEqual({ GetOrderResult: undefined });
  const soap = await call("soap11", envelope("soap11", `<GetOrderResponse xmlns="${namespace}" />`));
  expect(unwrap(soap.reply)).toEqual({ GetOrderResult: undefined });
});

test("typed header blocks go and come", async () => {
  const body = envelope(
    "soap11",
    `<CancelResponse xmlns="${namespace}"/>`,
    `<Session xmlns="${namespace}">s-1</Session><Other xmlns="urn:x" a="1"/>`,
  );
  const { transport, sent } = answering(body, xml);
  const reply = await cancel(
    soap11(address, { transport }),
    { Number: 1 },
    { header: { Login: { UserName: "u", Password: "p" } } },
  );
  expect(sent[0]?.body).toContain(
    `<soap:Header><Login xmlns="${namespace}"><UserName>u</UserName><Password>p</Password></Login></soap:Header><soap:Body>`,
  );
  expect(reply).toMatchObject({
    kind: "ok",
    header: { Session: "s-1", $any: [{ name: "Other", namespace: "urn:x", attributes: [{ name: "a", value: "1" }] }] },
  });
});

test.each([
  ["soap11", "http://schemas.xmlsoap.org/soap/envelope/", "actor"],
  ["soap12", "http://www.w3.org/2003/05/soap-envelope", "role"],
] as const)(
  "header blocks that the spec does not name are sent by %s, with mustUnderstand and a role",
  async (binding, uri, role) => {
    const block = { name: "Trace", namespace: "urn:t", attributes: [], children: ["42"] };
    const blocks = [headerBlock(block), headerBlock(block, { mustUnderstand: true, role: "urn:next" })];
    const { sent } = await call(binding, envelope(binding, orderXml("x")), xml, {}, { headerBlocks: blocks });
    const header = /<soap:Header>(.*)<\/soap:Header>/.exec(sent[0]?.body ?? "")?.[1] ?? "";
    expect(header).toMatch(/^<Trace xmlns="urn:t">42<\/Trace><Trace xmlns="urn:t"/);
    const prefix = new RegExp(`xmlns:(\\w+)="${uri}"`).exec(header)?.[1];
    expect(header).toContain(` ${prefix}:mustUnderstand="1" ${prefix}:${role}="urn:next">42</Trace>`);
    expect(block.attributes).toEqual([]);
  },
);

const stamp = { name: "Stamp", namespace: "urn:s", attributes: [], children: ["port"] };

test("a port's header blocks go with each call of an operation whose spec names them", async () => {
  const { transport, sent } = answering(null, { status: 202 });
  const port = soap12(address, {
    transport,
    header: { Login: { UserName: "u" }, Unknown: 1 },
    headerBlocks: [headerBlock(stamp)],
  });
  await cancel(port, { Number: 1 });
  await notify(port, { Text: "now" });
  expect(sent.map(({ body }) => /<soap:Header>.*<\/soap:Header>/.exec(body)?.[0])).toEqual([
    `<soap:Header><Login xmlns="${namespace}"><UserName>u</UserName></Login><Stamp xmlns="urn:s">port</Stamp></soap:Header>`,
    '<soap:Header><Stamp xmlns="urn:s">port</Stamp></soap:Header>',
  ]);
});

test("a call's header blocks win over its port's, one by one, and blocks that the spec does not name are sent from both", async () => {
  const { transport, sent } = answering(null, { status: 202 });
  const port = soap11(address, {
    transport,
    header: { Login: { UserName: "port" } },
    headerBlocks: [headerBlock(stamp)],
  });
  const headerBlocks = [headerBlock({ ...stamp, children: ["call"] })];
  await cancel(port, { Number: 1 }, { header: { Login: { UserName: "call" } }, headerBlocks });
  await cancel(port, { Number: 1 }, { header: { Login: undefined } });
  await cancel(port, { Number: 1 }, { header: {} });
  expect(sent.map(({ body }) => [...body.matchAll(/>(port|call)</g)].map(([, from]) => from))).toEqual([
    ["call", "port", "call"],
    ["port", "port"],
    ["port", "port"],
  ]);
});

test("a port's header blocks can be made for each call, by the operation's name", async () => {
  const { transport, sent } = answering(null, { status: 202 });
  let calls = 0;
  const port = soap11(address, {
    transport,
    header: (operation) => ({ Login: { UserName: `${operation} ${++calls}` } }),
    headerBlocks: (operation) => [headerBlock({ ...stamp, children: [operation] })],
  });
  await cancel(port, { Number: 1 });
  await cancel(port, { Number: 1 });
  expect(sent.map(({ body }) => /<UserName>(.*)<\/UserName>/.exec(body)?.[1])).toEqual(["Cancel 1", "Cancel 2"]);
  expect(sent[0]?.body).toContain('<Stamp xmlns="urn:s">Cancel</Stamp>');
});

test.each<[unknown, string, string]>([
  [[stamp], "[0]", "an object"],
  [[headerBlock(stamp), stamp], "[1]", "an object"],
  [stamp, "[0]", "an object"],
  [[undefined], "[0]", "undefined"],
  [[[headerBlock(stamp)]], "[0]", "an array"],
  ["Stamp", "[0]", '"Stamp"'],
])("%j is refused as header blocks of a port and of a call", async (given, index, found) => {
  const { transport, sent } = answering(null, { status: 202 });
  const headerBlocks = given as HeaderBlock[];
  const error = new RequestError(`expected headerBlock(element), found ${found}`, `headerBlocks${index}`);
  for (const binding of [soap11, soap12]) {
    await expect(notify(binding(address, { transport, headerBlocks }), { Text: "now" })).rejects.toThrow(error);
    const ofCall = notify(binding(address, { transport }), { Text: "now" }, { headerBlocks });
    await expect(ofCall).rejects.toThrow(error);
  }
  await expect(
    notify(soap11(address, { transport, headerBlocks: () => headerBlocks }), { Text: "now" }),
  ).rejects.toThrow(error);
  expect(sent).toEqual([]);
});

test("a required header block that neither port nor call gives is named before anything is sent", async () => {
  const { transport, sent } = answering(null, { status: 202 });
  const ports = [soap11(address, { transport }), soap12(address, { transport, header: { Logon: {} } })];
  for (const port of ports) {
    // @ts-expect-error the compiler knows
    await expect(cancel(port, { Number: 1 })).rejects.toThrow(
      new RequestError("expected an object, found nothing", "header.Login"),
    );
  }
  expect(sent).toEqual([]);
});

test.each<[string, (options: PortOptions) => Promise<Reply<unknown>>, string]>([
  ["a value", (o) => getOrder(soap11(address, o), { Number: 1.5 }), "GetOrder.Number"],
  ["a form's value", (o) => getOrder(httpGet(address, o), { Number: 1.5 }), "GetOrder.Number"],
  ["a missing value", (o) => getOrder(httpPost(address, o), {} as GetOrder), "GetOrder.Number"],
  ["an item", (o) => getOrder(httpGet(address, o), { Number: 1, Lines: [1, 2.5] }), "GetOrder.Lines[1]"],
  ["nil", (o) => getOrder(httpGet(address, o), { Number: 1, Customer: null }), "GetOrder.Customer"],
  ["an unknown property", (o) => getOrder(httpGet(address, o), { Number: 1, X: 1 } as GetOrder), "GetOrder.X"],
  ["open content", (o) => getOrder(httpGet(address, o), { Number: 1, $any: [] }), "GetOrder.$any"],
  [
    "a header block",
    (o) => cancel(soap11(address, o), { Number: 1 }, { header: { Login: { UserName: 1 as never } } }),
    "header.Login.UserName",
  ],
  ["no header block", (o) => cancel(soap11(address, o), { Number: 1 }, {} as never), "header.Login"],
  [
    "an unknown header block",
    (o) => getOrder(soap11(address, o), { Number: 1 }, { header: { X: 1 } } as CallOptions),
    "header.X",
  ],
  ["a header over HTTP GET", (o) => getOrder(httpGet(address, o), { Number: 1 }, { header: {} } as never), "header"],
  [
    "an extra block over HTTP GET",
    (o) =>
      getOrder(
        httpGet(address, o),
        { Number: 1 },
        // @ts-expect-error the compiler knows
        { headerBlocks: [headerBlock({ name: "a", namespace: "", attributes: [], children: [] })] },
      ),
    "headerBlocks",
  ],
  [
    "an extra block without a name",
    (o) =>
      getOrder(
        soap11(address, o),
        { Number: 1 },
        { headerBlocks: [headerBlock({ name: "a b", namespace: "", attributes: [], children: [] })] },
      ),
    "headerBlocks[0]",
  ],
  [
    "a line break",
    (o) => getOrder(soap11(address, o), { Number: 1 }, { httpHeaders: { "X-A": "1\r\nX-B: 2" } }),
    "httpHeaders.X-A",
  ],
  [
    "a header's name",
    (o) => getOrder(soap11(address, o), { Number: 1 }, { httpHeaders: { "X A": "1" } }),
    "httpHeaders",
  ],
  [
    "a token",
    (o) => getOrder(soap11(address, o), { Number: 1 }, { credentials: { bearer: "a\nb" } }),
    "httpHeaders.Authorization",
  ],
  [
    "a user name",
    (o) => getOrder(soap11(address, o), { Number: 1 }, { credentials: { username: "a:b", password: "" } }),
    "credentials.username",
  ],
])("%s that does not fit is a RequestError before anything is sent", async (_what, run, path) => {
  const { transport, sent } = answering("");
  const error: unknown = await run({ transport }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(RequestError);
  expect(error).toMatchObject({ path });
  expect(sent).toEqual([]);
});

test("an operation is not called over a binding that it does not have", async () => {
  const { transport, sent } = answering("");
  // @ts-expect-error the compiler knows
  await expect(cancel(httpGet(address, { transport }), { Number: 1 }, { header: { Login: {} } })).rejects.toThrow(
    "Cancel has no httpGet binding",
  );
  expect(sent).toEqual([]);
});

test("HTTP headers of the call win over the port's and the binding's, whatever their case", async () => {
  const { sent } = await call(
    "soap11",
    envelope("soap11", orderXml("x")),
    xml,
    { httpHeaders: { "X-A": "port", "X-B": "port" }, credentials: { username: "Jürgen", password: "a:b" } },
    { httpHeaders: { "x-a": "call", soapaction: "other" } },
  );
  expect(sent[0]?.request.headers).toEqual({
    "Content-Type": "text/xml; charset=utf-8",
    soapaction: "other",
    Authorization: `Basic ${Buffer.from("Jürgen:a:b").toString("base64")}`,
    "x-a": "call",
    "X-B": "port",
  });
});

test("credentials of the call win over the port's", async () => {
  const port = { credentials: { username: "u", password: "p" }, httpHeaders: { authorization: "Custom 1" } };
  const { sent } = await call("soap11", envelope("soap11", orderXml("x")), xml, port, { credentials: { bearer: "t" } });
  expect(sent[0]?.request.headers["Authorization"]).toBe("Bearer t");
  expect(Object.keys(sent[0]?.request.headers ?? {})).toHaveLength(3);
});

test.each([
  ["orders.example/o.asmx", 'address: expected an http or https URL, found "orders.example/o.asmx"'],
  ["ftp://orders.example/?key=SECRET", 'address: expected an http or https URL, found "ftp://orders.example/"'],
  ["https//user:SECRET@host/?q", 'address: expected an http or https URL, found "…@host/"'],
  ["https://user:SECRET@host/", "address: expected no user name and password; `credentials` are the place for them"],
])("%s is not an address", (bad, message) => {
  for (const port of [soap11, soap12, httpGet, httpPost]) {
    expect(() => port(bad)).toThrow(new TypeError(message));
  }
});

test.each<[string, unknown, string]>([
  ["reading", "lenient", 'expected `lenient` or `explain` of the runtime, found "lenient"'],
  ["transport", {}, "expected a function, found an object"],
  ["steps", () => undefined, "expected a list, found a function"],
  ["validate", true, "expected `facets` of the runtime, found true"],
  ["trace", console.log, "expected `trace(log)` of the runtime, found a function"],
  ["trace", null, "expected `trace(log)` of the runtime, found null"],
])("the option %s: %o is refused with what to write", (name, value, message) => {
  for (const port of Object.values(ports)) {
    expect(() => port(address, { [name]: value })).toThrow(new TypeError(`${name}: ${message}`));
  }
});

test("the reply is read up to maxReplyBytes, and 0 allows nothing", async () => {
  const body = envelope("soap11", orderXml("sent"));
  const { length } = new TextEncoder().encode(body);
  expect((await call("soap11", body, xml, { maxReplyBytes: length })).reply.kind).toBe("ok");
  expect((await call("soap11", body, xml, { maxReplyBytes: length - 1 })).reply).toMatchObject({
    kind: "malformed",
    reason: `expected at most ${length - 1} bytes, found more`,
  });
  expect((await call("soap11", body, xml, { maxReplyBytes: 0 })).reply).toMatchObject({
    kind: "malformed",
    reason: "expected at most 0 bytes, found more",
  });
});

test("the body of an http reply is cut at 65,536 characters", async () => {
  const { reply } = await call("soap11", "x".repeat(100_000));
  expect(reply.kind === "http" && reply.body.length).toBe(65_536);
  // The cut is in the middle of characters of 3 and 4 bytes, and of 2 code units.
  const charset = { headers: { "Content-Type": "text/plain; charset=gb18030" } };
  const bytes = Uint8Array.from({ length: 400_000 }, (_, k) => [0x95, 0x32, 0x82, 0x36][k % 4] ?? 0);
  const cut = await call("soap11", bytes, charset);
  expect(cut.reply.kind === "http" && cut.reply.body).toBe("\u{20000}".repeat(32_768));
});

test("maxDepth bounds a reply, whose unknown elements can be nested", async () => {
  const deep = "<a>".repeat(50) + "</a>".repeat(50);
  const body = envelope("soap11", orderXml("x").replace("<Status>", `${deep}<Status>`));
  expect((await call("soap11", body)).reply.kind).toBe("ok");
  expect((await call("soap11", body, xml, { maxDepth: 20 })).reply).toMatchObject({
    kind: "malformed",
    reason: containing("20"),
  });
});

test("forbiddenCharacters accepts what .NET writes", async () => {
  const body = envelope("soap11", orderXml("a&#x1;b"));
  expect((await call("soap11", body)).reply.kind).toBe("malformed");
  const { reply } = await call("soap11", body, xml, { forbiddenCharacters: true });
  expect(unwrap(reply).GetOrderResult?.Status).toBe("a\u0001b");
});

test.each([
  [
    "UTF-16 with a mark",
    Buffer.from("\ufeff" + envelope("soap11", orderXml("é€")).replace("utf-8", "utf-16"), "utf16le"),
    "text/xml",
  ],
  [
    "UTF-16 by its Content-Type",
    Buffer.from(envelope("soap11", orderXml("é€")).replace("utf-8", "utf-16"), "utf16le"),
    "text/xml; charset=utf-16le",
  ],
  ["UTF-8 with a mark", Buffer.from("\ufeff" + envelope("soap11", orderXml("é€"))), "text/xml"],
  [
    "Latin-1 by its Content-Type",
    Buffer.from(envelope("soap11", orderXml("é")).replace("utf-8", "iso-8859-1"), "latin1"),
    'text/xml; charset="ISO-8859-1"',
  ],
])("%s is read", async (_what, body, contentType) => {
  const { reply } = await call("soap11", body, { headers: { "Content-Type": contentType } });
  expect(unwrap(reply).GetOrderResult?.Status).toMatch(/^é€?$/);
});

test("an unknown charset is malformed", async () => {
  const { reply } = await call("soap11", envelope("soap11", orderXml("x")), {
    headers: { "Content-Type": "text/xml; charset=klingon" },
  });
  expect(reply).toMatchObject({ kind: "malformed", reason: containing("klingon") });
});

test("names that objects have are not mistaken for properties", async () => {
  const body = envelope("soap11", orderXml("x").replace("<Status>", "<__proto__>1</__proto__><constructor/><Status>"));
  const { GetOrderResult: result } = unwrap((await call("soap11", body)).reply);
  expect(result).toMatchObject({ Number: 7, Status: "x", $any: [{ name: "__proto__" }, { name: "constructor" }] });
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
});

test("unwrap throws an error with the reply and its message", async () => {
  const fault = envelope(
    "soap11",
    "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>broken</faultstring></soap:Fault>",
  );
  const cases: [string, ResponseInit, string][] = [
    [fault, { status: 500 }, "fault Receiver: broken"],
    ["no", { status: 404 }, "expected a message of the service, found HTTP status 404"],
    [
      envelope("soap11", orderXml("x", "y")),
      {},
      'GetOrderResponse/GetOrderResult/Number (line 1): expected int, found "y"',
    ],
  ];
  for (const [body, init, message] of cases) {
    const { reply } = await call("soap11", body, init);
    expect(() => unwrap(reply)).toThrow(expect.objectContaining({ name: "ReplyError", message, reply }));
  }
});

test("an operation is made once", async () => {
  let made = 0;
  const operation = () => ({ name: "Count", request: { body: {} }, made: ++made });
  const { transport } = answering(null, { status: 202 });
  await soap11(address, { transport }).call(operation, {});
  await soap12(address, { transport }).call(operation, {});
  expect(made).toBe(1);
});

test("the global fetch is looked up for every call, and called without a this", async () => {
  const port = soap11(address);
  const before = globalThis.fetch;
  const seen: unknown[] = [];
  try {
    globalThis.fetch = function (this: unknown, ...[, init]: Parameters<typeof fetch>) {
      seen.push(this, init?.redirect);
      return Promise.resolve(new Response(envelope("soap11", orderXml("x"))));
    };
    await getOrder(port, { Number: 1 });
  } finally {
    globalThis.fetch = before;
  }
  expect(seen).toEqual([undefined, "manual"]);
});

test("whatever comes back, however mangled, is a reply", async () => {
  const messages = [
    envelope("soap11", orderXml("sent"), '<a:B xmlns:a="urn:a" c="d"/>'),
    envelope("soap12", "<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code></soap:Fault>"),
    orderRoot,
  ].map((text) => new TextEncoder().encode(text));
  const edits = fc.array(fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }), cut: fc.nat({ max: 20 }) }), {
    maxLength: 3,
  });
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...messages),
      edits,
      fc.constantFrom(200, 202, 500),
      async (message, edits, status) => {
        const bytes = [...message];
        for (const { at, byte, cut } of edits) bytes.splice(at % bytes.length, cut, byte);
        for (const binding of ["soap11", "soap12", "httpGet", "httpPost"] as const) {
          const { reply } = await call(binding, Uint8Array.from(bytes), { status });
          kinds.add(reply.kind);
          if (reply.kind === "ok") expect(reply.value).toBeTypeOf("object");
        }
      },
    ),
    { numRuns: 300 },
  );
  expect([...kinds].sort()).toEqual(["fault", "http", "malformed", "ok"]);
});
