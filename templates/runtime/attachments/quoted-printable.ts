const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const EQUALS = 61;
/** The number of spaces that are held back, as they may end a line. A line has 76 characters (RFC 2045, 6.7). */
const maxSpaces = 1000;

/** The part of an escape that was read: its equals sign, a hexadecimal digit, or what precedes a line feed. */
type Escape = undefined | "sign" | "digit" | "space" | "return";

/** Decodes quoted-printable (RFC 2045, 6.7) that arrives in pieces. Drops spaces at the ends of lines. */
export class QuotedPrintableDecoder {
  private escape: Escape;
  /** The value of the first digit. */
  private digit = 0;
  /** Spaces and tabs that the end of a line may follow. */
  private spaces: number[] = [];

  /** True if what was decoded may end here: also after the sign of a line break, which belongs to the boundary. */
  get isWhole(): boolean {
    return this.escape !== "digit";
  }

  /** Decodes a piece; undefined if it does not fit. */
  decode(data: Uint8Array): Uint8Array | undefined {
    const decoded = new Uint8Array(data.length + this.spaces.length);
    let length = 0;
    const flush = (): void => {
      for (const space of this.spaces) decoded[length++] = space;
      this.spaces = [];
    };
    for (const byte of data) {
      if (this.escape !== undefined) {
        const value = hexDigit(byte);
        if (this.escape === "digit") {
          if (value < 0) return undefined;
          decoded[length++] = this.digit * 16 + value;
          this.escape = undefined;
        } else if (this.escape === "sign" && value >= 0) {
          this.digit = value;
          this.escape = "digit";
        } else if (byte === LF) this.escape = undefined;
        else if (this.escape !== "return" && byte === CR) this.escape = "return";
        else if (this.escape !== "return" && (byte === SPACE || byte === TAB)) this.escape = "space";
        else return undefined;
      } else if (byte === SPACE || byte === TAB) {
        if (this.spaces.length === maxSpaces) flush();
        this.spaces.push(byte);
      } else if (byte === CR || byte === LF) {
        this.spaces = [];
        decoded[length++] = byte;
      } else {
        flush();
        if (byte === EQUALS) this.escape = "sign";
        else decoded[length++] = byte;
      }
    }
    return decoded.subarray(0, length);
  }
}

/** The value of a hexadecimal digit; -1 for any other character. */
function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
