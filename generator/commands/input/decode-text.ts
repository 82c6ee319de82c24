import { placesOf } from "../../source.js";
import type { Report } from "../../diagnostic.js";
import { decoderOf } from "../../../templates/runtime/xml/decoder.js";

/**
 * Decodes a source: by its byte order mark or the zero bytes of UTF-16, else as its XML declaration or its `<meta>`
 * declares, else as UTF-8. Falls back to windows-1252 with a warning.
 */
export function decodeText(bytes: Uint8Array, path: string, report: Report): string {
  const declared = declaredEncoding(bytes);
  const encoding = markedEncoding(bytes) ?? (declared && decoderName(declared)) ?? "utf-8";
  try {
    return decoderOf(encoding, { fatal: true }).decode(bytes);
  } catch {
    const text = decoderOf("windows-1252").decode(bytes);
    const unknown = declared !== undefined && decoderName(declared) === undefined;
    report({
      severity: "warning",
      code: "source-encoding",
      message: `found ${unknown ? `the unknown encoding ${declared}, and ` : ""}bytes that are not ${encoding.toUpperCase()}, read as windows-1252`,
      place: placesOf({ path, text })(wrongOffset(bytes, encoding)),
      hint: "save it as UTF-8",
    });
    return text;
  }
}

/** The offset of the first bytes that are not UTF-8; in windows-1252 each byte is one character. Zero for other encodings. */
function wrongOffset(bytes: Uint8Array, encoding: string): number {
  if (encoding !== "utf-8") return 0;
  const read = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return new TextEncoder().encode(read.slice(0, read.indexOf("\ufffd"))).length;
}

type Utf = "utf-8" | "utf-16le" | "utf-16be";

/** Detects a byte order mark, or the zero bytes next to two leading ASCII characters in UTF-16. */
function markedEncoding([first, second, third, fourth]: Uint8Array): Utf | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first && second === 0 && third && fourth === 0) return "utf-16le";
  if (first === 0 && second && third === 0 && fourth) return "utf-16be";
  return undefined;
}

/** Enough for a declaration and the comments that browsers write before it. */
const declarationBytes = 4096;

/** The encoding in the XML declaration or the `<meta>` of a page, which are in ASCII in every encoding but UTF-16. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, declarationBytes));
  const declaration = /^\s*<\?xml\s[^<>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start);
  return (declaration ?? /<meta\s[^<>]*?\bcharset\s*=\s*["']?\s*([A-Za-z][\w.:-]*)/i.exec(start))?.[1];
}

/**
 * The name for TextDecoder; undefined for unknown encodings, and for UTF-16, which contradicts a declaration in ASCII.
 */
function decoderName(label: string): string | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith("utf-16") ? undefined : encoding;
  } catch {
    return undefined;
  }
}
