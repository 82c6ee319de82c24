import { clark, type Attribute, type ComplexType, type Element, type Facets, type ParticleGroup } from "../service.js";
import type { Particle, Reason, Service, Type, TypeReference, Wildcard } from "../service.js";

/** Returns the displayed name of a type: its local name, or its full name if two types share that. */
export type TypeName = (key: string) => string;

export function typeNaming({ types }: Service): TypeName {
  const locals = new Map<string, string>();
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of types) {
    if (seen.has(name.local)) twice.add(name.local);
    seen.add(name.local);
  }
  for (const { name } of types) locals.set(clark(name), twice.has(name.local) ? clark(name) : name.local);
  return (key) => locals.get(key) ?? key;
}

/** Marks a fact that no source states. */
export const assumedMark = "~";

export function markOf({ kind }: Reason): string {
  return kind === "assumed" ? assumedMark : "";
}

/** A type in one line: `Pet(@id: int, (Dog: Dog | Cat: Cat)[])  mixed`, `Zip = string(maxLength 5)`. */
export function typeSignature(type: Type, typeName: TypeName): string {
  const name = typeName(clark(type.name));
  switch (type.kind) {
    case "simple": {
      const values = [...type.enumeration.map(valueText), ...(type.open ? ["…"] : [])].join(" | ");
      const facets = facetTexts(type.facets);
      if (type.base === "string" && values !== "" && facets.length === 0) return `${name} = ${values}`;
      return `${name} = ${called(type.base, [...(values === "" ? [] : [values]), ...facets])}`;
    }
    case "list":
      return `${name} = ${called("list", [referenceSignature(type.item, typeName), ...facetTexts(type.facets)])}`;
    case "union":
      return `${name} = ${called(
        "union",
        type.members.map((member) => referenceSignature(member, typeName)),
      )}`;
    case "complex":
      return [`${name}${contentSignature(type, typeName)}`, typeFacts(type, typeName)].filter(Boolean).join("  ");
  }
}

function contentSignature(type: ComplexType, typeName: TypeName): string {
  const members = memberSignatures(type, typeName).join(", ");
  const attributes = type.attributes.length === 0 ? "" : `(${members})`;
  switch (type.content.kind) {
    case "sequence":
      return `(${members})`;
    case "text":
      return `${attributes} = ${referenceSignature(type.content.type, typeName)}`;
    case "unknown":
      return `${attributes} = unknown`;
  }
}

/** The facts of a type beside its members: `abstract; derived: Dog, Cat`. */
export function typeFacts({ abstract, array, content, derived = [] }: ComplexType, typeName: TypeName): string {
  const facts = [
    ...(abstract ? ["abstract"] : []),
    ...(array ? ["array"] : []),
    ...(content.kind === "sequence" && content.all ? ["all"] : []),
    ...(content.kind === "sequence" && content.mixed ? ["mixed"] : []),
    ...(derived.length > 0 ? [`derived: ${derived.map(typeName).join(", ")}`] : []),
  ];
  return facts.join("; ");
}

/** The attributes and the particles of a type. */
export function memberSignatures({ attributes, content }: ComplexType, typeName: TypeName): readonly string[] {
  const particles = content.kind === "sequence" ? content.particles : [];
  return [
    ...attributes.map((attribute) => attributeSignature(attribute, typeName)),
    ...particles.map((particle) => particleSignature(particle, typeName)),
  ];
}

function attributeSignature({ name, type, use, evidence, ...value }: Attribute, typeName: TypeName): string {
  return `@${name.local}${use === "optional" ? "?" : ""}: ${markOf(evidence.type)}${referenceSignature(type, typeName)}${valueFact(value)}`;
}

function particleSignature(particle: Particle, typeName: TypeName): string {
  switch (particle.kind) {
    case "element":
      return elementSignature(particle, typeName);
    case "any":
      return wildcardSignature(particle);
    case "sequence":
    case "choice":
      return groupSignature(particle, typeName);
  }
}

export function elementSignature(element: Element, typeName: TypeName): string {
  const { name, type, minOccurs, maxOccurs, nillable, evidence } = element;
  const nil = nillable ? " | nil" : "";
  const occurrences = occurs(minOccurs, maxOccurs);
  const mark = markOf(evidence.type);
  const stated = element.xsiType === undefined ? "" : " xsi:type";
  return `${name.local}${occurrences}: ${mark}${referenceSignature(type, typeName)}${stated}${nil}${valueFact(element)}`;
}

/** `any(not urn:shop)`: an element of another namespace, but not one without a namespace. */
function wildcardSignature({ minOccurs, maxOccurs, namespaces }: Wildcard): string {
  const occurrences = occurs(minOccurs, maxOccurs);
  if (namespaces === "any") return `any${occurrences}`;
  const of = "not" in namespaces ? `not ${uriText(namespaces.not)}` : namespaces.map(uriText).join(" | ");
  return `any(${of})${occurrences}`;
}

function uriText(uri: string): string {
  return /^[^\s"|(),]+$/u.test(uri) ? uri : JSON.stringify(uri);
}

function groupSignature({ kind, particles, minOccurs, maxOccurs }: ParticleGroup, typeName: TypeName): string {
  const isChoice = kind === "choice";
  const parts = particles.map((particle) => {
    const signature = particleSignature(particle, typeName);
    // Without parentheses, its nil would look like another alternative.
    return isChoice && particle.kind === "element" && particle.nillable ? `(${signature})` : signature;
  });
  return `(${parts.join(isChoice ? " | " : ", ")})${occurs(minOccurs, maxOccurs)}`;
}

/** `?` and `[]`, with bounds if they are unusual for a list. */
function occurs(min: number, max: number | "unbounded"): string {
  if (max === 1) return min === 0 ? "?" : min === 1 ? "" : `[${min}..1]`;
  return min === 0 && max === "unbounded" ? "[]" : `[${min}..${max === "unbounded" ? "" : max}]`;
}

function referenceSignature(type: TypeReference, typeName: TypeName): string {
  return type.kind === "type" ? typeName(type.name) : type.xml ? "xml" : type.open ? `${type.name} | …` : type.name;
}

function valueFact(value: { readonly default?: string; readonly fixed?: string }): string {
  const fixed = value.fixed === undefined ? "" : ` fixed ${valueText(value.fixed)}`;
  return value.default === undefined ? fixed : ` default ${valueText(value.default)}${fixed}`;
}

function facetTexts({ patterns = [], ...bounds }: Facets = {}): readonly string[] {
  const facets = Object.entries(bounds).map(([facet, bound]) => `${facet} ${valueText(String(bound))}`);
  return [...facets, ...patterns.map((pattern) => `pattern ${JSON.stringify(pattern)}`)];
}

/** Prints a word without quotes, unless it is ambiguous. */
function valueText(value: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(value) ? value : JSON.stringify(value);
}

function called(name: string, facts: readonly string[]): string {
  return facts.length === 0 ? name : `${name}(${facts.join(", ")})`;
}
