/** The simple types of bytes. */
import { hex as hexDigits } from "../hex.js";
import { trim } from "../xml/characters.js";
import { misfit, RequestError } from "../error.js";
import { decode, isDeferredBytes, writeBase64 } from "./base64.js";
import { builtin, type Simple } from "./simple.js";
import { encodeUtf8 } from "../xml/utf8.js";

/** xs:base64Binary: bytes. */
export const base64Binary: Simple<Uint8Array> = /* @__PURE__ */ base64();
/** xs:hexBinary: bytes, written in upper case. */
export const hexBinary: Simple<Uint8Array> = /* @__PURE__ */ hex();

function base64(): Simple<Uint8Array> {
  const bytesOf = (value: Uint8Array): Uint8Array => {
    if (!(value instanceof Uint8Array)) throw new RequestError(misfit("Uint8Array", value));
    return value;
  };
  const slow = builtin<Uint8Array>(
    "base64Binary",
    (text, reading, form) => {
      const bytes = encodeUtf8(text);
      const numbers = form && /^\d{1,3}(,|$)/.test(text) ? numbered(text) : undefined;
      return numbers ?? decode(bytes, 0, bytes.length) ?? reading?.included?.(text);
    },
    () => undefined,
  );
  return {
    ...slow,
    // A text that can be decoded has no character that XML forbids.
    read: (cursor) =>
      typeof cursor.text === "string"
        ? slow.read(cursor)
        : (decode(cursor.bytes, cursor.from, cursor.to) ?? slow.read(cursor)),
    write: (output, value) => {
      if (isDeferredBytes(value)) value.defer(output);
      else if (output.writing.attach?.(output, bytesOf(value), value) !== true) writeBase64(output, bytesOf(value));
    },
    // ASMX writes a byte array in a parameter as a list of numbers. Base64 is never mistaken for one, because it has no
    // commas and its length is a multiple of four.
    form: (value) => Array.from(bytesOf(value), String),
  };
}

function numbered(text: string): Uint8Array | undefined {
  const numbers = text.split(",");
  const legal = numbers.every((number) => /^\d{1,3}$/.test(number) && Number(number) < 256);
  return legal ? Uint8Array.from(numbers, Number) : undefined;
}

function hex(): Simple<Uint8Array> {
  return builtin<Uint8Array>(
    "hexBinary",
    (text) => {
      const digits = trim(text);
      if (digits.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(digits)) return undefined;
      return Uint8Array.from({ length: digits.length / 2 }, (_, at) => parseInt(digits.slice(at * 2, at * 2 + 2), 16));
    },
    (value) => {
      if (!(value instanceof Uint8Array)) return undefined;
      return hexDigits(value).toUpperCase();
    },
  );
}
