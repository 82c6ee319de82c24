import ts from "typescript";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { reserved, runtimeExports, serverExports } from "../../generator/emit/reserved.js";

test("all globals of ECMAScript are reserved", () => {
  const globals = runInContext("Object.getOwnPropertyNames(globalThis)", createContext()) as string[];
  expect(globals.filter((name) => !reserved.has(name))).toEqual([]);
});

test.each([
  ["index", [...runtimeExports, ...serverExports]],
  ["server", [...serverExports]],
])("all that the %s of the runtime exports is reserved, and no more", (name, expected) => {
  const file = join(import.meta.dirname, `../../templates/runtime/${name}.ts`);
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, noResolve: false });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  const exported = symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : [];
  expect(expected.toSorted()).toEqual(exported.sort());
});
