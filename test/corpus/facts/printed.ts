import type { BuiltinName } from "../../../generator/builtins.js";
import { elementsIn, membersIn } from "../../../generator/model/traversal.js";
import { clark, type Attribute, type ComplexType, type Element } from "../../../generator/model/service.js";
import type { QName, Type, Wildcard } from "../../../generator/model/service.js";
import type {
  ComplexTypeDefinition,
  ElementDeclaration,
  ParticleDefinition,
  Schemas,
  SimpleTypeDefinition,
  TypeUse,
} from "../../../generator/read/xsd/schema.js";
import { xsdNamespace } from "../../../generator/namespaces.js";
import { formatPlace, type Place } from "../../../generator/source.js";
import { typeOf, type AnyType } from "./comparison.js";
import type { Row } from "./exemptions.js";

/** An element that a page prints and the declared type does not have. */
export interface Extra {
  readonly kind: "extra";
  readonly name: QName;
  readonly row: Row;
}

export type Member = Element | Wildcard | Extra;

/** The form of a declared type on help pages by their grammar, and the facts that it cannot show. */
export type Printed =
  | { readonly kind: "builtin"; readonly name: BuiltinName }
  | { readonly kind: "enumeration"; readonly values: readonly string[] }
  /** A text that does not reveal its type. */
  | { readonly kind: "text"; readonly row: Row }
  /** `<x />` without attributes. */
  | { readonly kind: "empty"; readonly row: Row }
  | PrintedComplex;

export interface PrintedComplex {
  readonly kind: "complex";
  readonly type: ComplexType;
  readonly attributes: readonly Attribute[];
  readonly members: readonly Member[];
  /** Facts that the page leaves out. */
  readonly lost: readonly Row[];
}

/** A declaration in a schema. */
type Declaration = ElementDeclaration | ComplexTypeDefinition | SimpleTypeDefinition;

/** The schemas that pages are printed from. They contain more than the model: the base of a type, and its groups. */
export interface Printer {
  readonly schemas: Schemas;
  readonly at: (place: Place | undefined) => Declaration | undefined;
}

/** Finds declarations by their places, which the model keeps. */
export function printerOf(schemas: Schemas): Printer {
  const declarations = new Map<string, Declaration>();
  const all = [schemas.types, schemas.elements, schemas.groups].flatMap((components) => [...components.values()]);
  // Visits each part of each.
  JSON.stringify(all, (_, part: unknown) => {
    if (isDeclaration(part)) declarations.set(formatPlace(part.place), part);
    return part;
  });
  return { schemas, at: (place) => place && declarations.get(formatPlace(place)) };
}

/** The parts of schemas that have one of these facts have a place. */
function isDeclaration(part: unknown): part is Declaration {
  if (typeof part !== "object" || part === null) return false;
  return "nillable" in part || "derivation" in part || "variety" in part;
}

export function printedElement(
  { type: reference, evidence }: Element,
  types: ReadonlyMap<string, Type>,
  encoded: boolean,
  printer: Printer,
): Printed {
  const type = typeOf(types, reference);
  if (type.kind === "complex") return printedComplex(type, encoded, printer);
  if (type.kind !== "builtin") return printedSimple(type, types);
  const declaration = printer.at(evidence.type.places[0]);
  return declaration !== undefined && "nillable" in declaration
    ? printedBuiltin(type.name, declaration.type, printer)
    : { kind: "builtin", name: type.name };
}

const microsoftTypes = "http://microsoft.com/wsdl/types/";

/** The builtin, unless a schema declares the type itself, or no type is declared. */
function printedBuiltin(name: BuiltinName, use: TypeUse | undefined, { schemas }: Printer): Printed {
  if (use === undefined) return { kind: "empty", row: "no type" };
  const isDeclared = use.kind === "named" && name !== "anyType" && schemas.types.has(clark(use.name));
  if (isDeclared && use.name.namespace !== microsoftTypes) {
    return { kind: "empty", row: "simple type without enumeration" };
  }
  const isNamed = name !== "anyType" || (use.kind === "named" && use.name.local === name);
  return isNamed ? { kind: "builtin", name } : { kind: "empty", row: "type not declared" };
}

/** An attribute shows an empty text where an element is empty. */
export function printedAttribute({ type: reference }: Attribute, types: ReadonlyMap<string, Type>): Printed {
  const type = typeOf(types, reference);
  const isUnnamed = type.kind === "builtin" ? type.name === "anySimpleType" : type.anonymous;
  if (isUnnamed) return { kind: "text", row: "attribute without a named type" };
  const printed = printedSimple(type, types);
  return printed.kind === "empty" ? { kind: "text", row: printed.row } : printed;
}

/** Only the members of the last restriction are printed, and of a list those of the type that it declares inside. */
function printedSimple(type: AnyType, types: ReadonlyMap<string, Type>): Printed {
  if (type.kind === "builtin") return { kind: "builtin", name: type.name };
  if (type.kind !== "complex" && type.anonymous) return { kind: "text", row: "anonymous simple type" };
  const item = type.kind === "list" ? typeOf(types, type.item) : type;
  if (item.kind === "simple" && item.enumeration.length > 0) return { kind: "enumeration", values: item.enumeration };
  return { kind: "empty", row: "simple type without enumeration" };
}

/**
 * The printed form of a complex type: only the members of its own outermost group, and the attributes that it declares
 * itself.
 */
