import { withContentType } from "../binding/content-type.js";
import { Malformed } from "../error.js";
import type {
  Attachments,
  BoundParts,
  Packaging,
  Packing,
  PackingStep,
  ReceivedMessage,
  SentMessage,
  Unpacked,
} from "../packaging.js";
import { unpackArriving } from "./arriving.js";
import { uniqueText } from "./content-id.js";
import { readContentType } from "./content-type.js";
import { inlined } from "./inline.js";
import type { PartLimits } from "./multipart-parser.js";
import { cancelSources, hasSources, packMultipart, partsOf, type NewPart } from "./pack.js";
import { isMultipart, unpack } from "./unpack.js";

/**
 * Messages with attachments (SOAP with Attachments): a request is a multipart if it has attachments, and a reply may
 * always be one. `soap11(address, { attachments: multipart() })`.
 */
export function multipart(limits: PartLimits = {}): Packaging {
  return packagingOf(limits, (attachments, bound) => {
    const unique = uniqueText();
    const parts = partsOf(attachments, bound, unique);
    return {
      attach: undefined,
      parts: () => parts,
      pack: (document) =>
        parts.length === 0 ? Promise.resolve(document) : packMultipart(document, parts, { isXop: false, unique }),
    };
  });
}

/** A message that is being packed, with its parts as far as they are known. */
interface Begun extends Omit<Packing, "around"> {
  readonly parts: () => readonly NewPart[];
}

/** A packaging from how it packs. */
export function packagingOf(
  limits: PartLimits,
  begin: (attachments: Attachments, bound: BoundParts | undefined) => Begun,
): Packaging {
  return {
    pack(attachments, bound) {
      const { parts, ...packing } = begin(attachments, bound);
      return { ...packing, around: (steps) => around({ ...packing, parts }, limits, steps) };
    },
    unpack: (contentType, body, reading) => unpack(contentType, body, reading, limits),
    inline: (contentType, body, reading, maxBytes) => inlined(contentType, body, reading, limits, maxBytes, true),
  };
}

function around<Step extends { readonly after?: "packing" | undefined }>(
  packing: Begun,
  limits: PartLimits,
  steps: readonly Step[],
): (Step | PackingStep)[] {
  let isPacked = false;
  // Tells the other steps whether they can repeat the message, which only the packing knows.
  const begin: PackingStep = async (message, next) => {
    try {
      return await next(hasSources(packing.parts()) ? { ...message, isOnce: true } : message);
    } finally {
      // Once it is packed, its body cancels them.
      if (!isPacked) cancelSources(packing.parts());
    }
  };
  const pack: Begun["pack"] = async (document) => {
    const packed = await packing.pack(document);
    isPacked = true;
    return packed;
  };
  return [
    begin,
    ...steps.filter(({ after }) => after !== "packing"),
    (message, next) => exchange(pack, limits, message, next),
    ...steps.filter(({ after }) => after === "packing"),
  ];
}

/** Sends a packed request, and takes the reply apart. */
async function exchange<Sent extends SentMessage, Received extends ReceivedMessage>(
  pack: Begun["pack"],
  limits: PartLimits,
  original: Sent,
  next: (message: Sent) => Promise<Received>,
): Promise<Received> {
  let maxBytes = Infinity;
  const message = seeingLimit(original, (most) => (maxBytes = most));
  const { httpHeaders, reading, body } = message;
  const type = Object.keys(httpHeaders).find((name) => name.toLowerCase() === "content-type");
  const send = async (): Promise<Received> => {
    // HTTP GET and POST have no documents to pack.
    if (body === undefined || type === undefined || !message.binding.startsWith("soap")) return next(message);
    const { step, ...packed } = await pack({ contentType: httpHeaders[type] ?? "", body });
    const headers = { ...httpHeaders, [type]: packed.contentType };
    // With sources, the packed body is a stream, which nobody takes for a body that can be sent again.
    const sent = { ...message, httpHeaders: headers, body: packed.body, isOnce: undefined };
    return step === undefined ? next(sent) : step(sent, next);
  };
  const reply = await send();
  const contentType = reply.httpHeaders.get("content-type") ?? "";
  if (reply.truncated || !isMultipart(readContentType(contentType))) return reply;
  if (!(reply.body instanceof Uint8Array)) {
    if (message.onAttachments === undefined) {
      const { contentType: rootType, document } = await inlined(contentType, reply.body, reading, limits, maxBytes);
      return { ...reply, httpHeaders: withContentType(reply.httpHeaders, rootType), body: document };
    }
    const { others, ...unpacked } = await unpackArriving(contentType, reply.body, reading, limits, maxBytes);
    message.onAttachments(others);
    return withDocument(reply, unpacked);
  }
  const unpacked = unpack(contentType, reply.body, reading, limits);
  if (unpacked === undefined) throw new Malformed("expected a multipart");
  return withDocument(reply, unpacked);
}

function withDocument<Received extends ReceivedMessage>(
  reply: Received,
  { contentType, document, attached }: Unpacked,
): Received {
  return { ...reply, httpHeaders: withContentType(reply.httpHeaders, contentType), body: document, attached };
}

/** The message, whose reply tells the limit of the port when it is received as a stream. */
function seeingLimit<Sent extends SentMessage>(message: Sent, see: (maxBytes: number) => void): Sent {
  const { receive } = message;
  if (receive === undefined) return message;
  return {
    ...message,
    receive: (body, maxBytes, ...rest) => {
      see(maxBytes);
      return receive(body, maxBytes, ...rest);
    },
  };
}
