import type { Element, Node } from "@xmldom/xmldom";
import { builtinOf, draftNames } from "../../builtins.js";
import type { Report } from "../../diagnostic.js";
import { quote } from "../../quote.js";
import type { QName } from "./qname.js";
import type { Place } from "../../source.js";
import { wsdlDiagnostic, type WsdlCode } from "../wsdl/wsdl-diagnostic.js";
import { attributeOf, type Attribute, type Markup } from "./markup.js";
import { isXsdNamespace, unboundNamespace, wsdlNamespace, xmlNamespace, xsdNamespace } from "../../namespaces.js";
import { isNCName } from "./ncname.js";

/** The context of reading a part of a document. */
export interface Reading extends References {
  readonly markup: Markup;
  /** The target namespace; for a schema without one, that of the schema that includes it. */
  readonly target: string;
  /** The namespace of references without a prefix in a document without a default namespace. */
  readonly unprefixed: string;
  readonly report: Report;
}

/** Receives the references to components of schemas. */
export interface References {
  readonly refer: Refer;
  readonly doubt: Doubt;
}

/** Receives each namespace in a reference to a schema's component; computes the place on demand. */
export type Refer = (namespace: string, place: () => Place) => void;

/** Receives each reference to a component of a schema that may be in another namespace than the document states. */
export type Doubt = (reference: UnprefixedReference) => void;

/** The kinds of the components of schemas, as in messages. */
export type ComponentKind = "element" | "attribute" | "type" | "group" | "attributeGroup";

export interface UnprefixedReference {
  readonly kind: ComponentKind;
  /** In the namespace that the document states, until `settleUnprefixed` corrects it. */
  readonly name: { -readonly [part in keyof QName]: QName[part] };
  /** The target namespace of its document. */
  readonly target: string;
  readonly place: Place;
}

export function placeOf(reading: Reading, { node }: Attribute): Place {
  return reading.markup.placeOf(node);
}

/** The name in an attribute. Reports an invalid name or a missing attribute; the element is then left out. */
export function readName(element: Element, reading: Reading, attribute = "name"): string | undefined {
  const found = requireAttribute(element, attribute, reading);
  if (found === undefined || isNCName(found.value)) return found?.value;
  const message = `found ${quote(found.value)}, expected an XML name; <${element.tagName}> is left out`;
  warn(reading, "name-invalid", found.node, message);
  return undefined;
}

/** The name of a component of WSDL that no message contains: any text. Reports a missing one. */
export function readLabel(element: Element, reading: Reading): string | undefined {
  const found = requireAttribute(element, "name", reading);
  return found?.value === "" ? readName(element, reading) : found?.value;
}

/** The attribute; reports that it is missing, and that the element is left out. */
export function requireAttribute(element: Element, name: string, reading: Reading): Attribute | undefined {
  const attribute = attributeOf(element, name);
  if (attribute === undefined) {
    const message = `found <${element.tagName}> without the attribute ${name}, expected one; it is left out`;
    warn(reading, "attribute-missing", element, message);
  }
  return attribute;
}

/** The name of a component of WSDL in an attribute. */
export function readQName(attribute: Attribute, reading: Reading): QName {
  const { value, node } = attribute;
  const name = resolveQName(value, attribute, reading);
  if (value.includes(":") || (name.namespace !== "" && name.namespace !== wsdlNamespace)) return name;
  if (name.namespace === reading.target) return name;
  warn(reading, "prefix-missing", node, missingPrefix(value, "in the target namespace"));
  return { namespace: reading.target, local: name.local };
}

/** The name of a component of a schema in an attribute, or in one word of it. */
export function readReference(
  kind: ComponentKind,
  attribute: Attribute,
  reading: Reading,
  text = attribute.value,
): QName {
  const name = { ...resolveQName(text, attribute, reading) };
  const { namespace } = name;
  if (!text.includes(":") && isDoubtful(kind, name, reading))
    reading.doubt({ kind, name, target: reading.target, place: placeOf(reading, attribute) });
  else reading.refer(namespace, () => placeOf(reading, attribute));
  return name;
}

/** True for a namespace that is not that of other components of the document, as far as the document tells. */
function isDoubtful(kind: ComponentKind, name: QName, { unprefixed }: Reading): boolean {
  if (name.namespace !== xsdNamespace) return name.namespace === unprefixed || name.namespace === wsdlNamespace;
  return name.local !== "schema" && (kind !== "type" || builtinOf(name) === undefined);
}

/** The message for a name without a prefix; `reading` is how it is read. */
export function missingPrefix(name: string, reading: string): string {
  return `found ${quote(name)} without a prefix, expected one; read ${reading}`;
}

/** The qualified name in `text`, which is an attribute's value or one word of it, as the document states it. */
export function resolveQName(text: string, { node }: Attribute, reading: Reading): QName {
  const colon = text.indexOf(":");
  const prefix = colon < 0 ? null : text.slice(0, colon);
  const local = text.slice(colon + 1);
  const bound = prefix === "xml" ? xmlNamespace : (node.ownerElement?.lookupNamespaceURI(prefix ?? "") ?? "");
  const namespace = bound !== "" ? bound : prefix === null ? reading.unprefixed : unbound(prefix, text, node, reading);
  if (!isXsdNamespace(namespace)) return { namespace, local };
  if (local === "schema") reading.refer(xsdNamespace, () => reading.markup.placeOf(node));
  return { namespace: xsdNamespace, local: draftNames.get(local) ?? local };
}

/** The namespace for a prefix that is not declared. */
function unbound(prefix: string, text: string, node: Node, reading: Reading): string {
  const isXsd = prefix === "xs" || prefix === "xsd";
  const consequence = isXsd ? "; read as a name of XML Schema" : "";
  warn(reading, "prefix-unbound", node, `found ${quote(text)}, expected a prefix that is declared${consequence}`);
  return isXsd ? xsdNamespace : unboundNamespace(prefix);
}

export function warn(reading: Reading, code: WsdlCode, node: Node, message: string): void {
  reading.report(wsdlDiagnostic(code, "warning", reading.markup.placeOf(node), message));
}
