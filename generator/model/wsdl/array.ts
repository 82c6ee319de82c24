import { isEncodingNamespace } from "../../namespaces.js";
import type { ArrayType, ComplexTypeDefinition, TypeUse } from "../../read/xsd/schema.js";
import { type Element, type Particle, type QName, type TypeReference } from "../service.js";
import type { ComplexType } from "../service.js";
import type { Place } from "../../source.js";
import type { Building } from "./building.js";
import { declared, elementEvidence } from "./declared.js";

/**
 * The item of a SOAP-encoded array: of the type that `wsdl:arrayType` says, else of the one that a sequence inside declares,
 * by whose name it goes.
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

/** True for the type that arrays of SOAP encoding are derived from. */
export function isArrayBase({ namespace, local }: QName): boolean {
  return isEncodingNamespace(namespace) && local === "Array";
}

/** How many dimensions an array itself has. */
export function dimensionsOf({ ranks }: ArrayType): number {
  return bounded(ranks.at(-1) ?? 1);
}

/** A type for arrays that no schema declares: those of anything, those in arrays, and rows. */
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
    // No row is nil.
    content: { kind: "sequence", particles: [{ ...itemOf(item, place), nillable: dimensions === 1 }] },
    reply: false,
    evidence: { name: why, content: why },
  };
}

/** An array can be of any size, and there may be nothing in any place of it. */
const repeated = { minOccurs: 0, maxOccurs: "unbounded", nillable: true } as const;

function itemOf(type: TypeReference, place: Place): Element {
  const evidence = elementEvidence(declared(place));
  return { kind: "element", name: { namespace: "", local: "item" }, type, ...repeated, evidence };
}

/** More dimensions than the arrays of any service have, those of the arrays in them included. */
const mostDimensions = 8;

/** The type of an array's items or rows. Rows have types of their own, like arrays in arrays. */
function typeOf(arrayType: ArrayType, name: QName, building: Building): TypeReference {
  const { item, ranks, place } = withinBounds(arrayType, name, building);
  let type = item;
  for (const [index, dimensions] of ranks.entries()) {
    // The array itself has a type already.
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

/** Leaves out what would need more types than a schema of its size should: each level of arrays is a type with a longer name. */
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

/** An array of more dimensions is one of anything, which leaves its dimensions open. */
function bounded(rank: number): number {
  return rank > mostDimensions ? 1 : rank;
}
