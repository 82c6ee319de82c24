import type { Element } from "@xmldom/xmldom";
import { readAttributes, type Attributes } from "./read-attribute.js";
import { documentationOf } from "./documentation.js";
import { attributeOf } from "./markup.js";
import { xsdNamespace } from "../../namespaces.js";
import { readContent } from "./read-particle.js";
import { placeOf, readQName, warn } from "./reading.js";
import { flagOf, schemaChildren, warnUnexpected, type SchemaReading } from "./schema-reading.js";
import type { ComplexDerivation, ComplexTypeDefinition, TypeUse } from "./schema.js";
import { readFacets, readSimpleType } from "./read-simple-type.js";
import type { QName } from "./qname.js";

export function readComplexType(element: Element, reading: SchemaReading, name?: QName): ComplexTypeDefinition {
  const content = schemaChildren(element).find(
    ({ localName }) => localName === "complexContent" || localName === "simpleContent",
  );
  const derivation = content === undefined ? readShorthand(element, reading) : readDerivation(content, reading);
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
  for (const child of schemaChildren(element)) {
    if (!known.has(child.localName ?? "")) warnUnexpected(child, reading);
  }
  const base = attributeOf(element, "base");
  if (base === undefined) {
    return { derivation: { kind: "none", ...contentOf(element, reading) }, ...readAttributes(element, reading) };
  }
  const isText = attributeOf(element, "content")?.value === "textOnly";
  return derive(
    element,
    attributeOf(element, "derivedBy")?.value === "restriction" ? "restriction" : "extension",
    isText,
    reading,
  );
}

const known: ReadonlySet<string> = new Set([
  "sequence",
  "choice",
  "all",
  "group",
  "element",
  "any",
  "attribute",
  "attributeGroup",
  "anyAttribute",
]);

function readDerivation(content: Element, reading: SchemaReading): Derivation {
  const [child, ...others] = schemaChildren(content);
  for (const other of others) warnUnexpected(other, reading);
  const kind = child?.localName;
  if (child === undefined || (kind !== "extension" && kind !== "restriction")) {
    warn(reading, "element-unexpected", child ?? content, "found content without extension or restriction");
    return { derivation: { kind: "none", ...contentOf(content, reading) }, ...readAttributes(content, reading) };
  }
  return derive(child, kind, content.localName === "simpleContent", reading);
}

function derive(
  element: Element,
  kind: "extension" | "restriction",
  isText: boolean,
  reading: SchemaReading,
): Derivation {
  const attributes = readAttributes(element, reading);
  const baseAttribute = attributeOf(element, "base");
  if (baseAttribute === undefined) {
    warn(
      reading,
      "attribute-missing",
      element,
      `found <${element.tagName}> without the attribute base, expected one; read as its content alone`,
    );
    return { derivation: { kind: "none", ...contentOf(element, reading) }, ...attributes };
  }
  const base = readQName(baseAttribute, reading);
  // A restriction of anyType is the same as a type without complexContent (XSD 1.0 part 1, 3.4.2).
  if (!isText && kind === "restriction" && base.namespace === xsdNamespace && base.local === "anyType") {
    return { derivation: { kind: "none", ...contentOf(element, reading) }, ...attributes };
  }
  const basePlace = placeOf(reading, baseAttribute);
  if (!isText) {
    const content = { kind: "complex", ...contentOf(element, reading) } as const;
    return { derivation: { kind, base, basePlace, content }, ...attributes };
  }
  const inner = schemaChildren(element).find(({ localName }) => localName === "simpleType");
  const type: TypeUse | undefined = inner && { kind: "anonymous", type: readSimpleType(inner, reading) };
  const facets = kind === "restriction" ? readFacets(element, reading) : [];
  const content = { kind: "simple", ...(type === undefined ? {} : { type }), facets } as const;
  return { derivation: { kind, base, basePlace, content }, ...attributes };
}

function contentOf(element: Element, reading: SchemaReading) {
  const particle = readContent(element, reading);
  return particle === undefined ? {} : { particle };
}
