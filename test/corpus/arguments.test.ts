import { expect, test } from "vitest";
import { corpusArguments } from "./arguments.js";

test.each([
  ["", { files: [], all: false, update: false }],
  ["--all", { files: [], all: true, update: false }],
  ["a.test.ts --update", { files: ["a.test.ts"], all: false, update: true }],
  ["--all a.test.ts b.test.ts", { files: ["a.test.ts", "b.test.ts"], all: true, update: false }],
])("npm run corpus -- %s", (words, expected) => {
  const argv = ["node", "vitest", "run", "--config", "vitest.config.ts", "--", ...words.split(" ").filter(Boolean)];
  expect(corpusArguments(argv)).toEqual(expected);
});

test("vitest without -- takes its own arguments", () => {
  expect(corpusArguments(["node", "vitest", "run", "--config", "vitest.config.ts", "a.test.ts"]).files).toEqual([]);
});

test("a wrong option of npm run corpus is refused", () => {
  expect(() => corpusArguments(["node", "vitest", "--", "--al"])).toThrow("Unknown option '--al'");
});
