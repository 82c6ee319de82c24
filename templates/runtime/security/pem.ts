import { decode } from "../simple/base64.js";
import { encodeUtf8 } from "../xml/utf8.js";

/** A block of a PEM file (RFC 7468). */
export interface PemBlock {
  /** `CERTIFICATE`, `PUBLIC KEY`, `PRIVATE KEY`. */
  readonly label: string;
  readonly bytes: Uint8Array;
}

/** The blocks of a PEM file, without the text between them. Throws a TypeError for a block that is not base64. */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let label: string | undefined;
  let lines: string[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const boundary = /^-----(BEGIN|END) ([^-]*(?:-[^-]+)*)-----[ \t]*$/.exec(line);
    if (boundary === null) lines.push(line);
    else if (boundary[1] === "BEGIN") {
      [, , label] = boundary;
      lines = [];
    } else if (label !== undefined && boundary[2] === label) {
      const base64 = encodeUtf8(lines.join("\n"));
      const bytes = decode(base64, 0, base64.length);
      // An old private key that is encrypted has headers.
      if (bytes === undefined) throw new TypeError(`expected base64 in the PEM block ${label}, found other text`);
      blocks.push({ label, bytes });
      label = undefined;
    }
  }
  return blocks;
}
