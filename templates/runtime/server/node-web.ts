/** Calls functions of the web's Request and Response from Node. */
import type { HttpHeaders } from "../binding/transport.js";
import type { Service } from "./contract.js";
import type { NodeHead, NodeRequest, NodeResponse } from "./node-request.js";

/** Answers a request of Node with the response of a service, and streams the bodies both ways. */
export async function answerNode(
  service: Service,
  { method, url, headers }: NodeHead,
  incoming: NodeRequest,
  outgoing: NodeResponse,
  caller: AbortSignal,
): Promise<void> {
  const body = method === "GET" || method === "HEAD" ? null : bodyOf(incoming);
  // The DOM's types do not know `duplex` yet, which a body that is a stream requires.
  const init: RequestInit & { readonly duplex: "half" } = {
    method,
    headers: [...headers],
    body,
    signal: caller,
    duplex: "half",
  };
  await send(await service(new Request(url, init)), incoming, outgoing, caller);
}

/** The body, read on demand. A body that nobody reads is drained, so that the caller goes on to read the response. */
export function bodyOf(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = (finish: () => void) => () => {
          if (isOpen) finish();
          isOpen = false;
        };
        const cut = end(() => controller.error(cutError()));
        incoming.pause();
        incoming.on("data", (chunk) => {
          if (!isOpen) return;
          controller.enqueue(chunk);
          incoming.pause();
        });
        incoming.on(
          "end",
          end(() => controller.close()),
        );
        incoming.on("error", cut);
        incoming.on("close", cut);
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        isOpen = false;
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The body of a request whose caller is gone. */
export function cutBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.error(cutError()) });
}

function cutError(): Error {
  return new Error("the request was cut");
}

async function send(
  response: Response,
  incoming: NodeRequest,
  outgoing: NodeResponse,
  caller: AbortSignal,
): Promise<void> {
  const reader = response.body?.getReader();
  if (caller.aborted) return reader?.cancel(caller.reason);
  outgoing.writeHead(response.status, headersOf(response));
  if (incoming.method === "HEAD") await reader?.cancel();
  else if (reader !== undefined) await pipe(reader, outgoing, caller);
  outgoing.end();
}

/** Writes the response at the caller's speed, and stops when the caller disconnects. */
export async function pipe(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  outgoing: NodeResponse,
  caller: AbortSignal,
): Promise<void> {
  let go: () => void = () => undefined;
  outgoing.on("drain", () => go());
  caller.addEventListener("abort", () => {
    go();
    reader.cancel(caller.reason).catch(() => undefined); // nothing awaits it
  });
  for (;;) {
    const { done, value } = await reader.read();
    if (done || caller.aborted) break;
    if (!outgoing.write(value)) await new Promise<void>((resolve) => (go = resolve));
  }
}

/** The headers of a response. Each cookie needs a header of its own, because its value can contain commas. */
function headersOf({ headers }: { readonly headers: HttpHeaders }): Record<string, string | string[]> {
  const all = new Map<string, string | string[]>();
  headers.forEach((value, name) => all.set(name, value));
  const cookies = headers.getSetCookie?.() ?? [];
  if (cookies.length > 0) all.set("set-cookie", cookies);
  return Object.fromEntries(all);
}
