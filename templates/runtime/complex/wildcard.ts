import { readGroup } from "./group.js";
import type { GroupType } from "./table.js";
import type { XmlElement } from "../xml/element.js";
import { writeElement } from "../xml/write-element.js";

/**
 * A wildcard for elements of any namespace, of the listed ones (`""` for none), or of all but the absent and one other.
 * It also keeps other elements that the schema does not declare.
 */
export function wildcard(
  namespaces: "any" | { readonly not: string } | readonly string[] = "any",
): GroupType<XmlElement[]> {
  return {
    name: "any element",
    allows: allowing(namespaces),
    readContent: readGroup,
    writeItem: (output, item, _plan, _member, within) => writeElement(output, item as XmlElement, within), // elements, like those of `$any`
  };
}

function allowing(namespaces: "any" | { readonly not: string } | readonly string[]): (namespace: string) => boolean {
  if (namespaces === "any") return () => true;
  if ("not" in namespaces) return (namespace) => namespace !== "" && namespace !== namespaces.not;
  const allowed = new Set(namespaces);
  return (namespace) => allowed.has(namespace);
}
