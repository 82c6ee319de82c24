import { writeElement } from "./write.js";
import type { ElementType } from "./table.js";
import type { XmlElement } from "../xml/element.js";

/**
 * Any content: the element with all it holds. It has the name that the schema gives it: over HTTP the root of a reply is
 * called otherwise, and a value may be written elsewhere than it was read.
 */
export const anyType: ElementType<XmlElement> = {
  name: "an XML element",
  readElement: (cursor, namespace, name) => ({ ...cursor.element(), namespace, name }),
  writeElement: (output, value, namespace, local, within) => writeElement(output, value, within, namespace, local),
};
