import type { Module } from "../generator/emit/module.js";
import { stringLiteral } from "./escape.js";
import type { ConstantStructure } from "./statement.js";

/** `const namespace = "http://example.com/";`, one constant for each namespace. */
export function namespaceConstants({ namespaces }: Module): ConstantStructure[] {
  return [...namespaces].map(([uri, name], index) => ({
    kind: "constant",
    declarations: [{ name, initializer: stringLiteral(uri) }],
    leadingTrivia: index === 0 ? "\n" : "",
  }));
}
