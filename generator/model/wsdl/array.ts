import { isEncodingNamespace } from "../../namespaces.js";
import type { ArrayType, ComplexTypeDefinition, TypeUse } from "../../read/xsd/schema.js";
import { type Element, type Particle, type QName, type TypeReference } from "../service.js";
import type { ComplexType } from "../service.js";
import type { Place } from "../../source.js";
import type { Building } from "./building.js";
import { declared, elementEvidence } from "./declared.js";

/**
 * The item of a SOAP-encoded array. Its type is that of `wsdl:arrayType`, else of the element in the sequence, which
 * also determines its name.
 */
export function arrayItem(
  particles: readonly Particle[],
  arrayType: ArrayType | undefined,
  { place }: ComplexTypeDefinition,
  name: QName,
  building: Building,
): Element {
  const [inside, ...others] = particles;
  const item = inside?.kind === "element" && others.length === 0 ? inside : undefined;
  if (arrayType === undefined) {
    const type: TypeReference = { kind: "builtin", name: "anyType" };
    return item === undefined ? itemOf(type, place) : { ...item, ...repeated };
  }
  const type = typeOf(arrayType, name, building);
  const facts = { ...repeated, nillable: dimensionsOf(arrayType) === 1, type };
  return item === undefined ? { ...itemOf(type, place), ...facts } : { ...item, ...facts };
}

/** True for the base type of arrays in SOAP encoding. */
export function isArrayBase({ namespace, local }: QName): boolean {
  return isEncodingNamespace(namespace) && local === "Array";
}

/** The number of dimensions of an array itself. */
export function dimensionsOf({ ranks }: ArrayType): number {
  return bounded(ranks.at(-1) ?? 1);
}

/** A type for an array that no schema declares: of items of any type, in another array, or as a row. */
export function arrayOf(
  item: TypeReference,
  name: QName,
  anonymous: boolean,
  place: Place,
  dimensions = 1,
): ComplexType {
  const why = declared(place);
  return {
    kind: "complex",
    name,
    anonymous,
    array: true,
    ...(dimensions === 1 ? {} : { dimensions }),
    attributes: [],
    // A row is never nil.
    content: { kind: "sequence", particles: [{ ...itemOf(item, place), nillable: dimensions === 1 }] },
    reply: false,
    evidence: { name: why, content: why },
  };
}

/** The occurrence of items: arrays have any size, and each item may be nil. */
const repeated = { minOccurs: 0, maxOccurs: "unbounded", nillable: true } as const;

function itemOf(type: TypeReference, place: Place): Element {
  const evidence = elementEvidence(declared(place));
  return { kind: "element", name: { namespace: "", local: "item" }, type, ...repeated, evidence };
}

/** A limit on dimensions, including those of nested arrays, that no real service reaches. */
const mostDimensions = 8;

/** The type of an array's items or rows. Rows have types of their own, like nested arrays. */
function typeOf(arrayType: ArrayType, name: QName, building: Building): TypeReference {
  const { item, ranks, place } = withinBounds(arrayType, name, building);
  let type = item;
  for (const [index, dimensions] of ranks.entries()) {
    // The outermost array already has a type.
    const arrays = index === ranks.length - 1 ? dimensions - 1 : dimensions;
    for (let dimension = 1; dimension <= arrays; dimension++)
      type = building.arrayOf(type, name.namespace, place, dimension);
  }
  return type;
}

interface BoundedArray {
  readonly item: TypeReference;
  readonly ranks: readonly number[];
  readonly place: Place;
}

/** Bounds nested arrays, because each level is another type with a longer name. */
function withinBounds({ item, ranks, place }: ArrayType, name: QName, building: Building): BoundedArray {
  const excess = ranks.find((rank) => rank > mostDimensions);
  const kept = ranks.map(bounded);
  const depth = kept.reduce((sum, rank) => sum + rank, 0);
  if (excess !== undefined || depth > mostDimensions) {
    const found = excess === undefined ? `of arrays ${depth} deep` : `with ${excess} dimensions`;
    building.report({
      severity: "warning",
      code: "array-dimensions",
      message: `found ${name.local} ${found}, expected at most ${mostDimensions}; its items are read and sent as XML`,
      place,
    });
    return { item: { kind: "builtin", name: "anyType" }, ranks: kept.slice(-1), place };
  }
  const use: TypeUse = { kind: "named", name: item, place };
  return { item: building.reference(use, { namespace: "", local: "item" }, name), ranks: kept, place };
}

/** Replaces an array of more dimensions by one of items of any type, which leaves its dimensions open. */
function bounded(rank: number): number {
  return rank > mostDimensions ? 1 : rank;
}
