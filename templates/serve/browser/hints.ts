import type { Facets } from "../../runtime/restricted.js";
import type { Simple } from "../../runtime/simple.js";
import { builtinsOf, textsOf } from "./simple-type.js";

/** What is said under the input of a simple type: its name, how its texts look, and what restricts them. */
export function hintsOf(type: Simple<unknown>): readonly string[] {
  return [nameOf(type), ...formsOf(type), ...restrictionsOf(type)].filter((hint) => hint !== "");
}

/** An enumeration's name is its members, which its input lists. */
function nameOf(type: Simple<unknown>): string {
  const builtin = textsOf(type) === undefined || type.name === "boolean" ? type.name : "";
  const named = type.type?.name ?? "";
  const names = [named, builtin === named ? "" : builtin].filter((name) => name !== "");
  return names.length === 0 ? "" : `${cut(names.join(", "))}.`;
}

function formsOf(type: Simple<unknown>): readonly string[] {
  if (listItem(type) !== undefined) return ["Items with spaces between them."];
  const builtins = builtinsOf(type);
  return builtins.flatMap((builtin) => {
    const example = examples.get(builtin);
    return example === undefined ? [] : [`As ${example}${builtins.length > 1 ? ` (${builtin})` : ""}.`];
  });
}

/** Native inputs for dates would lose time zones, fractions of seconds and far years; so they are texts. */
const examples: ReadonlyMap<string, string> = new Map([
  ["dateTime", "2024-02-29T23:59:59Z, with Z, an offset as +01:00, or no zone"],
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
      return [...restrictionsOf(made.type), `Empty is ${shown(made.text)}.`];
    case "fixed":
      return [...restrictionsOf(made.type), `Always ${shown(made.text)}.`];
  }
}

function facetsOf(facets: Facets, unit: string): string[] {
  const { length, minLength, maxLength, totalDigits, fractionDigits, patterns = [] } = facets;
  return [
    ...said("Exactly", length, unit),
    ...said("At least", minLength, unit),
    ...said("At most", maxLength, unit),
    ...said("At least", facets.minInclusive),
    ...said("At most", facets.maxInclusive),
    ...said("More than", facets.minExclusive),
    ...said("Less than", facets.maxExclusive),
    ...said("At most", totalDigits, "digit"),
    ...(fractionDigits === undefined ? [] : [`At most ${counted(fractionDigits, "digit")} after the point.`]),
    ...patterns.map(({ source }) => `Matches ${cut(source)}`),
  ];
}

function said(relation: string, limit: string | number | undefined, unit?: string): string[] {
  if (limit === undefined) return [];
  return [`${relation} ${typeof limit === "number" && unit !== undefined ? counted(limit, unit) : limit}.`];
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** What lengths count. */
function unitOf(type: Simple<unknown>): string {
  if (listItem(type) !== undefined || /^(NMTOKENS|IDREFS|ENTITIES)$/.test(type.name)) return "item";
  return /^(base64|hex)Binary$/.test(type.name) ? "byte" : "character";
}

function listItem({ made }: Simple<unknown>): Simple<unknown> | undefined {
  switch (made?.kind) {
    case undefined:
    case "union":
      return undefined;
    case "list":
      return made.item;
    case "restriction":
      return listItem(made.base);
    case "default":
    case "fixed":
      return listItem(made.type);
  }
}

function shown(text: string): string {
  return text === "" ? "empty" : cut(text);
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
