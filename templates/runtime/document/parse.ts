import type { Reading } from "../context.js";
import { Malformed, unlike } from "../error.js";
import { readDocument } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";
import { Output } from "../xml/output.js";
import { writeRootElement } from "../xml/write-element.js";
import { decodeUtf8, encodeUtf8 } from "../xml/utf8.js";

/** The limits of a document. */
export interface DocumentLimits extends Pick<Reading, "maxDepth" | "forbiddenCharacters"> {
  /** The greatest length in bytes of UTF-8: 32 MiB by default. */
  readonly maxBytes?: number | undefined;
}

/**
 * Parses an XML document: the reader of replies, with its limits. Leaves out comments and processing instructions.
 * Ignores the encoding that a text declares, because it is decoded already. Throws {@link Malformed}.
 */
export function parseXml(
  document: string | Uint8Array,
  { maxBytes = 32 * 1024 * 1024, ...reading }: DocumentLimits = {},
): XmlElement {
  if (document.length > maxBytes) throw tooLong(maxBytes);
  if (typeof document !== "string") return readDocument(document, reading);
  const half = document.search(/[\ud800-\udfff]/u);
  if (half >= 0) throw new Malformed("half of a surrogate pair", "", document.slice(0, half).split("\n").length);
  const bytes = encodeUtf8(document);
  if (bytes.length > maxBytes) throw tooLong(maxBytes);
  return readDocument(bytes, { ...reading, charset: "utf-8" });
}

function tooLong(maxBytes: number): Malformed {
  return new Malformed(unlike(`at most ${maxBytes} bytes`, "more"));
}

/** Prints an element as a document, without an XML declaration. Throws a {@link RequestError} for what XML cannot hold. */
export function printXml(element: XmlElement): string {
  const output = new Output();
  writeRootElement(output, element);
  return decodeUtf8(output.done());
}
