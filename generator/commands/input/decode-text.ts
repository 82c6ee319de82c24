import type { Report } from "../../diagnostic.js";

/**
 * The text of a source: UTF-8 or UTF-16 by their marks, else as its XML declaration says, else UTF-8, else what Windows saved in
 * the West.
 */
export function decodeText(bytes: Uint8Array, path: string, report: Report): string {
  const declared = declaredEncoding(bytes);
  const encoding = markedEncoding(bytes) ?? (declared && decoderName(declared)) ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const unknown = declared !== undefined && decoderName(declared) === undefined;
    report({
      severity: "warning",
      code: "source-encoding",
      message: `found bytes that are not ${encoding}${unknown ? ` and the unknown encoding ${declared}` : ""}, read as windows-1252`,
      place: { path, line: 1, column: 1 },
      hint: "save it as UTF-8",
    });
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** By the byte order mark, or by the zeros that UTF-16 puts beside the first character of XML. */
function markedEncoding([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  return undefined;
}

/** More than an XML declaration takes. */
const declarationBytes = 256;

/** Of an XML declaration, which every encoding but UTF-16 writes in ASCII. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, declarationBytes));
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1];
}

/** Undefined for what is unknown, and for UTF-16: what says that in ASCII was written by a program that meant itself. */
function decoderName(label: string): string | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith("utf-16") ? undefined : encoding;
  } catch {
    return undefined;
  }
}
