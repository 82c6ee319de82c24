import { expect, onTestFinished, test, vi } from "vitest";
import { readBody } from "../../../templates/runtime/binding/transport.js";
import {
  asStream,
  soap11,
  TransportError,
  unwrap,
  type Step,
  type Transport,
} from "../../../templates/runtime/index.js";
import { networkTests, rejection } from "../network.js";
import { getOrder } from "../orders.js";
import { envelope, orderXml, respond, serving } from "../wire.js";

const answer = envelope("soap11", orderXml("sent"));

test("fetch is a transport, and a port calls through it", async () => {
  const transport: Transport = fetch;
  const bodies: string[] = [];
  await serving(
    (request, response) => {
      request.setEncoding("utf8").on("data", (text: string) => bodies.push(text));
      response.setHeader("Set-Cookie", ["a=1; Path=/", "b=2"]);
      request.on("end", () => respond(response, 200, "text/xml; charset=utf-8", answer));
    },
    async (url) => {
      const reply = await getOrder(soap11(url, { transport }), { Number: 7, Customer: "Zoë" });
      expect(reply.httpHeaders.getSetCookie?.()).toEqual(["a=1; Path=/", "b=2"]);
      expect(unwrap(reply)).toEqual({ GetOrderResult: { Number: 7, Status: "sent" } });
      expect(reply.httpHeaders.get("content-type")).toBe("text/xml; charset=utf-8");
    },
  );
  expect(bodies.join("")).toContain("<Customer>Zoë</Customer>");
});

networkTests({});

test("a signal that is aborted already sends nothing", async () => {
  let calls = 0;
  const transport: Transport = () => {
    calls++;
    return Promise.resolve(new Response(answer));
  };
  const port = soap11("http://127.0.0.1/", { transport });
  const error = await rejection(getOrder(port, { Number: 1 }, { signal: AbortSignal.abort("stop") }));
  expect(error).toBe("stop");
  expect(calls).toBe(0);
});

test("a transport may give all bytes at once, and its headers as a Map", async () => {
  const transport: Transport = () =>
    Promise.resolve({
      status: 200,
      headers: new Map([["content-type", "text/xml; charset=utf-16le"]]),
      body: Buffer.from(answer.replace("utf-8", "utf-16"), "utf16le"),
    });
  expect((await getOrder(soap11("http://h/", { transport }), { Number: 7 })).kind).toBe("ok");
  const reply = await getOrder(soap11("http://h/", { transport, maxReplyBytes: 5 }), { Number: 7 });
  expect(reply).toMatchObject({ kind: "malformed", reason: "expected at most 5 bytes, found more" });
});

test("a body in many chunks is one body", async () => {
  const bytes = new TextEncoder().encode(envelope("soap11", orderXml("é€😀")));
  for (const size of [1, 3, 100]) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
        controller.close();
      },
    });
    const transport: Transport = () => Promise.resolve(new Response(body));
    const reply = await getOrder(soap11("http://h/", { transport }), { Number: 7 });
    expect(unwrap(reply).GetOrderResult?.Status).toBe("é€😀");
  }
});

/** A transport that throws before there is a promise. */
function failing(thrown: unknown): Transport {
  return () => {
    throw thrown;
  };
}

test("whatever a transport throws is a TransportError with it as its cause", async () => {
  const circular = new Error("https://h/?key=SECRET");
  circular.cause = circular;
  for (const thrown of [circular, "text", undefined, Object.assign(new Error("x"), { code: "E BAD\n" })]) {
    const port = soap11("https://h/?key=SECRET", { transport: failing(thrown) });
    const error = await rejection(getOrder(port, { Number: 1 }));
    expect(error).toBeInstanceOf(TransportError);
    expect(error.message).toBe("POST https://h/: no reply");
    expect(error.cause).toBe(thrown);
  }
});

const coded = (code: string, message = "", cause?: unknown) => Object.assign(new Error(message, { cause }), { code });

