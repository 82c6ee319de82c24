import { propertyKey, propertyName } from "./escape.js";

/** Properties of a literal; one whose text is undefined is left out. */
export type Entry = readonly [name: string, text: string | undefined];

/** `{ namespace, type: string }`, on one line if what is in it is; an entry that names a variable of its own name is shorthand. */
export function object(entries: readonly Entry[]): string {
  const properties = written(entries).map(property);
  return properties.some((text) => text.includes("\n")) ? lines(properties) : braces(properties);
}

/** An object whose properties stand on a line each, as those of a schema's sequence do. */
export function record(entries: readonly Entry[]): string {
  return lines(written(entries).map(property));
}

/** `list(int)` */
export function call(name: string, ...parts: readonly string[]): string {
  return `${name}(${parts.join(", ")})`;
}

/** `["a", "b"]` */
export function array(items: readonly string[]): string {
  return `[${items.join(", ")}]`;
}

/** A member of an interface or a type literal. */
export interface TypeMember {
  readonly name: string;
  readonly optional: boolean;
  /** With `| undefined` where it is optional. */
  readonly type: string;
  /** The comment above it. */
  readonly comment?: string | undefined;
}

/** `{ A: string; B?: number | undefined }` */
export function typeLiteral(members: readonly TypeMember[]): string {
  return members.length === 0 ? "{}" : `{ ${members.map(typeMember).join(" ")} }`;
}

/** A type literal whose members stand on a line each. */
export function typeRecord(members: readonly TypeMember[]): string {
  return members.length === 0 ? "{}" : `{\n${members.map(typeMember).join("\n")}\n}`;
}

function typeMember({ name, optional, type, comment }: TypeMember): string {
  const above = comment === undefined ? "" : `${comment}\n`;
  return `${above}${propertyName(name)}${optional ? "?" : ""}: ${type};`;
}

function written(entries: readonly Entry[]): (readonly [string, string])[] {
  return entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

function property([name, text]: readonly [string, string]): string {
  const key = propertyKey(name);
  return key === text ? key : `${key}: ${text}`;
}

function braces(properties: readonly string[]): string {
  return properties.length === 0 ? "{}" : `{ ${properties.join(", ")} }`;
}

function lines(properties: readonly string[]): string {
  if (properties.length === 0) return "{}";
  return `{\n${properties.map((text) => `  ${text.replaceAll("\n", "\n  ")},\n`).join("")}}`;
}
