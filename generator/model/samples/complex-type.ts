import type { Place } from "../../source.js";
import { reason } from "../reason.js";
import { clark, type Attribute, type ComplexType, type Content, type Element, type Particle } from "../service.js";
import type { QName, Reason, SimpleType, TypeReference, Wildcard } from "../service.js";
import { withChoices } from "./choices.js";
import type { EnumerationShape, SimpleShape } from "./placeholder.js";
import type { Resolve, Resolved } from "./resolve.js";
import type { AttributeShape, ContentShape, ElementShape, MemberShape, TypeShape } from "./shapes.js";
import { addLooks, likelyType, type Looks } from "./values.js";
import { membersOf, type TypeSightings, type Sighting } from "./group-sightings.js";
import { commonStatedType } from "./xsi-types.js";

/**
 * Returns references to types, and arranges that they are named and built; `parent` is the type that contains the
 * element.
 */
export interface References {
  readonly resolve: Resolve;
  readonly simple: (shape: SimpleShape, element: QName, parent: QName | undefined) => TypeReference;
  readonly complex: (group: TypeSightings) => TypeReference;
}

/** Builds a type from all its sightings, whose attributes and members are equal. */
export function complexType({ sightings, cut }: TypeSightings, name: QName, references: References): ComplexType {
  const shapes = sightings.map(({ shape }) => shape);
  const places = placesOf(shapes);
  const shownNames = shapes.flatMap((shape) => shape.name ?? []);
  const shown = evidenceOf(shapes);
  const { content } = sightings[0].shape;
  const texts = shapes.flatMap(({ content }) => (content.kind === "text" ? content.type : []));
  const anonymous = shownNames.length === 0;
  return {
    kind: "complex",
    name,
    anonymous,
    attributes: sightings[0].shape.attributes.map((attribute) => attributeOf(attribute, sightings, name, references)),
    content: contentOf(content, sightings, name, references),
    ...(shapes.some(({ wrapper }) => wrapper) ? { wrapper: true } : {}),
    reply: false,
    evidence: {
      name: anonymous ? reason("assumed", places) : reason(shown, placesOf(shownNames)),
      content: { ...reason(cut ? "assumed" : shown, places), ...likelyValues(texts) },
    },
  };
}

/** Builds an element from all its sightings, `shapes`; `sightings` are those of its type. */
export function elementOf(
  shapes: readonly [ElementShape, ...ElementShape[]],
  sightings: readonly Sighting[],
  parent: QName | undefined,
  references: References,
): Element {
  const [{ name, repeated }] = shapes;
  const places = placesOf(shapes);
  const isOptional = shapes.some(({ optional }) => optional);
  const isNil = shapes.some(({ nil }) => nil);
  const stated = shapes.flatMap(({ stated }) => stated ?? []);
  const use = stated.find(({ required }) => required !== undefined);
  const documentation = stated.find((each) => each.documentation !== undefined)?.documentation;
  const shown = reason(evidenceOf(shapes), places);
  const assumed = reason("assumed", places);
  const { type, why } = typeOfElement(shapes, sightings, parent, references);
  const xsiType = commonStatedType(shapes);
  return {
    kind: "element",
    name,
    type,
    minOccurs: isOptional || !(use?.required ?? !repeated) ? 0 : 1,
    maxOccurs: repeated ? "unbounded" : 1,
    nillable: isNil,
    ...(xsiType !== undefined && { xsiType: xsiType.name }),
    ...(documentation !== undefined && { documentation }),
    evidence: {
      name: shown,
      type: why,
      minOccurs: use === undefined ? (isOptional ? shown : assumed) : reason("shown", [use.place]),
      maxOccurs: repeated ? shown : assumed,
      nillable: isNil ? reason("observed", places) : assumed,
      ...(xsiType !== undefined && { xsiType: reason(evidenceOf(shapes), xsiType.places) }),
    },
  };
}

function typeOfElement(
  shapes: readonly [ElementShape, ...ElementShape[]],
  sightings: readonly Sighting[],
  parent: QName | undefined,
  references: References,
): { readonly type: TypeReference; readonly why: Reason } {
  const [first] = shapes;
  const simples = shapes.map(({ type }) => type).filter(isSimple);
  const [simple] = simples;
  if (simple !== undefined) {
    // Refers to the places of assumed texts, because an override can settle those, and to those of stated types.
    const isElsewhere = certainty(simple) === "assumed" || shapes.some(({ stated }) => stated !== undefined);
    const why = reason(certainty(simple), placesOf(isElsewhere ? simples : shapes));
    return { type: references.simple(simple, first.name, parent), why: { ...why, ...likelyValues(simples) } };
  }
  const { group, reason: why } = references.resolve(
    first,
    shapes.map(({ type }) => type),
    sightings,
  );
  return { type: references.complex(group), why };
}

