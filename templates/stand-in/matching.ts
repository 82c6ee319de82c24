/** Creates texts that match a pattern, readable ones if possible. */
import { has, type CharacterSet } from "../runtime/simple/character-set.js";
import { isCharacter } from "../runtime/xml/characters.js";
import { parsePattern, type Expression } from "../runtime/simple/pattern-syntax.js";
import type { Random } from "./random-numbers.js";

/** The length of a text in characters. */
export interface Lengths {
  readonly min: number;
  readonly max: number;
}

const attempts = 16;
/** Attempts from this one on need not be readable. */
const legibleAttempts = 6;
/** Patterns that are longer or have more parts are not attempted. */
const longest = 10_000;
const mostSteps = 100_000;
/** The number of characters by which a text may exceed the minimum. */
const surplus = 6;

/**
 * Yields a few texts. Lengths outside the range are possible if the pattern allows none within; an invalid pattern
 * yields none.
 */
export function* matching(pattern: string, random: Random, { min, max }: Lengths): Generator<string> {
  const shape = shapeOf(pattern);
  if (shape === undefined) return;
  const least = Math.max(shape.min, min, Math.min(1, shape.max, max));
  const most = Math.min(shape.max, max, least + surplus);
  if (Math.min(shape.min, least) > longest) return;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const length = least <= most && least <= longest ? least + random(most - least + 1) : shape.min;
    const text = written(shape, length, random, attempt < legibleAttempts);
    if (text !== undefined) yield text;
  }
}

/** A pattern with the lengths of its texts; no text matches if the minimum is infinite. */
type Shape = Lengths &
  (
    | { readonly kind: "set"; readonly characters: Characters }
    | { readonly kind: "sequence" | "choice"; readonly parts: readonly Shape[] }
    | { readonly kind: "repeat"; readonly part: Shape; readonly least: number; readonly most: number }
  );

interface Characters {
  readonly legible: readonly string[];
  readonly all: readonly string[];
}

const shapes = /* @__PURE__ */ new Map<string, Shape | "none">();

/** The shape of a pattern, cached. */
function shapeOf(pattern: string): Shape | undefined {
  let shape = shapes.get(pattern);
  if (shape === undefined) {
    const parsed = pattern.length > longest ? undefined : parsePattern(pattern);
    shapes.set(pattern, (shape = parsed === undefined ? "none" : measured(parsed.expression, finderOf(parsed.sets))));
  }
  return shape === "none" ? undefined : shape;
}

