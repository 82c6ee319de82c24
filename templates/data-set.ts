import type { Module, ModuleDataSet } from "../generator/emit/module.js";
import { code, textOf, type Code, type Coded } from "./code.js";
import { documentation } from "./documentation.js";
import { commentCode, propertyName, stringLiteral } from "./escape.js";
import { call, object, record } from "./expression.js";
import { elementOf, namespaceOf, typeOf } from "./reference.js";
import type { FunctionStructure, InterfaceStructure } from "./statement.js";
import { runtime } from "./symbols.js";

/** `export interface Stock { Shelf: Shelf; … }` */
export function dataSetType({ type, names, tables }: ModuleDataSet, module: Module): Coded<InterfaceStructure> {
  return {
    kind: "interface",
    isExported: true,
    name: names.type,
    extends: [],
    docs: documentation([type.documentation, tablesOf(type.name.local, names.table)]),
    properties: tables.map(({ property, of }) => ({
      name: propertyName(property),
      type: typeOf(of.type, module),
      hasQuestionToken: false,
      docs: [],
    })),
  };
}

/** `rows(dataSet, StockTable)` is code of ours; the name of the DataSet is text of the spec. */
function tablesOf(name: string, table: Code): string {
  return `The tables of the DataSet ${commentCode(name)}, whose rows \`rows(dataSet, ${textOf(table)})\` reads.`;
}

/** `export function StockTable(): TypedTables<Stock> { return typedTables({ name: "Stock", namespace, sequence: { … } }); }` */
export function dataSetTable(
  { type, names, namespace, tables }: ModuleDataSet,
  module: Module,
): Coded<FunctionStructure> {
  const uri = namespaceOf(namespace, module);
  const rows = tables.map((table) => elementOf(table, namespace, module, { minOccurs: 0, maxOccurs: "unbounded" }));
  const definition = object([
    ["name", stringLiteral(type.name.local)],
    ["namespace", uri],
    ["sequence", record(rows)],
  ]);
  return {
    kind: "function",
    isExported: true,
    name: names.table,
    returnType: code`${runtime("TypedTables")}<${names.type}>`,
    statements: [code`return ${call(runtime("typedTables"), definition)};`],
  };
}
