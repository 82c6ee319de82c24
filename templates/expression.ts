import { code, join, mapText, textOf, type Code } from "./code.js";
import { propertyKey, propertyName } from "./escape.js";

/** A property of a literal, which is left out if its value is undefined. */
export type Entry = readonly [name: string, value: Code | undefined];

/** Not a name of any property. */
const spreading = "...";

/** `...PetChoiceTable().sequence`: the properties of another object. */
export function spread(from: Code): Entry {
  return [spreading, from];
}

/**
 * `{ namespace, type: string }`, on one line if all its values are; an entry whose value is a variable of the same name
 * is shorthand.
 */
export function object(entries: readonly Entry[]): Code {
  const properties = written(entries).map(property);
  return properties.some((each) => textOf(each).includes("\n")) ? lines(properties) : braces(properties);
}

/** An object with each property on its own line, for example the sequence of a schema. */
export function record(entries: readonly Entry[]): Code {
  return lines(written(entries).map(property));
}

/** `list(int)` */
export function call(name: Code, ...parts: readonly Code[]): Code {
  return code`${name}(${join(parts, ", ")})`;
}

/** `["a", "b"]` */
export function array(items: readonly Code[]): Code {
  return code`[${join(items, ", ")}]`;
}

/** A member of an interface or a type literal. */
export interface TypeMember {
  readonly name: string;
  readonly optional: boolean;
  /** Includes `| undefined` if the member is optional. */
  readonly type: Code;
  /** The comment above the member. */
  readonly comment?: string | undefined;
}

/** `{ A: string; B?: number | undefined }` */
export function typeLiteral(members: readonly TypeMember[]): Code {
  return members.length === 0 ? "{}" : code`{ ${join(members.map(typeMember), " ")} }`;
}

/** A type literal with each member on its own line. */
export function typeRecord(members: readonly TypeMember[]): Code {
  return members.length === 0 ? "{}" : code`{\n${join(members.map(typeMember), "\n")}\n}`;
}

function typeMember({ name, optional, type, comment }: TypeMember): Code {
  const above = comment === undefined ? "" : `${comment}\n`;
  return code`${above}${propertyName(name)}${optional ? "?" : ""}: ${type};`;
}

function written(entries: readonly Entry[]): (readonly [string, Code])[] {
  return entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function property([name, value]: readonly [string, Code]): Code {
  if (name === spreading) return code`...${value}`;
  const key = propertyKey(name);
  return key === textOf(value) ? value : code`${key}: ${value}`;
}

function braces(properties: readonly Code[]): Code {
  return properties.length === 0 ? "{}" : code`{ ${join(properties, ", ")} }`;
}

function lines(properties: readonly Code[]): Code {
  if (properties.length === 0) return "{}";
  return code`{\n${join(properties.map((each) => mapText(each, asLine)))}}`;
}

function asLine(text: string): string {
  return `  ${text.replaceAll("\n", "\n  ")},\n`;
}
