import { symbol, type Code } from "./code.js";
import { clientExports, serverExports } from "./runtime-exports.js";

const exported = { ...clientExports, ...serverExports };

export type RuntimeName = keyof typeof exported;

/** An export of the runtime. */
export function runtime(name: RuntimeName): Code {
  return symbol("runtime", name, exported[name] === "type");
}

/** The types that tie tables to interfaces, in a module for type-checking. */
export function checked(name: "ChoiceTableOf" | "OperationOf" | "OwnTableOf" | "TableOf"): Code {
  return symbol("checked", name, true);
}
