import type { Report } from "../diagnostic.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import type { Json } from "./json.js";

/** The shape of a JSON value: reads it, and describes it in JSON Schema. */
export interface JsonShape<T> {
  readonly schema: JsonSchema;
  /** Reads the value; reports misfits at their places, and continues without them. */
  readonly read: (json: Json, report: Report) => T | undefined;
}

export type JsonSchema = { readonly [keyword: string]: unknown };

type ShapeOf<S> = S extends JsonShape<infer T> ? T : never;

/** Adds a description, which editors show. */
export function described<T>(description: string, shape: JsonShape<T>): JsonShape<T> {
  return { ...shape, schema: { description, ...shape.schema } };
}

export const string: JsonShape<string> = {
  schema: { type: "string" },
  read: (json, report) => (json.kind === "string" ? json.value : misfit("a string", json, report)),
};

export const boolean: JsonShape<boolean> = {
  schema: { type: "boolean" },
  read: (json, report) => (json.kind === "boolean" ? json.value : misfit("true or false", json, report)),
};

/** A non-negative integer. */
export const count: JsonShape<number> = {
  schema: { type: "integer", minimum: 0 },
  read: (json, report) =>
    json.kind === "number" && Number.isSafeInteger(json.value) && json.value >= 0
      ? json.value
      : misfit("a whole number that is not negative", json, report),
};

export function oneOf<const Word extends string>(...words: readonly Word[]): JsonShape<Word> {
  const expected = words.map((word) => JSON.stringify(word)).join(" or ");
  return {
    schema: { enum: words },
    read: (json, report) =>
      words.find((word) => json.kind === "string" && json.value === word) ?? misfit(expected, json, report),
  };
}

/** A non-negative integer or the word. */
export function countOr<const Word extends string>(word: Word): JsonShape<number | Word> {
  return {
    schema: { anyOf: [count.schema, { const: word }] },
    read: (json, report) => {
      if (json.kind === "string" && json.value === word) return word;
      return json.kind === "number" ? count.read(json, report) : misfit(`a whole number or "${word}"`, json, report);
    },
  };
}

export function list<T>(item: JsonShape<T>): JsonShape<readonly T[]> {
  return {
    schema: { type: "array", items: item.schema },
    read: (json, report) =>
      json.kind === "array"
        ? json.items.map((value) => item.read(value, report)).filter((value) => value !== undefined)
        : misfit("a list", json, report),
  };
}

/** An object with arbitrary keys. */
export function record<T>(value: JsonShape<T>): JsonShape<{ readonly [key: string]: T }> {
  return {
    schema: { type: "object", additionalProperties: value.schema },
    read: (json, report) => readObject(json, () => value, report),
  };
}

/** An object with these keys, all optional. */
export function object<Members extends { readonly [key: string]: JsonShape<unknown> }>(
  members: Members,
): JsonShape<{ readonly [Key in keyof Members]?: ShapeOf<Members[Key]> }> {
  const shapes = new Map(Object.entries(members));
  return {
    schema: {
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries([...shapes].map(([key, { schema }]) => [key, schema])),
    },
    read: (json, report) =>
      // The shape of each key has read its value.
      readObject(json, (key) => shapes.get(key) ?? [...shapes.keys()], report) as
        { readonly [Key in keyof Members]?: ShapeOf<Members[Key]> } | undefined,
  };
}

function readObject<T>(
  json: Json,
  shapeOf: (key: string) => JsonShape<T> | readonly string[],
  report: Report,
): { readonly [key: string]: T } | undefined {
  if (json.kind !== "object") return misfit("an object", json, report);
  const entries = new Map<string, T>();
  for (const { key, place, value } of json.members) {
    const shape = shapeOf(key);
    const name = JSON.stringify(key);
    if (entries.has(key)) {
      report({
        severity: "error",
        code: "configuration-key",
        message: `found the key ${name} twice, expected it once`,
        place,
      });
    } else if ("read" in shape) {
      const read = shape.read(value, report);
      if (read !== undefined) entries.set(key, read);
    } else {
      const hint = suggest(key, shape);
      report({
        severity: "error",
        code: "configuration-key",
        message: `found the key ${name}, expected a known one`,
        place,
        hint,
      });
    }
  }
  return Object.fromEntries(entries);
}

function misfit(expected: string, json: Json, report: Report): undefined {
  const message = `found ${show(json)}, expected ${expected}`;
  report({ severity: "error", code: "configuration-value", message, place: json.place });
}

function show(json: Json): string {
  switch (json.kind) {
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "null":
      return "null";
    case "string":
    case "number":
    case "boolean":
      return JSON.stringify(json.value);
  }
}
