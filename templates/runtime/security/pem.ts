import { decode } from "../simple/base64.js";
import { encodeUtf8 } from "../xml/utf8.js";

/** A block of a PEM file (RFC 7468). */
export interface PemBlock {
  /** `CERTIFICATE`, `PUBLIC KEY`, `PRIVATE KEY`. That of an encrypted key begins with `ENCRYPTED`, in every form. */
  readonly label: string;
  readonly bytes: Uint8Array;
}

/** The blocks of a PEM file, without the text between them. Throws a TypeError for a block that is not base64. */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let label: string | undefined;
  let lines: string[] = [];
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n?|\n/)) {
    const boundary = /^-----(BEGIN|END) ([^-]*(?:-[^-]+)*)-----[ \t]*$/.exec(line);
    if (boundary === null) lines.push(line);
    else if (boundary[1] === "BEGIN") {
      [, , label] = boundary;
      lines = [];
    } else if (label !== undefined && boundary[2] === label) {
      // An old private key that is encrypted has headers, which a blank line ends (RFC 1421, 4.6).
      const isEncrypted = /^Proc-Type:.*\bENCRYPTED\b/.test(lines[0] ?? "");
      if (isEncrypted) {
        label = `ENCRYPTED ${label}`;
        lines.splice(0, Math.max(lines.indexOf(""), 0));
      }
      const base64 = encodeUtf8(lines.join("\n"));
      const bytes = decode(base64, 0, base64.length);
      if (bytes === undefined) throw new TypeError(`expected base64 in the PEM block ${label}, found other text`);
      blocks.push({ label, bytes });
      label = undefined;
    }
  }
  return blocks;
}
