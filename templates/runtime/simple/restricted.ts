import type { Facets, Pattern, Simple } from "./simple.js";
import { checked } from "./checked.js";
import { misfit, type Reason } from "../error.js";
import { collapse, listed } from "./lexical.js";
import { equal, order } from "./order.js";

/**
 * The same type with facets, which are checked where it is asked for by `validate`. A bound that is no text of the type is
 * not checked, nor is what no order says anything about: a time with a zone close to one without.
 */
export function restricted<T>(base: Simple<T>, facets: Facets): Simple<T> {
  let checks: readonly Check[] | undefined;
  const violation = (value: T, text: string): Reason | undefined => {
    checks ??= checksOf(base, facets);
    const normal = typeof value === "string" ? value : collapse(text);
    for (const check of checks) {
      const message = check(value, normal);
      if (message !== undefined) return message;
    }
    return undefined;
  };
  return { ...checked(base, violation), made: { kind: "restriction", base, facets } };
}

/** What is wrong with a value and its text, white space collapsed. */
type Check = (value: unknown, text: string) => Reason | undefined;

function checksOf<T>(base: Simple<T>, facets: Facets): Check[] {
  const { length, minLength, maxLength, patterns = [], totalDigits, fractionDigits, enumeration } = facets;
  const { builtin } = base;
  return [
    lengthCheck(builtin, "exactly", length, (found, limit) => found === limit),
    lengthCheck(builtin, "at least", minLength, (found, limit) => found >= limit),
    lengthCheck(builtin, "at most", maxLength, (found, limit) => found <= limit),
    boundCheck(base, "at least", facets.minInclusive, (sign) => sign >= 0),
    boundCheck(base, "at most", facets.maxInclusive, (sign) => sign <= 0),
    boundCheck(base, "more than", facets.minExclusive, (sign) => sign > 0),
    boundCheck(base, "less than", facets.maxExclusive, (sign) => sign < 0),
    digitCheck("", totalDigits, ({ whole, fraction }) => whole + fraction),
    digitCheck(" after the point", fractionDigits, ({ fraction }) => fraction),
    enumeration && enumerationCheck(base, enumeration),
    ...patterns.map(patternCheck),
  ].filter((check) => check !== undefined);
}

function lengthCheck(
  builtin: string | undefined,
  relation: string,
  limit: number | undefined,
  fits: (length: number, limit: number) => boolean,
): Check | undefined {
  if (limit === undefined) return undefined;
  return (value) => {
    const [length, unit] = lengthOf(builtin, value);
    if (length === undefined || fits(length, limit)) return undefined;
    return misfit(`${relation} ${counted(limit, unit)}`, typeof value === "string" ? value : length);
  };
}

function lengthOf(builtin: string | undefined, value: unknown): [length: number | undefined, unit: string] {
  if (Array.isArray(value)) return [value.length, "item"];
  if (value instanceof Uint8Array) return [value.length, "byte"];
  if (typeof value !== "string") return [undefined, ""];
  if (/^(NMTOKENS|IDREFS|ENTITIES)$/.test(builtin ?? "")) return [value.split(" ").length, "item"];
  return [codePoints(value), "character"];
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // The second half of a pair is no code point of its own.
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function boundCheck<T>(
  base: Simple<T>,
  relation: string,
  bound: string | undefined,
  fits: (sign: number) => boolean,
): Check | undefined {
  const limit = bound === undefined ? undefined : base.fit(bound);
  if (limit === undefined) return undefined;
  return (value, text) => {
    const sign = order(base.builtin, value, limit);
    // NaN stands in no order, and so within no bounds (XSD 1.0 part 2, 3.2.4.1).
    if (sign === undefined ? !Number.isNaN(value) : fits(sign)) return undefined;
    return misfit(`${relation} ${bound}`, typeof value === "object" ? text : value);
  };
}

function digitCheck(
  where: string,
  limit: number | undefined,
  countOf: (digits: { whole: number; fraction: number }) => number,
): Check | undefined {
  if (limit === undefined) return undefined;
  return (_, text) => {
    if (countOf(digitsOf(text)) <= limit) return undefined;
    return misfit(`at most ${counted(limit, "digit")}${where}`, text);
  };
}

/** How many digits before and after the point count: not the zeros at the ends. */
function digitsOf(text: string): { whole: number; fraction: number } {
  const [whole = "", fraction = ""] = text.replace(/^[-+]/, "").split(".");
  let first = 0;
  while (whole[first] === "0") first++;
  let last = fraction.length;
  while (fraction[last - 1] === "0") last--;
  return { whole: whole.length - first, fraction: last };
}

function enumerationCheck<T>(base: Simple<T>, texts: readonly string[]): Check {
  const members = texts.map((text) => base.fit(text)).filter((member) => member !== undefined);
  return (value, text) =>
    members.some((member) => equal(base, value, member)) ? undefined : misfit(listed(texts), text);
}

function patternCheck(pattern: Pattern): Check {
  const { source } = pattern;
  const shown = source.length > 60 ? `${source.slice(0, 57)}...` : source;
  return (_, text) => (pattern.test(text) ? undefined : misfit(`text that matches ${shown}`, text));
}
