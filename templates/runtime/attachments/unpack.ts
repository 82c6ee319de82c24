import { Malformed, misfit, unlike, type Reason } from "../error.js";
import type { Reading } from "../context.js";
import type { Attached, Attachment, BoundParts, Unpacked } from "../packaging.js";
import { Base64Decoder } from "../streaming/base64-decoder.js";
import { joined } from "../streaming/bytes.js";
import { toUtf8 } from "../xml/charset.js";
import { Cursor } from "../xml/cursor.js";
import { contentIdIn, PartIds, uniqueText } from "./content-id.js";
import { readContentType, type ContentType } from "./content-type.js";
import { includesIn, type Include } from "./include.js";
import { MultipartParser, type PartHeaders, type PartLimits } from "./multipart-parser.js";

/** Takes a multipart apart; undefined for any other body. Throws Malformed. */
export function unpack(
  contentType: string,
  body: Uint8Array,
  reading: Reading,
  limits: PartLimits,
): Unpacked | undefined {
  const type = readContentType(contentType);
  if (!isMultipart(type)) return undefined;
  const parser = new MultipartParser(type.parameters.get("boundary"), limits);
  const parts: { readonly headers: PartHeaders; readonly data: Uint8Array[] }[] = [];
  for (const events of [parser.push(body), parser.end()]) {
    for (const event of events) {
      if (event.kind === "head") parts.push({ headers: event.headers, data: [] });
      else parts[parts.length - 1]?.data.push(event.bytes);
    }
  }
  const attachments = parts.map(({ headers, data }) => {
    const [only = new Uint8Array(), ...others] = data;
    return attachmentOf(headers, others.length === 0 ? only : joined(data));
  });
  const ids = new PartIds();
  for (const { contentId } of attachments) ids.add(contentId);
  const root = rootOf(type, attachments);
  const { parameters, mediaType } = readContentType(root.contentType);
  const document = toUtf8(root.content, parameters.get("charset"));
  const others = attachments.filter((part) => part !== root);
  const references = referencesIn(document, includesIn(document, reading));
  return {
    contentType: `${mediaType}; charset=utf-8`,
    document: withReferences(document, references),
    attached: attachedTo(document, references, others),
  };
}

/** True for the form of messages with attachments (RFC 2387). */
export function isMultipart({ mediaType }: ContentType): boolean {
  return mediaType === "multipart/related";
}

/** A part, whose content is decoded if it is in base64. */
export function attachmentOf(headers: PartHeaders, data: Uint8Array): Attachment {
  const contentId = contentIdIn(headers.get("content-id") ?? "");
  const contentType = headers.get("content-type") ?? "application/octet-stream";
  return { content: decoderOf(headers)(data, true), contentType, contentId, headers };
}

/** Decodes the data of a part, of which the last piece is the end. Throws Malformed. */
export function decoderOf(headers: PartHeaders): (data: Uint8Array, isLast: boolean) => Uint8Array {
  const encoding = (headers.get("content-transfer-encoding") ?? "binary").toLowerCase();
  if (encoding === "base64") {
    const decoder = new Base64Decoder();
    return (data, isLast) => {
      const decoded = decoder.decode(data);
      if (decoded === undefined || (isLast && !decoder.isWhole))
        throw new Malformed(unlike("base64, as the Content-Transfer-Encoding of a part states", "something else"));
      return decoded;
    };
  }
  if (encoding !== "binary" && encoding !== "8bit" && encoding !== "7bit")
    throw new Malformed(misfit("a Content-Transfer-Encoding of binary, 8bit, 7bit or base64", encoding));
  return (data) => data;
}

/** The part with the envelope: that of `start`, else the first (RFC 2387, 3.2). */
function rootOf({ parameters }: ContentType, parts: readonly Attachment[]): Attachment {
  const start = parameters.get("start");
  const root = start === undefined ? parts[0] : parts.find(({ contentId }) => contentId === contentIdIn(start));
  if (root !== undefined) return root;
  throw new Malformed(
    start === undefined
      ? unlike("a multipart with parts", "none")
      : unlike(`a part with the Content-ID ${JSON.stringify(start)} of the parameter start`, "none"),
  );
}

