import { Malformed, misfit } from "../error.js";
import { decoderOf } from "./decoder.js";
import { characters } from "./native.js";
import { encodeUtf8 } from "./utf8.js";

/**
 * Converts a document to UTF-8 without a byte order mark. Its encoding is determined by a byte order mark, else by
 * `charset` from the Content-Type (RFC 7303), else by its first bytes or its XML declaration. Throws Malformed for an
 * encoding that TextDecoder does not know, and for bytes that are invalid in it.
 */
export function toUtf8(document: Uint8Array, charset: string | undefined): Uint8Array {
  const [name, skip] = encodingOf(document, charset);
  const bytes = skip > 0 ? document.subarray(skip) : document;
  if (name === "utf-8") return bytes;
  return encodeUtf8(decode(bytes, name));
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return decoderOf(charset).decode(bytes);
  } catch (error) {
    throw new Malformed(error instanceof RangeError ? misfit("a known charset", charset) : `not ${charset}`, "", 1);
  }
}

/** The encoding of a document from its first 200 bytes, and the length of its byte order mark. */
export function encodingOf(document: Uint8Array, charset: string | undefined): [name: string, mark: number] {
  // An iterator, as in [a, b, c, d], would take longer.
  const { 0: a, 1: b, 2: c, 3: d } = document;
  if (a === 0xef && b === 0xbb && c === 0xbf) return ["utf-8", 3];
  if (a === 0xfe && b === 0xff) return ["utf-16be", 2];
  if (a === 0xff && b === 0xfe) return ["utf-16le", 2];
  const said = charset?.trim().toLowerCase();
  if (said !== undefined && said !== "utf-16") return [canonicalCharset(said), 0];
  if (a === 0 && b === 60) return ["utf-16be", 0];
  if (a === 60 && b === 0 && d === 0) return ["utf-16le", 0];
  if (said === "utf-16") return ["utf-16be", 0];
  return [canonicalCharset(declaredCharset(document) ?? "utf-8"), 0];
}

/** The name of UTF-8 for its aliases and for ASCII; others are as they are. */
export function canonicalCharset(name: string): string {
  return name === "utf8" || name === "us-ascii" || name === "ascii" ? "utf-8" : name;
}

/** The encoding in the XML declaration, if there is one. The cursor checks the declaration itself. */
export function declaredCharset(document: Uint8Array): string | undefined {
  if (document[1] !== 63) return undefined;
  const head = characters(document, 0, Math.min(200, document.length));
  const match = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head);
  return match?.[1]?.toLowerCase();
}
