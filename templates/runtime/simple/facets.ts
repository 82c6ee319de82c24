import type { Validation } from "../context.js";
import type { Demand } from "./checked.js";
import { type Facets, type Simple, collapse, listed } from "./simple.js";
import { misfit, type Reason } from "../error.js";
import { equal, order } from "./order.js";
import { pattern } from "./pattern.js";
import { besides, noticing } from "../xml/notice.js";
import { readText, writeText } from "./xml-text.js";

/**
 * Checks facets, fixed values and the number of list items: `soap11(address, { validate: facets })`. Refuses attributes
 * of elements of simple type, elements in another namespace than that of the same name, a second element where only one is
 * declared, and elements of a Body beside the expected one or after the Body. Ignores a bound that is not a valid text of
 * its type, and values without an order, such as a time with a zone close to one without.
 */
export const facets: Validation = /* @__PURE__ */ facetValidation();

function facetValidation(): Validation {
  return {
    ...noticing((reader, reason, cure) => reader.fail(reason, reader.at, cure), false),
    beside: (reader, { at, local } = reader) => reader.fail(besides(local), at),
    // Each check is created from a type and called only with values of that type.
    violation: (made: Demand, value, text) => {
      let check = checks.get(made);
      if (check === undefined) checks.set(made, (check = made.kind === "fixed" ? fixedCheck(made) : facetsCheck(made)));
      return check(value, text);
    },
    miscount: ({ minOccurs, maxOccurs, group, name }, count) => {
      if (group !== null || (count >= minOccurs && count <= maxOccurs)) return "";
      const expected = count < minOccurs ? `at least ${minOccurs}` : `at most ${maxOccurs}`;
      return `expected ${expected} <${name.local}>, found ${count}`;
    },
    refuseCounts: (reader, members, values, at) => {
      for (const member of members) {
        const items = values[member.index];
        const wrong = member.many && Array.isArray(items) ? facets.miscount(member, items.length) : "";
        if (wrong !== "") reader.refuse(wrong, at);
      }
    },
  };
}

/** Checks by type, created on first use. */
const checks = /* @__PURE__ */ new WeakMap<Demand, Check>();

function facetsCheck({ base, facets }: Demand & { readonly kind: "restriction" }): Check {
  const all = checksOf(base, facets);
  return (value, text) => {
    const normal = typeof value === "string" ? value : collapse(text);
    for (const check of all) {
      const message = check(value, normal);
      if (message !== undefined) return message;
    }
    return undefined;
  };
}

function fixedCheck({ type, text }: Demand & { readonly kind: "fixed" }): Check {
  // Both texts are rewritten, so that `1` equals `01`.
  const only = writeText(type, readText(type, text));
  return (value) => {
    const written = writeText(type, value);
    return written === only ? undefined : misfit(`always ${JSON.stringify(text)}`, written);
  };
}

/** The reason why a value is invalid, given its text with collapsed white space. */
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
  ].filter((check): check is Check => check !== undefined);
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
    // The second half of a surrogate pair is not a code point.
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
    // NaN has no order, and so is out of bounds (XSD 1.0 part 2, 3.2.4.1).
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

/** The number of digits before and after the point, without leading and trailing zeros. */
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

function patternCheck(source: string): Check {
  const { test } = pattern(source);
  const shown = source.length > 60 ? `${source.slice(0, 57)}...` : source;
  return (_, text) => (test(text) ? undefined : misfit(`text that matches ${shown}`, text));
}
