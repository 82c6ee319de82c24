import type { Module, ModuleType } from "../generator/emit/module.js";
import { addressConstant } from "./address.js";
import { anyTable, anyType } from "./any-value.js";
import type { Statement } from "./code.js";
import { dataSetTable, dataSetType } from "./data-set.js";
import { enumerationMembers, enumerationUnion } from "./enumeration.js";
import { exportDeclarations, withImports, type ModuleStructure } from "./imports.js";
import { choiceType, objectTypes } from "./interface.js";
import { listAlias } from "./list.js";
import { namespaceConstants } from "./namespace.js";
import { operationFunction, operationTable } from "./operation.js";
import { securityConstant } from "./security.js";
import { simpleAlias, simpleFunction } from "./simple.js";
import { choiceTable, listTable, objectTable } from "./table.js";

/** A generated module, from its imports to its last type. */
export function moduleStructure(module: Module): ModuleStructure {
  const { runtime, checked } = module;
  return withImports(statementsOf(module), { runtime, checked });
}

function statementsOf(module: Module): Statement[] {
  return [
    ...module.addresses.map((address) => addressConstant(address)),
    ...(module.policies === undefined ? [] : [securityConstant(module.policies)]),
    ...namespaceConstants(module),
    ...module.operations.flatMap((operation) => [
      operationFunction(operation, module),
      operationTable(operation, module),
    ]),
    ...module.declared.flatMap((type) => typeStatements(type, module)),
    ...module.declaredChoices.flatMap((choice) => [choiceType(choice, module), choiceTable(choice, module)]),
    ...(module.any === undefined ? [] : [anyType(module.any, module), anyTable(module.any, module)]),
    ...exportDeclarations(module.exports),
  ];
}

/** The TypeScript type, followed by the table of its XML form. */
function typeStatements(type: ModuleType, module: Module): Statement[] {
  switch (type.kind) {
    case "object":
      return [...objectTypes(type, module), objectTable(type, module)];
    case "dataSet":
      return [dataSetType(type, module), dataSetTable(type, module)];
    case "alias":
      return [listAlias(type, module), listTable(type, module)];
    case "enumeration":
      return [
        enumerationMembers(type),
        enumerationUnion(type),
        ...(type.typeName === undefined ? [] : [simpleFunction(type, module)]),
      ];
    case "simple":
      return [simpleAlias(type, module), simpleFunction(type, module)];
    case "list":
    case "inline":
    case "builtin":
      return [];
  }
}
