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
  return item === undefined ? itemOf(type, place) : { ...item, ...repeated, type };
}

/** A type for arrays that no schema declares: those of anything, and those in arrays. */
export function arrayOf(item: TypeReference, name: QName, anonymous: boolean, place: Place): ComplexType {
  const why = declared(place);
  return {
    kind: "complex",
    name,
    anonymous,
    array: true,
    attributes: [],
    content: { kind: "sequence", particles: [itemOf(item, place)] },
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

/** Of several dimensions all items stand in a row; only arrays in arrays have types of their own. */
function typeOf({ item, ranks, place }: ArrayType, name: QName, building: Building): TypeReference {
  if (ranks.some((rank) => rank > 1)) reportDimensions(name, place, building);
  const use: TypeUse = { kind: "named", name: item, place };
  let type = building.reference(use, { namespace: "", local: "item" }, name);
  for (const _ of ranks.slice(1)) type = building.arrayOf(type, name.namespace, place);
  return type;
}

function reportDimensions({ local }: QName, place: Place, { report }: Building): void {
  report({
    severity: "warning",
    code: "array-dimensions",
    message: `found ${local} with several dimensions, expected one; its items are read and sent in a row, as of one dimension`,
    place,
  });
}
