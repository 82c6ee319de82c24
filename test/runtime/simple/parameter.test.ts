import { expect, test } from "vitest";
import { int, string } from "../../../templates/runtime/index.js";
import { list } from "../../../templates/runtime/simple/list.js";
import { parseParameter, writeParameter } from "../../../templates/runtime/simple/parameter.js";

test("a misfit has the reason of its type, which a list gives for its item", () => {
  expect(() => parseParameter(int, "seven")).toThrow('expected int, found "seven"');
  expect(() => parseParameter(list(int), "1 seven")).toThrow('expected int, found "seven"');
});

test("a lone surrogate is refused, because neither a URL nor UTF-8 can hold it", () => {
  expect(writeParameter(string, "\u{1f600}")).toEqual(["\u{1f600}"]);
  expect(() => writeParameter(string, "\ud83d")).toThrow("expected whole characters, found a lone surrogate");
  expect(() => writeParameter(list(string), ["a", "\udc00b"])).toThrow("XML can hold, found U+DC00");
});
