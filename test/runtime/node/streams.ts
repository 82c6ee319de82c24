import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import {
  asStream,
  listFrom,
  soap11,
  stream,
  unwrap,
  type Step,
  type Transport,
} from "../../../templates/runtime/index.js";
import { rejection } from "../network.js";
import { getOrder } from "../orders.js";
import { putOrders, response } from "../streaming/batch.js";
import { envelope, orderXml, respond, serving } from "../wire.js";

export const answer = envelope("soap11", orderXml("sent"));

/** Answers each call after its body has arrived, and records the connections and the bodies. */
export function recording(delay = 0) {
  const connections = new Set<unknown>();
  const bodies: string[] = [];
  const listener: RequestListener = (request, response) => {
    connections.add(request.socket);
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      bodies.push(Buffer.concat(parts).toString());
      setTimeout(() => respond(response, 200, "text/xml; charset=utf-8", answer), delay);
    });
  };
  return { connections, bodies, listener };
}

/** Tests of bodies that are streams, over a transport for Node. */
export function streamTests(transport: Transport): void {
  test("a body may be a stream, both ways", async () => {
    const { bodies, listener } = recording();
    const streaming: Step = async (message, next) => {
      const bytes = message.body instanceof Uint8Array ? message.body : new Uint8Array();
      const body = new Blob([bytes.slice(0, 100), bytes.slice(100)]).stream();
      const reply = await next({ ...message, body, receive: asStream });
      expect(reply.body).toBeInstanceOf(ReadableStream);
      return reply;
    };
    await serving(listener, async (url) => {
      const port = soap11(url, { transport, steps: [streaming] });
      expect(unwrap(await getOrder(port, { Number: 7 })).GetOrderResult?.Status).toBe("sent");
    });
    expect(bodies[0]).toContain("<Number>7</Number>");
  });

  test("a stream that fails makes the call fail", async () => {
    const broken: Step = (message, next) => {
      const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("disk")) });
      return next({ ...message, body });
    };
    await serving(recording().listener, async (url) => {
      const error = await rejection(getOrder(soap11(url, { transport, steps: [broken] }), { Number: 7 }));
      expect(error).toMatchObject({ name: "TransportError", cause: { message: "disk" } });
    });
  });

  test("a list of a request is sent while it is made", async () => {
    const { bodies, listener } = recording();
    const orders = function* () {
      for (let k = 0; k < 2000; k++) yield { Number: k, Note: "n".repeat(50) };
    };
    await serving(listener, async (url) => {
      const port = soap11(url, { transport });
      await putOrders(port, { Orders: listFrom(orders()) });
    });
    expect(bodies[0]?.match(/<Order>/g)).toHaveLength(2000);
  });

  test("items of a reply arrive before its end, and leaving them ends the connection", { timeout: 5000 }, async () => {
    const closed: (() => void)[] = [];
    const closing = new Promise<void>((resolve) => closed.push(resolve));
    const listener: RequestListener = (request, outgoing) => {
      request.resume();
      for (const see of closed) outgoing.on("close", see);
      outgoing.writeHead(200, { "Content-Type": "text/xml; charset=utf-8" });
      // Nothing else is ever sent.
      const orders = [1, 2, 3]
        .map((k) => `<Order><Number>${k}</Number><Note>${"n".repeat(200)}</Note></Order>`)
        .join("");
      outgoing.write(response(`<Orders>${orders}|`).split("|")[0]);
    };
    await serving(listener, async (url) => {
      const port = soap11(url, { transport });
      const found: number[] = [];
      for await (const { Number } of stream(port, (port) => putOrders(port, {})).items("Orders")) {
        found.push(Number);
        break;
      }
      expect(found).toEqual([1]);
      await closing;
    });
  });
}
