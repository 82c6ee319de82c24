import { facets } from "../../runtime/simple/facets.js";
import type { Simple } from "../../runtime/simple/simple.js";
import { readText, writeText } from "../../runtime/simple/xml-text.js";
import type { Control } from "./control.js";
import { entryOf } from "./entry.js";
import { entryControl } from "./entry-control.js";
import { hintOf } from "./hints.js";

/**
 * A control for a value of a simple type, typed as its text in XML, with a check of facets. `caption` is the caption of
 * its label; `place` names a value other than an element.
 */
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
