import type { ElementType } from "./table.js";
import { expectElement } from "../xml/expect.js";
import { renamed, type XmlElement } from "../xml/element.js";
import { writeElement } from "../xml/write-element.js";

/**
 * Any content: an element with everything in it. Its name is replaced by the one in the schema: over HTTP the root of a
 * reply has another name, and a value may be written under another element than it was read from.
 */
export const anyType: ElementType<XmlElement> = {
  name: "an XML element",
  readElement: (cursor, namespace, name) => renamed(cursor.element(), namespace, name),
  writeElement(output, value, namespace, name, within) {
    expectElement(value);
    writeElement(output, renamed(value, namespace, name), within);
  },
};
