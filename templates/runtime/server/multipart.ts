import type { SoapBinding } from "../binding/binding.js";
import { withContentType } from "../binding/content-type.js";
import { Malformed, placed } from "../error.js";
import type { Attached, Packaging } from "../packaging.js";
import { isXop } from "./answer.js";
import type { Server, Streaming } from "./contract.js";
import type { PlainRequest, PlainResponse } from "./plain.js";
import { bytesResponse } from "./response.js";
import { maxRequestBytesOf, readingOf, refused, respondToSoap, respondWithFault } from "./soap.js";

/** Responds to a multipart request. A fault is packed if the request is an XOP package. */
export async function respondToMultipart(
  server: Server,
  packaging: Packaging,
  request: PlainRequest,
  body: Uint8Array,
  expected: SoapBinding,
): Promise<PlainResponse> {
  let response: PlainResponse;
  try {
    const unpacked = packaging.unpack(contentTypeOf(request), body, readingOf(server, request, undefined));
    if (unpacked === undefined) throw new Malformed("expected a multipart");
    const { document, attached } = unpacked;
    response = await respondToSoap(server, { ...request, attached }, document, expected, "utf-8");
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    response = respondWithFault(server, refused(expected, placed(error)), undefined, undefined);
  }
  const { "Content-Type": contentType = "" } = response.headers;
  if (!(response.body instanceof Uint8Array) || /^multipart/i.test(contentType) || !isXop(request.headers))
    return response;
  const packed = await packaging.pack({}, undefined).pack({ contentType, body: response.body });
  return bytesResponse(response.status, packed.contentType, packed.body);
}

/** Responds to a multipart request of a service with a handler that reads requests while they arrive. */
export async function respondToArriving(
  server: Server,
  streaming: Streaming,
  packaging: Packaging,
  request: PlainRequest,
  expected: SoapBinding,
): Promise<PlainResponse> {
  const body = request.openBody() ?? [];
  const source = body instanceof Uint8Array ? [body] : body;
  try {
    const reading = readingOf(server, request, undefined);
    const maxBytes = maxRequestBytesOf(server);
    const { document, contentType } = await packaging.inline(contentTypeOf(request), source, reading, maxBytes);
    const headers = withContentType(request.headers, contentType);
    return await streaming.respond(
      server,
      { ...request, headers, openBody: () => document, attached: nothing },
      expected,
    );
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return respondWithFault(server, refused(expected, placed(error)), undefined, undefined);
  }
}

/** The parts beside a document that contains them all. */
const nothing: Attached = {
  included: () => undefined,
  isWhole: () => true,
  read: (message, reading, read) => read(message, reading),
  others: () => ({ attachments: [] }),
};

export function contentTypeOf({ headers }: PlainRequest): string {
  return headers.get("content-type") ?? "";
}
