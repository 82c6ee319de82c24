import { expect, test } from "vitest";
import {
  httpGet,
  httpPost,
  soap11,
  soap12,
  trace,
  type PortOptions,
  type TraceEvent,
  type TraceOptions,
} from "../../../templates/runtime/index.js";
import { address, cancel, getOrder, namespace } from "../orders.js";
import { answering, envelope, matching, orderXml } from "../wire.js";

const secret = "S3CRET";

function tracing(
  body: string | Uint8Array,
  init: ResponseInit = {},
  options: PortOptions = {},
  traceOptions?: TraceOptions,
) {
  const events: TraceEvent[] = [];
  const { transport, sent } = answering(body, init);
  const traced = trace((event) => void events.push(event), traceOptions);
  return { events, sent, options: { transport, trace: traced, ...options } };
}

test("a trace is shown the request and the reply, and the reply knows its request", async () => {
  const answer = envelope("soap11", orderXml("sent"));
  const { events, options, sent } = tracing(answer, { headers: { "Content-Type": "text/xml", "X-Request-Id": "1" } });
  await getOrder(soap11(address, options), { Number: 7 });
  const [request, reply] = events;
  expect(request).toEqual({
    kind: "request",
    binding: "soap11",
    operation: "GetOrder",
    method: "POST",
    url: address,
    httpHeaders: { "Content-Type": "text/xml; charset=utf-8", SOAPAction: '"http://orders.example/GetOrder"' },
    body: sent[0]?.body,
  });
  expect(reply).toEqual({
    kind: "reply",
    request,
    status: 200,
    httpHeaders: { "content-type": "text/xml", "x-request-id": "1" },
    body: answer,
  });
  expect(reply?.kind === "reply" && reply.request).toBe(request);
  expect(events).toHaveLength(2);
});

test("credentials and header blocks are redacted, in requests and replies of both versions", async () => {
  for (const [binding, make] of [
    ["soap11", soap11],
    ["soap12", soap12],
  ] as const) {
    const header = `<Session xmlns="${namespace}">${secret}</Session><!-- </soap:Header> --><x><![CDATA[</soap:Header>${secret}]]></x>`;
    const { events, options, sent } = tracing(
      envelope(binding, `<CancelResponse xmlns="${namespace}"/>`, header),
      {
        headers: [
          ["Set-Cookie", `a=${secret}`],
          ["Set-Cookie", `b=${secret}`],
          ["Location", `/x?t=${secret}`],
        ],
      },
      { httpHeaders: { Cookie: secret, "X-Api-Key": secret, "X-Other": "shown" }, credentials: { bearer: secret } },
    );
    const port = make(`${address}?key=${secret}`, options);
    await cancel(port, { Number: 5 }, { header: { Login: { Password: secret } } });
    expect(sent[0]?.body).toContain(secret);
    expect(JSON.stringify(events)).not.toContain(secret);
    expect(events).toMatchObject([
      {
        url: `${address}?[redacted]`,
        httpHeaders: {
          Authorization: "[redacted]",
          Cookie: "[redacted]",
          "X-Api-Key": "[redacted]",
          "X-Other": "shown",
        },
        body: matching(/xsi="[^"]*">\[redacted\]<soap:Body><Cancel [^>]*><Number>5<\/Number>.*<\/soap:Envelope>$/),
      },
      {
        httpHeaders: { "set-cookie": "[redacted], [redacted]", location: "/x?[redacted]" },
        body: matching(/>\[redacted\]<soap:Body><CancelResponse .*<\/soap:Envelope>$/),
      },
    ]);
  }
});

test("query strings and forms are redacted", async () => {
  const root = `<Order xmlns="${namespace}"><Number>1</Number></Order>`;
  for (const make of [httpGet, httpPost]) {
    const { events, options } = tracing(root);
    await getOrder(make(address, options), { Number: 1, Customer: secret });
    expect(JSON.stringify(events)).not.toContain(secret);
    expect(events[1]).toMatchObject({ body: root });
  }
});

test("a trace with secrets shows all of it", async () => {
  const answer = envelope("soap11", `<CancelResponse xmlns="${namespace}"/>`, `<a>${secret}</a>`);
  const soap = tracing(
    answer,
    { headers: { "Set-Cookie": secret } },
    { credentials: { bearer: secret } },
    { secrets: true },
  );
  await cancel(soap11(`${address}?k=1`, soap.options), { Number: 5 }, { header: { Login: { Password: secret } } });
  expect(soap.events).toMatchObject([
    { url: `${address}?k=1`, httpHeaders: { Authorization: `Bearer ${secret}` }, body: soap.sent[0]?.body },
    { httpHeaders: { "set-cookie": secret }, body: answer },
  ]);
  const form = tracing("", {}, {}, { secrets: true });
  await getOrder(httpPost(address, form.options), { Number: 1, Customer: secret });
  expect(form.events[0]).toMatchObject({ body: `order-number=1&Customer=${secret}&Express=&Seal=` });
});

test("a header that does not end is redacted to the end of what came", async () => {
  const whole = envelope("soap11", orderXml("x"), `<a>${secret}</a>`);
  const at = whole.indexOf(secret);
  for (const body of [whole.slice(0, at + 6), whole.slice(0, at + 10), whole.replace("</a>", "</b>")]) {
    const { events, options } = tracing(body);
    await getOrder(soap11(address, options), { Number: 7 });
    expect(events[1]).toMatchObject({ body: matching(/>\[redacted\]$/) });
  }
});

test("anything other than an envelope is shown as it came, in its charset", async () => {
  for (const [body, contentType, shown] of [
    ["<html>caf\u00e9", "text/html", "<html>café"],
    [Buffer.from("<p>café", "latin1"), "text/html; charset=iso-8859-1", "<p>café"],
    [Buffer.from("<p>5 \x80", "latin1"), "text/html; charset=iso-8859-1", "<p>5 €"],
    [Buffer.from([0xff, 0x41]), "text/plain; charset=utf-8", "\ufffdA"],
  ] as const) {
    const { events, options } = tracing(body, { status: 500, headers: { "Content-Type": contentType } });
    const reply = await getOrder(soap11(address, options), { Number: 7 });
    expect(events[1]).toMatchObject({ status: 500, body: shown });
    expect(reply).toMatchObject({ kind: "http", body: shown });
  }
});

test("an envelope in UTF-16 is redacted too", async () => {
  const text = envelope("soap11", orderXml("é"), `<a>${secret}</a>`).replace("utf-8", "utf-16");
  const { events, options } = tracing(Buffer.from(`\ufeff${text}`, "utf16le"));
  expect((await getOrder(soap11(address, options), { Number: 7 })).kind).toBe("ok");
  expect(events[1]?.body).toContain("[redacted]<soap:Body>");
  expect(events[1]?.body).toContain("é");
});

test("errors thrown by a trace change nothing", async () => {
  const { transport } = answering(envelope("soap11", orderXml("x")));
  const full = trace(() => {
    throw new Error("full disk");
  });
  expect((await getOrder(soap11(address, { transport, trace: full }), { Number: 7 })).kind).toBe("ok");
});
