import type { Reading } from "../context.js";
import { Malformed, unlike } from "../error.js";
import type { Attachment, Unpacked } from "../packaging.js";
import { joined } from "../streaming/bytes.js";
import { contentIdIn, PartIds } from "./content-id.js";
import { readContentType, type ContentType } from "./content-type.js";
import { MultipartParser, type PartHeaders, type PartLimits } from "./multipart-parser.js";
import { partHead } from "./part-head.js";
import { readRoot, withParts } from "./references.js";
import { decoderOf } from "./transfer-encoding.js";

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
    const content = decoderOf(headers)(others.length === 0 ? only : joined(data), true);
    return { ...partHead(headers), content };
  });
  const ids = new PartIds();
  for (const { contentId } of attachments) ids.add(contentId);
  const root = rootOf(type, attachments);
  const others = attachments.filter((part) => part !== root);
  return withParts(readRoot(root.contentType, root.content, reading), others);
}

/** True for the form of messages with attachments (RFC 2387). */
export function isMultipart({ mediaType }: ContentType): boolean {
  return mediaType === "multipart/related";
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
