import { expect, test } from "vitest";
import { decoderOf } from "../../../templates/runtime/xml/decoder.js";

const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test.each(["windows-1252", "iso-8859-1", "latin1", "us-ascii", "CP1252"])(
  "each byte is the character that the Encoding Standard defines for windows-1252: %s",
  (label) => {
    const ascii = String.fromCharCode(...every.subarray(0, 128));
    const latin = String.fromCharCode(...every.subarray(160));
    const between = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
    expect(decoderOf(label).decode(every)).toBe(ascii + between + latin);
    expect(decoderOf(label, {}).decode(every, { stream: true })).toBe(ascii + between + latin);
  },
);

test("control characters of other charsets are kept", () => {
  expect(decoderOf("utf-8").decode(Buffer.from("\x80€"))).toBe("\x80€");
  expect(decoderOf("iso-8859-2").decode(every.subarray(128, 130))).toBe("\x80\x81");
});

test("unknown charsets are refused, and invalid bytes unless they are to be replaced", () => {
  expect(() => decoderOf("klingon")).toThrow(RangeError);
  expect(() => decoderOf("utf-8").decode(every)).toThrow(TypeError);
  expect(decoderOf("utf-8", {}).decode(every.subarray(255))).toBe("\ufffd");
});