test.each<[reason: string | undefined, shown: string, error: unknown]>([
  ["refused", "no reply (ECONNREFUSED)", new TypeError("fetch failed", { cause: coded("ECONNREFUSED") })],
  ["refused", "no reply (ECONNREFUSED)", coded("ECONNREFUSED", "connect ECONNREFUSED certificate.example")],
  [
    "refused",
    "no reply (refused)",
    new TypeError("error sending request for url (http://h/reset.asmx): tcp connect error: Connection refused"),
  ],
  ["refused", "no reply (ConnectionRefused)", coded("ConnectionRefused", "Unable to connect.")],
  ["reset", "no reply (ECONNRESET)", coded("ECONNRESET", "socket hang up")],
  [
    "closed",
    "no reply (UND_ERR_SOCKET)",
    new TypeError("terminated", { cause: coded("UND_ERR_SOCKET", "other side closed") }),
  ],
  [
    "certificate",
    "no reply (DEPTH_ZERO_SELF_SIGNED_CERT)",
    coded("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"),
  ],
  ["timeout", "timed out", coded("ETIMEDOUT")],
  ["timeout", "timed out", coded("UND_ERR_CONNECT_TIMEOUT")],
  ["bad port", "no reply (bad port)", new TypeError("fetch failed", { cause: new Error("bad port") })],
  [undefined, "no reply (EHOSTUNREACH)", coded("EHOSTUNREACH")],
  [undefined, "no reply (ENOTFOUND)", coded("ENOTFOUND", "getaddrinfo ENOTFOUND reset.example")],
  [
    "certificate",
    "no reply (ERR_TLS_CERT_ALTNAME_INVALID)",
    coded("ERR_TLS_CERT_ALTNAME_INVALID", "not in the certificate's altnames: Host: refused-it.example"),
  ],
  ["proxy", "the proxy refused it", new TransportError("the proxy refused it", { reason: "proxy" })],
])("the reason %s, with the text %s", async (reason, shown, error) => {
  const found = await rejection(getOrder(soap11("http://h/", { transport: failing(error) }), { Number: 1 }));
  expect(found).toMatchObject({ name: "TransportError", message: `POST http://h/: ${shown}`, reason });
});

test("fetch refuses some ports, which the error states", async () => {
  const error = await rejection(getOrder(soap11("http://127.0.0.1:6000/"), { Number: 1 }));
  expect(error).toMatchObject({ message: "POST http://127.0.0.1:6000/: no reply (bad port)", reason: "bad port" });
});

test("in a browser, a call of another origin that fails without a reason is thought to be forbidden by CORS", async () => {
  vi.stubGlobal("location", { origin: "https://shop.example" });
  onTestFinished(() => void vi.unstubAllGlobals());
  const transport = failing(new TypeError("Failed to fetch"));
  const other = await rejection(getOrder(soap11("http://h/", { transport }), { Number: 1 }));
  expect(other).toMatchObject({ message: "POST http://h/: no reply (cors)", reason: "cors" });
  const own = await rejection(getOrder(soap11("https://shop.example/a", { transport }), { Number: 1 }));
  expect(own).toMatchObject({ message: "POST https://shop.example/a: no reply", reason: undefined });
});

test.each<[what: string, transport: (cancelled: (reason: unknown) => void) => Transport]>([
  ["its head", () => () => new Promise(() => undefined)],
  ["its body", (cancel) => () => Promise.resolve(new Response(new ReadableStream({ cancel })))],
  [
    "the body that it iterates over",
    (cancelled) => () => {
      const end = (): Promise<IteratorResult<Uint8Array>> => {
        cancelled("returned");
        return Promise.resolve({ done: true, value: undefined });
      };
      const chunks = { next: () => new Promise<never>(() => undefined), return: end };
      const body = { [Symbol.asyncIterator]: () => chunks };
      return Promise.resolve({ status: 200, headers: new Headers(), body });
    },
  ],
])("a transport that ignores the signal cannot hold a call up with %s", async (what, transportOf) => {
  const reasons: unknown[] = [];
  const transport = transportOf((reason) => reasons.push(reason));
  for (const steps of [[], [(message, next) => next({ ...message, receive: asStream })] satisfies Step[]]) {
    const port = soap11("http://h/", { transport, timeout: 10, steps });
    expect(await rejection(getOrder(port, { Number: 1 }))).toMatchObject({ reason: "timeout" });
    const controller = new AbortController();
    const call = getOrder(port, { Number: 1 }, { signal: controller.signal, timeout: 0 });
    await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort("no longer wanted");
    expect(await rejection(call)).toBe("no longer wanted");
  }
  expect(reasons.length).toBe(what === "its head" ? 0 : 4);
});

