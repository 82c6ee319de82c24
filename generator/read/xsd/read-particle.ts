import type { Element } from "@xmldom/xmldom";
import { isAttribute, readAttributes } from "./read-attribute.js";
import { readLocalElement } from "./read-element.js";
import { attributeOf, wordsOf } from "./markup.js";
import { readOccurs } from "./occurs.js";
import { readName, readReference, warn } from "./reading.js";
import { schemaChildren, warnUnexpected, type SchemaReading } from "./schema-reading.js";
import type { GroupDefinition, ParticleDefinition } from "./schema.js";
import type { QName } from "./qname.js";

/** Reads the particle among the elements in a type, a derivation or a group: their only model group, if any. */
export function readContent(children: readonly Element[], reading: SchemaReading): ParticleDefinition | undefined {
  const particles = children.filter(isParticle);
  const [only, ...others] = particles;
  if (only === undefined) return undefined;
  // The draft of 1999 allows particles in a type without a group.
  if (others.length === 0 && groupNames.has(only.localName ?? "")) return readParticle(only, reading);
  const place = reading.markup.placeOf(only);
  const second = others.find(({ parentNode }) => parentNode === only.parentNode);
  if (second !== undefined) warnSecond(second, only, reading);
  return { kind: "sequence", particles: readParticles(particles, reading), minOccurs: 1, maxOccurs: 1, place };
}

/** True for a particle, or a group of them. */
export function isParticle({ localName }: Element): boolean {
  return particleNames.has(localName ?? "");
}

function warnSecond(second: Element, first: Element, reading: SchemaReading): void {
  const message = `found <${second.tagName}> after <${first.tagName}>, expected one group; they are read in this order`;
  warn(reading, "element-unexpected", second, message);
}

export function readGroup(element: Element, name: QName, reading: SchemaReading): GroupDefinition {
  const children = schemaChildren(element);
  const particle = readContent(children, reading);
  const misplaced = [...children.filter(isAttribute), ...attributesInGroups(children)];
  for (const each of misplaced) {
    const message = `found <${each.tagName}> in a group of elements, expected it in a type; read as an attribute of the types that refer to the group`;
    warn(reading, "element-unexpected", each, message);
  }
  const { attributes } = readAttributes(misplaced, reading);
  return {
    name,
    ...(particle === undefined ? {} : { particle }),
    ...(attributes.length === 0 ? {} : { attributes }),
    place: reading.markup.placeOf(element),
  };
}

/** The declarations of attributes that are by mistake in a sequence, a choice or an `all`. */
export function attributesInGroups(children: readonly Element[]): readonly Element[] {
  return children
    .filter(({ localName }) => localName !== "group" && groupNames.has(localName ?? ""))
    .flatMap((group) => {
      const inside = schemaChildren(group);
      return [...inside.filter(isAttribute), ...attributesInGroups(inside)];
    });
}

const groupNames: ReadonlySet<string> = new Set(["sequence", "choice", "all", "group"]);
const particleNames: ReadonlySet<string> = new Set([...groupNames, "element", "any"]);

function readParticles(elements: readonly Element[], reading: SchemaReading): readonly ParticleDefinition[] {
  return elements.map((each) => readParticle(each, reading)).filter((each) => each !== undefined);
}

function readParticle(element: Element, reading: SchemaReading): ParticleDefinition | undefined {
  const place = reading.markup.placeOf(element);
  switch (element.localName) {
    case "sequence":
    case "choice":
    case "all": {
      const particles = readParticles(schemaChildren(element), reading);
      return { kind: element.localName, particles, ...readOccurs(element, reading), place };
    }
    case "any":
      return { kind: "any", namespaces: readNamespaces(element, reading), ...readOccurs(element, reading), place };
    case "group":
    case "element": {
      const reference = attributeOf(element, "ref");
      if (reference !== undefined) {
        const of = element.localName === "group" ? "group" : "element";
        const name = readReference(of, reference, reading);
        return { kind: `${of}Reference`, name, ...readOccurs(element, reading), place };
      }
      if (element.localName === "group") return readNamelessGroup(element, reading);
      const declaration = readLocalElement(element, reading);
      if (declaration === undefined) return undefined;
      return { kind: "element", declaration, ...readOccurs(element, reading), place };
    }
    default:
      // Attributes are read with those of the type.
      if (!isAttribute(element)) warnUnexpected(element, reading);
      return undefined;
  }
}

/**
 * Reads a group without a name or a reference, which the draft of 1999 has in content, with the order in an attribute.
 */
function readNamelessGroup(element: Element, reading: SchemaReading): ParticleDefinition | undefined {
  const order = attributeOf(element, "order")?.value;
  const particles = readParticles(schemaChildren(element), reading);
  if (particles.length === 0 && readName(element, reading, "ref") === undefined) return undefined;
  warn(reading, "attribute-missing", element, `found <${element.tagName}> without ref, read as what it holds`);
  const kind = order === "choice" || order === "all" ? order : "sequence";
  return { kind, particles, ...readOccurs(element, reading), place: reading.markup.placeOf(element) };
}

/** The namespaces of a wildcard (XSD 1.0 part 1, 3.10.2). */
function readNamespaces(
  element: Element,
  reading: SchemaReading,
): "any" | { readonly not: string } | readonly string[] {
  const namespaces = attributeOf(element, "namespace")?.value ?? "##any";
  if (namespaces === "##any") return "any";
  if (namespaces === "##other") return { not: reading.target };
  const listed = wordsOf(namespaces).map((word) => {
    if (word === "##targetNamespace") return reading.target;
    return word === "##local" ? "" : word;
  });
  return [...new Set(listed)];
}