function printedComplex(type: ComplexType, encoded: boolean, printer: Printer): Printed {
  if (encoded && type.array) {
    return { kind: "complex", type, attributes: [], members: elementsIn(type.content).map(asItem), lost: [] };
  }
  const definition = printer.at(type.evidence.content.places[0]);
  if (definition === undefined || !("derivation" in definition)) throw new Error(`no definition of ${type.name.local}`);
  const lost = new Set<Row>();
  const { derivation } = definition;
  if (derivation.kind === "extension" && derivation.content.kind === "complex") lost.add("base of derived type");
  const content = derivation.kind === "none" ? derivation : derivation.content;
  if ("facets" in content) lost.add("text of simple content");
  const members = "particle" in content ? printedMembers(membersIn(type.content), content.particle, printer, lost) : [];
  const attributes = printedAttributes(type, definition, lost);
  const [row = "empty type"] = lost;
  if (members.length === 0 && attributes.length === 0) return { kind: "empty", row };
  const printed = { kind: "complex", type, attributes, members, lost: [...lost] } as const;
  return encoded ? { ...printed, attributes: [], members: [...members, ...attributes].map(unqualified) } : printed;
}

function printedMembers(
  content: readonly (Element | Wildcard)[],
  root: ParticleDefinition | undefined,
  { schemas }: Printer,
  lost: Set<Row>,
): readonly Member[] {
  const particle = root?.kind === "groupReference" ? schemas.groups.get(clark(root.name))?.particle : root;
  if (particle === undefined || !("particles" in particle)) return [];
  if (particle.maxOccurs !== 1) lost.add("repeated particle");
  const parts = new Map<string | undefined, ParticleDefinition>(
    particle.particles.map((part) => [formatPlace(part.place), part]),
  );
  const own = content.filter((member) => isOf(member, parts.get(placeOf(member))));
  const printed = new Set(own.map((member) => parts.get(placeOf(member))));
  const isSubstitute = (member: Element | Wildcard) => parts.has(placeOf(member)) && !own.includes(member);
  if (content.some(isSubstitute)) lost.add("substitution group");
  let next = 0;
  const members = particle.particles.flatMap((part): readonly Member[] => {
    if ("particles" in part || part.kind === "groupReference") lost.add("nested particle");
    if (part.kind === "element" && part.maxOccurs === 0) {
      return [{ kind: "extra", name: part.declaration.name, row: "never there" }];
    }
    // Pages must have the members in the order of the model.
    const member = printed.has(part) ? own[next++] : undefined;
    if (member === undefined) return [];
    if (member.kind === "any") return printedWildcard(member, schemas, lost);
    // If a group contains only this element, the model has the occurrence of the group.
    return [particle.maxOccurs === 1 ? member : { ...member, maxOccurs: part.maxOccurs }];
  });
  if (particle.kind === "sequence") return members;
  lost.add(particle.kind === "choice" ? "root choice" : "order of xs:all");
  return members.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** For a namespace with a schema, all global elements are printed. */
function printedWildcard(wildcard: Wildcard, schemas: Schemas, lost: Set<Row>): readonly Member[] {
  const { namespaces } = wildcard;
  const known = typeof namespaces === "object" && "length" in namespaces ? namespaces : [];
  const isUnnamed = namespaces === "any" || known.every((namespace) => namespace === "");
  const elements = [...schemas.elements.values()].filter(
    ({ name: { namespace } }) => namespace !== xsdNamespace && known.includes(namespace),
  );
  if (elements.length === 0 && isUnnamed && schemas.namespaces.has("")) {
    lost.add("wildcard beside a schema without a namespace");
    return [];
  }
  if (elements.length === 0 || elements.some(isDataSet)) return [wildcard];
  return elements.map(({ name }) => ({ kind: "extra", name, row: "wildcard of a known namespace" }));
}

/** A typed DataSet is one place for anything, as an untyped one is: tables in any order. */
function isDataSet({ type }: ElementDeclaration): boolean {
  if (type?.kind !== "anonymous" || type.type.kind !== "complex") return false;
  const { derivation } = type.type;
  return derivation.kind === "none" && derivation.particle?.kind === "choice";
}

/** For a substitution group, the head is printed. */
function isOf(member: Element | Wildcard, part: ParticleDefinition | undefined): boolean {
  if (part === undefined) return false;
  return member.kind === "any" || part.kind !== "elementReference" || clark(member.name) === clark(part.name);
}

/** The place of the member in its type, rather than that of a global element's declaration. */
function placeOf(member: Element | Wildcard): string | undefined {
  const { places } = member.kind === "any" ? member.evidence.name : member.evidence.minOccurs;
  return places[0] && formatPlace(places[0]);
}

function sortKey(member: Member): string {
  return member.kind === "any" ? "" : member.name.local;
}

function printedAttributes(
  { attributes }: ComplexType,
  definition: ComplexTypeDefinition,
  lost: Set<Row>,
): readonly Attribute[] {
  return definition.attributes.flatMap((part) => {
    if (part.kind === "attributeGroup" || part.use === "prohibited") return [];
    const { declaration } = part;
    if (!("reference" in declaration)) return attributes.filter(({ name }) => clark(name) === clark(declaration.name));
    lost.add("attribute reference");
    return [];
  });
}

/** In encoded messages, items of arrays have a fixed name. */
function asItem(element: Element): Element {
  return { ...element, name: { namespace: "", local: "Item" } };
}

/** In encoded messages attributes are elements, and no element has a namespace. */
function unqualified(member: Member | Attribute): Member {
  if ("kind" in member && member.kind !== "element") return member;
  const name = { namespace: "", local: member.name.local };
  if ("kind" in member) return { ...member, name };
  const { type: why, use } = member.evidence;
  const evidence = { name: why, type: why, minOccurs: use, maxOccurs: use, nillable: use };
  return { kind: "element", name, type: member.type, minOccurs: 0, maxOccurs: 1, nillable: false, evidence };
}