function measured(expression: Expression, charactersOf: (set: number) => Characters): Shape {
  switch (expression.kind) {
    case "set": {
      const characters = charactersOf(expression.set);
      const isPossible = characters.all.length > 0;
      return { kind: "set", characters, min: isPossible ? 1 : Infinity, max: isPossible ? 1 : 0 };
    }
    case "sequence": {
      const parts = expression.parts.map((part) => measured(part, charactersOf));
      return { kind: "sequence", parts, min: sum(parts.map(({ min }) => min)), max: sum(parts.map(({ max }) => max)) };
    }
    case "choice": {
      const parts = expression.parts.map((part) => measured(part, charactersOf)).filter(({ min }) => min < Infinity);
      const min = parts.reduce((least, part) => Math.min(least, part.min), Infinity);
      return { kind: "choice", parts, min, max: parts.reduce((most, part) => Math.max(most, part.max), 0) };
    }
    case "repeat": {
      const part = measured(expression.part, charactersOf);
      const { min: least, max: most } = expression;
      return { kind: "repeat", part, least, most, min: times(least, part.min), max: times(most, part.max) };
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Multiplies, with 0 times infinity as 0. */
function times(count: number, length: number): number {
  return count === 0 || length === 0 ? 0 : count * length;
}

/** A text of the shape, of the given length if possible; undefined if it takes too many steps. */
function written(shape: Shape, length: number, random: Random, isLegible: boolean): string | undefined {
  let text = "";
  let steps = 0;

  const add = (part: Shape, length: number): void => {
    // A part that may be empty adds nothing if no length is left.
    if ((length <= 0 && part.min === 0) || ++steps > mostSteps) return;
    switch (part.kind) {
      case "set": {
        const { legible, all } = part.characters;
        text += picked(isLegible ? legible : all, random) ?? "";
        return;
      }
      case "sequence":
        return addAll(part.parts, length);
      case "choice": {
        const fitting = part.parts.filter(({ min, max }) => min <= length && length <= max);
        const shortest = part.parts.filter(({ min }) => min === part.min);
        const one = picked(fitting.length > 0 ? fitting : shortest, random);
        if (one !== undefined) add(one, length);
        return;
      }
      case "repeat":
        return addAll(Array<Shape>(copies(part, length)).fill(part.part), length);
    }
  };
  /** Distributes the length over the parts, each within its minimum and maximum. */
  const addAll = (parts: readonly Shape[], length: number): void => {
    steps += parts.length;
    const rooms = parts.map(({ min, max }) => max - min);
    /** For each index, the total maximum of the parts from there on. */
    const roomsFrom = [0];
    for (const room of [...rooms].reverse()) roomsFrom.push((roomsFrom.at(-1) ?? 0) + room);
    let rest = Math.max(length - sum(parts.map(({ min }) => min)), 0);
    parts.forEach((part, index) => {
      const after = roomsFrom[parts.length - index - 1] ?? 0;
      const most = Math.min(rooms[index] ?? 0, rest);
      const least = Math.min(Math.max(rest - after, 0), most);
      const more = least + random(most - least + 1);
      rest -= more;
      add(part, part.min + more);
    });
  };
  const copies = ({ part, least, most }: Shape & { readonly kind: "repeat" }, length: number): number => {
    // Empty repetitions are left out.
    const from = Math.max(part.min === 0 ? Math.min(1, length) : least, Math.ceil(length / part.max));
    const to = Math.min(most, part.min === 0 ? length : Math.floor(length / part.min));
    return from <= to ? from + random(to - from + 1) : Math.max(part.min === 0 ? 0 : least, to);
  };

  add(shape, length);
  return steps > mostSteps ? undefined : text;
}

function picked<T>(all: readonly T[], random: Random): T | undefined {
  return all[random(Math.max(all.length, 1))];
}

/** Finds characters of sets, and limits the search beyond ASCII. */
function finderOf(sets: readonly CharacterSet[]): (set: number) => Characters {
  let looks = 200_000;
  return (number) => {
    const set = sets[number];
    if (set === undefined) return { legible: [], all: [] };
    const holds = (code: number): boolean => isCharacter(code) && has(set, code);
    const letters = Array.from(alphanumerics).filter((character) => holds(codeOf(character)));
    const marks = Array.from(punctuation).filter((character) => holds(codeOf(character)));
    if (letters.length > 0) {
      const words = letters.filter((letter) => lowerCase.includes(letter));
      const legible = words.length === lowerCase.length ? words : letters;
      return { legible, all: [...letters, ...marks] };
    }
    if (marks.length > 0) return { legible: marks, all: marks };
    const odd: string[] = [];
    for (const code of likely(set)) {
      if (odd.length >= 10 || looks-- <= 0) break;
      if (holds(code)) odd.push(String.fromCodePoint(code));
    }
    return { legible: odd[0] === " " ? [" "] : odd, all: odd };
  };
}

const lowerCase = "abcdefghijklmnopqrstuvwxyz";
const alphanumerics = `${lowerCase}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`;
const punctuation = "-_.:,;!?/()@#$%&*+='\"<>[]{}|\\^`~";

/**
 * Code points that are likely to be in a set: the ends of its ranges and their neighbours, then some of each block and
 * category.
 */
function* likely(set: CharacterSet): Generator<number> {
  for (let part: CharacterSet | undefined = set; part !== undefined; part = part.minus) {
    for (const end of part.ranges) yield* [end, end + 1, end - 1];
  }
  yield* [0x20, 0x0a, 0x09, 0x0d];
  for (let code = 0x80; code < 0x2600; code++) yield code;
  yield* [0x3001, 0x3042, 0x30a2, 0x4e2d, 0xac00, 0xd7a3, 0xe000, 0xf8ff, 0xfb01, 0xff21, 0xff71, 0x1f600, 0x20000];
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
