import { writeElement } from "./write.js";
import type { ElementType, XmlElement } from "./table.js";

/** Any content: the element as it stands. It is written under the name that the schema gives it, whatever its own. */
export const anyType: ElementType<XmlElement> = {
  name: "an XML element",
  readElement: (cursor) => cursor.element(),
  writeElement: (output, value, namespace, local, within) => writeElement(output, value, within, namespace, local),
};
