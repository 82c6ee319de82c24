/** Derives limits from the facets of a restriction, and texts within them. */
import type { Facets } from "../runtime/simple/simple.js";
import { phrase } from "./builtin-values.js";
import type { Random } from "./random-numbers.js";

/** The facets of a restriction and of its base types, combined. */
export interface Limits {
  readonly minLength: number;
  readonly maxLength: number;
  readonly patterns: readonly string[];
  readonly lower: readonly Bound[];
  readonly upper: readonly Bound[];
  readonly totalDigits: number;
  readonly fractionDigits: number;
}

interface Bound {
  readonly text: string;
  readonly isExclusive: boolean;
}

export function limitsOf(all: readonly Facets[]): Limits {
  const least = (pick: (facets: Facets) => number | undefined): number =>
    all.reduce((limit, facets) => Math.min(limit, pick(facets) ?? Infinity), Infinity);
  const bounds = (pick: (facets: Facets) => string | undefined, isExclusive: boolean): Bound[] =>
    all.flatMap((facets) => pick(facets) ?? []).map((text) => ({ text, isExclusive }));
  return {
    minLength: all.reduce((limit, { length, minLength }) => Math.max(limit, length ?? 0, minLength ?? 0), 0),
    maxLength: least(({ length, maxLength }) => Math.min(length ?? Infinity, maxLength ?? Infinity)),
    patterns: all.flatMap(({ patterns = [] }) => patterns),
    lower: [...bounds(({ minInclusive }) => minInclusive, false), ...bounds(({ minExclusive }) => minExclusive, true)],
    upper: [...bounds(({ maxInclusive }) => maxInclusive, false), ...bounds(({ maxExclusive }) => maxExclusive, true)],
    totalDigits: least(({ totalDigits }) => totalDigits),
    fractionDigits: least(({ fractionDigits }) => fractionDigits),
  };
}

/** Texts of a builtin type that respect lengths, bounds and digits. */
export function guidedTexts(builtin: string, limits: Limits, random: Random): readonly string[] {
  if (/^(date|time|g[A-Z]|duration)/.test(builtin)) return timesBy(limits);
  if (builtin === "decimal" || builtin === "float" || builtin === "double") return numbersBy(limits, 2, random);
  if (/(integer|long|int|short|byte)$/i.test(builtin)) return numbersBy(limits, 0, random);
  return textsBy(builtin, limits, random);
}

function textsBy(builtin: string, { minLength, maxLength }: Limits, random: Random): string[] {
  const lengths = [minLength + random(8), minLength + 1, minLength].map((length) => Math.min(length, maxLength));
  return lengths.flatMap((length) => {
    switch (builtin) {
      case "base64Binary":
        return btoa(phrase(length, " ", random));
      case "hexBinary":
        return "5A".repeat(length);
      case "NMTOKENS":
      case "IDREFS":
      case "ENTITIES":
        return Array.from({ length }, () => phrase(5, "", random)).join(" ");
      case "string":
      case "normalizedString":
      case "token":
      case "anySimpleType":
        return [phrase(length, " ", random), "1".repeat(length)];
      default:
        return [phrase(length, "-", random), "1".repeat(length)];
    }
  });
}

/** The bounds, and times just within them. */
function timesBy({ lower, upper }: Limits): string[] {
  return [
    ...[...lower, ...upper].filter(({ isExclusive }) => !isExclusive).map(({ text }) => text),
    ...lower.flatMap(({ text }) => [dayFrom(text, 1), text.replace(/(:\d\d)(?=Z|[-+]|$)/, "$1.5")]),
    ...upper.flatMap(({ text }) => dayFrom(text, -1)),
    ...lower.map(({ text }) => yearFrom(text, 1)),
    ...upper.map(({ text }) => yearFrom(text, -1)),
  ];
}

/** The text moved by some days; unchanged if it has no day or a distant one. */
function dayFrom(text: string, days: number): string {
  const [found] = /^\d{4}-\d\d-\d\d/.exec(text) ?? [];
  const time = found === undefined ? NaN : Date.parse(`${found}T00:00:00Z`) + days * 86_400_000;
  const day = Number.isNaN(time) ? "" : new Date(time).toISOString();
  return /^\d{4}-/.test(day) ? day.slice(0, 10) + text.slice(10) : text;
}

function yearFrom(text: string, years: number): string {
  return text.replace(/^\d{4}/, (year) => String(Number(year) + years).padStart(4, "0"));
}

/** More digits are never necessary, and would take long. */
const mostDigits = 40;

/** Decimal numbers. `places` is the number of digits after the point, unless a bound needs more. */
function numbersBy({ lower, upper, totalDigits, fractionDigits }: Limits, places: number, random: Random): string[] {
  const bounds = [...lower, ...upper].map(({ text }) => text.trim()).filter((text) => text.length < 1000);
  const precision = bounds.map((text) => (text.split(".")[1] ?? "").length + 1);
  const scale = Math.min(places === 0 ? 0 : Math.max(places, ...precision), fractionDigits, totalDigits, mostDigits);
  // All in units of the last digit.
  const limit = 10n ** BigInt(Math.min(totalDigits, mostDigits)) - 1n;
  const low = lower
    .flatMap((bound) => scaled(bound, scale, 1n))
    .reduce((one, other) => (one > other ? one : other), -limit);
  const high = upper
    .flatMap((bound) => scaled(bound, scale, -1n))
    .reduce((one, other) => (one < other ? one : other), limit);
  if (low > high) return [...bounds];
  const [one, thousand] = [10n ** BigInt(scale), 1000n * 10n ** BigInt(scale)];
  // Prefers numbers from 1 to 1000, or as close to that as the bounds allow.
  const from = low > one ? low : high < one ? maximum(low, high - thousand) : one;
  const to = minimum(high, from + thousand);
  const span = Number(minimum(to - from, 1_000_000n)) + 1;
  return [...[random(span), random(span)].map((step) => from + BigInt(step)), low, high, 0n]
    .map((units) => withPoint(units, scale))
    .concat(bounds)
    .concat(bounds.flatMap((bound) => [Number(bound) * 1.5, Number(bound) / 1.5].map(String)));
}

function maximum(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function minimum(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** The bound in units of `scale` digits after the point, rounded inwards; empty if it has an exponent. */
function scaled({ text, isExclusive }: Bound, scale: number, inwards: 1n | -1n): bigint[] {
  const [, sign, whole = "", fraction = ""] = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (sign === undefined || text.length >= 1000) return [];
  const size = BigInt(`${whole}${fraction.slice(0, scale).padEnd(scale, "0")}` || "0");
  const units = sign === "-" ? -size : size;
  // A bound between two units is truncated toward zero, so it needs a step inwards for one of the signs.
  const isCut = /[1-9]/.test(fraction.slice(scale));
  if (isCut) return [(sign === "-") === (inwards === 1n) ? units : units + inwards];
  return [isExclusive ? units + inwards : units];
}

function withPoint(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}
