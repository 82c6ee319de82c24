import { classOf, propertyClass, type CharacterClass, type CharacterSet } from "./character-set.js";

/** A part of a pattern. */
export type Expression =
  /** A character of the set with this index. */
  | { readonly kind: "set"; readonly set: number }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Expression[] }
  | { readonly kind: "repeat"; readonly part: Expression; readonly min: number; readonly max: number };

/** Parses a pattern; undefined if it is invalid or names unknown classes. */
export function parsePattern(
  source: string,
): { readonly expression: Expression; readonly sets: readonly CharacterSet[] } | undefined {
  const reader = readerOf(source);
  const sets: CharacterSet[] = [];
  try {
    const expression = readChoice(reader, sets, 0);
    return reader.done() ? { expression, sets } : undefined;
  } catch (error) {
    if (error instanceof NotPattern) return undefined;
    throw error;
  }
}

class NotPattern extends Error {}

const deepest = 100;

/** Reads the characters of a pattern in order. */
interface Reader {
  done(): boolean;
  /** The next character, or the one `ahead` of it, without consuming it; `""` at the end. */
  peek(ahead?: number): string;
  next(): string;
  /** Consumes `text` if it comes next. */
  skip(text: string): boolean;
}

function readerOf(source: string): Reader {
  const characters = Array.from(source);
  let at = 0;
  const peek = (ahead = 0): string => characters[at + ahead] ?? "";
  return {
    done: () => at >= characters.length,
    peek,
    next: () => characters[at++] ?? refuse(),
    skip: (text) => {
      if (Array.from(text).some((character, ahead) => peek(ahead) !== character)) return false;
      at += text.length;
      return true;
    },
  };
}

function refuse(): never {
  throw new NotPattern();
}

function readChoice(reader: Reader, sets: CharacterSet[], depth: number): Expression {
  if (depth > deepest) refuse();
  const parts = [readSequence(reader, sets, depth)];
  while (reader.skip("|")) parts.push(readSequence(reader, sets, depth));
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: "choice", parts };
}

function readSequence(reader: Reader, sets: CharacterSet[], depth: number): Expression {
  const ends = (ahead: number): boolean => ["", "|", ")"].includes(reader.peek(ahead));
  const parts: Expression[] = [];
  // An anchor within a pattern is a character, as in `USD|$`.
  if (depth === 0 && reader.peek() === "^" && !ends(1)) reader.next();
  while (!ends(0)) {
    if (depth === 0 && reader.peek() === "$" && ends(1) && (parts.length > 0 || reader.peek(-1) === "^")) reader.next();
    else parts.push(readRepeat(reader, readAtom(reader, sets, depth)));
  }
  return { kind: "sequence", parts };
}

function readAtom(reader: Reader, sets: CharacterSet[], depth: number): Expression {
  if (reader.skip("(")) {
    const group = readChoice(reader, sets, depth + 1);
    return reader.skip(")") ? group : refuse();
  }
  return { kind: "set", set: sets.push(readOne(reader, depth)) - 1 };
}

function readOne(reader: Reader, depth: number): CharacterSet {
  if (reader.skip("[")) return readSet(reader, depth);
  if (reader.skip(".")) return { ranges: [10, 10, 13, 13], classes: [], negative: true };
  const one = readCharacter(reader, "?*+{}[]");
  return typeof one === "string"
    ? { ranges: [codeOf(one), codeOf(one)], classes: [], negative: false }
    : { ranges: [], classes: [one], negative: false };
}

function readRepeat(reader: Reader, part: Expression): Expression {
  if (reader.skip("?")) return { kind: "repeat", part, min: 0, max: 1 };
  if (reader.skip("*")) return { kind: "repeat", part, min: 0, max: Infinity };
  if (reader.skip("+")) return { kind: "repeat", part, min: 1, max: Infinity };
  if (!reader.skip("{")) return part;
  const min = readCount(reader) ?? refuse();
  const max = reader.skip(",") ? (readCount(reader) ?? Infinity) : min;
  return reader.skip("}") && min <= max ? { kind: "repeat", part, min, max } : refuse();
}

function readCount(reader: Reader): number | undefined {
  let digits = "";
  while (/^\d$/.test(reader.peek())) digits += reader.next();
  return digits === "" ? undefined : Number(digits);
}

/** A literal character or a class. `special` lists the characters that need escapes here. */
function readCharacter(reader: Reader, special: string): string | CharacterClass {
  const character = reader.next();
  if (character === "\\") return readEscape(reader);
  return special.includes(character) ? refuse() : character;
}

function readEscape(reader: Reader): string | CharacterClass {
  const letter = reader.next();
  switch (letter) {
    case "n":
      return "\n";
    case "r":
      return "\r";
    case "t":
      return "\t";
    case "p":
    case "P": {
      if (!reader.skip("{")) refuse();
      let name = "";
      while (!reader.skip("}")) name += reader.next();
      const contains = propertyClass(name) ?? refuse();
      return letter === "p" ? contains : (character) => !contains(character);
    }
  }
  // Schemas escape more punctuation than necessary: `\/`, `\@`, `\$`.
  return classOf(letter) ?? (/^[!-/:-@[-`{-~ ]$/.test(letter) ? letter : refuse());
}

/** A character class expression after its `[`, including its `]`. */
function readSet(reader: Reader, depth: number): CharacterSet {
  if (depth > deepest) refuse();
  const negative = reader.skip("^");
  const ranges: number[] = [];
  const classes: CharacterClass[] = [];
  let minus: CharacterSet | undefined;
  do {
    if (ranges.length + classes.length > 0 && reader.skip("-[")) {
      minus = readSet(reader, depth + 1);
      if (!reader.skip("]")) refuse();
      break;
    }
    const first = readCharacter(reader, "[]");
    if (typeof first !== "string") {
      classes.push(first);
      continue;
    }
    // A dash at either end, or after a range, is a literal character.
    const ranging = reader.peek() === "-" && reader.peek(1) !== "]" && reader.peek(1) !== "[";
    const last = ranging ? (reader.next(), readCharacter(reader, "[]")) : first;
    if (typeof last !== "string") refuse();
    const [from, to] = [codeOf(first), codeOf(last)];
    if (from > to) refuse();
    ranges.push(from, to);
  } while (!reader.skip("]"));
  return { ranges, classes, negative, ...(minus && { minus }) };
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
