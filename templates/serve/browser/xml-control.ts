import { Cursor } from "../../runtime/cursor.js";
import { Malformed, placed } from "../../runtime/error.js";
import { Output } from "../../runtime/output.js";
import type { XmlElement } from "../../runtime/table.js";
import { writeElement } from "../../runtime/write.js";
import type { Control } from "./control.js";
import { areaEntry } from "./entry.js";
import { entryControl } from "./entry-control.js";

/** What an element that is typed as XML can be. */
export interface XmlExpected {
  /** The name that it gets whatever it is called: of an element of any content. */
  readonly name?: { readonly namespace: string; readonly local: string };
  /** Of a wildcard. */
  readonly allows?: ((namespace: string) => boolean) | undefined;
}

/** One element, typed as XML. `caption` is its label's. */
export function xmlControl(
  { name, allows }: XmlExpected,
  caption: HTMLElement,
  documentation: readonly string[] = [],
): Control {
  const empty = name && { name: name.local, namespace: name.namespace, attributes: [], children: [] };
  return entryControl(
    areaEntry(caption, 3),
    {
      name: "an XML element",
      initial: empty && print(empty),
      parse(text) {
        const element = parse(text);
        if (allows?.(element.namespace) === false)
          throw new Malformed(
            `expected an element of another namespace than ${JSON.stringify(element.namespace)}`,
            "",
            1,
          );
        return name === undefined ? element : { ...element, name: name.local, namespace: name.namespace };
      },
      print: (value) => print(value as XmlElement), // who sets something else is shown that
    },
    [...documentation, "an element as XML"],
  );
}

function parse(text: string): XmlElement {
  try {
    return new Cursor(new TextEncoder().encode(text)).document();
  } catch (error) {
    throw error instanceof Malformed ? new Malformed(placed(error), error.path, error.line) : error;
  }
}

function print(element: XmlElement): string {
  const output = new Output();
  writeElement(output, element, "");
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(output.done());
}
