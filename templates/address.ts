import { StructureKind, VariableDeclarationKind, type VariableStatementStructure } from "ts-morph";
import type { ModuleAddress } from "../generator/emit/module.js";
import type { Port, Reason } from "../generator/model/service.js";
import { documentation } from "./documentation.js";
import { stringLiteral } from "./escape.js";

/** `export const address = "https://example.com/service.asmx";` */
export function addressConstant({ name, address, ports, only }: ModuleAddress): VariableStatementStructure {
  const bindings = only ? undefined : `For ${[...new Set(ports.map(({ binding }) => binding))].join(", ")}.`;
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    docs: documentation([[bindings, ...origins(ports)].filter((text) => text !== undefined).join(" ")]),
    declarations: [{ name, initializer: stringLiteral(address) }],
    leadingTrivia: "\n",
  };
}

function origins(ports: readonly Port[]): string[] {
  return [...new Set(ports.map(({ evidence }) => origin(evidence.address)))];
}

function origin({ kind }: Reason): string {
  switch (kind) {
    case "overridden":
      return "The address in the configuration.";
    case "declared":
      return "The address in the WSDL.";
    case "shown":
    case "observed":
      return "The address in the samples.";
    case "assumed":
      return "The address in the samples. They name no scheme; https is assumed.";
  }
}
