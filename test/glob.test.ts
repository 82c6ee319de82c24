import { expect, test } from "vitest";
import { matchesGlob } from "../generator/glob.js";

test.each([
  ["GetOrder", "GetOrder"],
  ["*", ""],
  ["*", "GetOrder"],
  ["Get*", "Get"],
  ["*Order", "GetOrder"],
  ["G*t*r", "GetOrder"],
  ["Get?rder", "GetOrder"],
  ["?*?", "ab"],
  ["a*ab", "aaaab"],
  ["[a].+", "[a].+"],
])("%s is %s", (form, name) => {
  expect(matchesGlob(form, name)).toBe(true);
});

test.each([
  ["", "GetOrder"],
  ["?", ""],
  ["GetOrder", "getorder"],
  ["Get", "GetOrder"],
  ["*Orde", "GetOrder"],
  ["?*?", "a"],
  [".*", "GetOrder"],
])("%s is not %s", (form, name) => {
  expect(matchesGlob(form, name)).toBe(false);
});

test("many stars take no long time", () => {
  expect(matchesGlob(`${"*a".repeat(500)}*b`, "a".repeat(5000))).toBe(false);
});
