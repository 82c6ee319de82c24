import { isNCName } from "../xml/characters.js";

/** A set of code points: those in the ranges and classes, or all others if it is negative, except those in `minus`. */
export interface CharacterSet {
  /** Alternating first and last code points. */
  readonly ranges: readonly number[];
  readonly classes: readonly CharacterClass[];
  readonly negative: boolean;
  readonly minus?: CharacterSet;
}

export type CharacterClass = (character: string) => boolean;

/** True if a code point is in the set. */
export function has(set: CharacterSet, code: number): boolean {
  let found = false;
  // Subtracted sets may subtract sets themselves, so each one that contains the code point inverts the answer.
  for (let part: CharacterSet | undefined = set; part !== undefined; part = part.minus) {
    if (isListed(part, code) === part.negative) break;
    found = !found;
  }
  return found;
}

function isListed({ ranges, classes }: CharacterSet, code: number): boolean {
  for (let k = 0; k < ranges.length; k += 2) if (code >= ranges[k]! && code <= ranges[k + 1]!) return true; // k is in range
  const character = String.fromCodePoint(code);
  return classes.some((contains) => contains(character));
}

/** The class of a multi-character escape such as `\d` (XSD 1.0 part 2, F.1.1). */
export function classOf(letter: string): CharacterClass | undefined {
  const lower = letter.toLowerCase();
  const contains = letters.get(lower);
  return contains === undefined || lower === letter ? contains : (character) => !contains(character);
}

const letters: ReadonlyMap<string, CharacterClass> = /* @__PURE__ */ new Map<string, CharacterClass>([
  ["d", (character) => /^\p{Nd}$/u.test(character)],
  ["w", (character) => /^[^\p{P}\p{Z}\p{C}]$/u.test(character)],
  ["s", (character) => /^[ \t\n\r]$/.test(character)],
  ["i", (character) => character === ":" || isNCName(character)],
  ["c", (character) => character === ":" || isNCName(`_${character}`)],
]);

/** The class of a general category (`Lu`) or of a block (`IsBasicLatin`); undefined if unknown. */
export function propertyClass(name: string): CharacterClass | undefined {
  if (name.startsWith("Is")) return blockClass(name.slice(2));
  // Only the categories of appendix F.1.1, because JavaScript accepts other properties of Unicode too.
  if (!/^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) return undefined;
  const category = new RegExp(`^\\p{${name}}$`, "u");
  return (character) => category.test(character);
}

function blockClass(name: string): CharacterClass | undefined {
  const block = blocks.find(([known]) => known === name);
  if (block === undefined) return undefined;
  const [, first, last] = block;
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= first && code <= last;
  };
}

/** The blocks of the most common scripts. Patterns with other blocks are not checked. */
const blocks: readonly (readonly [name: string, first: number, last: number])[] = [
  ["BasicLatin", 0, 0x7f],
  ["Latin-1Supplement", 0x80, 0xff],
  ["LatinExtended-A", 0x100, 0x17f],
  ["LatinExtended-B", 0x180, 0x24f],
  ["IPAExtensions", 0x250, 0x2af],
  ["SpacingModifierLetters", 0x2b0, 0x2ff],
  ["CombiningDiacriticalMarks", 0x300, 0x36f],
  ["Greek", 0x370, 0x3ff],
  ["GreekandCoptic", 0x370, 0x3ff],
  ["Cyrillic", 0x400, 0x4ff],
  ["Armenian", 0x530, 0x58f],
  ["Hebrew", 0x590, 0x5ff],
  ["Arabic", 0x600, 0x6ff],
  ["Devanagari", 0x900, 0x97f],
  ["Bengali", 0x980, 0x9ff],
  ["Tamil", 0xb80, 0xbff],
  ["Thai", 0xe00, 0xe7f],
  ["Georgian", 0x10a0, 0x10ff],
  ["HangulJamo", 0x1100, 0x11ff],
  ["LatinExtendedAdditional", 0x1e00, 0x1eff],
  ["GreekExtended", 0x1f00, 0x1fff],
  ["GeneralPunctuation", 0x2000, 0x206f],
  ["SuperscriptsandSubscripts", 0x2070, 0x209f],
  ["CurrencySymbols", 0x20a0, 0x20cf],
  ["LetterlikeSymbols", 0x2100, 0x214f],
  ["NumberForms", 0x2150, 0x218f],
  ["Arrows", 0x2190, 0x21ff],
  ["MathematicalOperators", 0x2200, 0x22ff],
  ["BoxDrawing", 0x2500, 0x257f],
  ["CJKSymbolsandPunctuation", 0x3000, 0x303f],
  ["Hiragana", 0x3040, 0x309f],
  ["Katakana", 0x30a0, 0x30ff],
  ["CJKUnifiedIdeographs", 0x4e00, 0x9fff],
  ["HangulSyllables", 0xac00, 0xd7a3],
  ["PrivateUse", 0xe000, 0xf8ff],
  ["HalfwidthandFullwidthForms", 0xff00, 0xffef],
];
