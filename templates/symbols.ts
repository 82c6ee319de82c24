import type { imported } from "../generator/emit/reserved.js";
import { symbol, type Code } from "./code.js";
import { clientExports, serverExports } from "./runtime-exports.js";

const exported = { ...clientExports, ...serverExports };

/** The exports of the runtime that generated modules import. Their names are reserved. */
export type RuntimeName = (typeof imported)[number] | keyof typeof serverExports;

/** An export of the runtime. */
export function runtime(name: RuntimeName): Code {
  return symbol("runtime", name, exported[name] === "type");
}

/** The types that tie tables to interfaces, in a module for type-checking. */
export function checked(name: "ChoiceTableOf" | "OperationOf" | "OwnTableOf" | "TableOf"): Code {
  return symbol("checked", name, true);
}
