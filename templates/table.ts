import { StructureKind, type FunctionDeclarationStructure } from "ts-morph";
import type { Module, ModuleAlias, ModuleObject } from "../generator/emit/module.js";
import type { TypeNames } from "../generator/emit/names.js";
import { object, record, type Entry } from "./expression.js";
import { attributeOf, codecOf, listEntries, namespaceOf, particleOf } from "./reference.js";

/** `function ImageStatusTable(): Table { return { namespace, sequence: { StatusId: int, … } }; }` */
export function objectTable(type: ModuleObject, module: Module): FunctionDeclarationStructure {
  const { namespace, attributes, text, elements, names } = type;
  return table(names, module, [
    ["namespace", namespaceOf(namespace, module)],
    ["attributes", some(attributes.map((attribute) => attributeOf(attribute, module)))],
    ["text", text && codecOf(text, namespace, module)],
    ["sequence", some(elements.map((element) => particleOf(element, namespace, module)))],
    ["create", type.repeats ? constructorOf(type) : undefined],
  ]);
}

/** `function TreeTable(): Table { return { namespace, list: { Tree: TreeTable } }; }` */
export function listTable(list: ModuleAlias, module: Module): FunctionDeclarationStructure {
  return table(list.names, module, listEntries(list, undefined, module));
}

/** A function, so that types may refer to each other in any order, and cost nothing before they are used. */
function table(names: TypeNames, module: Module, entries: readonly Entry[]): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: module.shared,
    name: names.table,
    returnType: module.checked === undefined ? "Table" : `TableOf<${names.type}>`,
    statements: [`return ${object(entries)};`],
  };
}

/** `(v) => ({ $id: v[0], Name: v[1] })`: objects that a literal makes have a hidden class of their own. */
function constructorOf(type: ModuleObject): string | undefined {
  const properties = [
    ...type.attributes.map(({ property }) => property),
    ...(type.text === undefined ? [] : ["$value"]),
    ...type.elements.map(({ property }) => property),
  ];
  if (properties.length === 0) return undefined;
  return `(v) => (${record(properties.map((property, index) => [property, `v[${index}]`]))})`;
}

function some(entries: readonly Entry[]): string | undefined {
  return entries.length === 0 ? undefined : record(entries);
}