test("`timeout` of a call takes precedence over that of its port, and 0 waits as long as it takes", async () => {
  const slow: Transport = (_url, { signal }) =>
    new Promise((resolve, reject) => {
      setTimeout(() => resolve(new Response(answer)), 40);
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    });
  const port = soap11("http://h/", { transport: slow, timeout: 10 });
  expect(await rejection(getOrder(port, { Number: 1 }))).toMatchObject({ reason: "timeout" });
  for (const timeout of [0, Infinity, 3e9, 2000])
    expect((await getOrder(port, { Number: 1 }, { timeout })).kind).toBe("ok");
});

test("a streamed reply is timed while the server is waited for, not while it is read", async () => {
  for (const [pause, delay, kind] of [
    [60, 0, "ok"],
    [0, 60, "timeout"],
  ] as const) {
    const transport: Transport = (_url, { signal }) => {
      const bytes = new TextEncoder().encode(answer);
      let at = 0;
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            await new Promise((resolve) => setTimeout(resolve, delay));
            if (signal.aborted) return controller.error(signal.reason);
            controller.enqueue(bytes.slice(at, (at += 400)));
            if (at >= bytes.length) controller.close();
          },
        },
        { highWaterMark: 0 },
      );
      return Promise.resolve({ status: 200, headers: new Headers(), body });
    };
    const reading: Step = async (message, next) => {
      const reply = await next({ ...message, receive: asStream });
      const chunks: Uint8Array[] = [];
      for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
        chunks.push(chunk);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      return { ...reply, body: Buffer.concat(chunks) };
    };
    const call = getOrder(soap11("http://h/", { transport, steps: [reading], timeout: 30 }), { Number: 1 });
    const outcome = await call.then(
      (reply) => reply.kind,
      (error: unknown) => (error as TransportError).reason,
    );
    expect(outcome).toBe(kind);
  }
});

/**
 * A body in chunks of `size` bytes. All but the first reuse one array, so chunks that are not copied at once are lost.
 */
function streamOf(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  function* chunks(): Generator<Uint8Array, void> {
    yield bytes.slice(0, size);
    const chunk = new Uint8Array(size);
    for (let at = size; at < bytes.length; at += size) {
      const part = bytes.subarray(at, at + size);
      chunk.set(part);
      yield chunk.subarray(0, part.length);
    }
  }
  const iterator = chunks();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

test.each([1, 3, 1000])("a body in chunks of %i bytes is copied to one buffer while it is read", async (size) => {
  const long = answer.replace("sent", "sent".repeat(500));
  const transport: Transport = () =>
    Promise.resolve({ status: 200, headers: new Headers(), body: streamOf(long, size) });
  const reply = await getOrder(soap11("http://h", { transport }), { Number: 7 });
  expect(unwrap(reply).GetOrderResult?.Status).toBe("sent".repeat(500));
  const { length } = long;
  expect(await readBody(streamOf(long, size), length)).toEqual({
    body: new TextEncoder().encode(long),
    truncated: false,
  });
  expect(await readBody(streamOf(long, size), length - 1)).toEqual({
    body: new TextEncoder().encode(long.slice(0, -1)),
    truncated: true,
  });
});

test("the buffer of a body is never larger than the limit", async () => {
  const { body } = await readBody(streamOf("x".repeat(1100), 1), 1030);
  expect([body.length, body.buffer.byteLength]).toEqual([1030, 1030]);
});
