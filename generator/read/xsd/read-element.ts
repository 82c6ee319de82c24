import type { Element } from "@xmldom/xmldom";
import { msdataNamespace } from "../../namespaces.js";
import { readComplexType } from "./read-complex-type.js";
import { documentationOf } from "./documentation.js";
import { attributeOf, wordsOf } from "./markup.js";
import { readName, readReference, warn } from "./reading.js";
import { flagOf, namespaceOfLocal, schemaChildren, valueConstraint, type SchemaReading } from "./schema-reading.js";
import type { ElementDeclaration, TypeUse } from "./schema.js";
import { namedType, readSimpleType } from "./read-simple-type.js";
import type { QName } from "./qname.js";

/** Reads a local declaration; undefined if its name is invalid. */
export function readLocalElement(element: Element, reading: SchemaReading): ElementDeclaration | undefined {
  const local = readName(element, reading);
  if (local === undefined) return undefined;
  const namespace = namespaceOfLocal(element, reading.elementsAreQualified, reading);
  return readElement(element, { namespace, local }, reading);
}

export function readElement(element: Element, name: QName, reading: SchemaReading): ElementDeclaration {
  const type = readType(element, reading);
  // The draft of 1999 has other names for two of these attributes.
  const head = attributeOf(element, "substitutionGroup") ?? attributeOf(element, "equivClass");
  const nillable = flagOf(element, "nillable", reading) ?? flagOf(element, "nullable", reading);
  const block = attributeOf(element, "block")?.value;
  return {
    kind: "element",
    name,
    ...(type === undefined ? {} : { type }),
    nillable: nillable ?? false,
    ...valueConstraint(element),
    abstract: flagOf(element, "abstract", reading) ?? false,
    ...(head === undefined ? {} : { substitutionGroup: readReference("element", head, reading) }),
    blocksSubstitution: block === undefined ? reading.blocksSubstitution : isSubstitutionBlocked(block),
    ...(element.getAttributeNS(msdataNamespace, "IsDataSet") === "true" ? { isDataSet: true } : {}),
    ...documentationOf(element),
    place: reading.markup.placeOf(element),
  };
}

export function isSubstitutionBlocked(block: string): boolean {
  return wordsOf(block).some((word) => word === "#all" || word === "substitution");
}

function readType(element: Element, reading: SchemaReading): TypeUse | undefined {
  const named = attributeOf(element, "type");
  const inner = schemaChildren(element).find(
    ({ localName }) => localName === "complexType" || localName === "simpleType",
  );
  if (named !== undefined && named.value !== "") {
    if (inner !== undefined) {
      warn(
        reading,
        "element-unexpected",
        inner,
        `found <${inner.tagName}> beside the attribute type, expected one of them; the attribute is read`,
      );
    }
    return namedType(named, reading);
  }
  if (named !== undefined)
    warn(reading, "attribute-invalid", named.node, "found an empty type, expected a name; read as any content");
  if (inner === undefined) return undefined;
  const type = inner.localName === "complexType" ? readComplexType(inner, reading) : readSimpleType(inner, reading);
  return { kind: "anonymous", type };
}
