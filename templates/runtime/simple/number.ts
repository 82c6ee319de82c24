/** The simple types of numbers. */
import { trim } from "../xml/characters.js";
import type { Cursor } from "../xml/cursor.js";
import { misfit, RequestError } from "../error.js";
import { builtin, checked, type Simple } from "./simple.js";

/** The text of an xs:decimal, of any precision: `-1.50`. Never has an exponent. */
export type Decimal = string;

/** From `min` to before `end`: powers of two, which are exact as numbers too. BigInt literals need a target of ES2020. */
interface Range {
  readonly min?: number;
  readonly end?: number;
}

const longRange: Range = { min: -0x8000_0000_0000_0000, end: 0x8000_0000_0000_0000 };
const unsignedLongRange: Range = { min: 0, end: 0x1_0000_0000_0000_0000 };

/** xs:int: a number from -2,147,483,648 to 2,147,483,647. */
export const int: Simple<number> = /* @__PURE__ */ whole("int", -2147483648, 2147483647);
/** xs:short: a number from -32,768 to 32,767. */
export const short: Simple<number> = /* @__PURE__ */ whole("short", -32768, 32767);
/** xs:byte: a number from -128 to 127. */
export const byte: Simple<number> = /* @__PURE__ */ whole("byte", -128, 127);
/** xs:unsignedInt: a number from 0 to 4,294,967,295. */
export const unsignedInt: Simple<number> = /* @__PURE__ */ whole("unsignedInt", 0, 4294967295);
/** xs:unsignedShort: a number from 0 to 65,535. */
export const unsignedShort: Simple<number> = /* @__PURE__ */ whole("unsignedShort", 0, 65535);
/** xs:unsignedByte: a number from 0 to 255. */
export const unsignedByte: Simple<number> = /* @__PURE__ */ whole("unsignedByte", 0, 255);

/** xs:long: a bigint of 64 bits with a sign. */
export const long: Simple<bigint> = /* @__PURE__ */ big("long", longRange);
/** xs:unsignedLong: a bigint of 64 bits without a sign. */
export const unsignedLong: Simple<bigint> = /* @__PURE__ */ big("unsignedLong", unsignedLongRange);
/** xs:integer: a bigint of at most 4,096 digits. */
export const integer: Simple<bigint> = /* @__PURE__ */ big("integer", {});
/** xs:nonPositiveInteger: a bigint of at most 0. */
export const nonPositiveInteger: Simple<bigint> = /* @__PURE__ */ big("nonPositiveInteger", { end: 1 });
/** xs:negativeInteger: a bigint of at most -1. */
export const negativeInteger: Simple<bigint> = /* @__PURE__ */ big("negativeInteger", { end: 0 });
/** xs:nonNegativeInteger: a bigint of at least 0. */
export const nonNegativeInteger: Simple<bigint> = /* @__PURE__ */ big("nonNegativeInteger", { min: 0 });
/** xs:positiveInteger: a bigint of at least 1. */
export const positiveInteger: Simple<bigint> = /* @__PURE__ */ big("positiveInteger", { min: 1 });

/** Replaces `long`: a number, which fails if it would not be exact. */
export const longAsNumber: Simple<number> = /* @__PURE__ */ exact("long");
/** Replaces `unsignedLong`: a number, which fails if it would not be exact. */
export const unsignedLongAsNumber: Simple<number> = /* @__PURE__ */ exact("unsignedLong", 0);
/** Replaces `integer`: a number, which fails if it would not be exact. */
export const integerAsNumber: Simple<number> = /* @__PURE__ */ exact("integer");

/** Replaces `long`: the original text. */
export const longAsString: Simple<string> = /* @__PURE__ */ digits("long", longRange);
/** Replaces `unsignedLong`: the original text. */
export const unsignedLongAsString: Simple<string> = /* @__PURE__ */ digits("unsignedLong", unsignedLongRange);
/** Replaces `integer`: the original text. */
export const integerAsString: Simple<string> = /* @__PURE__ */ digits("integer", {});

/** xs:float: a number, also `NaN`, `Infinity` and `-Infinity`. It is not rounded to single precision. */
export const float: Simple<number> = /* @__PURE__ */ floating("float", Math.fround);
/** xs:double: a number, also `NaN`, `Infinity` and `-Infinity`. */
export const double: Simple<number> = /* @__PURE__ */ floating("double", (value) => value);

/** xs:decimal: its text, so that no digit is lost. */
export const decimal: Simple<Decimal> = /* @__PURE__ */ checked("decimal", isDecimal);

/** Replaces `decimal`: the nearest number, which may lose digits beyond the 15th. */
export const decimalAsNumber: Simple<number> = /* @__PURE__ */ inexact();

/** An integer type whose values fit a number exactly. */
function whole(type: string, min: number, max: number, name = type): Simple<number> {
  const fits = (value: number): boolean => Number.isInteger(value) && value >= min && value <= max;
  const slow = builtin<number>(
    type,
    (text) => {
      const value = numberOf(text, integers);
      return value !== undefined && fits(value) ? value + 0 : undefined;
    },
    (value) => (fits(value) ? String(value) : undefined),
    name,
  );
  return {
    ...slow,
    read: (cursor) => {
      const value = shortNumber(cursor, integerIn);
      // Turns -0 into 0, because integer types have no -0.
      return value >= min && value <= max ? value + 0 : slow.read(cursor);
    },
    write: (output, value) => {
      if (!fits(value)) throw new RequestError(misfit(name, value));
      output.int(value);
    },
  };
}

