import type { Element } from "@xmldom/xmldom";
import { documentationOf } from "./documentation.js";
import { attributeOf, type Attribute } from "./markup.js";
import { encodingNamespaces, wsdlNamespace } from "../../namespaces.js";
import { quote } from "../../quote.js";
import { placeOf, readName, readReference, warn } from "./reading.js";
import { namespaceOfLocal, schemaChildren, valueConstraint, type SchemaReading } from "./schema-reading.js";
import type {
  ArrayType,
  AttributeDeclaration,
  AttributeGroupDefinition,
  AttributeParticle,
  TypeUse,
} from "./schema.js";
import { builtinType, namedType, readSimpleType } from "./read-simple-type.js";
import type { QName } from "./qname.js";

export interface Attributes {
  readonly attributes: readonly AttributeParticle[];
  readonly anyAttribute: boolean;
}

/** The attributes among the elements in a type, a derivation or a group. */
export function readAttributes(children: readonly Element[], reading: SchemaReading): Attributes {
  const attributes = children.flatMap((child): readonly AttributeParticle[] => {
    if (child.localName === "attribute") return readAttributeParticle(child, reading);
    if (child.localName !== "attributeGroup") return [];
    const reference = attributeOf(child, "ref");
    if (reference === undefined) {
      warn(
        reading,
        "attribute-missing",
        child,
        `found <${child.tagName}> without the attribute ref, expected one; it is left out`,
      );
      return [];
    }
    return [
      {
        kind: "attributeGroup",
        name: readReference("attributeGroup", reference, reading),
        place: placeOf(reading, reference),
      },
    ];
  });
  return { attributes, anyAttribute: children.some(({ localName }) => localName === "anyAttribute") };
}

/** True for a declaration of attributes in a type. */
export function isAttribute({ localName }: Element): boolean {
  return localName === "attribute" || localName === "attributeGroup" || localName === "anyAttribute";
}

export function readAttributeGroup(element: Element, name: QName, reading: SchemaReading): AttributeGroupDefinition {
  return { name, ...readAttributes(schemaChildren(element), reading), place: reading.markup.placeOf(element) };
}

/** Reads a declaration; a global one is in the target namespace whatever its form. */
export function readAttributeDeclaration(element: Element, name: QName, reading: SchemaReading): AttributeDeclaration {
  return {
    name,
    type: readType(element, reading),
    ...constraintOf(element),
    ...documentationOf(element),
    place: reading.markup.placeOf(element),
  };
}

function readAttributeParticle(element: Element, reading: SchemaReading): readonly AttributeParticle[] {
  const use = readUse(element);
  const reference = attributeOf(element, "ref") ?? prefixedName(element, reading);
  if (reference === undefined) {
    const local = readName(element, reading);
    if (local === undefined) return [];
    const namespace = namespaceOfLocal(element, reading.attributesAreQualified, reading);
    return [{ kind: "attribute", declaration: readAttributeDeclaration(element, { namespace, local }, reading), use }];
  }
  const name = readReference("attribute", reference, reading);
  const arrayType = readArrayType(element, name, reading);
  return [
    {
      kind: "attribute",
      declaration: { reference: name, place: placeOf(reading, reference) },
      use,
      ...constraintOf(element),
      ...(arrayType === undefined ? {} : { arrayType }),
    },
  ];
}

/** Reads a name with a prefix, which can only be meant as a reference. */
function prefixedName(element: Element, reading: SchemaReading): Attribute | undefined {
  const name = attributeOf(element, "name");
  if (name === undefined || !name.value.includes(":")) return undefined;
  warn(reading, "name-invalid", name.node, `found name ${quote(name.value)}, expected ref; read as a reference`);
  return name;
}

/** The default or fixed value. The draft of 1999 has it in one attribute, and its kind in `use`. */
function constraintOf(element: Element): { readonly default?: string; readonly fixed?: string } {
  const use = attributeOf(element, "use")?.value;
  const value = element.getAttribute("value");
  if (value === null || (use !== "default" && use !== "fixed")) return valueConstraint(element);
  return use === "fixed" ? { fixed: value } : { default: value };
}

function readUse(element: Element): "required" | "optional" | "prohibited" {
  const use = attributeOf(element, "use")?.value;
  if (use === "required" || use === "prohibited") return use;
  return use === undefined && attributeOf(element, "minOccurs")?.value === "1" ? "required" : "optional";
}

function readType(element: Element, reading: SchemaReading): TypeUse {
  const named = attributeOf(element, "type");
  if (named !== undefined && named.value !== "") return namedType(named, reading);
  const inner = schemaChildren(element).find(({ localName }) => localName === "simpleType");
  if (inner !== undefined) return { kind: "anonymous", type: readSimpleType(inner, reading) };
  return builtinType("anySimpleType", element, reading);
}

/**
 * Reads `wsdl:arrayType` (WSDL 1.1, 2.2) on a reference to `soapenc:arrayType`, or `itemType` in the encoding of SOAP
 * 1.2.
 */
function readArrayType(element: Element, reference: QName, reading: SchemaReading): ArrayType | undefined {
  const { namespace, local } = reference;
  if (namespace !== encodingNamespaces.soap11 && namespace !== encodingNamespaces.soap12) return undefined;
  if (local !== "arrayType" && local !== "itemType") return undefined;
  const node =
    element.getAttributeNodeNS(wsdlNamespace, local) ??
    element.getAttributeNodeNS(namespace, local) ??
    element.getAttributeNode("fixed") ??
    element.getAttributeNode("default");
  if (node === null) return undefined;
  const value = node.value.replace(/\s+/g, "");
  const bracket = value.indexOf("[");
  const item = bracket < 0 ? value : value.slice(0, bracket);
  const dimensions = bracket < 0 ? "[]" : value.slice(bracket);
  const place = reading.markup.placeOf(node);
  if (!/^(?:\[[\d,]*\])+$/.test(dimensions) || (bracket < 0 && local === "arrayType")) {
    warn(
      reading,
      "attribute-invalid",
      node,
      `found ${quote(node.value)}, expected a type and []; read as one dimension`,
    );
    return { item: readReference("type", { node, value }, reading, item), ranks: [1], place };
  }
  const ranks = dimensions
    .slice(1, -1)
    .split("][")
    .map((rank) => rank.split(",").length);
  return { item: readReference("type", { node, value }, reading, item), ranks, place };
}
