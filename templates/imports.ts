import { StructureKind, type ExportDeclarationStructure, type ImportDeclarationStructure } from "ts-morph";
import type { ImportedName, Module } from "../generator/emit/module.js";
import { resolve } from "./reference.js";

/** `import { int, string, type Port, … } from "./runtime/index.js";`: what the module uses of the runtime, and no more. */
export function runtimeImport(module: Module): ImportDeclarationStructure[] {
  const { values, types } = usesOf(module);
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
  const namedImports = tableTypes(module).map((name) => ({ name: `${name}Of`, isTypeOnly: true }));
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
function specifiers(names: readonly ImportedName[]) {
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

function usesOf(module: Module): { values: ReadonlySet<string>; types: ReadonlySet<string> } {
  const values = new Set<string>();
  const types = new Set<string>();
  for (const reference of module.references) {
    const type = resolve(reference, module);
    if (type.kind === "enumeration") values.add(type.type.open ? "openEnumeration" : "enumeration");
    if (type.kind !== "builtin") continue;
    const scalar = module.scalars.get(type.name);
    if (scalar === undefined) continue;
    values.add(scalar.codec);
    if (scalar.imported) types.add(scalar.type);
  }
  const messages = module.operations.flatMap(({ request, response }) => (response ? [request, response] : [request]));
  if (messages.length > 0) for (const name of ["CallOptions", "Port", "Reply"]) types.add(name);
  if (module.checked === undefined) for (const name of tableTypes(module)) types.add(name);
  const open =
    module.declared.some(({ kind }) => kind === "object") || messages.some(({ body }) => body.elements.length !== 1);
  if (open || module.operations.some(({ response }) => response?.header !== undefined)) types.add("OpenContent");
  return { values, types };
}

/** The types of what the module's functions return to the engine. */
function tableTypes({ operations, declared }: Module): string[] {
  const tables = declared.some(({ kind }) => kind === "object" || kind === "alias");
  return [...(operations.length > 0 ? ["Operation"] : []), ...(tables ? ["Table"] : [])];
}
