import { Malformed, misfit, unlike } from "../error.js";
import { Base64Decoder } from "../streaming/base64-decoder.js";
import type { PartHeaders } from "./multipart-parser.js";
import { QuotedPrintableDecoder } from "./quoted-printable.js";

/** Decodes data that arrives in pieces. */
interface Decoder {
  /** True if what was decoded may end here. */
  readonly isWhole: boolean;
  /** Decodes a piece; undefined if it does not fit. */
  decode(data: Uint8Array): Uint8Array | undefined;
}

/** Decodes the data of a part, of which the last piece is the end. Throws Malformed. */
export function decoderOf(headers: PartHeaders): (data: Uint8Array, isLast: boolean) => Uint8Array {
  const encoding = (headers.get("content-transfer-encoding") ?? "binary").toLowerCase();
  const decoder = decoderFor(encoding);
  if (decoder === undefined) return (data) => data;
  return (data, isLast) => {
    const decoded = decoder.decode(data);
    if (decoded === undefined || (isLast && !decoder.isWhole))
      throw new Malformed(unlike(`${encoding}, as the Content-Transfer-Encoding of a part states`, "something else"));
    return decoded;
  };
}

/** Undefined for the encodings of RFC 2045 that leave the data as it is. */
function decoderFor(encoding: string): Decoder | undefined {
  switch (encoding) {
    case "binary":
    case "8bit":
    case "7bit":
      return undefined;
    case "base64":
      return new Base64Decoder();
    case "quoted-printable":
      return new QuotedPrintableDecoder();
    default:
      throw new Malformed(
        misfit("a Content-Transfer-Encoding of binary, 8bit, 7bit, base64 or quoted-printable", encoding),
      );
  }
}
