import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pattern } from "../../../templates/runtime/simple/pattern.js";

const matches = (source: string, ...texts: string[]): boolean[] => texts.map((text) => pattern(source).test(text));

/** Texts that a pattern takes, and texts that it does not. */
const cases: [source: string, taken: string[], refused: string[]][] = [
  ["", [""], ["a"]],
  ["abc", ["abc"], ["", "ab", "abcd", "xabc"]],
  ["[0-9]{5}(-[0-9]{4})?", ["12345", "12345-6789"], ["1234", "12345-", "123456", "12345-678"]],
  ["a|b|", ["a", "b", ""], ["ab", "c"]],
  ["(a|bc)*d", ["d", "abcad"], ["", "ab", "bd"]],
  ["a{2}", ["aa"], ["a", "aaa"]],
  ["a{2,}", ["aa", "aaaaa"], ["a"]],
  ["a{0,2}", ["", "a", "aa"], ["aaa"]],
  ["a{0}", [""], ["a"]],
  ["(ab?){1,3}c+", ["ac", "ababacc"], ["c", "aaaac"]],
  ["()*a", ["a"], ["", "aa"]],
  ["(a*)*", ["", "aaaa"], ["b"]],
  ["(a*)+b", ["b", "aab"], ["a"]],
  [".", ["a", "\u{1f600}", "\u2028"], ["", "\n", "\r", "ab"]],
  ["[^a-c]", ["d", "\n", "\u{1f600}"], ["a", "b", ""]],
  ["[a-z-[aeiou]]+", ["bcd"], ["bad", "B"]],
  ["[^a-z-[0-9]]", ["A", "-"], ["a", "5"]],
  ["[a-z-[b-y-[m]]]+", ["azm"], ["b", "am5"]],
  ["[a-]", ["a", "-"], ["b"]],
  ["[-a]", ["a", "-"], ["b"]],
  ["[^-a]", ["b"], ["a", "-"]],
  ["[a-c-x]", ["b", "-", "x"], ["w"]],
  ["[\\w-.]+", ["a-b.c"], ["a b"]],
  ["[+--]", ["+", ",", "-"], ["."]],
  ["[.]", ["."], ["a"]],
  ["[\\^\\]\\[\\\\\\-]+", ["^][\\-"], ["a"]],
  ["[$^]", ["$", "^"], ["a"]],
  ["\\d+", ["19", "\u0661"], ["", "1a"]],
  ["\\D", ["a"], ["1"]],
  ["\\s\\S", [" a", "\ta"], ["  ", "\u00a0a"]],
  ["\\w+", ["aé5$"], ["_", "a b", "-"]],
  ["\\W", ["-", " "], ["a"]],
  ["\\i\\c*", ["a-1", ":a", "_"], ["1", "-", "a b"]],
  ["\\I\\C", ["1 "], ["a ", "11"]],
  ["\\p{Lu}\\p{Ll}+", ["Éa"], ["éa", "A"]],
  ["\\P{L}", ["1"], ["a"]],
  ["\\p{IsBasicLatin}+", ["aZ~"], ["é"]],
  ["\\P{IsCyrillic}", ["a"], ["я"]],
  ["[\\p{L}\\d_-]+", ["é_1-"], ["a b"]],
  ["\\n\\r\\t\\.\\\\\\?\\*\\+\\{\\}\\(\\)\\[\\]\\|\\-\\^", ["\n\r\t.\\?*+{}()[]|-^"], [""]],
  ["\\d+\\/\\d+\\@\\$", ["1/2@$"], ["1/2@"]],
  ["\u{1f600}{2}", ["\u{1f600}\u{1f600}"], ["\u{1f600}"]],
  ["[\u{1f600}-\u{1f602}]", ["\u{1f601}"], ["\u{1f603}", "\ud83d"]],
  ["^[a-z]+$", ["abc"], ["^abc$", "ABC"]],
  ["^a|b$", ["a", "b"], ["^a", "b$"]],
  ["^$", [""], ["^$"]],
  ["USD|$", ["USD", "$"], [""]],
  ["a^b$c", ["a^b$c"], ["abc"]],
  ["(^a$)", ["^a$"], ["a"]],
  ["\\$", ["$"], [""]],
];

test.each(cases)("%j", (source, taken, refused) => {
  expect(matches(source, ...taken)).toEqual(taken.map(() => true));
  expect(matches(source, ...refused)).toEqual(refused.map(() => false));
});

describe("a text other than a pattern of XML Schema", () => {
  test.each([
    "(",
    ")",
    "(a",
    "a)",
    "[",
    "[]",
    "[^]",
    "[a",
    "[z-a]",
    "[a-\\d]",
    "[a[b]]",
    "[-[a]]",
    "[a-[b]c]",
    "]",
    "*",
    "+a",
    "a**",
    "a+?",
    "a{",
    "a{}",
    "a{,2}",
    "a{2,1}",
    "a{x}",
    "{1}",
    "a}",
    "\\",
    "a\\",
    "\\p",
    "\\p{",
    "\\p{Foo}",
    "\\p{Script=Greek}",
    "\\p{IsKlingon}",
    "\\b",
    "\\u0041",
    "\\1",
    "(?:a)",
    "(?=a)",
    "(?i)a",
    "(".repeat(5000),
    `${"(".repeat(5000)}a${")".repeat(5000)}`,
    `${"[a-".repeat(500)}[b${"]".repeat(501)}`,
  ])("%.20s is not checked", (source) => {
    expect(matches(source, "", "a", "anything at all")).toEqual([true, true, true]);
  });
});

test("a pattern that needs too many states is not checked", () => {
  for (const source of [
    "a{10001}",
    "((a{100}){100}){100}",
    "(){999999999}{999999999}",
    "a".repeat(20_000),
    "a{1,99999999999999999999999}",
  ]) {
    expect(matches(source, "b")).toEqual([true]);
  }
  expect(matches("a{1,4000}", "a".repeat(4000), "a".repeat(4001))).toEqual([true, false]);
});

/** Does not measure steps: a backtracking matcher would simply never finish these. */
test.each(["(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)*x", "((a?){50}){50}b", "a*a*a*a*a*a*a*a*b"])(
  "%s takes linear time",
  (source) => {
    expect(matches(source, "a".repeat(50_000))).toEqual([false]);
  },
);

test("patterns mean what they mean to JavaScript where both have them", () => {
  const atom = fc.constantFrom("a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\s", "1", "\\.");
  const expression = fc.letrec<{ readonly expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(${a}|${b})`),
      fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `${a}${b}`),
      fc
        .tuple(tie("expression"), fc.constantFrom("?", "*", "+", "{2}", "{0,2}", "{1,}"))
        .map(([a, count]) => `(${a})${count}`),
    ),
  })).expression;
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", ".", " ", "\n"), maxLength: 8 });
  fc.assert(
    fc.property(expression, fc.array(text, { minLength: 1, maxLength: 10 }), (source, texts) => {
      const twin = new RegExp(`^(?:${source})$`, "u");
      expect(matches(source, ...texts)).toEqual(texts.map((one) => twin.test(one)));
    }),
    { numRuns: 500 },
  );
});

test("any text can stand for a pattern", () => {
  const unit = fc.constantFrom(..."ab01()[]{}|*+?^$.,-\\\\pdwLIs");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), fc.string({ unit }), (source, text) => {
      expect(typeof pattern(source).test(text)).toBe("boolean");
    }),
    { numRuns: 2000 },
  );
});
