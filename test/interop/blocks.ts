import type { Table } from "../../templates/runtime/complex/table.js";
import { valueOf, type Choices } from "../../templates/stand-in/random.js";

/** Random header blocks, all of them: a WSDL declares none as required, but the services refuse a call without them. */
export function blocksOf(header: Table, choices: Choices): Readonly<Record<string, unknown>> {
  const blocks = new Set<unknown>(Object.values(header.sequence ?? {}));
  const always: Choices["always"] = (element, depth) =>
    blocks.has(element) || choices.always?.(element, depth) === true;
  return valueOf(header, { ...choices, always }); // a table of blocks is one of an object
}
