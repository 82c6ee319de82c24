import type { Contract } from "../generator/emit/contract-model.js";
import type { ModuleOperation } from "../generator/emit/module.js";
import { mode } from "./call-form.js";
import { code, type Code, type Coded } from "./code.js";
import { documentation } from "./documentation.js";
import { propertyName, stringLiteral } from "./escape.js";
import { array, object, record } from "./expression.js";
import { withImports, type ModuleStructure } from "./imports.js";
import { answerType, callType, requestType } from "./operation.js";
import type { FunctionStructure, InterfaceStructure, MethodStructure } from "./statement.js";
import { runtime } from "./symbols.js";

/** The module that serves a service. */
export function contractStructure(contract: Contract): ModuleStructure {
  const statements = [
    handlers(contract),
    serveFunction(contract),
    memoryFunction(contract),
    contractFunction(contract),
  ];
  return withImports(statements, { runtime: contract.paths.runtime });
}

/** `export interface ShopHandlers { pay(request: Pay, call: Call): Answer<PayResponse>; }` */
function handlers({ names, client }: Contract): Coded<InterfaceStructure> {
  return {
    kind: "interface",
    isExported: true,
    name: names.handlers,
    docs: documentation(["The handlers of the operations. They answer with a fault by throwing a `ServiceFault`."]),
    methods: client.operations.map((operation): Coded<MethodStructure> => ({
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

function serveFunction({ names }: Contract): Coded<FunctionStructure> {
  return {
    kind: "function",
    isExported: true,
    name: names.serve,
    docs: documentation(["The service in all its bindings, as a function of the web's Request and Response."]),
    parameters: [
      { name: "handlers", type: names.handlers },
      { name: "options", type: runtime("ServeOptions"), hasQuestionToken: true },
    ],
    returnType: runtime("Service"),
    statements: [code`return ${runtime("serve")}(${names.contract}, handlers, options);`],
  };
}

function memoryFunction({ names, bindings }: Contract): Coded<FunctionStructure> {
  return {
    kind: "function",
    isExported: true,
    name: names.memory,
    docs: documentation(["A port to the handlers in memory, through the whole wire format, for tests."]),
    typeParameters: [
      { name: "B", constraint: bindings.map(stringLiteral).join(" | ") || "never" },
      { ...mode, default: stringLiteral("strict") },
    ],
    parameters: [
      { name: "handlers", type: `Partial<${names.handlers}>` },
      { name: "binding", type: code`${runtime("Memory")}<B>` },
      { name: "options", type: code`${runtime("MemoryOptions")}<PortMode>`, hasQuestionToken: true },
    ],
    returnType: code`${runtime("Port")}<B, object, PortMode>`,
    statements: [code`return ${runtime("memoryPort")}(${names.contract}, handlers, binding, options);`],
  };
}

/** `export function shopContract(): Contract { return { … }; }` */
function contractFunction({ service, names, bindings, address, paths, client }: Contract): Coded<FunctionStructure> {
  const operations = client.operations.map((operation) => [operation.function, operationEntry(operation)] as const);
  return {
    kind: "function",
    isExported: true,
    name: names.contract,
    docs: documentation([`What \`${names.serve}\` serves, for tools.`]),
    returnType: runtime("Contract"),
    statements: [
      code`return ${object([
        ["name", stringLiteral(service.name)],
        ["namespace", stringLiteral(service.namespace)],
        ["bindings", array(bindings.map(stringLiteral))],
        ["path", stringLiteral(address)],
        ["operations", record(operations)],
        ["pages", `() => import(${stringLiteral(paths.pages)})`],
        ["documents", paths.documents && `() => import(${stringLiteral(paths.documents)})`],
      ])};`,
    ],
  };
}

function operationEntry({ function: handler, table, bindings }: ModuleOperation): Code {
  const names = array(bindings.map(stringLiteral));
  return object([
    ["operation", table],
    // TypeScript widens literal types where a handler is named after a property that every object has, such as
    // `toString`.
    ["bindings", handler in Object.prototype ? code`${names} as const` : names],
  ]);
}
