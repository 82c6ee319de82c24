import type { Element } from "@xmldom/xmldom";
import { attributeOf, childrenOf } from "./markup.js";
import { isXsdNamespace } from "../../namespaces.js";
import { quote } from "../../quote.js";
import { warn, type Reading } from "./reading.js";

/** The context of reading a schema. */
export interface SchemaReading extends Reading {
  readonly elementsAreQualified: boolean;
  readonly attributesAreQualified: boolean;
  readonly blocksSubstitution: boolean;
}

/** The elements of XML Schema in `parent`, without annotations and without elements of other vocabularies. */
export function schemaChildren(parent: Element): readonly Element[] {
  return childrenOf(parent).filter(
    ({ namespaceURI, localName }) => isXsdNamespace(namespaceURI) && localName !== "annotation",
  );
}

export function warnUnexpected(element: Element, reading: Reading): void {
  const parent = element.parentNode === null ? "" : ` in <${element.parentNode.nodeName}>`;
  warn(
    reading,
    "element-unexpected",
    element,
    `found <${element.tagName}>${parent}, expected what the schema of the document allows there; it is left out`,
  );
}

/** A boolean attribute; undefined if it is absent. */
export function flagOf(element: Element, name: string, reading: Reading): boolean | undefined {
  const attribute = attributeOf(element, name);
  if (attribute === undefined) return undefined;
  const { value, node } = attribute;
  if (value === "true" || value === "1") return true;
  if (value !== "false" && value !== "0") {
    warn(reading, "attribute-invalid", node, `found ${name} ${quote(value)}, expected true or false; read as false`);
  }
  return false;
}

/** The namespace of a local declaration, by its `form`. */
export function namespaceOfLocal(element: Element, qualified: boolean, reading: Reading): string {
  const form = attributeOf(element, "form")?.value;
  return (form === undefined ? qualified : form === "qualified") ? reading.target : "";
}

/** The default or fixed value of a declaration; a fixed value takes precedence. Keeps white space. */
export function valueConstraint(element: Element): { readonly default?: string; readonly fixed?: string } {
  const fixed = element.getAttribute("fixed");
  if (fixed !== null) return { fixed };
  const value = element.getAttribute("default");
  return value === null ? {} : { default: value };
}
