import { expect, test } from "vitest";
import { code, importsIn, importsOf, join, mapText, structureOf, symbol, textOf } from "../../templates/code.js";
import { withImports } from "../../templates/imports.js";

const item = symbol("./Types.js", "Item", true, "Item_2");
const table = symbol("./Types.js", "ItemTable", false);
const port = symbol("runtime", "Port", true);

test("code has the imports of the symbols in it, however it is put together", () => {
  const whole = mapText(code`(${join([item, "string"], " | ")})[] & ${code`${port}<${"A"}>`}`, (text) => `${text};`);
  expect(textOf(whole)).toBe("(Item_2 | string)[] & Port<A>;");
  expect(importsOf(whole)).toEqual([
    { from: "./Types.js", name: "Item", as: "Item_2", isType: true },
    { from: "runtime", name: "Port", as: "Port", isType: true },
  ]);
});

test("code without symbols is its text", () => {
  expect(code`${"a"} | ${join(["b", "c"], " | ")}`).toBe("a | b | c");
  expect(code``).toBe("");
});

test("a statement imports what its code names, in whichever slot that is", () => {
  const statement = {
    kind: "function",
    name: table,
    docs: [{ description: "Port" }],
    parameters: [{ name: "port", type: code`${port}<never>` }],
    returnType: item,
    statements: ["return 1;"],
  } as const;
  expect(importsIn(statement).flatMap(({ as }) => as)).toEqual(["ItemTable", "Port", "Item_2"]);
  expect(structureOf(statement)).toEqual({
    ...statement,
    name: "ItemTable",
    parameters: [{ name: "port", type: "Port<never>" }],
    returnType: "Item_2",
  });
});

test("a module imports each symbol once, the runtime's first, and as a value what it uses as one", () => {
  const list = symbol("./Types.js", "Status", false);
  const type = code`${item} | ${symbol("./Types.js", "Status", true)} | typeof ${list} | ${item} | ${port}`;
  const alias = { kind: "alias", name: "Any", type } as const;
  const { statements, imports } = withImports([alias], { runtime: "./runtime/index.js" });
  expect(imports.map(({ as, isType }) => [as, isType])).toEqual([
    ["Item_2", true],
    ["Status", false],
    ["Port", true],
  ]);
  expect(statements).toEqual([
    {
      kind: "import",
      moduleSpecifier: "./runtime/index.js",
      isTypeOnly: true,
      namedImports: [{ name: "Port", isTypeOnly: false }],
    },
    {
      kind: "import",
      moduleSpecifier: "./Types.js",
      isTypeOnly: false,
      namedImports: [
        { name: "Status", isTypeOnly: false },
        { name: "Item", isTypeOnly: true, alias: "Item_2" },
      ],
    },
    { kind: "alias", name: "Any", type: "Item_2 | Status | typeof Status | Item_2 | Port" },
  ]);
});
