import { maxDepth } from "../../runtime/write.js";

/** How wide a line may be. */
const width = 100;
/** How many values one literal spells out; objects that are referred to often can stand for far more than they hold. */
const most = 20_000;

/** A value as a TypeScript expression that makes it, laid out as prettier does. Members that are undefined are left out. */
export function literal(value: unknown, indent = ""): string {
  let left = most;
  return print(value, indent, []);

  function print(value: unknown, indent: string, holders: readonly object[]): string {
    if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) {
      return scalar(value);
    }
    // In SOAP encoding an object can hold itself.
    if (holders.includes(value)) return "undefined /* the object that holds it */";
    if (left-- <= 0 || holders.length > maxDepth) return "undefined /* cut here */";
    const inner = [...holders, value];
    const deeper = `${indent}  `;
    if (Array.isArray(value)) {
      return bracketed(
        "[",
        value.map((item) => print(item, deeper, inner)),
        "]",
        indent,
      );
    }
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const texts = members.map(([key, member]) => `${propertyKey(key)}: ${print(member, deeper, inner)}`);
    return texts.length === 0 ? "{}" : bracketed("{", texts, "}", indent);
  }
}

/** `getPrice(soap12("…"), { Sku: "A-1" })`, broken where it is too long. `before` is what stands before it on its line. */
export function callExpression(before: string, name: string, values: readonly string[]): string {
  return before + bracketed(`${name}(`, values, ")", "", before.length);
}

/** Parts in one line if they fit, else each in its own. Parts are made for lines of their own. */
function bracketed(open: string, parts: readonly string[], close: string, indent: string, before = 20): string {
  const space = open === "{" ? " " : "";
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (!line.includes("\n") && indent.length + before + line.length <= width) return line;
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
