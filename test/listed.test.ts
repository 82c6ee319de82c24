import { expect, test } from "vitest";
import { listed } from "../generator/listed.js";

test("words are a list in a sentence, with one and", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
});
