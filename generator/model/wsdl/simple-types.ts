import type { Report } from "../../diagnostic.js";
import type { Facet, SimpleTypeDefinition, TypeUse } from "../../read/xsd/schema.js";
import { builtinOf, type BuiltinName } from "../../builtins.js";
import { clark, type Facets, type ListType, type QName, type SimpleType } from "../service.js";
import type { UnionType } from "../service.js";
import type { Building } from "./building.js";
import { reportComplex } from "./mismatch.js";
import { declared } from "./declared.js";
import { elementsLike } from "./repeated-texts.js";

export type BuildSimpleType = (definition: SimpleTypeDefinition, name: QName) => SimpleType | ListType | UnionType;

/** Builds simple types from all steps of their restrictions. */
export function simpleTypes(building: Building): BuildSimpleType {
  const known = new Map<SimpleTypeDefinition, Restriction>();
  const listed = new Set<readonly unknown[]>();
  return (definition, name) => {
    const restriction = restrictionOf(definition, known, building);
    const isAffordable = building.spend(inherited(restriction, listed), definition.place);
    return simpleType(definition, name, isAffordable ? restriction : anySimpleType, building);
  };
}

/** Counts the parts of its bases that a type repeats; the first type that lists something owns it. */
function inherited({ primitive, enumeration, patterns }: Restriction, listed: Set<readonly unknown[]>): number {
  const members = primitive.kind === "union" ? primitive.members : [];
  let repeated = 0;
  for (const [list, count] of [
    [enumeration, sizeOf(enumeration)],
    [patterns, sizeOf(patterns)],
    [members, members.length],
  ] as const) {
    if (listed.has(list)) repeated += count;
    listed.add(list);
  }
  return repeated;
}

function sizeOf(texts: readonly string[]): number {
  return texts.reduce((size, text) => size + 1 + elementsLike(text), 0);
}

function simpleType(
  definition: SimpleTypeDefinition,
  name: QName,
  restriction: Restriction,
  building: Building,
): SimpleType | ListType | UnionType {
  const why = declared(definition.place);
  const head = {
    name,
    anonymous: definition.name === undefined,
    ...(definition.documentation === undefined ? {} : { documentation: definition.documentation }),
    evidence: { name: why, content: why },
  };
  const { primitive } = restriction;
  const facets = facetsOf(restriction);
  const reference = (use: TypeUse, role: string) => building.simpleReference(use, { namespace: "", local: role }, name);
  if (primitive.kind === "builtin") {
    const base = collapsed(primitive.name, restriction);
    const enumeration = membersOf(restriction, base);
    return { kind: "simple", ...head, base, enumeration, open: false, ...facets, reply: false };
  }
  const enumeration = membersOf(restriction, "token");
  // The members are lexical forms of whole values, so each is a single text.
  if (enumeration.length > 0) return { kind: "simple", ...head, base: "token", enumeration, open: false, reply: false };
  if (primitive.kind === "list") {
    return { kind: "list", ...head, item: reference(primitive.item, "item"), ...facets };
  }
  if (facets.facets !== undefined) reportFacets(definition, building.report);
  const members = primitive.members.map((member) => reference(member, "member"));
  if (members.length === 0) {
    return { kind: "simple", ...head, base: "anySimpleType", enumeration, open: false, reply: false };
  }
  return { kind: "union", ...head, members };
}

type Primitive =
  | { readonly kind: "builtin"; readonly name: BuiltinName }
  | Exclude<SimpleTypeDefinition["variety"], { readonly kind: "restriction" }>;

/** The primitive type below all restrictions, and the combined facets of all steps. */
interface Restriction {
  readonly primitive: Primitive;
  /** The facets of the nearest step for each, which can only be narrower than those of earlier steps. */
  readonly facets: ReadonlyMap<Facet["name"], string>;
  /** The enumeration of the last step with one, which can only contain members of earlier ones. */
  readonly enumeration: readonly string[];
  /** The patterns of all steps; those of one step are alternatives and are combined. */
  readonly patterns: readonly string[];
}

/** The restriction of a type. Types that share bases share their restrictions. */
function restrictionOf(
  definition: SimpleTypeDefinition,
  known: Map<SimpleTypeDefinition, Restriction>,
  building: Building,
): Restriction {
  const steps: SimpleTypeDefinition[] = [];
  const seen = new Set<SimpleTypeDefinition>();
  let base: Restriction | undefined;
  let type = definition;
  while (base === undefined) {
    if (seen.has(type)) reportCycle(type, building.report);
    const under = seen.has(type) ? anySimpleType : (known.get(type) ?? primitiveUnder(type, building));
    if (!known.has(type) && !seen.has(type)) steps.push(type);
    seen.add(type);
    if ("primitive" in under) base = under;
    else type = under.type;
  }
  let restriction = base;
  for (const step of steps.reverse()) {
    restriction = restricted(restriction, step, building);
    known.set(step, restriction);
  }
  return restriction;
}

