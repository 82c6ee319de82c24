import type { Reading, Source } from "../context.js";
import type { ArrivingAttachments, Attachment, StreamedAttachment, Unpacked } from "../packaging.js";
import { readContentType } from "./content-type.js";
import type { PartHeaders, PartLimits } from "./multipart-parser.js";
import { partHead } from "./part-head.js";
import { partsIn, type PartReader } from "./part-reader.js";
import { withParts } from "./references.js";

/**
 * Takes a multipart apart while it arrives: resolves with the document as soon as all parts to which it refers are there.
 * These and all parts before them are in memory, up to `maxBytes` together. The others are read on demand.
 */
export async function unpackArriving(
  contentType: string,
  body: Source<Uint8Array>,
  reading: Reading,
  limits: PartLimits,
  maxBytes: number,
): Promise<Unpacked & { readonly others: ArrivingAttachments }> {
  const { parameters } = readContentType(contentType);
  const parts = partsIn(body, parameters, limits, maxBytes);
  const early: Attachment[] = [];
  const keep = async (headers: PartHeaders): Promise<void> => {
    early.push({ ...partHead(headers), content: await parts.whole() });
  };
  const root = await parts.root(reading, keep);
  try {
    const missing = new Set(root.includes.map(({ contentId }) => contentId));
    for (const { contentId } of early) missing.delete(contentId);
    while (missing.size > 0) {
      const headers = await parts.next();
      // An Include without its part is refused below.
      if (headers === undefined) break;
      await keep(headers);
      missing.delete(partHead(headers).contentId);
    }
    const unpacked = withParts(root, early);
    const { attached } = unpacked;
    // Known once the document was read, which precedes the first attachment.
    const others = () => attached.others(undefined, "ok").attachments ?? [];
    return {
      ...unpacked,
      // The others are read on demand.
      attached: { ...attached, others: () => ({}) },
      others: { [Symbol.asyncIterator]: () => attachmentsIn(others, parts), cancel: () => parts.leave() },
    };
  } catch (error) {
    parts.leave();
    throw error;
  }
}

/** The attachments that have arrived, and those in the rest of the multipart. */
async function* attachmentsIn(
  early: () => readonly Attachment[],
  parts: PartReader,
): AsyncGenerator<StreamedAttachment, void> {
  try {
    for (const { content, ...head } of early()) {
      yield { ...head, content: piecesOf(content) };
      parts.release(content);
    }
    for (let headers = await parts.next(); headers !== undefined; headers = await parts.next())
      yield { ...partHead(headers), content: parts.content() };
  } finally {
    parts.leave();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the content of others arrives
async function* piecesOf(content: Uint8Array): AsyncGenerator<Uint8Array, void> {
  if (content.length > 0) yield content;
}
