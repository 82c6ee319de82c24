/** Steps between encoding and sending, and between receiving and decoding: the basis of signatures and attachments. */
import { expect, test } from "vitest";
import {
  asStream,
  httpGet,
  httpPost,
  Malformed,
  soap11,
  soap12,
  trace,
  TransportError,
  unwrap,
  type PortOptions,
  type Step,
  type TraceEvent,
  type Transport,
} from "../../../templates/runtime/index.js";
import { address, getOrder, namespace, notify } from "../orders.js";
import { answering, envelope, orderXml, xml } from "../wire.js";

const ports = { soap11, soap12, httpGet, httpPost };
const bindings = ["soap11", "soap12", "httpGet", "httpPost"] as const;
const orderRoot = `<Order xmlns="${namespace}"><Number>7</Number><Status>sent</Status></Order>`;
const order = { GetOrderResult: { Number: 7, Status: "sent" } };

function replyFor(binding: keyof typeof ports): string {
  return binding === "soap11" || binding === "soap12" ? envelope(binding, orderXml("sent")) : orderRoot;
}

function call(binding: keyof typeof ports, options: PortOptions) {
  return getOrder(ports[binding](address, options), { Number: 7 });
}

const text = (bytes: unknown): string => new TextDecoder().decode(bytes as Uint8Array);
const bytes = (of: string) => new TextEncoder().encode(of);

/** Signs as WS-Security will: by an asynchronous digest, in a header block and in an HTTP header. */
const signing: Step = async (message, next) => {
  const body = message.body === undefined ? message.url : text(message.body);
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes(body))).toString("hex");
  const signed = body.replace("<soap:Body>", `<soap:Header><Digest>${digest}</Digest></soap:Header><soap:Body>`);
  return next({
    ...message,
    httpHeaders: { ...message.httpHeaders, "X-Digest": digest },
    ...(message.body && { body: bytes(signed) }),
  });
};

/** Takes the envelope out of the first part of a multipart reply. */
const unpacking: Step = async (message, next) => {
  const reply = await next({ ...message, receive: asStream });
  const whole = await new Response(reply.body).text();
  const [, boundary] = /boundary=(\w+)/.exec(reply.httpHeaders.get("content-type") ?? "") ?? [];
  if (boundary === undefined) return { ...reply, body: bytes(whole) };
  const [, part] = whole.split(`--${boundary}`);
  if (part === undefined) throw new Malformed("expected a part, found none");
  return { ...reply, body: bytes(part.slice(part.indexOf("\r\n\r\n") + 4)) };
};

test.each(bindings)("over %s, a step can sign what is sent, and trace shows what really travels", async (binding) => {
  const { transport, sent } = answering(replyFor(binding), xml);
  const events: TraceEvent[] = [];
  const options = { trace: trace((event) => void events.push(event), { secrets: true }) };
  const reply = await call(binding, { transport, steps: [signing], ...options });
  expect(unwrap(reply)).toEqual(order);
  const digest = sent[0]?.request.headers["X-Digest"];
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  if (binding.startsWith("soap"))
    expect(sent[0]?.body).toContain(`<soap:Header><Digest>${digest}</Digest></soap:Header>`);
  expect(events).toMatchObject([
    {
      kind: "request",
      binding,
      operation: "GetOrder",
      url: sent[0]?.url,
      body: sent[0]?.body,
      httpHeaders: { "X-Digest": digest },
    },
    { kind: "reply", body: replyFor(binding) },
  ]);
});

test.each(bindings)("over %s, a step can unpack a multipart reply from its stream", async (binding) => {
  const multipart = `--b\r\nContent-Type: text/xml\r\n\r\n${replyFor(binding)}--b--`;
  const { transport } = answering(multipart, { headers: { "Content-Type": "multipart/related; boundary=b" } });
  const events: TraceEvent[] = [];
  expect(unwrap(await call(binding, { transport, steps: [unpacking] }))).toEqual(order);
  const traced = trace((event) => void events.push(event));
  expect(unwrap(await call(binding, { transport, steps: [unpacking], trace: traced }))).toEqual(order);
  expect(events[1]?.body).toBe(multipart);
});

test("steps run in order going out and in reverse coming in, and know what they are part of", async () => {
  const seen: unknown[] = [];
  const step = (name: string): Step => {
    return async (message, next) => {
      const { binding, operation, action, method, url } = message;
      seen.push([name, binding, operation, action, method, url]);
      const reply = await next(message);
      seen.push([name, reply.status, reply.body instanceof Uint8Array]);
      return reply;
    };
  };
  await call("soap12", { transport: answering(replyFor("soap12"), xml).transport, steps: [step("a"), step("b")] });
  const facts = ["soap12", "GetOrder", "http://orders.example/GetOrder", "POST", address];
  expect(seen).toEqual([
    ["a", ...facts],
    ["b", ...facts],
    ["b", 200, true],
    ["a", 200, true],
  ]);
});

test("a step may send a stream, and trace shows what was in it", async () => {
  const { transport, sent } = answering(replyFor("soap11"), xml);
  const streaming: Step = (message, next) =>
    next({ ...message, body: new Blob([message.body as Uint8Array<ArrayBuffer>]).stream() });
  expect(unwrap(await call("soap11", { transport, steps: [streaming] }))).toEqual(order);
  expect(sent[0]?.request.body).toBeInstanceOf(ReadableStream);
  expect(sent[0]?.request.duplex).toBe("half");
  const events: TraceEvent[] = [];
  await call("soap11", { transport, steps: [streaming], trace: trace((event) => void events.push(event)) });
  expect(events[0]?.body).toBe(sent[0]?.body);
  expect(sent[0]?.body).toContain("<Number>7</Number>");
});

