import type { Element } from "@xmldom/xmldom";
import { isAttribute, readAttributes, type Attributes } from "./read-attribute.js";
import { documentationOf } from "./documentation.js";
import { attributeOf } from "./markup.js";
import { xsdNamespace } from "../../namespaces.js";
import { attributesInGroups, isParticle, readContent } from "./read-particle.js";
import { placeOf, readReference, warn } from "./reading.js";
import { flagOf, schemaChildren, warnUnexpected, type SchemaReading } from "./schema-reading.js";
import type { ComplexDerivation, ComplexTypeDefinition, TypeUse } from "./schema.js";
import { readFacets, readSimpleType } from "./read-simple-type.js";
import type { QName } from "./qname.js";

export function readComplexType(element: Element, reading: SchemaReading, name?: QName): ComplexTypeDefinition {
  const children = schemaChildren(element);
  const content = children.find(({ localName }) => localName === "complexContent" || localName === "simpleContent");
  const beside = children.filter((child) => child !== content);
  const derivation = content === undefined ? readShorthand(element, reading) : readDerivation(content, beside, reading);
  const [arrayType] = derivation.attributes.flatMap((each) =>
    each.kind === "attribute" && each.arrayType !== undefined ? [each.arrayType] : [],
  );
  const mixed = (content && flagOf(content, "mixed", reading)) ?? flagOf(element, "mixed", reading);
  return {
    kind: "complex",
    ...(name === undefined ? {} : { name }),
    abstract: flagOf(element, "abstract", reading) ?? false,
    mixed: mixed ?? attributeOf(element, "content")?.value === "mixed",
    ...derivation,
    ...(arrayType === undefined ? {} : { arrayType }),
    ...documentationOf(element),
    place: reading.markup.placeOf(element),
  };
}

interface Derivation extends Attributes {
  readonly derivation: ComplexDerivation;
}

/** Reads content without complexContent: a restriction of anyType, or of a base that drafts of 1999 name here. */
function readShorthand(element: Element, reading: SchemaReading): Derivation {
  const children = schemaChildren(element);
  for (const child of children) {
    if (!isParticle(child) && !isAttribute(child)) warnUnexpected(child, reading);
  }
  const base = attributeOf(element, "base");
  if (base === undefined) return withoutBase(children, reading);
  const isText = attributeOf(element, "content")?.value === "textOnly";
  return derive(
    element,
    attributeOf(element, "derivedBy")?.value === "restriction" ? "restriction" : "extension",
    { isText, strays: [] },
    reading,
  );
}

/** Reads the derivation in `content`; `beside` are the other elements of the type. */
function readDerivation(content: Element, beside: readonly Element[], reading: SchemaReading): Derivation {
  const [child, ...others] = schemaChildren(content);
  const kind = child?.localName;
  if (child === undefined || (kind !== "extension" && kind !== "restriction")) {
    warn(reading, "element-unexpected", child ?? content, "found content without extension or restriction");
    return withoutBase([...schemaChildren(content), ...beside], reading);
  }
  const isText = content.localName === "simpleContent";
  const strays = [...others, ...beside].filter((stray) => {
    const isRead = isAttribute(stray) || (!isText && isParticle(stray));
    if (isRead) warnStray(stray, child, reading);
    else warnUnexpected(stray, reading);
    return isRead;
  });
  return derive(child, kind, { isText, strays }, reading);
}

function warnStray(stray: Element, derivation: Element, reading: SchemaReading): void {
  const message = `found <${stray.tagName}> outside <${derivation.tagName}>, expected it inside; read as its content`;
  warn(reading, "element-unexpected", stray, message);
}

/** Reads a derivation; `strays` are elements outside of it that belong to its content. */
function derive(
  element: Element,
  kind: "extension" | "restriction",
  { isText, strays }: { readonly isText: boolean; readonly strays: readonly Element[] },
  reading: SchemaReading,
): Derivation {
  const children = [...schemaChildren(element), ...strays];
  const baseAttribute = attributeOf(element, "base");
  if (baseAttribute === undefined) {
    warn(
      reading,
      "attribute-missing",
      element,
      `found <${element.tagName}> without the attribute base, expected one; read as its content alone`,
    );
    return withoutBase(children, reading);
  }
  const base = readReference("type", baseAttribute, reading);
  // A restriction of anyType is the same as a type without complexContent (XSD 1.0 part 1, 3.4.2).
  if (!isText && kind === "restriction" && base.namespace === xsdNamespace && base.local === "anyType") {
    return withoutBase(children, reading);
  }
  const attributes = attributesOf(children, reading);
  const basePlace = placeOf(reading, baseAttribute);
  if (!isText) {
    const content = { kind: "complex", ...contentOf(children, reading) } as const;
    return { derivation: { kind, base, basePlace, content }, ...attributes };
  }
  const inner = children.find(({ localName }) => localName === "simpleType");
  const type: TypeUse | undefined = inner && { kind: "anonymous", type: readSimpleType(inner, reading) };
  const facets = kind === "restriction" ? readFacets(element, reading) : [];
  const content = { kind: "simple", ...(type === undefined ? {} : { type }), facets } as const;
  return { derivation: { kind, base, basePlace, content }, ...attributes };
}

function withoutBase(children: readonly Element[], reading: SchemaReading): Derivation {
  return { derivation: { kind: "none", ...contentOf(children, reading) }, ...attributesOf(children, reading) };
}

/** The attributes of a type, and those that are by mistake among its elements. */
function attributesOf(children: readonly Element[], reading: SchemaReading): Attributes {
  const misplaced = attributesInGroups(children);
  for (const each of misplaced) {
    const parent = each.parentNode === null ? "" : ` in <${each.parentNode.nodeName}>`;
    const message = `found <${each.tagName}>${parent}, expected it after that; read as an attribute of the type`;
    warn(reading, "element-unexpected", each, message);
  }
  return readAttributes([...children, ...misplaced], reading);
}

function contentOf(children: readonly Element[], reading: SchemaReading) {
  const particle = readContent(children, reading);
  return particle === undefined ? {} : { particle };
}
