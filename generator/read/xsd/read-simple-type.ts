import type { Element } from "@xmldom/xmldom";
import { documentationOf } from "./documentation.js";
import { attributeOf, wordsOf, type Attribute } from "./markup.js";
import { xsdNamespace } from "../../namespaces.js";
import { placeOf, readReference, requireAttribute, warn } from "./reading.js";
import { schemaChildren, warnUnexpected, type SchemaReading } from "./schema-reading.js";
import type { Facet, SimpleTypeDefinition, TypeUse } from "./schema.js";
import type { QName } from "./qname.js";

export function readSimpleType(element: Element, reading: SchemaReading, name?: QName): SimpleTypeDefinition {
  return {
    kind: "simple",
    ...(name === undefined ? {} : { name }),
    variety: readVariety(element, reading),
    ...documentationOf(element),
    place: reading.markup.placeOf(element),
  };
}

function readVariety(element: Element, reading: SchemaReading): SimpleTypeDefinition["variety"] {
  // The draft of 1999 has the base and the facets in the type itself.
  if (attributeOf(element, "base") !== undefined) return readRestriction(element, reading);
  const [child, ...others] = schemaChildren(element);
  for (const other of others) warnUnexpected(other, reading);
  switch (child?.localName) {
    case "restriction":
      return readRestriction(child, reading);
    case "list": {
      const item = attributeOf(child, "itemType");
      return { kind: "list", item: (item && namedType(item, reading)) ?? innerType(child, reading) };
    }
    case "union": {
      const named = attributeOf(child, "memberTypes");
      const members = named === undefined ? [] : wordsOf(named.value);
      const inner = schemaChildren(child).filter(({ localName }) => localName === "simpleType");
      return {
        kind: "union",
        members: [
          ...members.map((word) => namedType({ node: (named as Attribute).node, value: word }, reading)),
          ...inner.map((each): TypeUse => ({ kind: "anonymous", type: readSimpleType(each, reading) })),
        ],
      };
    }
    default:
      warn(reading, "element-unexpected", child ?? element, "found a simpleType without restriction, list or union");
      return { kind: "restriction", base: builtinType("anySimpleType", element, reading), facets: [] };
  }
}

function readRestriction(element: Element, reading: SchemaReading): SimpleTypeDefinition["variety"] {
  const facets = readFacets(element, reading);
  const base = attributeOf(element, "base");
  if (base === undefined) return { kind: "restriction", base: innerType(element, reading), facets };
  const encoding = schemaChildren(element).find(({ localName }) => localName === "encoding");
  // The draft of 2000 has `binary`, with its encoding in a facet.
  if (encoding !== undefined && attributeOf(encoding, "value")?.value === "hex") {
    return { kind: "restriction", base: builtinType("hexBinary", element, reading), facets };
  }
  return { kind: "restriction", base: namedType(base, reading), facets };
}

export function namedType(attribute: Attribute, reading: SchemaReading): TypeUse {
  return { kind: "named", name: readReference("type", attribute, reading), place: placeOf(reading, attribute) };
}

export function builtinType(local: string, element: Element, reading: SchemaReading): TypeUse {
  return { kind: "named", name: { namespace: xsdNamespace, local }, place: reading.markup.placeOf(element) };
}

/** The anonymous simple type in `element`, which replaces an attribute with a name. */
function innerType(element: Element, reading: SchemaReading): TypeUse {
  const inner = schemaChildren(element).find(({ localName }) => localName === "simpleType");
  if (inner !== undefined) return { kind: "anonymous", type: readSimpleType(inner, reading) };
  warn(reading, "attribute-missing", element, `found <${element.tagName}> that names no type, read as any text`);
  return builtinType("anySimpleType", element, reading);
}

/** The facets in a restriction, by their names in the final version of XML Schema. */
export function readFacets(element: Element, reading: SchemaReading): readonly Facet[] {
  return schemaChildren(element).flatMap((child): readonly Facet[] => {
    const name = facets.get(child.localName ?? "");
    if (name === undefined) {
      if (!beside.has(child.localName ?? "")) warnUnexpected(child, reading);
      return [];
    }
    const value = child.getAttributeNode("value");
    if (value === null) {
      requireAttribute(child, "value", reading);
      return [];
    }
    return [{ name, value: value.value, place: reading.markup.placeOf(child) }];
  });
}

const facets: ReadonlyMap<string, Facet["name"]> = new Map<string, Facet["name"]>([
  ...(
    [
      "enumeration",
      "pattern",
      "length",
      "minLength",
      "maxLength",
      "minInclusive",
      "maxInclusive",
      "minExclusive",
      "maxExclusive",
      "totalDigits",
      "fractionDigits",
      "whiteSpace",
    ] as const
  ).map((name) => [name, name] as const),
  ["precision", "totalDigits"],
  ["scale", "fractionDigits"],
]);

/** Elements between facets that are read elsewhere, or that do not restrict messages. */
const beside: ReadonlySet<string> = new Set([
  "simpleType",
  "attribute",
  "attributeGroup",
  "anyAttribute",
  "encoding",
  "period",
  "duration",
]);
