import { StructureKind, type FunctionDeclarationStructure } from "ts-morph";
import type { Module, ModuleAlias, ModuleObject } from "../generator/emit/module.js";
import { call, object, record, type Entry } from "./expression.js";
import { groupEntries } from "./group.js";
import { attributeOf, codecOf, documentationOf, listEntries, namespaceOf, typeNameOf } from "./reference.js";

/** `function ImageStatusTable(): Table { return { namespace, sequence: { StatusId: int, … } }; }` */
export function objectTable(type: ModuleObject, module: Module): FunctionDeclarationStructure {
  const { namespace, attributes, text, names, typeName } = type;
  return table(names.table, tableType(type, module), module, [
    ["namespace", namespaceOf(namespace, module)],
    ["type", typeName && typeNameOf(typeName, module)],
    documentationOf(type.type, module),
    ["abstract", type.type.abstract ? "true" : undefined],
    ["attributes", some(attributes.map((attribute) => attributeOf(attribute, module)))],
    ["text", text && codecOf(text, namespace, module)],
    ...groupEntries(type, record, module),
    ["derivation", derivationOf(type, module)],
    ["create", type.repeats ? constructorOf(type) : undefined],
  ]);
}

/** `function TreeTable(): Table { return { namespace, list: { Tree: TreeTable } }; }` */
export function listTable(list: ModuleAlias, module: Module): FunctionDeclarationStructure {
  const returnType = module.checked === undefined ? "Table" : `TableOf<${list.names.type}>`;
  return table(list.names.table, returnType, module, listEntries(list, undefined, module));
}

/** A function, so that types may refer to each other in any order, and cost nothing before they are used. */
function table(
  name: string,
  returnType: string,
  module: Module,
  entries: readonly Entry[],
): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: module.shared,
    name,
    returnType,
    statements: [`return ${object(entries)};`],
  };
}

/** In a module that is made to be checked, what ties the table to its type, and to that without the types derived from it. */
function tableType({ type, names, hierarchy }: ModuleObject, { checked }: Module): string {
  if (checked === undefined) return "Table";
  if (hierarchy === undefined) return `TableOf<${names.type}>`;
  if (hierarchy.derived.length === 0) return `TableOf<${names.type}> & OwnTableOf<${names.type}>`;
  return type.abstract ? `TableOf<${names.type}>` : `TableOf<${names.type}> & OwnTableOf<${names.base}>`;
}

/** `(v) => ({ $id: v[0], Name: v[1] })`: objects that a literal makes have a hidden class of their own. */
function constructorOf(type: ModuleObject): string | undefined {
  const properties = [
    ...type.attributes.map(({ property }) => property),
    ...(type.text === undefined ? [] : ["$value"]),
    ...type.members.map(({ property }) => property),
  ];
  if (properties.length === 0) return undefined;
  return `(v) => (${record(properties.map((property, index) => [property, `v[${index}]`]))})`;
}

/** `derivation({ Dog: DogTable, Cat: CatTable })` */
function derivationOf({ hierarchy }: ModuleObject, module: Module): string | undefined {
  const tables = (hierarchy?.derived ?? []).map(({ name, type }): Entry => [name, codecOf(type, "", module)]);
  return tables.length === 0 ? undefined : call("derivation", object(tables));
}

function some(entries: readonly Entry[]): string | undefined {
  return entries.length === 0 ? undefined : record(entries);
}
