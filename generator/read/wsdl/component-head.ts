import type { Element } from "@xmldom/xmldom";
import { wsdlNamespace } from "../../namespaces.js";
import type { Place } from "../../source.js";
import { documentationOf } from "../xsd/documentation.js";
import { childrenOf } from "../xsd/markup.js";
import type { QName } from "../xsd/qname.js";
import { readLabel, type Reading } from "../xsd/reading.js";

/** The children with this name in the namespace of WSDL. */
export function named(parent: Element, name: string): readonly Element[] {
  return childrenOf(parent).filter((child) => child.localName === name && child.namespaceURI === wsdlNamespace);
}

/** Reads name, documentation and place of a component in `definitions`; undefined without a name. */
export function headOf(
  element: Element,
  reading: Reading,
): { readonly name: QName; readonly documentation?: string; readonly place: Place } | undefined {
  const local = readLabel(element, reading);
  if (local === undefined) return undefined;
  const place = reading.markup.placeOf(element);
  return { name: { namespace: reading.target, local }, ...documentationOf(element), place };
}
