import { propertyKey, propertyName } from "./escape.js";

/** Properties of a literal; one whose text is undefined is left out. */
export type Entry = readonly [name: string, text: string | undefined];

/** `{ namespace, type: string }`; an entry that names a variable of its own name is shorthand. */
export function object(entries: readonly Entry[]): string {
  return braces(written(entries).map(property), " ");
}

/** An object whose properties stand on a line each, as those of a schema's sequence do. */
export function record(entries: readonly Entry[]): string {
  return braces(written(entries).map(property), "\n");
}

/** `{ A: string; B?: number | undefined }`, of names that carry their `?`. */
export function typeLiteral(members: readonly { name: string; optional: boolean; type: string }[]): string {
  if (members.length === 0) return "{}";
  return `{ ${members.map(({ name, optional, type }) => `${propertyName(name)}${optional ? "?" : ""}: ${type}`).join("; ")} }`;
}

function written(entries: readonly Entry[]): (readonly [string, string])[] {
  return entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

function property([name, text]: readonly [string, string]): string {
  const key = propertyKey(name);
  return key === text ? key : `${key}: ${text}`;
}

function braces(properties: readonly string[], separator: string): string {
  return properties.length === 0 ? "{}" : `{${separator}${properties.join(`,${separator}`)}${separator}}`;
}
