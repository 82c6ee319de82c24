import { createContext, runInContext } from "node:vm";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { familiar, forPrograms, reserved } from "../../generator/emit/reserved.js";
import { clientExports } from "../../templates/runtime-exports.js";

test("all globals of ECMAScript are reserved", () => {
  const globals = runInContext("Object.getOwnPropertyNames(globalThis)", createContext()) as string[];
  expect(globals.filter((name) => !reserved.has(name))).toEqual([]);
});

test("exports of the runtime that no template prints rename no type of a spec, unless they are familiar", () => {
  const root = join(import.meta.dirname, "../..");
  const texts = ["templates", "generator/emit", "generator"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".ts") && !["runtime-exports.ts", "reserved.ts", "runtime.ts"].includes(name))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
  const printed = new Set(
    texts.flatMap((text) => [...text.matchAll(/"(\w+)"|^ {2}(\w+): \{/gm)].map(([, one, two]) => one ?? two)),
  );
  const others = Object.keys(clientExports).filter((name) => !printed.has(name));
  expect(others.filter((name) => !forPrograms.has(name) && !familiar.has(name))).toEqual([]);
  const known = [...forPrograms, ...familiar];
  expect(known.filter((name) => !Object.hasOwn(clientExports, name))).toEqual([]);
  expect(["Source", "ListItem"].filter((name) => reserved.has(name))).toEqual([]);
});
