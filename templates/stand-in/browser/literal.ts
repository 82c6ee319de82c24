/** The maximum line width. */
const widest = 100;
/** Limits on the parts and the depth of a literal: shared objects can expand far beyond their own size. */
const [most, deepest] = [20_000, 100];

/** The TypeScript expression of a value, laid out as prettier would. Leaves out properties that are undefined. */
export function literal(value: unknown): string {
  return laidOut({ key: "", value: expressionOf(value) });
}

/**
 * `const price = getPrice(soap12("…"), { Sku: "A-1" });`; arguments are TypeScript code, or values to print as
 * literals. A function in a value returns the code in its place.
 */
export function callStatement(
  before: string,
  name: string,
  passed: readonly ({ code: string } | { value: unknown })[],
): string {
  const parts = passed.map((one) => ({ key: "", value: "code" in one ? one.code : expressionOf(one.value) }));
  return `${laidOut({ key: before, value: bracketed(`${name}(`, parts, ")") })};`;
}

/** A text, or brackets that can be broken into lines. */
type Expression = string | Bracketed;

interface Bracketed {
  readonly open: string;
  readonly parts: readonly Part[];
  readonly close: string;
  /** The width on one line. */
  readonly width: number;
}

interface Part {
  /** The text before the value. */
  readonly key: string;
  readonly value: Expression;
}

function expressionOf(value: unknown): Expression {
  let left = most;
  return expression(value, []);

  function expression(value: unknown, holders: readonly object[]): Expression {
    if (typeof value === "function") return String((value as () => unknown)());
    if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) {
      return scalar(value);
    }
    // Objects of SOAP encoding can be cyclic.
    if (holders.includes(value)) return "undefined /* an object that holds this one */";
    if (left-- <= 0 || holders.length > deepest) return "undefined /* cut here */";
    const inner = [...holders, value];
    if (Array.isArray(value)) {
      return bracketed(
        "[",
        value.map((item) => ({ key: "", value: expression(item, inner) })),
        "]",
      );
    }
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    if (members.length === 0) return "{}";
    return bracketed(
      "{",
      members.map(([name, member]) => ({ key: `${propertyKey(name)}: `, value: expression(member, inner) })),
      "}",
    );
  }
}

function bracketed(open: string, parts: readonly Part[], close: string): Bracketed {
  const widths = parts.map(({ key, value }) => key.length + (typeof value === "string" ? value.length : value.width));
  const spaces = open === "{" ? 2 : 0;
  const width = widths.reduce((sum, width) => sum + width + 2, open.length + spaces + close.length - 2);
  return { open, parts, close, width };
}

/**
 * Lays out each bracket on one line if it fits with the text before it and a comma after it, else one part per line.
 */
function laidOut({ key, value }: Part): string {
  const texts: string[] = [];
  write(key, value, "");
  return texts.join("");

  function write(key: string, value: Expression, indent: string): void {
    texts.push(key);
    if (typeof value === "string") return void texts.push(value);
    const { open, parts, close, width } = value;
    const fits = parts.length === 0 || indent.length + key.length + width < widest;
    const space = open === "{" && fits ? " " : "";
    texts.push(open, space);
    parts.forEach(({ key, value }, index) => {
      if (!fits) texts.push("\n", indent, "  ");
      else if (index > 0) texts.push(", ");
      write(key, value, fits ? indent : `${indent}  `);
      if (!fits) texts.push(",");
    });
    texts.push(fits ? space : `\n${indent}`, close);
  }
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

/** The name of a property in an object literal, where a plain `__proto__` would set the prototype. */
function propertyKey(name: string): string {
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A string literal that cannot hide or reorder the source text around it. */
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
