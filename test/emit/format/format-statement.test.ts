import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../../generator/configuration.js";
import { formatStatement } from "../../../generator/emit/format/format-statement.js";
import { modulesOf } from "../../../generator/emit/modules.js";
import { moduleStructure } from "../../../templates/module.js";
import type { StatementStructure } from "../../../templates/statement.js";
import { constructs } from "../constructs.js";
import { everything } from "../everything.js";
import { listrak } from "../listrak.js";
import { randomStatement } from "../../support/random-statements.js";

const width = 60;

function alias(type: string): StatementStructure {
  return { kind: "alias", name: "Shop", type };
}

test("breaks lines where prettier would", () => {
  const parameters = [
    { name: "port", type: 'Port<"soap11" | "soap12", object, PortMode>' },
    { name: "options", type: "Options & { header?: Session | undefined }", hasQuestionToken: true },
  ];
  const statement = {
    kind: "function",
    isExported: true,
    name: "pay",
    docs: [{ description: "\nPays.\n\nOnce." }],
    typeParameters: [{ name: "PortMode" }],
    parameters,
    returnType: "Promise<ReplyTo<PortMode, Paid, Receipts, { Failed?: Failed | undefined }>>",
    statements: ['return port.call(payTable, { sequence: { Card: { type: CardTable, minOccurs: 0 } } }, "once");'],
  } as const;
  expect(`\n${formatStatement({ ...statement, statements: [...statement.statements] }, width)}\n`).toBe(`
/**
 * Pays.
 *
 * Once.
 */
export function pay<PortMode>(
  port: Port<"soap11" | "soap12", object, PortMode>,
  options?: Options & { header?: Session | undefined },
): Promise<
  ReplyTo<
    PortMode,
    Paid,
    Receipts,
    { Failed?: Failed | undefined }
  >
> {
  return port.call(
    payTable,
    {
      sequence: { Card: { type: CardTable, minOccurs: 0 } },
    },
    "once",
  );
}
`);
});

test.each([listrak(), everything(), constructs()])("knows every statement of the modules of $name", (service) => {
  const modules = modulesOf([service], { name: "shop", configuration: defaultConfiguration });
  const statements = modules.flatMap((module) => moduleStructure(module).statements);
  expect(statements.length).toBeGreaterThan(10);
  expect(statements.filter((statement) => formatStatement(statement, width) === undefined)).toEqual([]);
});

test("knows most statements of the forms of templates", () => {
  const statements = fc.sample(randomStatement, 200);
  const known = statements.filter((statement) => formatStatement(statement, width) !== undefined);
  expect(known.length).toBeGreaterThan(150);
});

test.each([
  ["a type of another form", alias("A extends B ? C : D")],
  ["an unfinished type", alias("{ A: string")],
  ["a type with more behind it", alias("A B")],
  ["characters that may be wider than others", alias('"注文"')],
  ["a quoted name that needs no quotes", alias('{ "A": string }')],
  [
    "a function of one parameter",
    {
      kind: "function",
      name: "a",
      parameters: [{ name: "b", type: "{}" }],
      returnType: "c",
      statements: ["return b;"],
    },
  ],
  [
    "a function that does more than return a value",
    { kind: "function", name: "a", returnType: "b", statements: ["c(); return b;"] },
  ],
] satisfies readonly (readonly [string, StatementStructure])[])("leaves %s to prettier", (_, statement) => {
  expect(formatStatement(statement, width)).toBeUndefined();
});

test("leaves what is nested deeply to prettier", () => {
  const nested = (depth: number): StatementStructure => alias("A<".repeat(depth) + "B" + ">".repeat(depth));
  expect(formatStatement(nested(90), width)).toContain("A<");
  expect(formatStatement(nested(100_000), width)).toBeUndefined();
});

test.each(['"it\'s" |', "{ Name: Name } &"])("lays out 100,000 times `%s` in linear time", (type) => {
  const statement = alias(`${`${type} `.repeat(100_000)}Last`);
  const start = performance.now();
  expect(formatStatement(statement, width)).toContain("Last");
  // Quadratic time would be minutes.
  expect(performance.now() - start).toBeLessThan(15_000);
});
