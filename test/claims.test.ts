import { expect, test } from "vitest";
import { operationNames } from "./emit/operation-names.js";

test("a thousand names that come to the same take no more than a thousand steps", () => {
  const names = operationNames(Array.from({ length: 1000 }, (_, index) => `a${String.fromCodePoint(0x2190 + index)}`));
  expect(new Set(names).size).toBe(1000);
});
