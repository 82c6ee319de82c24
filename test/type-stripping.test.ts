import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../templates/runtime");

/** Modifiers of class members, for which tools that strip types may mistake a method's name. */
const modifiers = new Set(
  "abstract accessor async declare get override private protected public readonly set static".split(" "),
);

test("the runtime names no type that TypeScript 5.0 does not know", () => {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .filter((name) => /\b(?:U?int\d+Array<|NoInfer<)/i.test(readFileSync(join(folder, name), "utf8")));
  expect(found).toEqual([]);
});

test("no method of the runtime has the name of a modifier", () => {
  const found: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  )) {
    const text = readFileSync(join(folder, name), "utf8");
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const isMember = ts.isMethodDeclaration(node) || (ts.isPropertyDeclaration(node) && ts.isClassLike(node.parent));
      if (isMember && modifiers.has(node.name.getText())) found.push(`${name}: ${node.name.getText()}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  expect(found).toEqual([]);
});
