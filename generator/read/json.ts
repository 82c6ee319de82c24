import type { Report } from "../diagnostic.js";
import { placesOf, type Place, type Source } from "../source.js";

/** A JSON value with its place. */
export type Json =
  | { readonly kind: "object"; readonly members: readonly JsonMember[]; readonly place: Place }
  | { readonly kind: "array"; readonly items: readonly Json[]; readonly place: Place }
  | {
      readonly kind: "string";
      readonly value: string;
      readonly place: Place;
      /** The offset of its opening quote. */
      readonly start: number;
    }
  | { readonly kind: "number"; readonly value: number; readonly place: Place }
  | { readonly kind: "boolean"; readonly value: boolean; readonly place: Place }
  | { readonly kind: "null"; readonly place: Place };

export interface JsonMember {
  readonly key: string;
  /** The place of the key. */
  readonly place: Place;
  readonly value: Json;
}

/** The greatest depth of nested values. */
const maxDepth = 64;

/** Reads a JSON text, or reports the first error in it. */
export function readJson(source: Source, report: Report): Json | undefined {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    report({ severity: "error", code: "json-syntax", message: error.message, place: error.place });
    return undefined;
  }
}

/** The value under a key or an index, with the place of the key or of the item; of a key that is there twice, the last. */
export function stepInto(
  json: Json,
  step: string | number,
): { readonly value: Json; readonly place: Place } | undefined {
  if (json.kind === "object") return json.members.findLast(({ key }) => key === step);
  const item = json.kind === "array" && typeof step === "number" ? json.items[step] : undefined;
  return item && { value: item, place: item.place };
}

class JsonError extends Error {
  readonly place: Place;
  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

const whitespace = /[ \t\r\n]*/y;
const token = /[{}[\],:]|-?[0-9][0-9.eE+-]*|[a-z]+/y;
/**
 * The end of a string or an illegal character. A single pattern for a whole string would exhaust the stack on a few
 * megabytes.
 */
const stringStop = /["\\\u0000-\u001f]/g;

function parse(source: Source): Json {
  const { text } = source;
  const placeAt = placesOf(source);
  let next = readToken(text.startsWith("\ufeff") ? 1 : 0);
  const root = value(0);
  if (next.text !== "") throw unexpected("the end of the file");
  return root;

  function readToken(from: number): Token {
    whitespace.lastIndex = from;
    whitespace.exec(text);
    const start = whitespace.lastIndex;
    token.lastIndex = start;
    const end = text.charAt(start) === '"' ? stringEnd(text, start) : undefined;
    const found = (end === undefined ? token.exec(text)?.[0] : text.slice(start, end)) ?? text.slice(start, start + 1);
    return { text: found, start, end: start + found.length };
  }

  function advance(): void {
    next = readToken(next.end);
  }

  function unexpected(expected: string): JsonError {
    const found = next.text === "" ? "the end of the file" : next.text.slice(0, 40);
    return new JsonError(`found ${found}, expected ${expected}`, placeAt(next.start));
  }

  function expect(punctuation: string, expected = punctuation): void {
    if (next.text !== punctuation) throw unexpected(expected);
    advance();
  }

  function value(depth: number): Json {
    const place = placeAt(next.start);
    if (depth > maxDepth)
      throw new JsonError(`found values more than ${maxDepth} levels deep, expected at most ${maxDepth} levels`, place);
    switch (next.text.charAt(0)) {
      case "{":
        return { kind: "object", members: list("}", () => member(depth)), place };
      case "[":
        return { kind: "array", items: list("]", () => value(depth + 1)), place };
      default: {
        const scalar = scalarAt(place, next);
        if (scalar === undefined) throw unexpected("a value");
        advance();
        return scalar;
      }
    }
  }

  function list<Item>(end: "}" | "]", item: () => Item): readonly Item[] {
    const items: Item[] = [];
    advance();
    while (next.text !== end) {
      if (items.length > 0) expect(",", `, or ${end}`);
      items.push(item());
    }
    advance();
    return items;
  }

  function member(depth: number): JsonMember {
    const place = placeAt(next.start);
    const key = scalarAt(place, next);
    if (key?.kind !== "string") throw unexpected("a key in quotes");
    advance();
    expect(":");
    return { key: key.value, place, value: value(depth + 1) };
  }
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The offset after the closing quote of the string that opens at `start`; undefined if it is not closed. */
function stringEnd(text: string, start: number): number | undefined {
  stringStop.lastIndex = start + 1;
  for (let stop = stringStop.exec(text); stop !== null; stop = stringStop.exec(text)) {
    if (stop[0] === '"') return stringStop.lastIndex;
    if (stop[0] !== "\\") return undefined;
    stringStop.lastIndex += 1;
  }
  return undefined;
}

/** Reads a literal; undefined for anything else. */
function scalarAt(place: Place, { text, start }: Token): Json | undefined {
  const value = parseToken(text);
  switch (typeof value) {
    case "string":
      return { kind: "string", value, place, start };
    case "number":
      return { kind: "number", value, place };
    case "boolean":
      return { kind: "boolean", value, place };
    default:
      return value === null ? { kind: "null", place } : undefined;
  }
}

function parseToken(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
