/** Example texts of the builtin types. */
import type { Random } from "./random-numbers.js";

/** Several readable texts, because facets may refuse some. */
export function builtinTexts(builtin: string, random: Random): readonly string[] {
  return builtin === "ID" ? [`id${random(1_000_000_000)}`] : (plainTexts[builtin]?.(random) ?? [word(random)]);
}

/** Words, cut to a length. */
export function phrase(length: number, between: string, random: Random): string {
  let text = word(random);
  while (text.length < length) text += between + word(random);
  const cut = text.slice(0, length);
  // A trailing space would be lost in XML.
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
