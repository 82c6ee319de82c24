/** The tests that every transport over a network must pass. */
import { getEventListeners } from "node:events";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { httpGet, soap11, TransportError, unwrap, type Transport } from "../../templates/runtime/index.js";
import { getOrder, namespace, notify } from "./orders.js";
import { envelope, orderXml, respond, serving } from "./wire.js";

const answer = envelope("soap11", orderXml("sent"));
const answering: RequestListener = (_request, response) => respond(response, 200, "text/xml", answer);

/** The error that the call rejects with. */
export async function rejection(call: Promise<unknown>): Promise<Error> {
  const error: unknown = await call.then(
    (value) => expect.fail(`did not reject but gave ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  return error as Error; // each test asserts which
}

/** Tests the transport of these options, or that of ports without one. */
export function networkTests(options: { readonly transport?: Transport }): void {
  test("calls at the same time through one port do not meet", async () => {
    const listener: RequestListener = (request, response) => {
      const number = new URL(request.url ?? "", "http://h").searchParams.get("order-number") ?? "";
      const body = `<Order xmlns="${namespace}"><Number>${number}</Number></Order>`;
      setImmediate(() => respond(response, 200, "text/xml", body));
    };
    await serving(listener, async (url) => {
      const port = httpGet(url, options);
      const numbers = Array.from({ length: 20 }, (_, k) => k);
      const replies = await Promise.all(numbers.map((Number) => getOrder(port, { Number })));
      expect(replies.map((reply) => unwrap(reply).GetOrderResult?.Number)).toEqual(numbers);
    });
  });

  test("a refused connection is a TransportError with the reason, without the query", async () => {
    let address = "";
    await serving(
      () => {},
      (url) => {
        address = url;
        return Promise.resolve();
      },
    );
    const error = await rejection(
      getOrder(httpGet(`${address}?key=SECRET`, options), { Number: 1, Customer: "SECRET" }),
    );
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      message: `GET ${address}/GetOrder: no reply (ECONNREFUSED)`,
      reason: "refused",
    });
    expect(error.cause).toBeInstanceOf(Error);
  });

  test.each<[string, RequestListener]>([
    ["reset before its head", (request) => request.socket.resetAndDestroy()],
    [
      "reset in its body",
      (request, response) => {
        response.writeHead(200, { "Content-Type": "text/xml" });
        response.write(answer.slice(0, 50), () => request.socket.resetAndDestroy());
      },
    ],
    [
      "shorter than its Content-Length",
      (request, response) => {
        response.writeHead(200, { "Content-Type": "text/xml", "Content-Length": answer.length + 100 });
        response.write(answer, () => request.socket.end());
      },
    ],
    [
      "cut between chunks",
      (request, response) => {
        response.writeHead(200, { "Content-Type": "text/xml", "Transfer-Encoding": "chunked" });
        response.write(answer, () => request.socket.end());
      },
    ],
  ])("a reply that is %s is a TransportError", async (_what, listener) => {
    await serving(listener, async (url) => {
      const error = await rejection(getOrder(soap11(url, options), { Number: 1 }));
      expect(error).toBeInstanceOf(TransportError);
      expect(error.message).toMatch(new RegExp(`^POST ${url}: no reply \\(\\w+\\)$`));
      expect(error.cause).toBeInstanceOf(Error);
    });
  });

  test("AbortSignal.timeout makes a TransportError, before the head and in the body", async () => {
    const silent: RequestListener = () => {};
    const stuck: RequestListener = (_request, response) => void response.writeHead(200).write("<");
    for (const listener of [silent, stuck]) {
      await serving(listener, async (url) => {
        const error = await rejection(
          getOrder(soap11(url, options), { Number: 1 }, { signal: AbortSignal.timeout(50) }),
        );
        expect(error).toBeInstanceOf(TransportError);
        expect(error.message).toBe(`POST ${url}: timed out`);
        expect(error.cause).toMatchObject({ name: "TimeoutError" });
      });
    }
  });

  test("a server that hangs before the head, in the body, or drips, ends the call after `timeout`", async () => {
    const silent: RequestListener = () => {};
    const stuck: RequestListener = (_request, response) => void response.writeHead(200).write("<");
    const dripping: RequestListener = (_request, response) => {
      const drip = setInterval(() => response.write("<"), 5);
      response.on("close", () => clearInterval(drip));
    };
    for (const listener of [silent, stuck, dripping]) {
      await serving(listener, async (url) => {
        const error = await rejection(getOrder(soap11(url, { ...options, timeout: 40 }), { Number: 1 }));
        expect(error).toBeInstanceOf(TransportError);
        expect(error).toMatchObject({
          message: `POST ${url}: timed out after 40 ms; \`timeout\` allows more`,
          reason: "timeout",
        });
      });
    }
  });

  test("a call leaves no timer and no listener behind, whatever its end", async () => {
    const { signal } = new AbortController();
    const timers = (): number => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;
    const listeners = (): number => getEventListeners(signal, "abort").length;
    const cut: RequestListener = (request) => request.socket.destroy();
    for (const listener of [answering, cut]) {
      await serving(listener, async (url) => {
        const before = timers();
        await getOrder(soap11(url, { ...options, timeout: 1_000_000 }), { Number: 1 }, { signal }).catch(() => {});
        // Pools of connections have a timer of their own.
        expect(timers() - before).toBeLessThanOrEqual(1);
        expect(listeners()).toBe(0);
      });
    }
  });

  test("the caller's abort rejects with the caller's reason, before the head and in the body", async () => {
    for (const start of [false, true]) {
      for (const reason of [undefined, new Error("enough")]) {
        const controller = new AbortController();
        const listener: RequestListener = (_request, response) => {
          if (start) response.writeHead(200).write("<", () => setImmediate(() => controller.abort(reason)));
          else controller.abort(reason);
        };
        await serving(listener, async (url) => {
          const error = await rejection(getOrder(soap11(url, options), { Number: 1 }, { signal: controller.signal }));
          expect(error).toBe(controller.signal.reason);
          expect(error).toMatchObject(reason ?? { name: "AbortError" });
        });
      }
    }
  });

  test("a redirect is an http reply, and is not followed", async () => {
    const seen: string[] = [];
    await serving(
      (request, response) => {
        seen.push(request.url ?? "");
        response.writeHead(307, { Location: "/elsewhere?token=1" }).end();
      },
      async (url) => {
        const port = soap11(url, { ...options, credentials: { bearer: "t" } });
        const reply = await getOrder(port, { Number: 1 });
        expect(reply).toMatchObject({ kind: "http", status: 307, body: "" });
        expect(reply.httpHeaders.get("Location")).toBe("/elsewhere?token=1");
        expect(await notify(port, { Text: "" })).toMatchObject({ kind: "http", status: 307 });
      },
    );
    expect(seen).toEqual(["/orders.asmx", "/orders.asmx"]);
  });

  test("a proxy's page is an http reply", async () => {
    const page = "<html><head><title>502</title></head><body><center>nginx</center></body></html>";
    await serving(
      (_request, response) => respond(response, 502, "text/html", page),
      async (url) => {
        expect(await getOrder(soap11(url, options), { Number: 1 })).toMatchObject({
          kind: "http",
          status: 502,
          body: page,
        });
      },
    );
  });

  test("a reply that never ends is read up to maxReplyBytes, and then cancelled", async () => {
    let close = (): void => {};
    const closed = new Promise<void>((resolve) => (close = resolve));
    await serving(
      (_request, response) => {
        response.on("close", close).writeHead(200, { "Content-Type": "text/xml" });
        const more = (): void => void response.write("<a>".repeat(10_000), more);
        more();
      },
      async (url) => {
        const reply = await getOrder(soap11(url, { ...options, maxReplyBytes: 100_000 }), { Number: 1 });
        expect(reply).toMatchObject({ kind: "malformed", reason: "expected at most 100000 bytes, found more" });
        await closed;
      },
    );
  });
}
