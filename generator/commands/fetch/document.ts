import { attributeOf, readMarkup } from "../../read/xsd/markup.js";
import { isXsdNamespace } from "../../namespaces.js";
import { sourceKind, type SourceKind } from "../../read/source-kind.js";
import { importsIn } from "../../read/wsdl/locations.js";
import type { Source } from "../../source.js";
import { decoderOf } from "../../../templates/runtime/xml/decoder.js";
import { decodeText } from "../input/decode-text.js";
import { DownloadError, type Download } from "./download.js";

/** A document as it was fetched. */
export interface FetchedDocument {
  /** The URL that was asked for. */
  readonly address: URL;
  /** Where it was found: relative locations refer to it. */
  readonly url: URL;
  /** Those received, or in UTF-8 if only the HTTP header declares another encoding. */
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly kind: DocumentKind;
  readonly imports: readonly ImportLocation[];
}

export type DocumentKind = SourceKind | "schema";

export interface ImportLocation {
  readonly location: string;
  readonly namespace?: string;
}

/** Reads what was fetched from `address`. Throws a DownloadError for XML that is refused: that has a document type, or is not well-formed. */
export function fetchedDocument(address: URL, { url, bytes: received, charset }: Download): FetchedDocument {
  const bytes = decodable(received, charset);
  const source = { path: "document", text: decodeText(bytes, "document", () => undefined) };
  const kind = sourceKind(source);
  const document = { address, url, bytes, text: source.text };
  return kind === "wsdl" ? { ...document, ...readDefinitions(source) } : { ...document, kind, imports: [] };
}

function readDefinitions(source: Source): Pick<FetchedDocument, "kind" | "imports"> {
  const markup = readMarkup(source);
  if (!("root" in markup)) {
    const { line, column } = markup.place;
    if (markup.code === "xml-doctype") {
      throw new DownloadError(
        `is refused: line ${line}, column ${column}: found a document type declaration, which may make a small document huge`,
        "save the file, remove <!DOCTYPE …> from it, and add the file",
      );
    }
    throw new DownloadError(`is not usable: line ${line}, column ${column}: ${markup.message}`);
  }
  const { root } = markup;
  const isSchema =
    root.localName === "schema" &&
    (isXsdNamespace(root.namespaceURI) || attributeOf(root, "targetNamespace") !== undefined);
  return { kind: isSchema ? "schema" : "wsdl", imports: importsIn(root) };
}

/**
 * The bytes with their encoding in them: a file has no HTTP header that could declare it. Changes nothing where the
 * document declares its encoding, or is UTF-8.
 */
function decodable(bytes: Uint8Array, charset: string | undefined): Uint8Array {
  if (charset === undefined || /^utf-?8$/.test(charset)) return bytes;
  const warnings: unknown[] = [];
  decodeText(bytes, "document", (warning) => void warnings.push(warning));
  if (warnings.length === 0) return bytes;
  try {
    return new TextEncoder().encode(decoderOf(charset, { fatal: true }).decode(bytes));
  } catch {
    return bytes;
  }
}
