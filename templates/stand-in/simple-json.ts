import { base64Binary } from "../runtime/simple/binary.js";
import { explain, Malformed, misfit, RequestError } from "../runtime/error.js";
import type { Made, Simple } from "../runtime/simple/simple.js";
import { readText, writeText } from "../runtime/simple/xml-text.js";
import { placeIn, problemAt, type Place, type Problem } from "./problem.js";

/**
 * Converts JSON to a value of a simple type: the JSON value itself if the type accepts it, else its text. Bytes are
 * base64 in JSON, whatever they are in XML. Does not check facets. Adds a misfit to `problems`.
 */
export function simpleFromJson(
  type: Simple<unknown>,
  json: unknown,
  place: Place | null,
  problems: Problem[],
): unknown {
  const made = madeOf(type);
  if (made?.kind === "list" && Array.isArray(json)) {
    return json.map((item: unknown, index) => itemFromJson(type, made.item, item, placeIn(place, index), problems));
  }
  // The parser of JSON makes Infinity of 1e400.
  const isBeyond = json === Infinity || json === -Infinity;
  if (!isBeyond && refusal(type, json) === undefined) return json;
  if (made?.kind === "union") return unionFromJson(type, made.members, json, place, problems);
  const result = readJson(type, json);
  if (result.kind === "value") return result.value;
  problems.push(problemAt(place, result.message));
  return undefined;
}

/** Converts an item. A text with white space is valid for the item's type but not as an item. */
function itemFromJson(
  list: Simple<unknown>,
  type: Simple<unknown>,
  json: unknown,
  place: Place,
  problems: Problem[],
): unknown {
  const before = problems.length;
  const value = simpleFromJson(type, json, place, problems);
  const refused = problems.length === before ? refusal(list, [value]) : undefined;
  if (refused !== undefined) problems.push(problemAt(place, refused));
  return value;
}

/** The construction of a type, ignoring facets, defaults and fixed texts. */
function madeOf(type: Simple<unknown>): Exclude<Made, { kind: "restriction" | "default" | "fixed" }> | undefined {
  for (let { made } = type; made !== undefined;) {
    switch (made.kind) {
      case "restriction":
        ({ made } = made.base);
        break;
      case "default":
      case "fixed":
        ({ made } = made.type);
        break;
      case "list":
      case "union":
        return made;
    }
  }
  return undefined;
}

/** The reason why a value cannot be written; undefined if it can. */
function refusal(type: Simple<unknown>, value: unknown): string | undefined {
  try {
    writeText(type, value);
    return undefined;
  } catch (error) {
    if (error instanceof RequestError) return error.reason;
    throw error;
  }
}

/** Converts to the first member type that fits. */
function unionFromJson(
  type: Simple<unknown>,
  members: readonly Simple<unknown>[],
  json: unknown,
  place: Place | null,
  problems: Problem[],
): unknown {
  for (const member of members) {
    const own: Problem[] = [];
    const value = simpleFromJson(member, json, place, own);
    if (own.length === 0) return value;
  }
  problems.push(problemAt(place, explain(misfit(type.name, json))));
  return undefined;
}

type Result =
  { readonly kind: "value"; readonly value: unknown } | { readonly kind: "misfit"; readonly message: string };

function readJson(type: Simple<unknown>, json: unknown): Result {
  const bytes = type.builtin === "base64Binary" || type.builtin === "hexBinary";
  const message = explain(misfit(bytes ? "base64 text" : type.name, json));
  if (typeof json === "number" && Math.abs(json) > Number.MAX_SAFE_INTEGER) {
    return { kind: "misfit", message: `${message}, which is not exact as a number: it can be a string` };
  }
  if (typeof json !== "string" && typeof json !== "number" && typeof json !== "boolean") {
    return { kind: "misfit", message };
  }
  try {
    const value: unknown = readText<unknown>(bytes ? base64Binary : type, String(json));
    const refused = refusal(type, value);
    if (refused !== undefined) return { kind: "misfit", message: refused };
    if (isExact(value, String(json))) return { kind: "value", value };
    return { kind: "misfit", message: `${message}, which would be written as ${writeText(type, value)}` };
  } catch (error) {
    if (error instanceof Malformed) return { kind: "misfit", message };
    throw error;
  }
}

/** True unless the value holds numbers that are written as other numbers than those of its text. */
function isExact(value: unknown, text: string): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = text.trim().split(/\s+/);
  return values.every((one, index) => {
    const given = digitsOf(texts[index] ?? "");
    return typeof one !== "number" || given === undefined || given === digitsOf(String(one));
  });
}

/** A numeral in the form that all numerals of the same number have; undefined for other texts. */
function digitsOf(text: string): string | undefined {
  const [all, sign, whole = "", fraction = "", exponent = "0"] =
    /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
  if (all === undefined || whole + fraction === "") return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  let end = digits.length;
  while (digits[end - 1] === "0") end--;
  if (end === 0) return "0";
  return `${sign === "-" ? "-" : ""}${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