function exact(type: string, min = Number.MIN_SAFE_INTEGER): Simple<number> {
  return whole(type, min, Number.MAX_SAFE_INTEGER, `${type} within the safe integers`);
}

function big(name: string, range: Range): Simple<bigint> {
  const slow = builtin<bigint>(
    name,
    (text) => bigintOf(text, range),
    (value) => (typeof value === "bigint" && within(range, value) ? String(value) : undefined),
  );
  return {
    ...slow,
    read: (cursor) => {
      const number = shortNumber(cursor, integerIn);
      if (Number.isNaN(number)) return slow.read(cursor);
      const value = BigInt(number);
      return within(range, value) ? value : cursor.misfit(name);
    },
  };
}

function digits(name: string, range: Range): Simple<string> {
  const legal = (text: string): string | undefined =>
    typeof text === "string" && bigintOf(text, range) !== undefined ? trim(text) : undefined;
  return builtin(name, legal, legal);
}

function within({ min, end }: Range, value: bigint): boolean {
  return (min === undefined || value >= min) && (end === undefined || value < end);
}

function bigintOf(text: string, range: Range): bigint | undefined {
  const digits = trim(text);
  // Creating a BigInt takes more than linear time, so `integer` has a limit too.
  if (digits.length > 4096 || !integers.test(digits)) return undefined;
  const value = BigInt(digits.startsWith("+") ? digits.slice(1) : digits);
  return within(range, value) ? value : undefined;
}

function floating(name: string, round: (value: number) => number): Simple<number> {
  const slow = builtin<number>(
    name,
    (text, _, form) => {
      const word = trim(form ? text.replace("Infinity", "INF") : text);
      if (word === "NaN") return NaN;
      if (word === "INF" || word === "+INF") return Infinity;
      if (word === "-INF") return -Infinity;
      const value = numberOf(word, floats);
      // Rounding a float would turn 0.1 into 0.10000000149011612.
      return value === undefined || Number.isFinite(round(value)) ? value : round(value);
    },
    (value) => {
      if (typeof value !== "number" || (Number.isFinite(value) && !Number.isFinite(round(value)))) return undefined;
      if (value === Infinity) return "INF";
      if (value === -Infinity) return "-INF";
      return Object.is(value, -0) ? "-0" : String(value);
    },
  );
  return {
    ...slow,
    read: (cursor) => orElse(shortNumber(cursor, decimalIn), slow, cursor),
    // Parameters of ASMX use the words of .NET.
    form: (value) => slow.form(value).replace("INF", "Infinity"),
  };
}

function inexact(): Simple<number> {
  const slow = builtin<number>(
    "decimal",
    (text) => {
      const value = numberOf(text, decimals);
      return value === undefined || Number.isFinite(value) ? value : undefined;
    },
    withoutExponent,
  );
  return { ...slow, read: (cursor) => orElse(shortNumber(cursor, decimalIn), slow, cursor) };
}

function orElse(value: number, slow: Simple<number>, cursor: Cursor): number {
  return Number.isNaN(value) ? slow.read(cursor) : value;
}

/** The current text as an exact number, if it has at most 15 characters that `parse` knows; else NaN. */
function shortNumber(cursor: Cursor, parse: typeof integerIn): number {
  const { bytes, to } = cursor;
  const negative = bytes[cursor.from] === 45;
  const from = negative ? cursor.from + 1 : cursor.from;
  if (cursor.text !== null || from >= to || to - from > 15) return NaN;
  const value = parse(bytes, from, to);
  return negative ? -value : value;
}

/** The number that the digits from `from` to `to` make after those of `value`; NaN for other characters. */
function integerIn(bytes: Uint8Array, from: number, to: number, value = 0): number {
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48; // below `to`
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

function decimalIn(bytes: Uint8Array, from: number, to: number): number {
  let point = from + 1;
  while (point < to && bytes[point] !== 46) point++;
  const whole = integerIn(bytes, from, point);
  // Both operands are exact, so IEEE 754 division gives the nearest number.
  return point < to ? integerIn(bytes, point + 1, to, whole) / (powers[to - point - 1] ?? NaN) : whole;
}

const powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

// These patterns cannot split a text in two ways, so that a failed match takes linear time.
const integers = /^[-+]?\d+$/;
const decimals = /^[-+]?(\d+(\.\d*)?|\.\d+)$/;
const floats = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;

function numberOf(text: string, pattern: RegExp): number | undefined {
  const numeral = trim(text);
  return pattern.test(numeral) ? Number(numeral) : undefined;
}

/** Expands the exponent that JavaScript writes from 1e21 on and below 1e-6. */
function withoutExponent(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return mantissa;
  if (Math.abs(value) > 1) return String(BigInt(value));
  const sign = value < 0 ? "-" : "";
  return `${sign}0.${"0".repeat(-1 - Number(exponent))}${mantissa.replace(/[-.]/g, "")}`;
}

function isDecimal(bytes: Uint8Array, from: number, to: number): boolean {
  const start = bytes[from] === 43 || bytes[from] === 45 ? from + 1 : from;
  let points = 0;
  for (let at = start; at < to; at++) {
    const byte = bytes[at]!; // below `to`
    if (byte === 46) points++;
    else if (byte < 48 || byte > 57) return false;
  }
  return points <= 1 && to - start > points;
}
