/** A server in memory that answers each request in turn. */
import { soap11, type PortOptions, type Transport, type TransportRequest } from "../../../templates/runtime/index.js";
import { getOrder } from "../orders.js";
import { envelope, orderXml } from "../wire.js";

export const answer = envelope("soap11", orderXml("sent"));

export const ok = (headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(answer, { headers: { "Content-Type": "text/xml", ...headers } });

export interface Seen {
  readonly url: string;
  readonly request: TransportRequest;
  readonly body: Uint8Array;
}

/** A response, a failure, or a response to a request. */
export type Answer = Response | Error | ((seen: Seen) => Response);

/** A transport whose answers are given one after the other. */
export function scripted(...answers: readonly Answer[]) {
  const seen: Seen[] = [];
  const transport: Transport = async (url, request) => {
    const body = new Uint8Array(await new Response(request.body ?? null).arrayBuffer());
    const next = answers[seen.length] ?? answers.at(-1) ?? new Error("no answer is left");
    const one = { url, request, body };
    seen.push(one);
    if (next instanceof Error) throw next;
    return typeof next === "function" ? next(one) : next.clone();
  };
  return { transport, seen };
}

export function order(address: string, options: PortOptions) {
  return getOrder(soap11(address, options), { Number: 7 });
}