function unrestricted(primitive: Primitive): Restriction {
  return { primitive, facets: new Map(), enumeration: [], patterns: [] };
}

const anySimpleType = unrestricted({ kind: "builtin", name: "anySimpleType" });

const lower = ["minInclusive", "minExclusive"] as const;
const upper = ["maxInclusive", "maxExclusive"] as const;

/** Applies one more step. */
function restricted(base: Restriction, { variety, place }: SimpleTypeDefinition, building: Building): Restriction {
  if (variety.kind !== "restriction" || variety.facets.length === 0) return base;
  const valuesOf = (name: Facet["name"]) => variety.facets.flatMap((facet) => (facet.name === name ? facet.value : []));
  const own = new Map(variety.facets.map(({ name, value }) => [name, value]));
  const facets = new Map(base.facets);
  // A bound replaces an earlier one, whether or not either is inclusive.
  for (const bounds of [lower, upper]) {
    if (bounds.some((name) => own.has(name))) for (const name of bounds) facets.delete(name);
  }
  for (const [name, value] of own) facets.set(name, value);
  const members = valuesOf("enumeration");
  const enumeration = members.length === 0 ? base.enumeration : members;
  const pattern = alternatives(valuesOf("pattern"));
  if (pattern === undefined) return { ...base, facets, enumeration };
  const earlier = building.spend(sizeOf(base.patterns), place) ? base.patterns : [];
  return { ...base, facets, enumeration, patterns: [...earlier, pattern] };
}

function alternatives([first, ...others]: readonly string[]): string | undefined {
  return first === undefined || others.length === 0 ? first : [first, ...others].map((each) => `(${each})`).join("|");
}

/** The simple type that a type restricts; undefined at a builtin. */
function primitiveUnder(
  { variety, place }: SimpleTypeDefinition,
  { schemas, report, reportUnresolved }: Building,
): Restriction | { readonly type: SimpleTypeDefinition } {
  if (variety.kind !== "restriction") return unrestricted(variety);
  const { base } = variety;
  if (base.kind === "anonymous" && base.type.kind === "simple") return { type: base.type };
  const builtin = base.kind === "named" ? builtinOf(base.name) : undefined;
  if (builtin !== undefined) return unrestricted({ kind: "builtin", name: builtin });
  const type = base.kind === "anonymous" ? base.type : schemas.types.get(clark(base.name));
  if (type?.kind === "simple") return { type };
  if (type !== undefined) reportComplex(type, place, report);
  else if (base.kind === "named") reportUnresolved("type", base.name, base.place, "any text is accepted");
  return unrestricted({ kind: "builtin", name: "string" });
}

function membersOf({ enumeration }: Restriction, base: BuiltinName): readonly string[] {
  const keepsSpaces = base === "string" || base === "normalizedString" || base === "anySimpleType";
  return [...new Set(keepsSpaces ? enumeration : enumeration.map((each) => each.trim().replaceAll(/\s+/g, " ")))];
}

/** The builtin for `string` with other white space handling, such as `token`. */
function collapsed(base: BuiltinName, { facets }: Restriction): BuiltinName {
  if (base !== "string" && base !== "normalizedString") return base;
  const whiteSpace = facets.get("whiteSpace");
  if (whiteSpace === "collapse") return "token";
  return whiteSpace === "replace" ? "normalizedString" : base;
}

const numeric = ["length", "minLength", "maxLength", "totalDigits", "fractionDigits"] as const;

function facetsOf({ facets: found, patterns }: Restriction): { readonly facets?: Facets } {
  const numbers = numeric.flatMap((name) => {
    const value = found.get(name)?.trim() ?? "";
    return /^\+?\d{1,15}$/.test(value) ? [[name, Number(value)] as const] : [];
  });
  const bounds = [...lower, ...upper].flatMap((name) => {
    const value = found.get(name);
    return value === undefined ? [] : [[name, value.trim()] as const];
  });
  const facets: Facets = {
    ...Object.fromEntries<number | string>([...numbers, ...bounds]),
    ...(patterns.length === 0 ? {} : { patterns: [...new Set(patterns)] }),
  };
  return Object.keys(facets).length === 0 ? {} : { facets };
}

function reportCycle({ name, place }: SimpleTypeDefinition, report: Report): void {
  report({
    severity: "warning",
    code: "derivation-cycle",
    message: `found ${name?.local ?? "a type"} derived from itself, expected another base; any text is accepted`,
    place,
  });
}

function reportFacets({ name, place }: SimpleTypeDefinition, report: Report): void {
  report({
    severity: "warning",
    code: "facets-left-out",
    message: `found facets on ${name?.local ?? "a type"}, a restriction of a union, expected them on the members of the union; they are not checked`,
    place,
  });
}
