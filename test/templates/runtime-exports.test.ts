import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { formatted } from "../../generator/emit/print.js";

const templates = join(import.meta.dirname, "../../templates");

test("templates/runtime-exports.ts is printed from the runtime", async () => {
  const serverExports = exportsOf("server");
  const clientExports = Object.fromEntries(
    Object.entries(exportsOf("index")).filter(([name]) => serverExports[name] === undefined),
  );
  const text = `/**
 * The names that the runtime exports for clients, as "npm run exports" prints them. A generated module never uses them
 * for anything else, imported or not: a type added to the spec must not rename others.
 */
export const clientExports = ${JSON.stringify(clientExports)} as const;

/** The names that it exports for servers only. */
export const serverExports = ${JSON.stringify(serverExports)} as const;
`;
  await expect(await formatted(text)).toMatchFileSnapshot(`${templates}/runtime-exports.ts`);
});

/** The names that a file of the runtime exports. A class counts as a value, which includes its type. */
function exportsOf(file: string): { readonly [name: string]: "type" | "value" } {
  const path = join(templates, `runtime/${file}.ts`);
  const program = ts.createProgram([path], { module: ts.ModuleKind.NodeNext });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  return Object.fromEntries(
    exported
      .map((symbol) => {
        const { flags } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        return [symbol.name, flags & ts.SymbolFlags.Value ? "value" : "type"] as const;
      })
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
