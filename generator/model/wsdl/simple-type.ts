import type { Report } from "../../diagnostic.js";
import type { Facet, Schemas, SimpleTypeDefinition, TypeUse } from "../../read/xsd/schema.js";
import type { BuiltinName } from "../builtin.js";
import { clark, type Facets, type ListType, type QName, type SimpleType, type TypeReference } from "../service.js";
import type { UnionType } from "../service.js";
import { reportComplex } from "./mismatch.js";
import { builtinOf } from "./builtin-names.js";
import { declared } from "./declared.js";
import type { ReportUnresolved } from "./unresolved.js";

/** A restriction of a type, whether a simple type is it or the text of a complex one. */
export interface Restriction {
  readonly base: TypeUse;
  readonly facets: readonly Facet[];
}

export interface SimpleTypeOptions {
  readonly schemas: Schemas;
  readonly report: Report;
  readonly reportUnresolved: ReportUnresolved;
  /** Refers to a type of which the one in hand is made; `role` names it if it is anonymous. */
  readonly reference: (use: TypeUse, role: string) => TypeReference;
}

/** Builds a simple type by this name, all its steps together. */
export function simpleType(
  definition: SimpleTypeDefinition,
  name: QName,
  options: SimpleTypeOptions,
): SimpleType | ListType | UnionType {
  const why = declared(definition.place);
  const head = {
    name,
    anonymous: definition.name === undefined,
    ...(definition.documentation === undefined ? {} : { documentation: definition.documentation }),
    evidence: { name: why, content: why },
  };
  const { primitive, steps } = stepsOf(definition, options);
  const enumeration = enumerationOf(steps);
  const facets = facetsOf(steps);
  if (primitive.kind === "builtin") {
    const base = collapsed(primitive.name, steps);
    return { kind: "simple", ...head, base, enumeration, open: false, ...facets, reply: false };
  }
  // Its members are the lexical forms of whole values, each a text by itself.
  if (enumeration.length > 0) return { kind: "simple", ...head, base: "token", enumeration, open: false, reply: false };
  if (primitive.kind === "list") {
    return { kind: "list", ...head, item: options.reference(primitive.item, "item"), ...facets };
  }
  if (facets.facets !== undefined) reportFacets(definition, options.report);
  const members = primitive.members.map((member) => options.reference(member, "member"));
  if (members.length === 0) {
    return { kind: "simple", ...head, base: "anySimpleType", enumeration, open: false, reply: false };
  }
  return { kind: "union", ...head, members };
}

type Primitive =
  | { readonly kind: "builtin"; readonly name: BuiltinName }
  | Exclude<SimpleTypeDefinition["variety"], { readonly kind: "restriction" }>;

/** What a type restricts in the end, and the facets of each step, the last restriction first. */
interface Steps {
  readonly primitive: Primitive;
  readonly steps: readonly (readonly Facet[])[];
}

function stepsOf(definition: SimpleTypeDefinition, { schemas, report, reportUnresolved }: SimpleTypeOptions): Steps {
  const steps: (readonly Facet[])[] = [];
  const seen = new Set<SimpleTypeDefinition>();
  for (let type = definition; ;) {
    const { variety } = type;
    if (variety.kind !== "restriction") return { primitive: variety, steps };
    if (seen.has(type)) {
      reportCycle(type, report);
      return { primitive: { kind: "builtin", name: "anySimpleType" }, steps };
    }
    seen.add(type);
    steps.push(variety.facets);
    if (variety.base.kind === "named") {
      const builtin = builtinOf(variety.base.name);
      if (builtin !== undefined) return { primitive: { kind: "builtin", name: builtin }, steps };
    }
    const base = variety.base.kind === "anonymous" ? variety.base.type : schemas.types.get(clark(variety.base.name));
    if (base?.kind !== "simple") {
      if (base !== undefined) reportComplex(base, type.place, report);
      else if (variety.base.kind === "named") reportUnresolved("type", variety.base.name, variety.base.place);
      return { primitive: { kind: "builtin", name: "string" }, steps };
    }
    type = base;
  }
}

/** Those of the last restriction that lists any: each can only list members of the one before. */
function enumerationOf(steps: Steps["steps"]): readonly string[] {
  const step = steps.find((facets) => facets.some(({ name }) => name === "enumeration")) ?? [];
  return [...new Set(step.filter(({ name }) => name === "enumeration").map(({ value }) => value))];
}

/** `string` whose white space is not kept has a name of its own. */
function collapsed(base: BuiltinName, steps: Steps["steps"]): BuiltinName {
  if (base !== "string" && base !== "normalizedString") return base;
  const found = steps.flatMap((facets) => facets.find(({ name }) => name === "whiteSpace") ?? [])[0];
  if (found?.value === "collapse") return "token";
  return found?.value === "replace" ? "normalizedString" : base;
}

const numeric = ["length", "minLength", "maxLength", "totalDigits", "fractionDigits"] as const;
const lower = ["minInclusive", "minExclusive"] as const;
const upper = ["maxInclusive", "maxExclusive"] as const;

/** Of each facet the nearest, which can only be narrower than those of earlier steps; patterns of all steps. */
function facetsOf(steps: Steps["steps"]): { readonly facets?: Facets } {
  const nearest = (...names: readonly Facet["name"][]): Facet | undefined => {
    for (const step of steps) {
      const found = step.find(({ name }) => names.includes(name));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const numbers = numeric.flatMap((name) => {
    const value = nearest(name)?.value.trim() ?? "";
    return /^\+?\d{1,15}$/.test(value) ? [[name, Number(value)]] : [];
  });
  const bounds = [nearest(...lower), nearest(...upper)].flatMap((facet) => {
    return facet === undefined ? [] : [[facet.name, facet.value.trim()]];
  });
  const patterns = steps.flatMap((step) => patternOf(step) ?? []).reverse();
  const facets: Facets = {
    ...Object.fromEntries([...numbers, ...bounds]),
    ...(patterns.length === 0 ? {} : { patterns: [...new Set(patterns)] }),
  };
  return Object.keys(facets).length === 0 ? {} : { facets };
}

/** Patterns of one step are alternatives. */
function patternOf(step: readonly Facet[]): string | undefined {
  const [first, ...others] = step.filter(({ name }) => name === "pattern").map(({ value }) => value);
  return first === undefined || others.length === 0 ? first : [first, ...others].map((each) => `(${each})`).join("|");
}

function reportCycle({ name, place }: SimpleTypeDefinition, report: Report): void {
  report({
    severity: "error",
    code: "derivation-cycle",
    message: `found ${name?.local ?? "a type"} derived from itself, expected a builtin type at the end of its restrictions`,
    place,
  });
}

function reportFacets({ name, place }: SimpleTypeDefinition, report: Report): void {
  report({
    severity: "warning",
    code: "facets-left-out",
    message: `found facets on ${name?.local ?? "a type"}, a restriction of a union, expected them on its members; they are not checked`,
    place,
  });
}
