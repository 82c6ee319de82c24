import { addAttributes, startTagAt } from "../xml/added-attributes.js";
import { xsd } from "../xml/names.js";
import type { Mark } from "./table.js";

/**
 * Adds `xsi:type` with the name of a type, by default one of XML Schema, to each element that is written, unless it
 * states a type itself, as one of a derived type does. `mark` adds other attributes.
 */
export function xsiType(name: string, namespace: string = xsd, mark?: Mark): Mark {
  return (output, at, value) => {
    mark?.(output, at, value);
    const tag = startTagAt(output, at);
    if (tag.includes(" xsi:type=")) return;
    const prefix = namespace === "" ? "" : freePrefix(tag, namespace === xsd ? "xsd" : "q");
    addAttributes(output, at, () => {
      if (prefix !== "") output.attribute(`xmlns:${prefix}`, namespace);
      output.attribute("xsi:type", prefix === "" ? name : `${prefix}:${name}`);
    });
  };
}

/** A prefix that a start tag does not declare. */
function freePrefix(tag: string, prefix: string): string {
  let free = prefix;
  for (let number = 1; tag.includes(` xmlns:${free}=`); number++) free = `${prefix}${number}`;
  return free;
}
