import type { ModuleEnumeration } from "../generator/emit/module.js";
import { code, type Coded } from "./code.js";
import { documentation } from "./documentation.js";
import { stringLiteral } from "./escape.js";
import type { AliasStructure, ConstantStructure } from "./statement.js";

/** `export const Status = ["Draft", "Sent"] as const;` */
export function enumerationMembers({ type, names }: ModuleEnumeration): Coded<ConstantStructure> {
  const members = type.enumeration.map(stringLiteral).join(", ");
  return {
    kind: "constant",
    isExported: true,
    docs: documentation([type.documentation, type.open ? openness(type) : undefined]),
    declarations: [{ name: names.members, initializer: `[${members}] as const` }],
    leadingTrivia: "\n",
  };
}

/** An enumeration of requests alone is open because its members may be flags. */
function openness({ reply }: ModuleEnumeration["type"]): string {
  return reply
    ? "The members in the samples; a reply may contain others."
    : "The members in the samples. If they are flags, give several separated by spaces.";
}

/** `export type Status = (typeof Status)[number];`, which an open enumeration extends to any text. */
export function enumerationUnion({ type, names }: ModuleEnumeration): Coded<AliasStructure> {
  return {
    kind: "alias",
    isExported: true,
    name: names.type,
    leadingTrivia: "\n",
    type: code`(typeof ${names.members})[number]${type.open ? " | (string & {})" : ""}`,
  };
}
