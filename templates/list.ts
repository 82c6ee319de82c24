import type { Module, ModuleAlias } from "../generator/emit/module.js";
import type { Coded } from "./code.js";
import { documentation } from "./documentation.js";
import { listOf } from "./reference.js";
import type { AliasStructure } from "./statement.js";

/** `export type Tree = (Tree | null)[];` */
export function listAlias({ type, names, item }: ModuleAlias, module: Module): Coded<AliasStructure> {
  return {
    kind: "alias",
    isExported: true,
    name: names.type,
    docs: documentation([type.documentation]),
    type: listOf(item.of, module),
  };
}
