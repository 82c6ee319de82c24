import { expect, test } from "vitest";
import {
  derContent,
  derOf,
  derValues,
  identifierOf,
  INTEGER,
  OCTET_STRING,
  SEQUENCE,
} from "../../../templates/runtime/security/der.js";

test.each([0, 127, 128, 255, 256, 65_536])("writes and reads a value of %d bytes", (length) => {
  const content = new Uint8Array(length).fill(7);
  const whole = derOf(OCTET_STRING, content);
  const [value, ...others] = derValues(whole);
  expect([value?.tag, others]).toEqual([OCTET_STRING, []]);
  expect(Buffer.compare(value?.content ?? new Uint8Array(), content)).toBe(0);
});

test("writes the contents of a value one after the other", () => {
  const one = derOf(INTEGER, Uint8Array.of(1));
  expect(derValues(derContent(derOf(SEQUENCE, one, one), SEQUENCE, "a pair"))).toHaveLength(2);
});

test.each([
  ["a tag of several bytes", [0x1f, 0x81, 0x01, 0x00], "a tag of more than one byte"],
  ["a length that is left open", [0x30, 0x80, 0x00, 0x00], "a length that cannot be read"],
  ["a length of five bytes", [0x04, 0x85, 0, 0, 0, 0, 1, 7], "a length that cannot be read"],
  ["a length that is cut off", [0x04, 0x82, 0x01], "a length that cannot be read"],
  ["no length", [0x04], "a length that cannot be read"],
  ["a short length in the long form", [0x04, 0x81, 0x01, 7], "a length with zeros in front"],
  ["a length with a zero in front", [0x04, 0x82, 0x00, 0x80, ...new Array<number>(128).fill(7)], "zeros in front"],
  ["a value longer than its document", [0x04, 0x84, 0xff, 0xff, 0xff, 0xff, 7], "a value that ends too early"],
])("refuses %s", (_, bytes, reason) => {
  expect(() => derValues(Uint8Array.from(bytes))).toThrow(reason);
});

test("refuses a second value where one is expected", () => {
  expect(() => derContent(Uint8Array.of(2, 1, 1, 2, 1, 1), INTEGER, "a number")).toThrow("expected a number");
});

test.each([
  [[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01], "1.2.840.113549.1.1.1"],
  [[0x55, 0x04, 0x03], "2.5.4.3"],
  [[0x88, 0x37, 0x03], "2.999.3"],
  [[0x09, 0x92, 0x26], "0.9.2342"],
])("reads an object identifier %#", (bytes, text) => {
  expect(identifierOf(Uint8Array.from(bytes))).toBe(text);
});

test("refuses an object identifier that is cut off or too large", () => {
  expect(() => identifierOf(Uint8Array.of(0x2a, 0x86))).toThrow("one that ends too early");
  expect(() => identifierOf(Uint8Array.from([0x2a, ...new Array<number>(20).fill(0xff), 1]))).toThrow("too large");
});
