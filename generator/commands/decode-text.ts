import type { Report } from "../diagnostic.js";

/** The text of a saved page: UTF-8 or UTF-16 by their marks, else UTF-8, else what Windows saved in the West. */
export function decodeText(bytes: Uint8Array, path: string, report: Report): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  try {
    return new TextDecoder(marked ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    report({
      severity: "warning",
      code: "source-encoding",
      message: `found bytes that are not ${marked ?? "utf-8"}, read as windows-1252`,
      place: { path, line: 1, column: 1 },
      hint: "save the page as UTF-8",
    });
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
