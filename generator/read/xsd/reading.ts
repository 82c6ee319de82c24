import type { Element, Node } from "@xmldom/xmldom";
import { draftNames } from "../../builtins.js";
import type { Report } from "../../diagnostic.js";
import { quote } from "../../quote.js";
import type { QName } from "./qname.js";
import type { Place } from "../../source.js";
import { wsdlDiagnostic, type WsdlCode } from "../wsdl/wsdl-diagnostic.js";
import { attributeOf, type Attribute, type Markup } from "./markup.js";
import { isXsdNamespace, unboundNamespace, wsdlNamespace, xmlNamespace, xsdNamespace } from "../../namespaces.js";
import { isNCName } from "./ncname.js";

/** The context of reading a part of a document. */
export interface Reading {
  readonly markup: Markup;
  /** The target namespace; for a schema without one, that of the schema that includes it. */
  readonly target: string;
  /**
   * The namespace of names without a prefix, if there is no default namespace; `presumed` if the document does not
   * state it clearly.
   */
  readonly unprefixed: "none" | "target" | "presumed";
  readonly report: Report;
  readonly refer: Refer;
}

/** Receives each namespace in a reference to a schema's component; computes the place on demand. */
export type Refer = (namespace: string, place: () => Place) => void;

export function placeOf(reading: Reading, { node }: Attribute): Place {
  return reading.markup.placeOf(node);
}

/** The name in an attribute; reports an invalid name or a missing attribute. */
export function readName(element: Element, reading: Reading, attribute = "name"): string | undefined {
  const found = requireAttribute(element, attribute, reading);
  if (found === undefined || isNCName(found.value)) return found?.value;
  const message = `found ${quote(found.value)}, expected an XML name`;
  reading.report(wsdlDiagnostic("name-invalid", "error", placeOf(reading, found), message));
  return undefined;
}

export function requireAttribute(element: Element, name: string, reading: Reading): Attribute | undefined {
  const attribute = attributeOf(element, name);
  if (attribute === undefined) {
    const message = `found <${element.tagName}> without the attribute ${name}, expected one`;
    reading.report(wsdlDiagnostic("attribute-missing", "error", reading.markup.placeOf(element), message));
  }
  return attribute;
}

/** The qualified name in an attribute. */
export function readQName(attribute: Attribute, reading: Reading): QName {
  return resolveQName(attribute.value, attribute, reading);
}

/** The qualified name in `text`, which is an attribute's value or one word of it. */
export function resolveQName(text: string, { node }: Attribute, reading: Reading): QName {
  const colon = text.indexOf(":");
  const prefix = colon < 0 ? null : text.slice(0, colon);
  const local = text.slice(colon + 1);
  const bound = prefix === "xml" ? xmlNamespace : (node.ownerElement?.lookupNamespaceURI(prefix ?? "") ?? "");
  const namespace = bound === "" ? withoutNamespace(prefix, text, node, reading) : bound;
  if (isXsdNamespace(namespace)) {
    if (local === "schema") reading.refer(xsdNamespace, () => reading.markup.placeOf(node));
    return { namespace: xsdNamespace, local: draftNames.get(local) ?? local };
  }
  if (namespace === wsdlNamespace && prefix === null && reading.target !== wsdlNamespace) {
    warn(
      reading,
      "prefix-missing",
      node,
      `found ${quote(text)} without a prefix, expected one; read in the target namespace`,
    );
    return { namespace: reading.target, local };
  }
  reading.refer(namespace, () => reading.markup.placeOf(node));
  return { namespace, local };
}

function withoutNamespace(prefix: string | null, text: string, node: Node, reading: Reading): string {
  if (prefix !== null) {
    const isXsd = prefix === "xs" || prefix === "xsd";
    const consequence = isXsd ? "; read as a name of XML Schema" : "";
    warn(reading, "prefix-unbound", node, `found ${quote(text)}, expected a prefix that is declared${consequence}`);
    return isXsd ? xsdNamespace : unboundNamespace(prefix);
  }
  if (reading.target === "" || reading.unprefixed === "none") return "";
  if (reading.unprefixed === "target") return reading.target;
  const message = `found ${quote(text)} without a prefix, expected one; read in the target namespace`;
  warn(reading, "prefix-missing", node, message);
  return reading.target;
}

export function warn(reading: Reading, code: WsdlCode, node: Node, message: string): void {
  reading.report(wsdlDiagnostic(code, "warning", reading.markup.placeOf(node), message));
}
