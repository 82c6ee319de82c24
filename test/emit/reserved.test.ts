import { createContext, runInContext } from "node:vm";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { familiar, imported, reserved } from "../../generator/emit/reserved.js";

test("all globals of ECMAScript are reserved", () => {
  const globals = runInContext("Object.getOwnPropertyNames(globalThis)", createContext()) as string[];
  expect(globals.filter((name) => !reserved.has(name))).toEqual([]);
});

test("each export that is reserved as imported is named where modules are made", () => {
  const root = join(import.meta.dirname, "../..");
  const texts = ["templates", "generator/emit", "generator/policies", "generator"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts") && !["runtime-exports.ts", "reserved.ts", "runtime.ts"].includes(name))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/"(\w+)"|^ {2}(\w+): \{/gm)].map(([, one, two]) => one ?? two)),
  );
  expect(imported.filter((name) => !named.has(name))).toEqual([]);
});

test("no export is listed twice, and specs may use the names of those that only programs import", () => {
  expect(familiar.filter((name) => (imported as readonly string[]).includes(name))).toEqual([]);
  expect(["Source", "ListItem", "rows", "call"].filter((name) => reserved.has(name))).toEqual([]);
});