/** An Include, and the text that replaces it in the document. */
interface Reference extends Include {
  readonly text: string;
}

/**
 * The texts in place of the Includes: their URLs, as no value of base64 is written. If the document may have such a text
 * of its own, they have a fragment that nobody could know when writing it.
 */
function referencesIn(document: Uint8Array, includes: readonly Include[]): readonly Reference[] {
  if (includes.length === 0) return [];
  const pieces: string[] = [];
  const latin1 = new TextDecoder("latin1");
  let at = 0;
  for (const { from, to } of includes) {
    pieces.push(latin1.decode(document.subarray(at, from)));
    at = to;
  }
  pieces.push(latin1.decode(document.subarray(at)));
  // References to characters, comments, CDATA sections and processing instructions can hide one.
  const isOpen = pieces.some((piece) => /cid:|&#|<!|[^]<\?/.test(piece));
  const fragment = isOpen ? `#${uniqueText()}` : "";
  return includes.map((include) => ({
    ...include,
    text: `cid:${encodeURIComponent(include.contentId)}${fragment}`,
  }));
}

/** The document with a text in place of each Include, so that all simple types read it. */
function withReferences(document: Uint8Array, references: readonly Reference[]): Uint8Array {
  if (references.length === 0) return document;
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { from, to, text } of references) {
    pieces.push(document.subarray(at, from), new TextEncoder().encode(text));
    at = to;
  }
  return joined([...pieces, document.subarray(at)]);
}

/** The reason why an Include does not fit a multipart. */
export function missingPart({ contentId }: Include): Reason {
  return unlike(`a part with the Content-ID ${JSON.stringify(contentId)}`, "none");
}

function attachedTo(document: Uint8Array, references: readonly Reference[], parts: readonly Attachment[]): Attached {
  const byId = new Map(parts.map((part) => [part.contentId, part]));
  const referred = new Map<string, Attachment>();
  for (const reference of references) {
    const part = byId.get(reference.contentId);
    if (part === undefined) return new Cursor(document).fail(missingPart(reference), reference.from);
    referred.set(reference.text, part);
  }
  const taken = new Set<Attachment>();
  return {
    included(text) {
      const part = referred.get(text.trim());
      if (part !== undefined) taken.add(part);
      return part?.content;
    },
    others: (message, kind) =>
      othersOf(
        parts.filter((part) => !taken.has(part)),
        kind === "ok" ? message?.parts : undefined,
      ),
  };
}

/** A Content-ID in the form `part=unique@domain`, which states the name of a part (WS-I AP 1.0, 3.8). */
const naming = /^[^=@]+=[^=@]+@/;

/**
 * Separates the parts that the WSDL binds: by the beginning of their Content-ID. Where no Content-ID has a name, they are
 * found by their order; any other part could be one that has nothing to do with the name.
 */
function othersOf(parts: readonly Attachment[], bound: BoundParts | undefined): ReturnType<Attached["others"]> {
  if (bound === undefined) return { attachments: parts };
  const names = Object.keys(bound);
  const named = names.map((name) => parts.find(({ contentId }) => contentId.startsWith(`${name}=`)));
  const isNamed = named.some((part) => part !== undefined) || parts.some(({ contentId }) => naming.test(contentId));
  const found = new Map<string, Attachment>();
  const rest = new Set(parts);
  for (const [index, name] of names.entries()) {
    const part = (isNamed ? named : parts)[index];
    if (part === undefined) continue;
    found.set(name, part);
    rest.delete(part);
  }
  return { attachments: [...rest], parts: partsFrom(found) };
}

/** The parts by their names, which can be those of properties that all other objects inherit. */
function partsFrom(found: ReadonlyMap<string, Attachment>): NonNullable<ReturnType<Attached["others"]>["parts"]> {
  const parts: Record<string, Attachment> = { __proto__: null as never };
  for (const [name, part] of found) parts[name] = part;
  return parts;
}
