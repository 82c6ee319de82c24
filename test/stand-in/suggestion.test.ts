import { expect, test } from "vitest";
import { suggest } from "../../templates/stand-in/suggestion.js";

const paths = ["Order.Rate", "Order.Sequence", "Color", "Get.request.header.Session"];

test.each([
  ["Order.Rat", 'did you mean "Order.Rate"?'],
  ["Ordr.Rate", 'did you mean "Order.Rate"?'],
  ["colour", 'did you mean "Color"?'],
  // A folder that two paths share does not make their last names alike.
  ["Order.@currency", 'known: "Order.Rate", "Order.Sequence"'],
  ["Nothing", 'known: "Order.Rate", "Order.Sequence", "Color", "Get.request.header.Session"'],
])("%s: %s", (word, hint) => {
  expect(suggest(word, paths)).toBe(hint);
});

test("a word of one letter is not near another letter", () => {
  expect(suggest("j", ["b", "i"])).toBe('known: "b", "i"');
});

test("there may be nothing to suggest, and too much to list", () => {
  expect(suggest("a", [])).toBe("there is none to choose from");
  const many = Array.from({ length: 20 }, (_, k) => `candidate-${k}`);
  expect(suggest("x", many)).toMatch(/^known: ("candidate-\d+", ){12}…$/);
});
