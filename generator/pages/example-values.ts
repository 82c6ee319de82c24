import type { BuiltinName } from "../builtins.js";
import type { ComplexType, Element, Particle, SimpleType, Wildcard } from "../model/service.js";
import { xsdNamespace } from "../namespaces.js";
import type { Declared, Filled, Filling } from "./filling.js";
import type { TextType, TypeTable } from "./type-table.js";

/** Values that a server could send or accept; deterministic for each type. */
export const exampleValues: Filling = {
  depthLimit: 16,
  elementLimit: 1_000,
  value: example,
  unknown: { element: { text: "text" }, attribute: { text: "text" } },
  text: (type, types) => example(type, types),
  any: {
    type: { text: "xsd:string", qname: `{${xsdNamespace}}string` },
    text: { text: "text" },
  },
  wildcard: undefined,
  node: { text: "<xml />" },
  // A char is a number in XML only.
  parameter: (type, types) => (type === undefined ? "text" : type === "char" ? "A" : example(type, types).text),
  members: (content) => (content.kind === "sequence" ? content.particles.flatMap(chosen) : []),
  instance: concrete,
  isLeftOut: ({ minOccurs }) => minOccurs === 0,
};

function example(type: TextType, types: TypeTable, declared?: Declared): Filled {
  const said = declared?.fixed ?? declared?.default;
  if (said !== undefined) return { text: said };
  const atom = types.atomic(type);
  if (atom === "QName") return { text: "q1:name", qname: "{http://tempuri.org/}name" };
  return { text: typeof atom === "string" ? examples[atom] : restricted(atom) };
}

/** A value within the bounds and lengths of a type. Does not search for one that matches its patterns. */
function restricted({ base, enumeration: [first], facets = {} }: SimpleType): string {
  if (first !== undefined) return first;
  const bound = facets.minInclusive ?? facets.maxInclusive;
  if (bound !== undefined) return bound;
  const value = examples[base];
  // The lengths of other types do not count characters.
  if (value !== text) return value;
  const { length, minLength = length ?? 0, maxLength = length ?? Infinity } = facets;
  return value.padEnd(Math.min(minLength, longest), "x").slice(0, maxLength);
}

const longest = 1_000;

/** The particles of a valid message, with the first alternative of each choice. */
function chosen(particle: Particle): readonly (Element | Wildcard)[] {
  switch (particle.kind) {
    case "element":
    case "any":
      return [particle];
    case "sequence":
      return particle.particles.flatMap(chosen);
    case "choice":
      return particle.particles.slice(0, 1).flatMap(chosen);
  }
}

/** The nearest type that is not abstract: the type itself or one derived from it. */
function concrete(type: ComplexType, types: TypeTable): ComplexType {
  const candidates = new Set([type]);
  // Breadth first: the list grows during the loop.
  for (const candidate of candidates) {
    if (!candidate.abstract) return candidate;
    for (const name of candidate.derived ?? []) {
      const derived = types.complex({ kind: "type", name });
      if (derived !== undefined) candidates.add(derived);
    }
  }
  return type;
}

const text = "text";

const examples: { readonly [name in BuiltinName]: string } = {
  anyType: text,
  anySimpleType: text,
  string: text,
  normalizedString: text,
  token: text,
  language: "en",
  Name: "name",
  NCName: "name",
  NMTOKEN: "token",
  NMTOKENS: "token other",
  ID: "id1",
  IDREF: "id1",
  IDREFS: "id1 id2",
  ENTITY: "entity",
  ENTITIES: "entity other",
  QName: "name",
  NOTATION: "notation",
  anyURI: "https://example.com/",
  base64Binary: "AQID",
  hexBinary: "010203",
  integer: "1",
  nonPositiveInteger: "-1",
  negativeInteger: "-1",
  nonNegativeInteger: "1",
  positiveInteger: "1",
  boolean: "true",
  decimal: "1.5",
  float: "1.5",
  double: "1.5",
  long: "1",
  int: "1",
  short: "1",
  byte: "1",
  unsignedLong: "1",
  unsignedInt: "1",
  unsignedShort: "1",
  unsignedByte: "1",
  duration: "P1D",
  dateTime: "2024-01-31T12:00:00Z",
  time: "12:00:00",
  date: "2024-01-31",
  gYearMonth: "2024-01",
  gYear: "2024",
  gMonthDay: "--01-31",
  gDay: "---31",
  gMonth: "--01",
  guid: "123e4567-e89b-12d3-a456-426614174000",
  char: "65",
};
