import { StructureKind, type ImportDeclarationStructure } from "ts-morph";
import type { Group, Module, ModuleType } from "../generator/emit/module.js";
import type { TypeReference } from "../generator/model/service.js";
import { resolve } from "./reference.js";

/** `import { int, string, type Port, … } from "./runtime/index.js";`: what the module uses of the runtime, and no more. */
export function runtimeImport(module: Module): ImportDeclarationStructure {
  const { values, types } = usesOf(module);
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: module.runtime,
    namedImports: [
      ...[...values].sort().map((name) => ({ name })),
      ...[...types].sort().map((name) => ({ name, isTypeOnly: true })),
    ],
  };
}

/** In a module that is made to be checked, `OperationOf` and `TableOf`. */
export function checkedImport(module: Module): ImportDeclarationStructure[] {
  if (module.checked === undefined) return [];
  const namedImports = tableTypes(module).map((name) => ({ name: `${name}Of`, isTypeOnly: true }));
  return [{ kind: StructureKind.ImportDeclaration, moduleSpecifier: module.checked, namedImports }];
}

function usesOf(module: Module): { values: ReadonlySet<string>; types: ReadonlySet<string> } {
  const values = new Set<string>();
  const types = new Set<string>();
  const messages = module.operations.flatMap(({ request, response }) => (response ? [request, response] : [request]));
  const declared = [...module.types.values()];
  const groups = messages.flatMap(({ body, header }) => (header ? [body, header] : [body]));

  for (const reference of [...groups.flatMap(ofGroup), ...declared.flatMap(ofType)]) {
    const type = resolve(reference, module);
    if (type.kind === "enumeration") values.add(type.type.open ? "openEnumeration" : "enumeration");
    if (type.kind !== "builtin") continue;
    const scalar = module.scalars.get(type.name);
    if (scalar === undefined) continue;
    values.add(scalar.codec);
    if (scalar.imported) types.add(scalar.type);
  }
  if (messages.length > 0) for (const name of ["CallOptions", "Port", "Reply"]) types.add(name);
  if (module.checked === undefined) for (const name of tableTypes(module)) types.add(name);
  const open =
    declared.some(({ kind }) => kind === "object") || messages.some(({ body }) => body.elements.length !== 1);
  if (open || module.operations.some(({ response }) => response?.header !== undefined)) types.add("OpenContent");
  return { values, types };
}

/** The types of what the module's functions return to the engine. */
function tableTypes({ operations, types }: Module): string[] {
  const tables = [...types.values()].some(({ kind }) => kind === "object" || kind === "alias");
  return [...(operations.length > 0 ? ["Operation"] : []), ...(tables ? ["Table"] : [])];
}

function ofGroup({ elements }: Group): TypeReference[] {
  return elements.map(({ of }) => of.type);
}

function ofType(type: ModuleType): TypeReference[] {
  switch (type.kind) {
    case "object":
      return [
        ...type.attributes.map(({ of }) => of.type),
        ...(type.text === undefined ? [] : [type.text]),
        ...ofGroup(type),
      ];
    case "list":
    case "alias":
      return [type.item.of.type];
    case "enumeration":
    case "builtin":
      return [];
  }
}
