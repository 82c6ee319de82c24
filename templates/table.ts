import type { Module, ModuleAlias, ModuleChoice, ModuleObject } from "../generator/emit/module.js";
import type { Member } from "../generator/values/value-model.js";
import { code, type Code, type Coded } from "./code.js";
import { call, object, record, type Entry } from "./expression.js";
import { groupEntries } from "./group.js";
import { attributeOf, codecOf, documentationOf, listEntries, namespaceOf, typeNameOf } from "./reference.js";
import type { FunctionStructure } from "./statement.js";
import { checked, runtime } from "./symbols.js";

/** `export function ImageStatusTable(): Table<ImageStatus> { return { namespace, sequence: { StatusId: int, … } }; }` */
export function objectTable(type: ModuleObject, module: Module): Coded<FunctionStructure> {
  const { namespace, attributes, text, names, typeName, open } = type;
  return table(names.table, tableType(type, module), module, [
    ["namespace", namespaceOf(namespace, module)],
    openContentOf(open),
    ["type", typeName && typeNameOf(typeName, module)],
    documentationOf(type.type, module),
    ["abstract", type.type.abstract ? "true" : undefined],
    ["derived", type.hierarchy?.isDerived ? "true" : undefined],
    ["shared", type.type.shared ? runtime("objectReferences") : undefined],
    ["attributes", attributesOf(attributes.map((attribute) => attributeOf(attribute, module)))],
    ["text", text && call(runtime("simpleContent"), codecOf(text, namespace, module))],
    ...groupEntries(type, record, module),
    ["derivation", derivationOf(type, module)],
    ["create", type.repeats && !type.members.some(isChoice) ? constructorOf(type) : undefined],
  ]);
}

/** `export function TreeTable(): Table<Tree> { return { namespace, list: { Tree: TreeTable } }; }` */
export function listTable(list: ModuleAlias, module: Module): Coded<FunctionStructure> {
  return table(
    list.names.table,
    module.checked === undefined ? runtimeTable(list.names.type) : tableOf(list.names.type),
    module,
    [...listEntries(list, undefined, module), openContentOf(list.open)],
  );
}

/** `function PetChoiceTable(): ChoiceTable { return { sequence: { Dog: { type: DogTable, namespace }, … }, content: choice("Dog", …) }; }` */
export function choiceTable({ names, group }: ModuleChoice, module: Module): Coded<FunctionStructure> {
  const type = module.checked === undefined ? runtime("ChoiceTable") : code`${checked("ChoiceTableOf")}<${names.type}>`;
  return table(names.table, type, module, groupEntries({ ...group, namespace: undefined }, record, module));
}

/** A function, so that types may refer to each other in any order, and are initialized only when used. */
function table(name: Code, returnType: Code, module: Module, entries: readonly Entry[]): Coded<FunctionStructure> {
  return {
    kind: "function",
    isExported: true,
    name,
    returnType,
    statements: [code`return ${object(entries)};`],
  };
}

/** The type that ties a table to its interface, without derived types, in a module for type-checking. */
function tableType({ type, names, hierarchy }: ModuleObject, module: Module): Code {
  // The type of a row does not distinguish columns that are attributes from those that are elements.
  const isMapped = type.data === "row" && type.attributes.length > 0;
  if (module.checked === undefined || isMapped) return runtimeTable(names.type);
  if (hierarchy === undefined || (type.abstract && hierarchy.derived.length > 0)) return tableOf(names.type);
  const own = hierarchy.derived.length === 0 ? names.type : names.base;
  return code`${tableOf(names.type)} & ${checked("OwnTableOf")}<${own}>`;
}

function runtimeTable(type: Code): Code {
  return code`${runtime("Table")}<${type}>`;
}

function tableOf(type: Code): Code {
  return code`${checked("TableOf")}<${type}>`;
}

/** `(v) => ({ $id: v[0], Name: v[1] })`: engines give objects from a literal a hidden class of their own. */
function constructorOf(type: ModuleObject): Code | undefined {
  const properties = [
    ...type.attributes.map(({ property }) => property),
    ...(type.text === undefined ? [] : ["$value"]),
    ...type.members.map(({ property }) => property),
  ];
  if (properties.length === 0) return undefined;
  return code`(v) => (${record(properties.map((property, index) => [property, `v[${index}]`]))})`;
}

/** True for a choice, whose properties a constructor would repeat in each type. */
function isChoice({ kind }: Member): boolean {
  return kind === "choice";
}

/** `derivation({ Dog: DogTable, Cat: CatTable })` */
function derivationOf({ hierarchy }: ModuleObject, module: Module): Code | undefined {
  const tables = (hierarchy?.derived ?? []).map(({ name, type }): Entry => [name, codecOf(type, "", module)]);
  return tables.length === 0 ? undefined : call(runtime("derivation"), object(tables));
}

/** `attributes({ $id: string })` */
function attributesOf(entries: readonly Entry[]): Code | undefined {
  return entries.length === 0 ? undefined : call(runtime("attributes"), record(entries));
}

function openContentOf(open: boolean): Entry {
  return ["openContent", open ? runtime("openContent") : undefined];
}
