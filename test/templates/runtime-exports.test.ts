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
 * All that the runtime exports for clients, as "npm run exports" prints it. A generated module gives these names to nothing
 * else, whether it imports them or not: a type that a spec adds must not rename others.
 */
export const clientExports = ${JSON.stringify(clientExports)} as const;

/** All that it exports for servers alone. */
export const serverExports = ${JSON.stringify(serverExports)} as const;
`;
  await expect(await formatted(text)).toMatchFileSnapshot(`${templates}/runtime-exports.ts`);
});

/** All names that a file of the runtime exports: a class is a value, and a type as well. */
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