/** The complex type of an element from all its shapes; undefined if one of them is simple. */
export function groupOfElement(
  shapes: readonly [ElementShape, ...ElementShape[]],
  sightings: readonly Sighting[],
  resolve: Resolve,
): Resolved | undefined {
  const types = shapes.map(({ type }) => type);
  return types.some(isSimple) ? undefined : resolve(shapes[0], types, sightings);
}

export function enumerationType(shape: EnumerationShape, name: QName): SimpleType {
  return {
    kind: "simple",
    name,
    anonymous: shape.name === undefined,
    base: "string",
    enumeration: shape.values,
    open: false,
    reply: false,
    evidence: {
      name: shape.name ? reason("shown", shape.name.places) : reason("assumed", shape.places),
      content: reason("shown", shape.places),
    },
  };
}

function attributeOf(
  { name, type }: AttributeShape,
  sightings: readonly Sighting[],
  parent: QName,
  references: References,
): Attribute {
  const key = clark(name);
  const shapes = sightings.flatMap(({ shape }) =>
    shape.attributes.filter((attribute) => clark(attribute.name) === key),
  );
  const places = placesOf(shapes);
  return {
    name,
    type: references.simple(type, name, parent),
    use: "optional",
    evidence: {
      type: { ...reason(certainty(type), places), ...likelyValues(shapes.map(({ type }) => type)) },
      use: reason(shapes.some(({ optional }) => optional) ? "observed" : "assumed", places),
    },
  };
}

function contentOf(
  content: ContentShape,
  sightings: readonly Sighting[],
  parent: QName,
  references: References,
): Content {
  switch (content.kind) {
    case "unknown":
      return { kind: "unknown" };
    case "text":
      return { kind: "text", type: references.simple(content.type, { namespace: "", local: "value" }, parent) };
    case "members":
      return {
        kind: "sequence",
        particles: withChoices(
          content.members.map((_, index) => particleOf(index, sightings, parent, references)),
          content.members,
        ),
      };
  }
}

function particleOf(index: number, sightings: readonly Sighting[], parent: QName, references: References): Particle {
  const seen = memberAt(index, sightings);
  if (seen !== undefined) return elementOf(seen.shapes, seen.sightings, parent, references);
  return wildcard(sightings.flatMap(({ shape }) => membersOf(shape)[index] ?? []));
}

interface SeenElement {
  readonly shapes: readonly [ElementShape, ...ElementShape[]];
  /** The sightings of its type. */
  readonly sightings: readonly Sighting[];
}

/** The elements of a type, in order. */
export function elementsOfType({ sightings }: TypeSightings): readonly SeenElement[] {
  return membersOf(sightings[0].shape).flatMap((_, index) => memberAt(index, sightings) ?? []);
}

/** A member from all sightings of the type that contains it; undefined for a wildcard. */
function memberAt(index: number, sightings: readonly Sighting[]): SeenElement | undefined {
  const [first, ...others] = sightings.flatMap(({ shape }) => membersOf(shape)[index] ?? []).filter(isElement);
  if (first === undefined) return undefined;
  return {
    shapes: [first, ...others],
    sightings: sightings.flatMap((sighting) => sighting.members[index] ?? []),
  };
}

/** A wildcard. A page shows only that it exists. */
function wildcard(members: readonly MemberShape[]): Wildcard {
  return {
    kind: "any",
    minOccurs: 0,
    maxOccurs: "unbounded",
    namespaces: "any",
    evidence: { name: reason(evidenceOf(members), placesOf(members)) },
  };
}

function isSimple(type: TypeShape): type is SimpleShape {
  return type.kind === "builtin" || type.kind === "enumeration";
}

function isElement(member: MemberShape): member is ElementShape {
  return member.kind === "element";
}

/** The evidence of parts, which one page among their sources makes certain. */
function evidenceOf(parts: readonly { readonly observed?: true }[]): "shown" | "observed" {
  return parts.every(({ observed }) => observed === true) ? "observed" : "shown";
}

/** The type that most of these values of one element have, unless the values of all elements of its name decided it. */
function likelyValues(types: readonly SimpleShape[]): Pick<Reason, "values"> {
  const [first] = types;
  if (first?.kind !== "builtin" || first.looks === undefined || first.open === true) return {};
  const looks = types.reduce<Looks>(
    (sum, type) => (type.kind === "builtin" && type.looks !== undefined ? addLooks(sum, type.looks) : sum),
    {},
  );
  const values = likelyType(looks);
  return values === undefined ? {} : { values };
}

function certainty(type: SimpleShape): "shown" | "observed" | "assumed" {
  if (type.kind === "builtin" && type.evidence === "assumed") return "assumed";
  return type.observed === true ? "observed" : "shown";
}

function placesOf(parts: readonly { readonly places: readonly Place[] }[]): readonly Place[] {
  return parts.flatMap(({ places }) => places);
}
