import { writeElement } from "./write.js";
import type { ElementType } from "./table.js";
import type { XmlElement } from "../xml/element.js";

/**
 * Any content: an element with everything in it. Its name is replaced by the one in the schema: over HTTP the root of a
 * reply has another name, and a value may be written under another element than it was read from.
 */
export const anyType: ElementType<XmlElement> = {
  name: "an XML element",
  readElement: (cursor, namespace, name) => ({ ...cursor.element(), namespace, name }),
  writeElement: (output, value, namespace, local, within) => writeElement(output, value, within, namespace, local),
};
