import { StructureKind, type ExportDeclarationStructure, type ImportDeclarationStructure } from "ts-morph";
import type { ImportedName, Module, ModuleType } from "../generator/emit/module.js";
import { usesOf } from "./uses.js";

/** `import { int, string, type Port, … } from "./runtime/index.js";`: what the module uses of the runtime, and no more. */
export function runtimeImport(module: Module): ImportDeclarationStructure[] {
  const { values, types: used } = usesOf(module);
  const types = new Set([...used, ...(module.checked === undefined ? tableTypes(module) : [])]);
  if (values.size + types.size === 0) return [];
  const names = [
    ...[...values].map((name) => ({ name, as: name, isType: false })),
    ...[...types].map((name) => ({ name, as: name, isType: true })),
  ];
  return [{ kind: StructureKind.ImportDeclaration, moduleSpecifier: module.runtime, ...specifiers(names) }];
}

/** In a module that is made to be checked, `OperationOf` and `TableOf`. */
export function checkedImport(module: Module): ImportDeclarationStructure[] {
  if (module.checked === undefined || tableTypes(module).length === 0) return [];
  const own = module.declared.some(hasOwnTable) ? ["OwnTableOf"] : [];
  const names = [...tableTypes(module).map((name) => `${name}Of`), ...own];
  const namedImports = names.map((name) => ({ name, isTypeOnly: true }));
  return [{ kind: StructureKind.ImportDeclaration, moduleSpecifier: module.checked, namedImports }];
}

/** `import { ItemTable, type Item } from "./Types.js";` */
export function moduleImports({ imports }: Module): ImportDeclarationStructure[] {
  return imports.map(({ from, names }) => ({
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: from,
    ...specifiers(names),
  }));
}

/** `export { type Item } from "./Types.js";`: name by name, so that only what the operations need is exported, and none twice. */
export function moduleExports({ exports }: Module): ExportDeclarationStructure[] {
  return exports.map(({ from, names }, index) => {
    const { isTypeOnly, namedImports: namedExports } = specifiers(names);
    const leadingTrivia = index === 0 ? "\n" : "";
    return { kind: StructureKind.ExportDeclaration, moduleSpecifier: from, isTypeOnly, namedExports, leadingTrivia };
  });
}

/** Values first, each by its name. Where all are types the declaration says so, and nothing of it is left at run time. */
export function specifiers(names: readonly ImportedName[]) {
  const isTypeOnly = names.every(({ isType }) => isType);
  const namedImports = [...names]
    .sort((a, b) => Number(a.isType) - Number(b.isType) || (a.name < b.name ? -1 : 1))
    .map(({ name, as, isType }) => ({
      name,
      isTypeOnly: isType && !isTypeOnly,
      ...(as !== name && { alias: as }),
    }));
  return { isTypeOnly, namedImports };
}

/** The types of what the module's functions return to the engine. */
function tableTypes({ operations, declared }: Module): string[] {
  const tables = declared.some(({ kind }) => kind === "object" || kind === "alias");
  return [...(operations.length > 0 ? ["Operation"] : []), ...(tables ? ["Table"] : [])];
}

function hasOwnTable(type: ModuleType): boolean {
  if (type.kind !== "object" || type.hierarchy === undefined) return false;
  return !type.type.abstract || type.hierarchy.derived.length === 0;
}
