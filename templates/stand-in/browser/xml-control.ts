import { readDocument } from "../../runtime/xml/cursor.js";
import { Malformed, placed } from "../../runtime/error.js";
import { Output } from "../../runtime/xml/output.js";
import type { XmlElement } from "../../runtime/xml/element.js";
import { writeRootElement } from "../../runtime/xml/write-element.js";
import type { Control } from "./control.js";
import { areaEntry } from "./entry.js";
import { entryControl } from "./entry-control.js";

/** The constraints on an element that is typed as XML. */
export interface XmlExpected {
  /** For an element of any content: its name in messages, whatever name is typed. */
  readonly name?: { readonly namespace: string; readonly local: string };
  /** For a wildcard. */
  readonly allows?: ((namespace: string) => boolean) | undefined;
}

/** A control for one element, typed as XML. `caption` is the caption of its label. */
export function xmlControl(
  { name, allows = () => true }: XmlExpected,
  caption: HTMLElement,
  documentation: readonly string[] = [],
): Control {
  return entryControl(
    areaEntry(caption, 3),
    {
      name: "an XML element",
      initial: name && print({ name: name.local, namespace: name.namespace, attributes: [], children: [] }),
      parse(text) {
        const element = parse(text);
        if (!allows(element.namespace)) throw new Malformed(foreign(element), "", 1);
        return element;
      },
      print: (value) => print(value as XmlElement), // a value that is not an element is printed as it is
    },
    [`an element as XML${name === undefined ? "" : `; it is sent as <${name.local}>`}`, ...documentation],
  );
}

function foreign({ namespace }: XmlElement): string {
  return `expected an element of another namespace than ${JSON.stringify(namespace)}`;
}

function parse(text: string): XmlElement {
  try {
    return readDocument(new TextEncoder().encode(text));
  } catch (error) {
    throw error instanceof Malformed ? new Malformed(placed(error), error.path, error.line) : error;
  }
}

function print(element: XmlElement): string {
  const output = new Output();
  writeRootElement(output, element);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(output.done());
}
