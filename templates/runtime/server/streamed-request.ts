import { readEnvelope } from "../binding/envelope.js";
import type { SoapBinding } from "../binding/binding.js";
import { asStream } from "../binding/stream.js";
import { charsetOf } from "../binding/transport.js";
import { ErrorWithCause, Malformed, placed } from "../error.js";
import { chunksIn } from "../streaming/extractor.js";
import { utf8Chunks } from "../xml/utf8-chunks.js";
import { callOf } from "./call.js";
import type { Server, StreamedRequest, Streaming } from "./contract.js";
import { headOf } from "./head.js";
import type { PlainRequest, PlainResponse } from "./plain.js";
import { RequestStart, type Start } from "./request-start.js";
import { cutResponse, tooLongResponse } from "./response.js";
import {
  admittedOf,
  maxRequestBytesOf,
  readingOf,
  refused,
  respondToCall,
  respondToSoap,
  respondWithFault,
  routedOf,
  type Routed,
} from "./soap.js";

/**
 * Responds to a SOAP request of any operation. Reads its start, and gives the rest to the handler if that reads requests
 * while they arrive. Reads all of other requests.
 */
export async function respondWhileReading(
  server: Server,
  request: PlainRequest,
  expected: SoapBinding,
): Promise<PlainResponse> {
  const { body } = await asStream(request.openBody(), Infinity, (error) => error);
  const chunks = chunksIn(body);
  const document = utf8Chunks(chunks, charsetOf(request.headers));
  const maxBytes = maxRequestBytesOf(server);
  const start = new RequestStart();
  try {
    let found: Start | "none" | undefined;
    while (found === undefined && start.bytes.length <= maxBytes) {
      const { done, value } = await document.next();
      found = done === true ? "none" : start.push(value);
    }
    const routed = found === undefined || found === "none" ? undefined : streamedOf(server, request, expected, found);
    if (found !== undefined && found !== "none" && routed !== undefined) {
      const admitted = await admittedOf(server, routed).catch((cause: unknown) => {
        throw new HandlerFailure("", { cause });
      });
      if (admitted.kind === "fault") return respondWithFault(server, admitted, undefined, undefined);
      return await respond(server, request, { ...routed, ...admitted }, found, joinedTo(start.bytes, document));
    }
    // Other requests are read whole, and refused with what is wrong in them.
    for (;;) {
      if (start.bytes.length > maxBytes) return tooLongResponse(maxBytes);
      const { done, value } = await document.next();
      if (done === true) break;
      start.push(value);
    }
  } catch (error) {
    if (error instanceof Malformed)
      return respondWithFault(server, refused(expected, placed(error)), undefined, undefined);
    if (error instanceof HandlerFailure) throw error.cause;
    return cutResponse();
  } finally {
    // The rest is drained, so that the caller goes on to read the response.
    chunks.cancel().catch(() => undefined);
  }
  return respondToSoap(server, request, start.bytes, expected, "utf-8");
}

/** An operation whose handler reads requests while they arrive. */
interface StreamedOperation extends Routed {
  readonly streaming: Streaming;
}

function streamedOf(
  server: Server,
  request: PlainRequest,
  expected: SoapBinding,
  { withElement }: Start,
): StreamedOperation | undefined {
  const routed = routedOf(server, request, withElement, expected, readingOf(server, request, "utf-8"));
  if (routed.kind === "fault") return undefined;
  const { streaming } = routed.served;
  return streaming === undefined ? undefined : { ...routed, streaming };
}

/** Carries what `onError` throws past the errors of reading. */
class HandlerFailure extends ErrorWithCause {}

async function respond(
  server: Server,
  request: PlainRequest,
  routed: StreamedOperation,
  { withoutElement }: Start,
  document: AsyncIterable<Uint8Array>,
): Promise<PlainResponse> {
  const { head, served, streaming, understood, checked } = routed;
  const { operation } = served;
  const reading = readingOf(server, request, "utf-8");
  const envelope = readEnvelope(
    withoutElement,
    { ...operation.request, body: {} },
    reading,
    undefined,
    undefined,
    understood,
  );
  const call = callOf(operation, head.binding, request, envelope?.header, server.packaging, checked);
  const read = (rest: Uint8Array): unknown => {
    const envelope = headOf(server, rest, reading)?.read(operation.request);
    if (envelope?.kind !== "ok") throw new Malformed(`expected a request of ${operation.name}`);
    return envelope.value;
  };
  const streamed: StreamedRequest = { operation, document, reading, maxBytes: maxRequestBytesOf(server), read };
  const answer = (): unknown => streaming.answer(streamed, call);
  try {
    return await respondToCall(server, { ...routed, served: { ...served, answer } }, undefined, call);
  } catch (error) {
    throw new HandlerFailure("", { cause: error });
  }
}

async function* joinedTo(start: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield start;
  for await (const bytes of rest) yield bytes;
}
