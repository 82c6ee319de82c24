import type { Facets, Simple } from "../../runtime/simple/simple.js";
import { itemOf } from "../../runtime/simple/item.js";
import { builtinsOf, suggestionsOf, textsOf } from "./type-texts.js";

/** The hint below the input of a simple type: its name, the form of its texts, and its facets. */
export function hintOf(type: Simple<unknown>): string {
  return [...namesOf(type), ...formsOf(type), ...restrictionsOf(type)].join("; ");
}

/**
 * The name in the schema and those of its base types. An enumeration has no name, because its input lists its members.
 */
function namesOf(type: Simple<unknown>): readonly string[] {
  const isListed = textsOf(type) !== undefined && type.builtin !== "boolean";
  const names = [type.type?.name, isListed || isOpen(type) ? undefined : type.name].filter(
    (name) => name !== undefined,
  );
  return [...new Set(names.map(cut)), ...(isOpen(type) ? ["suggestions, or another text"] : [])];
}

function isOpen(type: Simple<unknown>): boolean {
  return type.members !== undefined && textsOf(type) === undefined && suggestionsOf(type).length > 0;
}

function formsOf(type: Simple<unknown>): readonly string[] {
  if (itemOf(type) !== undefined) return ["items with spaces between them"];
  const builtins = builtinsOf(type);
  return builtins.flatMap((builtin) => {
    const example = examples.get(builtin);
    return example === undefined ? [] : [`${builtins.length > 1 ? `${builtin} as` : "as"} ${example}`];
  });
}

/** Dates are texts, because native inputs would lose time zones, fractions of seconds and distant years. */
const examples: ReadonlyMap<string, string> = new Map([
  ["dateTime", "2024-02-29T23:59:59Z, or with +01:00 or nothing in place of Z"],
  ["date", "2024-02-29"],
  ["time", "23:59:59"],
  ["duration", "P1Y2M3DT4H5M6S"],
  ["gYear", "2024"],
  ["gYearMonth", "2024-02"],
  ["gMonth", "--02"],
  ["gMonthDay", "--02-29"],
  ["gDay", "---29"],
  ["guid", "01234567-89ab-cdef-0123-456789abcdef"],
]);

function restrictionsOf(type: Simple<unknown>): readonly string[] {
  const { made } = type;
  switch (made?.kind) {
    case undefined:
    case "list":
    case "union":
      return [];
    case "restriction":
      return [...restrictionsOf(made.base), ...facetsOf(made.facets, unitOf(made.base))];
    case "default":
      return [...restrictionsOf(made.type), `empty is ${shown(made.text)}`];
    case "fixed":
      return [...restrictionsOf(made.type), `always ${shown(made.text)}`];
  }
}

function facetsOf(facets: Facets, unit: string): string[] {
  const { length, minLength, maxLength, totalDigits, fractionDigits, patterns = [] } = facets;
  return [
    ...said("exactly", length, unit),
    ...said("at least", minLength, unit),
    ...said("at most", maxLength, unit),
    ...said("at least", facets.minInclusive),
    ...said("at most", facets.maxInclusive),
    ...said("more than", facets.minExclusive),
    ...said("less than", facets.maxExclusive),
    ...said("at most", totalDigits, "digit"),
    ...(fractionDigits === undefined ? [] : [`at most ${counted(fractionDigits, "digit")} after the point`]),
    ...patterns.map((pattern) => `matches ${cut(pattern)}`),
  ];
}

function said(relation: string, limit: string | number | undefined, unit?: string): string[] {
  if (limit === undefined) return [];
  return [`${relation} ${typeof limit === "number" && unit !== undefined ? counted(limit, unit) : limit}`];
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The unit that the length facets of a type count. */
function unitOf(type: Simple<unknown>): string {
  if (itemOf(type) !== undefined || /^(NMTOKENS|IDREFS|ENTITIES)$/.test(type.builtin ?? "")) return "item";
  return /^(base64|hex)Binary$/.test(type.builtin ?? "") ? "byte" : "character";
}

function shown(text: string): string {
  return text === "" ? "empty" : cut(text);
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
