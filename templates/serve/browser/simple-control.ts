import { facets } from "../../runtime/simple/facets.js";
import type { Simple } from "../../runtime/simple/simple.js";
import { readText, writeText } from "../../runtime/simple/xml-text.js";
import type { Control } from "./control.js";
import { entryOf } from "./entry.js";
import { entryControl } from "./entry-control.js";
import { hintOf } from "./hints.js";

/** A value of a simple type, typed as it stands in XML. Facets are checked. `caption` is its label's; `place` says where what is no element stands. */
export function simpleControl(
  type: Simple<unknown>,
  caption: HTMLElement,
  documentation: readonly string[] = [],
  place?: string,
): Control {
  const { made } = type;
  return entryControl(
    entryOf(type, caption),
    {
      name: type.name,
      initial: made?.kind === "fixed" ? made.text : undefined,
      parse: (text) => readText(type, text, { validate: facets }),
      print: (value) => writeText(type, value),
    },
    [[place ?? "", hintOf(type)].filter((hint) => hint !== "").join("; "), ...documentation],
  );
}
