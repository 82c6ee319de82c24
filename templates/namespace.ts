import { StructureKind, VariableDeclarationKind, type VariableStatementStructure } from "ts-morph";
import type { Module } from "../generator/emit/module.js";
import { stringLiteral } from "./escape.js";

/** `const namespace = "http://example.com/";`, one constant for each namespace. */
export function namespaceConstants({ namespaces }: Module): VariableStatementStructure[] {
  return [...namespaces].map(([uri, name], index) => ({
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name, initializer: stringLiteral(uri) }],
    leadingTrivia: index === 0 ? "\n" : "",
  }));
}
