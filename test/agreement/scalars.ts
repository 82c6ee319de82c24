/**
 * Random values of the builtin types, in the form in which they are read: without insignificant white space and zeros.
 */
import fc from "fast-check";
import type { BuiltinName } from "../../generator/builtins.js";

/** Characters that need escapes somewhere, white space, and the limits of what XML allows. */
const specials = fc.constantFrom(
  ...["&", "<", ">", '"', "'", "]]>", "&amp;", "<!--", "\r", "\n", "\t", " ", "  ", "\r\n", "\u0085", "\u2028"],
  ...[
    "\u007f",
    "\u00a0",
    "é",
    "e\u0301",
    "漢",
    "\ud7ff",
    "\ue000",
    "\ufeff",
    "\ufffd",
    "😀",
    "\u{10ffff}",
    "\\",
    "`${x}`",
    "%2B+&=",
  ],
);

/** Any text that XML can contain. */
export const texts = fc
  .array(fc.oneof(specials, fc.string({ maxLength: 5 }), fc.string({ unit: "grapheme", maxLength: 3 })), {
    maxLength: 4,
  })
  .map((pieces) => pieces.join(""));

export const ncNames = fc.constantFrom("a", "_", "A-1", "é.b", "名前", "constructor", "__proto__", "\u{10000}x");

const names = fc.constantFrom("a:b", "_:x");
const nmtokens = fc.oneof(ncNames, fc.constantFrom("1", "-.", "1:2"));
const collapsed = texts.map((text) => text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, ""));
const lists = (item: fc.Arbitrary<string>) =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(" "));

const zones = fc.constantFrom("", "Z", "+01:00", "-14:00", "+05:30");
const dates = fc.constantFrom("0001-01-01", "2024-02-29", "9999-12-31", "12345-06-07", "-0044-03-15");
const times = fc.constantFrom("00:00:00", "23:59:59.9999999", "24:00:00", "12:34:56.5", "01:02:03.000");
const zoned = (...texts: readonly fc.Arbitrary<string>[]) => fc.tuple(...texts, zones).map((pieces) => pieces.join(""));

const bigint = (min: bigint, max: bigint) => fc.oneof(fc.constantFrom(min, max), fc.bigInt(min, max));
const int = (min: number, max: number) => fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
const huge = 10n ** 40n;

export const builtinValues: Readonly<Record<BuiltinName, fc.Arbitrary<unknown>>> = {
  // Values of this type are elements, with the name in the schema.
  anyType: fc.constant(undefined),
  anySimpleType: texts,
  string: texts,
  normalizedString: texts.map((text) => text.replace(/[\t\r\n]/g, " ")),
  token: collapsed,
  language: fc.constantFrom("en", "de-CH-1996", "x-klingon"),
  Name: fc.oneof(ncNames, names),
  NCName: ncNames,
  NMTOKEN: nmtokens,
  NMTOKENS: lists(nmtokens),
  ID: ncNames,
  IDREF: ncNames,
  IDREFS: lists(ncNames),
  ENTITY: ncNames,
  ENTITIES: lists(ncNames),
  QName: fc.oneof(ncNames, names),
  NOTATION: fc.oneof(ncNames, names),
  anyURI: fc.oneof(collapsed, fc.constant("https://example.com/é?a=1&b=%20#c")),
  base64Binary: fc.uint8Array({ maxLength: 8 }),
  hexBinary: fc.uint8Array({ maxLength: 8 }),
  integer: bigint(-huge, huge),
  nonPositiveInteger: bigint(-huge, 0n),
  negativeInteger: bigint(-huge, -1n),
  nonNegativeInteger: bigint(0n, huge),
  positiveInteger: bigint(1n, huge),
  boolean: fc.boolean(),
  decimal: fc.constantFrom(
    "0",
    "-0.10",
    "+1",
    ".5",
    "5.",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
  ),
  float: fc.float(),
  double: fc.double(),
  long: bigint(-(2n ** 63n), 2n ** 63n - 1n),
  int: int(-(2 ** 31), 2 ** 31 - 1),
  short: int(-(2 ** 15), 2 ** 15 - 1),
  byte: int(-128, 127),
  unsignedLong: bigint(0n, 2n ** 64n - 1n),
  unsignedInt: int(0, 2 ** 32 - 1),
  unsignedShort: int(0, 2 ** 16 - 1),
  unsignedByte: int(0, 255),
  duration: fc.constantFrom("P1Y2M3DT4H5M6.7S", "-PT0.5S", "P0D", "PT36H"),
  dateTime: zoned(dates, fc.constant("T"), times),
  time: zoned(times),
  date: zoned(dates),
  gYearMonth: zoned(fc.constantFrom("2024-02", "-0001-12")),
  gYear: zoned(fc.constantFrom("2024", "10000")),
  gMonthDay: zoned(fc.constantFrom("--02-29", "--12-31")),
  gDay: zoned(fc.constantFrom("---01", "---31")),
  gMonth: zoned(fc.constantFrom("--01", "--12")),
  guid: fc.uuid(),
  char: fc.oneof(int(0, 0xffff), int(32, 126)).map((code) => String.fromCharCode(code)),
};
