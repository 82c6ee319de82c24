import { StructureKind, type FunctionDeclarationStructure } from "ts-morph";
import type { Group, Module, ModuleHttpOperation, ModuleMessage, ModuleOperation } from "../generator/emit/module.js";
import type { OperationBinding } from "../generator/model/service.js";
import { documentation } from "./documentation.js";
import { commentCode, commentLine, stringLiteral } from "./escape.js";
import { object, typeLiteral, type Entry } from "./expression.js";
import { groupTable, memberType, namespaceOf } from "./reference.js";

/** `export function getImageStatus(port, request, options?) { return port.call(getImageStatusOperation, …); }` */
export function operationFunction(operation: ModuleOperation, module: Module): FunctionDeclarationStructure {
  const { request, response } = operation;
  const header = request.header && headerType(request.header, module);
  const optional = request.header === undefined || request.header.elements.every(({ of }) => of.minOccurs === 0);
  const options = header === undefined ? "CallOptions" : `CallOptions & { header${optional ? "?" : ""}: ${header} }`;
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: operation.function,
    docs: documentation([operation.operation.documentation, [provenance(operation)]]),
    parameters: [
      { name: "port", type: `Port<${operation.bindings.map(stringLiteral).join(" | ") || "never"}>` },
      { name: "request", type: bodyType(request.body, module) },
      { name: "options", type: options, hasQuestionToken: optional },
    ],
    returnType: `Promise<Reply<${responseTypes(response, module).join(", ")}>>`,
    statements: [`return port.call(${operation.table}, request, options);`],
  };
}

/** `function getImageStatusOperation(): Operation<GetImageStatus, GetImageStatusResponse> { return { … }; }` */
export function operationTable(operation: ModuleOperation, module: Module): FunctionDeclarationStructure {
  const { request, response, http } = operation;
  const { name, bindings } = operation.operation;
  const action = bindings.map(actionOf).find((found) => found !== undefined);
  const types = [bodyType(request.body, module), ...responseTypes(response, module)];
  return {
    kind: StructureKind.Function,
    name: operation.table,
    returnType: `${module.checked === undefined ? "Operation" : "OperationOf"}<${types.join(", ")}>`,
    statements: [
      `return ${object([
        ["name", stringLiteral(name)],
        ["action", action === undefined ? undefined : stringLiteral(action)],
        ["request", messageTable(request, module)],
        ["response", response && messageTable(response, module)],
        ...http.map((binding) => httpEntry(binding, module)),
      ])};`,
    ],
  };
}

/** The first binding's request line and place: `` `POST /soap.asmx` (specs/pixelz/GetImageStatus.txt:7) `` */
function provenance({ requestLine, operation }: ModuleOperation): string {
  const { path, line } = operation.bindings[0]?.place ?? operation.place;
  const place = `(${commentLine(path)}:${line})`;
  return requestLine === undefined ? place : `${commentCode(requestLine)} ${place}`;
}

/** The value of a message: its one element's, or its parts side by side. */
function bodyType({ elements }: Group, module: Module): string {
  const [only, ...others] = elements;
  if (only === undefined) return "OpenContent";
  return others.length === 0 ? memberType(only.of, module) : `${members(elements, module)} & OpenContent`;
}

/** The value, and the header blocks if there are any. */
function responseTypes(response: ModuleMessage | undefined, module: Module): string[] {
  if (response === undefined) return ["void"];
  const value = bodyType(response.body, module);
  return response.header === undefined
    ? [value]
    : [value, `${members(response.header.elements, module)} & OpenContent`];
}

function headerType({ elements }: Group, module: Module): string {
  const optional = elements.every(({ of }) => of.minOccurs === 0);
  return optional ? `${members(elements, module)} | undefined` : members(elements, module);
}

function members(elements: Group["elements"], module: Module): string {
  return typeLiteral(
    elements.map(({ property, of }) => ({
      name: property,
      optional: of.minOccurs === 0,
      type: memberType(of, module),
    })),
  );
}

function messageTable({ body, header }: ModuleMessage, module: Module): string {
  return object([
    ["body", groupTable(body, module)],
    ["header", header && groupTable(header, module)],
  ]);
}

function httpEntry({ operation, parameters, namespace, result }: ModuleHttpOperation, module: Module): Entry {
  const renamed = parameters.map(({ property, name }): Entry => [property, stringLiteral(name)]);
  return [
    operation.binding,
    object([
      ["location", stringLiteral(operation.location)],
      ["parameters", renamed.length === 0 ? undefined : object(renamed)],
      ["root", operation.root && stringLiteral(operation.root.local)],
      ["namespace", namespace === undefined ? undefined : namespaceOf(namespace, module)],
      ["result", result === undefined ? undefined : stringLiteral(result)],
    ]),
  ];
}

function actionOf(binding: OperationBinding): string | undefined {
  return binding.binding === "soap11" || binding.binding === "soap12" ? binding.action : undefined;
}
