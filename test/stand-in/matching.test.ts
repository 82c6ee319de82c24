import fc from "fast-check";
import { expect, test } from "vitest";
import { pattern } from "../../templates/runtime/simple/pattern.js";
import { matching, type Lengths } from "../../templates/stand-in/matching.js";
import { randomFrom } from "../../templates/stand-in/random-numbers.js";

const anyLength: Lengths = { min: 0, max: Infinity };

function textsOf(source: string, lengths = anyLength, seed = 1): string[] {
  return [...matching(source, randomFrom(seed), lengths)];
}

test.each([
  ["[A-Z]{2}\\d{4}"],
  ["\\d{5}(-\\d{4})?"],
  ["(a|b|cd)+"],
  ["a|"],
  ["[^a-zA-Z0-9]+"],
  ["[^,]*,[^,]*"],
  ["[a-z-[aeiou]]{3,8}"],
  ["[\\w-[\\d_-[5]]]+"],
  ["[\\p{L}-[a-zA-Z]]"],
  ["[+\\-]?\\d+(\\.\\d*)?"],
  ["[-+]x"],
  [".*"],
  [".{3}"],
  ["\\S+ \\S+"],
  ["\\s"],
  ["\\n\\r\\t"],
  ["\\i\\c*"],
  ["\\I\\C"],
  ["\\d\\D\\w\\W"],
  ["\\p{Lu}\\p{Ll}*"],
  ["\\P{L}+"],
  ["\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}\\p{Nl}\\p{No}"],
  ["\\p{Zs}\\p{Zl}\\p{Zp}\\p{Sc}\\p{Sm}\\p{Sk}\\p{So}"],
  ["\\p{Pc}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\p{Cf}\\p{Co}"],
  ["\\p{IsCyrillic}{2,4}"],
  ["\\p{IsHiragana}\\p{IsKatakana}\\p{IsCJKUnifiedIdeographs}\\p{IsHangulSyllables}"],
  ["\\p{IsBoxDrawing}\\p{IsHalfwidthandFullwidthForms}"],
  ["[\u{1f600}-\u{1f64f}]"],
  ["^abc$"],
  ["USD|\\$"],
  ["([a-z]+\\.)*[a-z]+@[a-z]+\\.(com|org)"],
  ["[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"],
  ["(([01]\\d)|(2[0-3])):[0-5]\\d"],
  ["[\\[\\]\\\\^-]{4}"],
  ["(a?b?c?){2,}"],
  ["(){3}"],
  [""],
])("%s", (source) => {
  const matcher = pattern(source);
  for (const seed of [1, 2, 3, 4, 5]) {
    const texts = textsOf(source, anyLength, seed);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => !matcher.test(text))).toEqual([]);
  }
});

test("random patterns", () => {
  const { expression } = fc.letrec<{ expression: string; atom: string }>((tie) => ({
    atom: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom("a", "Z", "7", "\\d", "\\w", "[a-f]", "[^x]", "[a-z-[c-x]]", "\\.", " ", "é", "\\p{Lu}"),
      tie("expression").map((inner) => `(${inner})`),
    ),
    expression: fc
      .array(fc.tuple(tie("atom"), fc.constantFrom("", "", "?", "*", "+", "{2}", "{0,3}", "{2,}", "|")), {
        maxLength: 5,
      })
      .map((parts) => parts.map(([atom, after]) => atom + after).join("")),
  }));
  fc.assert(
    fc.property(expression, fc.nat(), (source, seed) => {
      const matcher = pattern(source);
      const texts = textsOf(source, anyLength, seed);
      expect(texts.length).toBeGreaterThan(0);
      expect(texts.filter((text) => !matcher.test(text))).toEqual([]);
    }),
  );
});

test.each([
  ["[A-Z]*", { min: 12, max: 12 }],
  ["[A-Z]+\\d*", { min: 30, max: 40 }],
  ["([a-z]{1,8} ?)*", { min: 100, max: 100 }],
  ["(ab|cde)*", { min: 7, max: 7 }],
  ["\\d{2,10}", { min: 0, max: 3 }],
  ["(\\d{3})?[A-Z]{0,9}", { min: 12, max: 20 }],
  ["(a*)*", { min: 5000, max: 5000 }],
])("%s in lengths %o", (source, lengths) => {
  const fitting = textsOf(source, lengths).filter(({ length }) => length >= lengths.min && length <= lengths.max);
  expect(fitting.length).toBeGreaterThan(0);
});

test.each([
  ["[a-zA-Z0-9]{6}", /^[a-z]{6}$/],
  [".{4}", /^[a-z]{4}$/],
  ["[A-Z0-9]{4}", /^[A-Z0-9]{4}$/],
  ["[\\s\\S]{4}", /^[a-z]{4}$/],
  ["[^a-z]{4}", /^[A-Z0-9]{4}$/],
  ["\\W", /^[!-~]$/],
  ["\\s", /^ $/],
])("the first texts of %s are legible", (source, legible) => {
  for (const text of textsOf(source).slice(0, 3)) expect(text).toMatch(legible);
});

test("invalid patterns and patterns that match nothing yield no texts", () => {
  for (const source of ["(", "a{3,1}", "\\p{Xx}", "[^\\s\\S]", "a[b-[b]]", "x".repeat(10_001)])
    expect(textsOf(source)).toEqual([]);
});

test.each([
  ["((((a{1000}){1000}){1000}){1000})", false],
  ["((((a?){1000}){1000}){1000}){1000}", true],
  ["((((a*)*)*)*)*", true],
  ["(((a|b){0,999}){0,999}){0,999}", true],
  [`(${"a?".repeat(3000)}){500}`, true],
  [`(${Array.from({ length: 900 }, (_, k) => `[a-z]{${k}}`).join("|")})*`, true],
  ["(\\P{Cn}[^\\p{L}\\p{N}\\p{P}\\p{S}\\p{Z}\\p{Cc}])".repeat(100), true],
  [`${"(".repeat(100)}a${")*".repeat(100)}`, true],
  ["a{999999999999999999999999}", false],
])("hostile pattern %#", (source, isPossible) => {
  const texts = textsOf(source);
  expect(texts.length > 0).toBe(isPossible);
  for (const text of texts) expect(text.length).toBeLessThanOrEqual(10_000);
});

test("the same seed gives the same texts", () => {
  const source = "[A-Z]{3}-\\w+";
  expect(textsOf(source, anyLength, 7)).toEqual(textsOf(source, anyLength, 7));
  expect(textsOf(source, anyLength, 7)).not.toEqual(textsOf(source, anyLength, 8));
});
