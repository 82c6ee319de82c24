import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import { reason } from "../reason.js";
import { clark, type Attribute, type ComplexType, type Content, type Element, type Particle } from "../service.js";
import type { QName, Reason, SimpleType, Type, TypeReference } from "../service.js";
import type { EnumerationShape, SimpleShape } from "./placeholder.js";
import { resolver } from "./resolve.js";
import type { ElementShape } from "./shape.js";
import { typeNames } from "./type-names.js";
import { membersOf, sightingsIn, unify, type Group, type Sighting } from "./unify.js";

/** An element of a message, from which types are reached. */
export interface Root {
  readonly element: ElementShape;
  /** Of an RPC part: the wrapper that it is local to. The type of a global element has the element's name. */
  readonly wrapper?: QName;
}

export interface Typed {
  /** In the order in which the roots first reach them. */
  readonly types: readonly Type[];
  /** Of the roots. Occurrences and nillability, here and in the types, are left to the conventions. */
  readonly elements: ReadonlyMap<ElementShape, Element>;
}

/** Builds the types that samples show. */
export function typesOf(roots: readonly Root[], report: Report): Typed {
  const inRoots = roots.map(({ element }) => sightingsIn(element));
  const unified = unify(inRoots.flat());
  const resolve = resolver(unified, inRoots.flat());
  const globals = roots.filter(({ wrapper }) => wrapper === undefined).map(({ element }) => element);
  const names = typeNames(unified.groups, globals, report);

  const types = new Map<string, Type>();
  const started = new Set<string>();
  /** What builds the types that the one in hand refers to, in its order. A chain of types may be longer than the stack. */
  let referred: (() => void)[] = [];
  const refer = (name: QName, build: () => Type): TypeReference => {
    const key = clark(name);
    referred.push(() => {
      if (started.has(key)) return;
      started.add(key);
      types.set(key, build());
    });
    return { kind: "type", name: key };
  };
  const simpleReference = (shape: SimpleShape, member: QName, parent: QName | undefined): TypeReference => {
    if (shape.kind === "builtin") return { kind: "builtin", name: shape.name };
    const name = names.ofEnumeration(shape, member, parent);
    return refer(name, () => enumerationType(shape, name));
  };
  /** The element that `shapes` show, in each message or in each sighting of its parent type. */
  const elementOf = (shapes: Shapes, sightings: readonly Sighting[], parent: QName | undefined): Element => {
    const [first] = shapes;
    const simple = shapes
      .map(({ type }) => type)
      .find((type) => type.kind === "builtin" || type.kind === "enumeration");
    if (simple !== undefined) {
      const kind = simple.kind === "builtin" ? simple.evidence : "shown";
      return element(shapes, simpleReference(simple, first.name, parent), reason(kind, placesOf(shapes)));
    }
    const types = shapes.map(({ type }) => type);
    const resolved = resolve(first, types, sightings);
    const name = names.ofGroup(resolved.group, first.name, parent);
    return element(
      shapes,
      refer(name, () => complexType(resolved.group, name)),
      resolved.reason,
    );
  };
  const complexType = ({ sightings, cut }: Group, name: QName): ComplexType => {
    const [{ shape }] = sightings;
    const shapes = sightings.map((sighting) => sighting.shape);
    const attributes = shape.attributes.map((first): Attribute => {
      const places = shapes.flatMap(
        (other) => other.attributes.find(({ name }) => clark(name) === clark(first.name))?.places ?? [],
      );
      const type = simpleReference(first.type, first.name, name);
      const kind = first.type.kind === "builtin" ? first.type.evidence : "shown";
      return {
        name: first.name,
        type,
        use: "optional",
        evidence: { type: reason(kind, places), use: reason("assumed", places) },
      };
    });
    const particles = membersOf(shape).map((_, index): Particle => {
      const column = shapes.map((other) => membersOf(other)[index]);
      const elements = column.filter((member) => member?.kind === "element");
      const [first, ...others] = elements;
      if (first === undefined)
        return {
          kind: "any",
          evidence: {
            name: reason(
              "shown",
              column.flatMap((member) => member?.places ?? []),
            ),
          },
        };
      const inner = sightings.flatMap(({ members }) => members[index] ?? []);
      return elementOf([first, ...others], inner, name);
    });
    const text = { namespace: "", local: "value" };
    const content: Content =
      shape.content.kind === "members"
        ? { kind: "sequence", particles }
        : shape.content.kind === "text"
          ? { kind: "text", type: simpleReference(shape.content.type, text, name) }
          : { kind: "unknown" };
    const places = shapes.flatMap((other) => other.places);
    const namePlaces = shapes.flatMap((other) => other.name?.places ?? []);
    const anonymous = namePlaces.length === 0;
    return {
      kind: "complex",
      name,
      anonymous,
      attributes,
      content,
      ...(shapes.some(({ wrapper }) => wrapper) ? { wrapper: true } : {}),
      reply: false,
      evidence: {
        name: anonymous ? reason("assumed", places) : reason("shown", namePlaces),
        content: reason(cut ? "assumed" : "shown", places),
      },
    };
  };

  const elements = new Map<ElementShape, Element>();
  for (const [index, { element, wrapper }] of roots.entries()) {
    referred = [];
    const [outer] = inRoots[index] ?? [];
    elements.set(element, elementOf([element], outer ? [outer] : [], wrapper));
    const pending = referred.reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      referred = [];
      next();
      pending.push(...referred.reverse());
    }
  }
  return { types: [...types.values()], elements };
}

type Shapes = readonly [ElementShape, ...ElementShape[]];

function element(shapes: Shapes, type: TypeReference, typeReason: Reason): Element {
  const [{ name, repeated }] = shapes;
  const places = placesOf(shapes);
  const assumed = reason("assumed", places);
  const shown = reason("shown", places);
  return {
    kind: "element",
    name,
    type,
    minOccurs: repeated ? 0 : 1,
    maxOccurs: repeated ? "unbounded" : 1,
    nillable: false,
    evidence: {
      name: shown,
      type: typeReason,
      minOccurs: assumed,
      maxOccurs: repeated ? shown : assumed,
      nillable: assumed,
    },
  };
}

function enumerationType(shape: EnumerationShape, name: QName): SimpleType {
  const content = reason("shown", shape.places);
  return {
    kind: "simple",
    name,
    anonymous: shape.name === undefined,
    base: "string",
    enumeration: shape.values,
    open: false,
    reply: false,
    evidence: { name: shape.name ? reason("shown", shape.name.places) : reason("assumed", shape.places), content },
  };
}

function placesOf(shapes: readonly { readonly places: readonly Place[] }[]): readonly Place[] {
  return shapes.flatMap(({ places }) => places);
}