test("a step may give a stream as the reply, of which maxReplyBytes are read", async () => {
  const { transport } = answering(null, xml);
  const body = bytes(replyFor("soap11"));
  const answer: Step = async (message, next) => ({ ...(await next(message)), body: new Blob([body]).stream() });
  expect(unwrap(await call("soap11", { transport, steps: [answer] }))).toEqual(order);
  expect(await call("soap11", { transport, steps: [answer], maxReplyBytes: 20 })).toMatchObject({
    kind: "malformed",
    reason: "expected at most 20 bytes, found more",
    status: 200,
  });
});

test("a step may send more than once, as a retry does, and the steps after it run each time", async () => {
  let failures = 2;
  const answer = answering(replyFor("soap11"), xml);
  const transport: Transport = (url, request) =>
    failures-- > 0 ? Promise.reject(new Error("reset")) : answer.transport(url, request);
  const stamps: number[] = [];
  const retrying: Step = async (message, next) => {
    for (;;) {
      try {
        return await next(message);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
      }
    }
  };
  const stamping: Step = (message, next) => next({ ...message, httpHeaders: { stamp: `${stamps.push(0)}` } });
  expect(unwrap(await call("soap11", { transport, steps: [retrying, stamping] }))).toEqual(order);
  expect(stamps).toHaveLength(3);
  expect(answer.sent[0]?.request.headers).toEqual({ stamp: "3" });
});

test("a call rejects with what a step throws, and nothing is sent where it throws before", async () => {
  const { transport, sent } = answering(replyFor("soap11"), xml);
  const error = new Error("no key");
  const refusing: Step = () => {
    throw error;
  };
  await expect(call("soap11", { transport, steps: [refusing] })).rejects.toBe(error);
  await expect(call("soap11", { transport, steps: [(message, next) => next(message), refusing] })).rejects.toBe(error);
  expect(sent).toEqual([]);
  const late: Step = async (message, next) => {
    await next(message);
    throw error;
  };
  await expect(call("soap11", { transport, steps: [late] })).rejects.toBe(error);
  expect(sent).toHaveLength(1);
});

test("a reply is malformed where a step throws Malformed of it", async () => {
  const init = { status: 500, headers: { "Content-Type": "multipart/related; boundary=b" } };
  const reply = await call("soap11", { transport: answering("no parts", init).transport, steps: [unpacking] });
  expect(reply).toMatchObject({ kind: "malformed", reason: "expected a part, found none", status: 500 });
  const placed: Step = async (message, next) => {
    await next(message);
    throw new Malformed("expected a digest", "Signature/Reference", 3);
  };
  expect(await call("soap11", { transport: answering("").transport, steps: [placed] })).toMatchObject({
    kind: "malformed",
    reason: "Signature/Reference (line 3): expected a digest",
  });
});

test("Malformed that is thrown before there is a reply rejects the call", async () => {
  const refusing: Step = () => Promise.reject(new Malformed("expected an envelope"));
  await expect(call("soap11", { transport: answering("").transport, steps: [refusing] })).rejects.toThrow(Malformed);
});

test("a stream of a reply fails as the network does, and ends at maxReplyBytes", async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(Object.assign(new Error("cut"), { code: "ECONNRESET" }));
    },
  });
  const transport: Transport = () => Promise.resolve({ status: 200, headers: new Headers(), body: broken });
  await expect(call("soap11", { transport, steps: [unpacking] })).rejects.toThrow(
    new TransportError(`POST ${address}: no reply (ECONNRESET)`, { reason: "reset" }),
  );
  const long = answering("x".repeat(100), xml).transport;
  expect(await call("soap11", { transport: long, steps: [unpacking], maxReplyBytes: 99 })).toMatchObject({
    kind: "malformed",
    reason: "expected at most 99 bytes, found more",
  });
});

test("a stream that a step gives up is cancelled at the transport", async () => {
  let cancelled: unknown;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(10)),
    cancel: (reason) => void (cancelled = reason),
  });
  const transport: Transport = () => Promise.resolve({ status: 200, headers: new Headers(), body });
  const giving: Step = async (message, next) => {
    const reply = await next({ ...message, receive: asStream });
    await (reply.body as ReadableStream).cancel("enough");
    return { ...reply, body: bytes(replyFor("soap11")) };
  };
  expect(unwrap(await call("soap11", { transport, steps: [giving] }))).toEqual(order);
  expect(cancelled).toBe("enough");
});

test("a port without steps sends as before, and a one-way operation passes steps", async () => {
  const plain = answering(null, { status: 202 });
  const stepped = answering(null, { status: 202 });
  await notify(soap11(address, plain), { Text: "now" });
  const reply = await notify(soap11(address, { ...stepped, steps: [(message, next) => next(message)] }), {
    Text: "now",
  });
  expect(reply.kind).toBe("ok");
  const signal: unknown = expect.any(AbortSignal);
  expect(stepped.sent).toEqual(plain.sent.map((each) => ({ ...each, request: { ...each.request, signal } })));
});
