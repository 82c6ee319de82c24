import {
  StructureKind,
  type FunctionDeclarationStructure,
  type ImportDeclarationStructure,
  type InterfaceDeclarationStructure,
  type MethodSignatureStructure,
  type StatementStructures,
} from "ts-morph";
import type { Contract, ContractNames } from "../generator/emit/contract-model.js";
import type { ModuleOperation } from "../generator/emit/module.js";
import { documentation } from "./documentation.js";
import { propertyName, stringLiteral } from "./escape.js";
import { array, object, record } from "./expression.js";
import { specifiers } from "./imports.js";
import { answerType, callType, requestType } from "./operation.js";

/** The statements of the module that serves a service. */
export function contractStatements(contract: Contract): StatementStructures[] {
  return [
    ...imports(contract),
    handlers(contract),
    serveFunction(contract),
    memoryFunction(contract),
    contractFunction(contract),
  ];
}

function imports({ paths, imports, runtimeTypes }: Contract): ImportDeclarationStructure[] {
  const own = (names: readonly string[], isType: boolean) => names.map((name) => ({ name, as: name, isType }));
  const modules = [
    {
      from: paths.runtime,
      names: [
        ...own(["memoryPort", "serve"], false),
        ...own(["Answer", "Call", "Contract", "Memory", "Port", "ServeOptions", "Service", ...runtimeTypes], true),
      ],
    },
    { from: paths.client, names: imports },
  ];
  return modules.map(({ from, names }) => ({
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: from,
    ...specifiers(names),
  }));
}

/** `export interface ShopHandlers { pay(request: Pay, call: Call): Answer<PayResponse>; }` */
function handlers({ names, client }: Contract): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: names.handlers,
    docs: documentation(["What answers each operation. A `ServiceFault` that is thrown is the answer too."]),
    methods: client.operations.map((operation): MethodSignatureStructure => ({
      kind: StructureKind.MethodSignature,
      name: propertyName(operation.function),
      docs: documentation([operation.operation.documentation], "  "),
      parameters: [
        { name: "request", type: requestType(operation, client) },
        { name: "call", type: callType(operation, client) },
      ],
      returnType: answerType(operation, client),
    })),
  };
}

function serveFunction({ names }: Contract): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: names.serve,
    docs: documentation(["The service, one function of the web's own types for all its bindings."]),
    parameters: [
      { name: "handlers", type: names.handlers },
      { name: "options", type: "ServeOptions", hasQuestionToken: true },
    ],
    returnType: "Service",
    statements: [`return serve(${names.contract}, handlers, options);`],
  };
}

function memoryFunction({ names, bindings }: Contract): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: names.memory,
    docs: documentation(["A port to the handlers, in memory and through the whole wire format: for tests."]),
    typeParameters: [{ name: "B", constraint: bindings.map(stringLiteral).join(" | ") || "never" }],
    parameters: [
      { name: "handlers", type: `Partial<${names.handlers}>` },
      { name: "binding", type: "Memory<B>" },
      { name: "options", type: "ServeOptions", hasQuestionToken: true },
    ],
    returnType: "Port<B>",
    statements: [`return memoryPort(${names.contract}, handlers, binding, options);`],
  };
}

/** `export function shopContract(): Contract { return { … }; }` */
function contractFunction({
  service,
  names,
  bindings,
  address,
  paths,
  client,
}: Contract): FunctionDeclarationStructure {
  const operations = client.operations.map(
    (operation) => [operation.function, operationEntry(operation, names)] as const,
  );
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: names.contract,
    docs: documentation([`What \`${names.serve}\` serves, for tools.`]),
    returnType: "Contract",
    statements: [
      `return ${object([
        ["name", stringLiteral(service.name)],
        ["namespace", stringLiteral(service.namespace)],
        ["documentation", service.documentation ? stringLiteral(service.documentation) : undefined],
        ["bindings", array(bindings.map(stringLiteral))],
        ["path", stringLiteral(address)],
        ["operations", record(operations)],
        ["documents", paths.documents && `() => import(${stringLiteral(paths.documents)})`],
      ])};`,
    ],
  };
}

function operationEntry(
  { function: handler, table, bindings, operation }: ModuleOperation,
  { imported }: ContractNames,
): string {
  const names = array(bindings.map(stringLiteral));
  return object([
    ["operation", imported.get(table) ?? table],
    // The compiler forgets literal types in a property that is called as one of every object.
    ["bindings", handler in Object.prototype ? `${names} as const` : names],
    ["documentation", operation.documentation ? stringLiteral(operation.documentation) : undefined],
  ]);
}
