import type { Reading } from "../context.js";
import { Malformed } from "../error.js";
import { readDocument } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";
import { Output } from "../xml/output.js";
import { writeRootElement } from "../xml/write-element.js";

/**
 * Parses an XML document: the reader of replies, with its limits. Leaves out comments and processing instructions.
 * Ignores the encoding that a text declares, because it is decoded already. Throws {@link Malformed}.
 */
export function parseXml(
  document: string | Uint8Array,
  limits: Pick<Reading, "maxDepth" | "forbiddenCharacters"> = {},
): XmlElement {
  if (typeof document !== "string") return readDocument(document, limits);
  const half = document.search(/[\ud800-\udfff]/u);
  if (half >= 0) throw new Malformed("half of a surrogate pair", "", document.slice(0, half).split("\n").length);
  return readDocument(new TextEncoder().encode(document), { ...limits, charset: "utf-8" });
}

/** Prints an element as a document, without an XML declaration. Throws a {@link RequestError} for what XML cannot hold. */
export function printXml(element: XmlElement): string {
  const output = new Output();
  writeRootElement(output, element);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(output.done());
}
