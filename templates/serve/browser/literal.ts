import { maxDepth } from "../../runtime/write.js";

/** How wide a line may be. */
const width = 100;
/** How many values one literal spells out; objects that are referred to often can stand for far more than they hold. */
const most = 20_000;

/** A value as a TypeScript expression that makes it, laid out as prettier does. Members that are undefined are left out. */
export function literal(value: unknown, indent = ""): string {
  let left = most;
  return print(value, indent, 0, []);

  /** `taken` is how much of the line stands before the value, its indent aside. */
  function print(value: unknown, indent: string, taken: number, holders: readonly object[]): string {
    if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) {
      return scalar(value);
    }
    // In SOAP encoding an object can hold itself.
    if (holders.includes(value)) return "undefined /* an object that holds this one */";
    if (left-- <= 0 || holders.length > maxDepth) return "undefined /* cut here */";
    const [deeper, inner] = [`${indent}  `, [...holders, value]];
    if (Array.isArray(value)) {
      const items = value.map((item) => print(item, deeper, 0, inner));
      return bracketed("[", items, "]", indent, taken);
    }
    const members = Object.entries(value).flatMap(([name, member]) => {
      if (member === undefined) return [];
      const key = `${propertyKey(name)}: `;
      return [key + print(member, deeper, key.length, inner)];
    });
    return members.length === 0 ? "{}" : bracketed("{", members, "}", indent, taken);
  }
}

/** `const price = getPrice(soap12("…"), { Sku: "A-1" });`, broken where it is too long. Values are made for an indent of two. */
export function callStatement(before: string, name: string, values: readonly string[]): string {
  return `${before}${bracketed(`${name}(`, values, ")", "", before.length)};`;
}

/** Parts in one line if they fit with what stands before and a comma behind, else each in its own. */
function bracketed(open: string, parts: readonly string[], close: string, indent: string, taken: number): string {
  const space = open === "{" ? " " : "";
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (!line.includes("\n") && indent.length + taken + line.length < width) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${close}`;
}

function scalar(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "bigint":
      return `${value}n`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    default:
      if (value instanceof Date)
        return `new Date(${Number.isNaN(value.getTime()) ? "NaN" : quoted(value.toISOString())})`;
      if (value instanceof Uint8Array) return bytes(value);
      return String(value);
  }
}

function bytes(value: Uint8Array): string {
  if (value.length <= 16) return `new Uint8Array([${value.join(", ")}])`;
  const characters = Array.from(value, (byte) => String.fromCharCode(byte)).join("");
  return `Uint8Array.from(atob("${btoa(characters)}"), (character) => character.charCodeAt(0))`;
}

/** The name of a property, where a plain `__proto__` would set the prototype. */
function propertyKey(name: string): string {
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A literal in which nothing hides or reorders the source text round it. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, (hidden) =>
    Array.from(hidden, units).join(""),
  );
}

function units(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
