import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { reserved } from "../../generator/emit/reserved.js";

test("all globals of ECMAScript are reserved", () => {
  const globals = runInContext("Object.getOwnPropertyNames(globalThis)", createContext()) as string[];
  expect(globals.filter((name) => !reserved.has(name))).toEqual([]);
});
