/** Values of simple types for random messages: tried one after another until one meets the type's facets. */
import type { Facets } from "../../../templates/runtime/restricted.js";
import type { Simple } from "../../../templates/runtime/simple.js";
import { matching } from "./matching.js";
import type { Random } from "./random.js";

export type AnySimple = Simple<unknown>;

/** How a simple type was made, which the type itself does not tell. */
export type Made =
  | { readonly kind: "restricted"; readonly base: AnySimple; readonly facets: Facets }
  | { readonly kind: "enumeration"; readonly members: readonly string[] }
  | { readonly kind: "list"; readonly item: AnySimple }
  | { readonly kind: "union"; readonly members: readonly AnySimple[] }
  | { readonly kind: "same" | "default"; readonly as: AnySimple }
  | { readonly kind: "fixed"; readonly as: AnySimple; readonly text: string };

/** Told by the runtime that clients of the corpus are compiled with. */
export type Makings = WeakMap<AnySimple, Made>;

export function candidates(type: AnySimple, makings: Makings, random: Random): unknown[] {
  const made = makings.get(type);
  if (made === undefined) return builtinValues(type, random);
  switch (made.kind) {
    case "same":
      return candidates(made.as, makings, random);
    case "default":
      // An empty element is the default.
      return candidates(made.as, makings, random).filter((value) => value !== "");
    case "fixed":
      return parse(made.as, made.text);
    case "enumeration":
      return shuffled(made.members, random);
    case "union":
      return shuffled(made.members, random).flatMap((member) => candidates(member, makings, random));
    case "list": {
      const items = candidates(made.item, makings, random);
      return [1, 2, 3, 0].map((length) => items.slice(0, length));
    }
    case "restricted":
      return restrictedValues(type, made, makings, random);
  }
}

function restrictedValues(
  type: AnySimple,
  { base, facets }: Extract<Made, { kind: "restricted" }>,
  makings: Makings,
  random: Random,
): unknown[] {
  const parsed = (texts: readonly string[]): unknown[] => texts.flatMap((text) => parse(type, text));
  if (facets.enumeration !== undefined) return parsed(shuffled(facets.enumeration, random));
  const inner = candidates(base, makings, random);
  const { length, minLength = length ?? 0, maxLength = length ?? Infinity } = facets;
  const [sample] = inner;
  if (Array.isArray(sample)) {
    const wanted = Math.min(Math.max(minLength, 1), maxLength);
    return [...inner, Array.from({ length: wanted }, () => sample[0] as unknown)];
  }
  if (sample instanceof Uint8Array) return [...inner, new Uint8Array(minLength).fill(65)];
  const patterns = (facets.patterns ?? []).flatMap(({ source }) => matching(source, random));
  const lengths = [minLength, Math.min(minLength + 1, maxLength), Math.min(maxLength, 5)];
  const texts = typeof sample === "string" ? lengths.map((wanted) => padded(sample, wanted)) : [];
  return [
    ...parsed(patterns),
    ...inner,
    ...parsed([...texts, ...texts.map((text) => text.replace(/\D/g, "1")), ...bounds(facets)]),
  ];
}

function padded(text: string, length: number): string {
  return length === Infinity || length > 100_000 ? text : text.slice(0, length).padEnd(length, "x");
}

/** Texts at the bounds and beside them. */
function bounds({ minInclusive, maxInclusive, minExclusive, maxExclusive, totalDigits }: Facets): string[] {
  const at = [minInclusive, maxInclusive].filter((bound) => bound !== undefined);
  const beside = [minExclusive, maxExclusive]
    .filter((bound) => bound !== undefined && /^[-+]?\d+$/.test(bound))
    .flatMap((bound) => [String(BigInt(bound ?? "") + 1n), String(BigInt(bound ?? "") - 1n)]);
  return [
    ...at,
    ...beside,
    "0.5",
    "1",
    "0",
    "-1",
    "10",
    ...(totalDigits === undefined ? [] : ["1".repeat(totalDigits)]),
  ];
}

function builtinValues(type: AnySimple, random: Random): unknown[] {
  const texts = builtinTexts[type.name] ?? ["text"];
  return shuffled(type.name === "ID" ? [`id${random(1_000_000_000)}`] : texts, random).flatMap((text) =>
    parse(type, text),
  );
}

function parse(type: AnySimple, text: string): unknown[] {
  try {
    return [type.parse(text)];
  } catch {
    return [];
  }
}

const integers = ["1", "0", "7", "100", "2000", "99999"];
const words = ["text", "ABC", "a", "Widget-5", "12345", "x".repeat(12)];

const builtinTexts: Readonly<Record<string, readonly string[]>> = {
  string: ["some text", "", "a & b <c> ]]> \"d\" 'e'", "naïve 漢字 😀", ...words],
  text: words,
  normalizedString: words,
  token: words,
  anySimpleType: words,
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
  char: ["65", "A"],
};

/** All of them, starting anywhere. */
function shuffled<T>(all: readonly T[], random: Random): T[] {
  const start = all.length === 0 ? 0 : random(all.length);
  return [...all.slice(start), ...all.slice(0, start)];
}
