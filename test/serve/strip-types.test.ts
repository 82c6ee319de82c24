import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import { stripTypes } from "../../generator/serve/strip-types.js";

const root = join(import.meta.dirname, "../..");

/** What a module comes to, whichever brackets and commas it has more than it needs. */
async function compiled(loader: "js" | "ts", text: string): Promise<string> {
  const { code } = await transform(text, { loader, target: "es2022", tsconfigRaw: { compilerOptions } });
  return code;
}

const compilerOptions = { verbatimModuleSyntax: true };

test.each(["templates/runtime", "templates/serve", "generated", "generator"])(
  "of the modules in %s it leaves the JavaScript that the compiler does",
  async (folder) => {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const text = readFileSync(join(root, folder, name), "utf8");
      expect(await compiled("js", stripTypes(name, text)), name).toBe(await compiled("ts", text));
    }
  },
);

test.each([
  ["import { type A, b, type C } from 'm';", "import { b } from 'm';"],
  ["import type { A } from 'm'; export type { B } from 'm'; f();", "f();"],
  [
    "function f(this: A, a?: B, ...c: C[]): asserts a is D { return a ? b : c!; }",
    "function f(a, ...c) { return a ? b : c; }",
  ],
  ["function f(a: A): void; function f(a: B): void; function f(a: C) {}", "function f(a) {}"],
  [
    "const f = async <A, B extends C<A>>(a: A = <B>(b: B): b is B => !b): Promise<A> => a as A;",
    "const f = async (a = (b) => !b) => a;",
  ],
  [
    "abstract class A<B> extends C<B> implements D, E<B> { private readonly a?: B; declare b: B; override c!: D = 1; abstract d(): void; [key: string]: B; }",
    "class A extends C { a; c = 1; }",
  ],
  ["f<A, B>(new C<D>(), e`x` satisfies G, h?.<I>(j!.k));", "f(new C(), e`x`, h?.(j.k));"],
  ["declare const a: A; declare function b(): void; for (const c of d as E[]) c!();", "for (const c of d) c();"],
])("strips %s", async (text, expected) => {
  expect(await compiled("js", stripTypes("module.ts", text))).toBe(await compiled("js", expected));
});
