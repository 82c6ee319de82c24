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

/** In a module that is made to be checked. */
export function checkedImport({ checked }: Module): ImportDeclarationStructure[] {
  if (checked === undefined) return [];
  const namedImports = ["OperationOf", "TableOf"].map((name) => ({ name, isTypeOnly: true }));
  return [{ kind: StructureKind.ImportDeclaration, moduleSpecifier: checked, namedImports }];
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
  if (module.checked === undefined) {
    if (messages.length > 0) types.add("Operation");
    if (declared.some(({ kind }) => kind === "object" || kind === "alias")) types.add("Table");
  }
  const open =
    declared.some(({ kind }) => kind === "object") || messages.some(({ body }) => body.elements.length !== 1);
  if (open || module.operations.some(({ response }) => response?.header !== undefined)) types.add("OpenContent");
  return { values, types };
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
