import { Malformed, unlike, type Reason } from "../error.js";
import type { Reading } from "../context.js";
import type { Attached, Attachment, MessageContent, Unpacked } from "../packaging.js";
import { writeBase64 } from "../simple/base64.js";
import { joined } from "../streaming/bytes.js";
import { toUtf8 } from "../xml/charset.js";
import { Cursor } from "../xml/cursor.js";
import { Output } from "../xml/output.js";
import { othersOf } from "./bound-parts.js";
import { uniqueText } from "./content-id.js";
import { readContentType } from "./content-type.js";
import { includesIn, type Include } from "./include.js";

/** The document of a multipart. */
export interface Root {
  readonly contentType: string;
  /** In UTF-8, as it was received. */
  readonly document: Uint8Array;
  readonly includes: readonly Include[];
}

/** Reads the part with the document. Throws Malformed. */
export function readRoot(contentType: string, content: Uint8Array, reading: Reading): Root {
  const { parameters, mediaType } = readContentType(contentType);
  const document = toUtf8(content, parameters.get("charset"));
  return { contentType: `${mediaType}; charset=utf-8`, document, includes: includesIn(document, reading) };
}

/** The message of a document and of the parts beside it. Throws Malformed for an Include without its part. */
export function withParts({ contentType, document, includes }: Root, parts: readonly Attachment[]): Unpacked {
  const fragment = uniqueText();
  const references = referencesIn(includes, fragment);
  return {
    contentType,
    document: withReferences(document, references),
    attached: attachedTo(document, references, fragment, parts),
  };
}

/** An Include, and the text that replaces it in the document. */
interface Reference extends Include {
  readonly text: string;
}

/**
 * The texts in place of the Includes: their URLs, as no value of base64 is written, with a fragment that nobody could know
 * when writing the document.
 */
function referencesIn(includes: readonly Include[], fragment: string): readonly Reference[] {
  return includes.map((include) => ({ ...include, text: `cid:${encodeURIComponent(include.contentId)}#${fragment}` }));
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

function attachedTo(
  document: Uint8Array,
  references: readonly Reference[],
  fragment: string,
  parts: readonly Attachment[],
): Attached {
  const byId = new Map(parts.map((part) => [part.contentId, part]));
  const referred = new Map<string, Attachment>();
  for (const reference of references) {
    const part = byId.get(reference.contentId);
    if (part === undefined) return new Cursor(document).fail(missingPart(reference), reference.from);
    referred.set(reference.text, part);
  }
  const taken = new Set<Attachment>();
  const left = (): [text: string, part: Attachment][] => Array.from(referred).filter(([, part]) => !taken.has(part));
  let isReadAgain = false;
  const included = (text: string): Uint8Array | undefined => {
    const part = referred.get(text.trim());
    if (part !== undefined) taken.add(part);
    return part?.content;
  };
  return {
    included,
    isWhole: () => isReadAgain || left().length === 0,
    read(message, context, read) {
      const reading = { ...context, included };
      let shown: readonly Attachment[] | undefined;
      try {
        const content = read(message, reading);
        if (left().length === 0) return content;
        shown = partsShown(content, left());
      } catch (error) {
        // A text that does not fit may be a reference.
        if (!(error instanceof Malformed) || left().length === 0) throw error;
      }
      const others = left();
      isReadAgain = true;
      const content = read({ ...message, body: withBase64(message.body, fragment, new Map(others)) }, reading);
      shown ??= partsShown(
        content,
        others.map(([, part]) => [new TextDecoder().decode(base64Of(part.content)), part]),
      );
      // Those of Includes outside of all values would be lost.
      for (const part of shown) taken.add(part);
      return content;
    },
    others: (message, kind) =>
      othersOf(
        parts.filter((part) => !taken.has(part)),
        kind === "ok" ? message?.parts : undefined,
      ),
  };
}

/** The parts whose texts are among the values of a message. */
function partsShown(
  content: MessageContent | undefined,
  parts: readonly (readonly [text: string, part: Attachment])[],
): readonly Attachment[] {
  const byText = new Map(parts);
  const found: Attachment[] = [];
  for (const text of textsIn([content?.value, content?.header, content?.fault])) {
    const part = byText.get(text.trim());
    if (part !== undefined) found.push(part);
  }
  return found;
}

/** The texts in values, which can be deep and, in SOAP encoding, refer to each other. */
function* textsIn(value: unknown): Generator<string, void> {
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") yield next;
    if (typeof next !== "object" || next === null || ArrayBuffer.isView(next) || seen.has(next)) continue;
    seen.add(next);
    for (const inner of Object.values(next)) open.push(inner);
  }
}

/** The document with the base64 of parts in place of the texts that refer to them, which end with the fragment. */
function withBase64(document: Uint8Array, fragment: string, parts: ReadonlyMap<string, Attachment>): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  const text = new TextDecoder("latin1").decode(document);
  for (let found = text.indexOf(fragment); found !== -1; found = text.indexOf(fragment, found + 1)) {
    // The id before the fragment has no colon, so that the search ends at the beginning of the reference.
    const from = text.lastIndexOf("cid:", found);
    const to = found + fragment.length;
    const part = parts.get(text.slice(from, to));
    if (part === undefined) continue;
    pieces.push(document.subarray(at, from), base64Of(part.content));
    at = to;
  }
  return joined([...pieces, document.subarray(at)]);
}

/** The base64 of bytes, as text in ASCII. */
export function base64Of(bytes: Uint8Array): Uint8Array {
  const output = new Output();
  writeBase64(output, bytes);
  return output.done();
}
