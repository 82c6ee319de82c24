/** Texts of the builtin types. */
import type { Random } from "./random.js";

/** Plain ones are legible; hostile ones are what readers and writers stumble over, and the ends of ranges. */
export type Texts = "plain" | "hostile";

/** Several, because facets may refuse some. */
export function builtinTexts(name: string, texts: Texts, random: Random): readonly string[] {
  // Of `long within the safe integers`.
  const [builtin = ""] = name.split(" ");
  if (builtin === "ID") return [`id${random(1_000_000_000)}`];
  const hostile = hostileTexts[builtin];
  const plain = plainTexts[builtin]?.(random);
  if (texts === "plain" || hostile === undefined) return plain ?? [word(random)];
  const start = random(hostile.length);
  return [...hostile.slice(start), ...hostile.slice(0, start), ...(plain ?? [])];
}

/** Words, cut to a length. */
export function phrase(length: number, between: string, random: Random): string {
  let text = word(random);
  while (text.length < length) text += between + word(random);
  const cut = text.slice(0, length);
  // White space at the end is lost on the way.
  return between !== "" && cut.endsWith(between) ? `${cut.slice(0, -1)}s` : cut;
}

const words = (
  "amber birch cedar delta ember fern grove harbour island juniper kettle lantern meadow north ocean pine quartz " +
  "river stone tide umber violet willow yarrow zenith"
).split(" ");

function word(random: Random): string {
  return words[random(words.length)] ?? "";
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function digits(count: number, random: Random, letters = "0123456789"): string {
  return Array.from({ length: count }, () => letters[random(letters.length)]).join("");
}

const text = (random: Random): string[] => [`${word(random)} ${word(random)}`, word(random)];
const name = (random: Random): string[] => [word(random), `${word(random)}-${word(random)}`];
const integer = (random: Random): string[] => [
  ...[1000, 100, 10].map((limit) => String(1 + random(limit))),
  "0",
  String(-1 - random(100)),
];
const decimal = (random: Random): string[] => [
  `${random(1000)}.${random(10)}${1 + random(9)}`,
  `${random(10)}.${1 + random(9)}`,
  ...integer(random),
];
const date = (random: Random): string => `${2000 + random(30)}-${two(1 + random(12))}-${two(1 + random(28))}`;
const time = (random: Random): string => `${two(random(24))}:${two(random(60))}:${two(random(60))}`;
const hexadecimal = "0123456789abcdef";

const plainTexts: Readonly<Partial<Record<string, (random: Random) => readonly string[]>>> = {
  string: text,
  normalizedString: text,
  token: text,
  anySimpleType: text,
  Name: name,
  NCName: name,
  NMTOKEN: name,
  NMTOKENS: text,
  IDREF: name,
  IDREFS: name,
  ENTITY: name,
  ENTITIES: name,
  QName: name,
  NOTATION: name,
  language: (random) => [["en", "de", "fr", "en-GB"][random(4)] ?? "en"],
  anyURI: (random) => [`https://example.com/${word(random)}/${word(random)}`, `urn:${word(random)}`, word(random)],
  base64Binary: (random) => [btoa(word(random))],
  hexBinary: (random) => [digits(8, random, hexadecimal.toUpperCase())],
  boolean: (random) => (random(2) === 0 ? ["true", "false"] : ["false", "true"]),
  decimal,
  float: decimal,
  double: decimal,
  integer,
  long: integer,
  int: integer,
  short: integer,
  byte: integer,
  nonNegativeInteger: integer,
  positiveInteger: integer,
  nonPositiveInteger: (random) => [String(-1 - random(1000)), "-1", "0"],
  negativeInteger: (random) => [String(-1 - random(1000)), "-1"],
  unsignedLong: integer,
  unsignedInt: integer,
  unsignedShort: integer,
  unsignedByte: integer,
  duration: (random) => [`P${1 + random(30)}D`, `PT${1 + random(59)}M`, "PT1S", "P1M", "P1Y", "PT0S"],
  dateTime: (random) => {
    const local = `${date(random)}T${time(random)}`;
    return [`${local}Z`, local, `${local}.${digits(2, random)}5Z`, `${local}.5`, `${local}+01:00`];
  },
  date: (random) => [date(random), `${date(random)}Z`, `${date(random)}+01:00`],
  time: (random) => [time(random), `${time(random)}Z`, `${time(random)}.5`, "00:00:00", "06:00:00", "12:00:00"],
  gYearMonth: (random) => [date(random).slice(0, 7)],
  gYear: (random) => [date(random).slice(0, 4)],
  gMonthDay: (random) => [date(random).replace(/^\d+/, "-")],
  gDay: (random) => [`---${two(1 + random(28))}`],
  gMonth: (random) => [`--${two(1 + random(12))}`],
  guid: (random) => [[8, 4, 4, 4, 12].map((count) => digits(count, random, hexadecimal)).join("-")],
  char: (random) => [String(65 + random(26))],
};

const integers = ["1", "0", "7", "100", "2000", "99999"];
const strings = ["text", "ABC", "a", "Widget-5", "12345", "x".repeat(12)];

const hostileTexts: Readonly<Partial<Record<string, readonly string[]>>> = {
  string: ["some text", "", "a & b <c> ]]> \"d\" 'e'", "naïve 漢字 😀", ...strings],
  normalizedString: strings,
  token: strings,
  anySimpleType: strings,
  language: ["en", "de-CH"],
  Name: ["name", "a:b"],
  NCName: ["name", "other"],
  NMTOKEN: ["token", "1"],
  NMTOKENS: ["token 1"],
  IDREF: ["id1"],
  IDREFS: ["id1"],
  ENTITY: ["entity"],
  ENTITIES: ["entity"],
  QName: ["name"],
  NOTATION: ["name"],
  anyURI: ["https://example.com/a?b=1", "urn:x"],
  base64Binary: ["AAEC", "", "/+8="],
  hexBinary: ["00FF", ""],
  boolean: ["true", "false"],
  decimal: ["1", "0", "12.5", "-0.001", "100", "123456789012345678.5"],
  float: ["1", "0.5", "-2", "INF"],
  double: ["1", "0.1", "-1e300", "NaN"],
  integer: [...integers, "-5", "12345678901234567890"],
  nonPositiveInteger: ["0", "-7"],
  negativeInteger: ["-1", "-100"],
  nonNegativeInteger: integers,
  positiveInteger: ["1", "7", "100"],
  long: [...integers, "-9223372036854775808"],
  int: [...integers, "-2147483648"],
  short: ["1", "0", "-7", "100", "32767"],
  byte: ["1", "0", "-7", "100"],
  unsignedLong: [...integers, "18446744073709551615"],
  unsignedInt: [...integers, "4294967295"],
  unsignedShort: ["1", "0", "100", "65535"],
  unsignedByte: ["1", "0", "100", "255"],
  duration: ["P1D", "PT5M", "P3DT4H5M6.7S", "-P1D"],
  dateTime: ["2024-02-29T12:34:56Z", "1999-12-31T23:59:59.5+01:00", "2001-01-01T00:00:00"],
  date: ["2024-02-29", "2001-01-01Z"],
  time: ["12:34:56", "00:00:00.5Z"],
  gYearMonth: ["2024-02"],
  gYear: ["2024"],
  gMonthDay: ["--02-29"],
  gDay: ["---31"],
  gMonth: ["--12"],
  guid: ["01234567-89ab-cdef-0123-456789abcdef"],
  char: ["65", "8364"],
};
