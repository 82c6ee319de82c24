import { builtinOf } from "../../builtins.js";
import { xsdNamespace } from "../../namespaces.js";
import type { ArrayType, ComplexTypeDefinition, Facet, TypeUse } from "../../read/xsd/schema.js";
import { clark, type Attribute, type ComplexType, type Content, type Particle, type QName } from "../service.js";
import { arrayItem, dimensionsOf, isArrayBase } from "./array.js";
import { applyAttributes, groupAttributes, ownAttributes, type AttributeStep } from "./attributes.js";
import type { Building } from "./building.js";
import { ownContent, type OwnContent } from "./content.js";
import { withoutTableName } from "./data-sets.js";
import { declared } from "./declared.js";
import { sizeOf, wholeChoices } from "./whole-choices.js";

/** The declarations of one step of a derivation. */
interface Step extends OwnContent {
  readonly definition: ComplexTypeDefinition;
  readonly attributes: readonly AttributeStep[];
  /** The number of parts that each derived type repeats: elements and attributes, in any groups. */
  readonly size: number;
}

/** The combined steps of a derivation. */
interface Folded {
  readonly attributes: readonly Attribute[];
  readonly particles: readonly Particle[];
  readonly all: boolean;
  readonly mixed: boolean;
  readonly isUnknown: boolean;
  readonly text?: Text;
}

/** The text of simple content, and the type whose step declares it. */
interface Text {
  readonly use: TypeUse;
  readonly parent: QName;
}

export type BuildComplexType = (definition: ComplexTypeDefinition, name: QName) => ComplexType;

/**
 * Builds complex types from all steps of their derivations. Each step is built once and shared by all derived types.
 */
export function complexTypes(building: Building): BuildComplexType {
  const steps = new Map<ComplexTypeDefinition, Step>();
  const stepOf = (definition: ComplexTypeDefinition, name: QName): Step => {
    const step = steps.get(definition) ?? newStep(definition, name, building);
    steps.set(definition, step);
    return step;
  };
  const texts = new Map<ComplexTypeDefinition, TypeUse>();
  const textOf: TextOf = (definition, base, facets) => {
    const restriction = { kind: "restriction", base, facets } as const;
    const text = texts.get(definition) ?? {
      kind: "anonymous",
      type: { kind: "simple", variety: restriction, place: definition.place },
    };
    texts.set(definition, text);
    return text;
  };
  return (definition, name) => {
    // A type that repeats too much is refused before its parts are visited.
    const {
      definitions,
      root,
      isUnknown = false,
    }: Derivation = building.spend(0, definition.place)
      ? derivationOf(definition, building)
      : { definitions: [definition] };
    const own = stepOf(definition, name);
    const bases = definitions.slice(1).map((each) => stepOf(each, each.name ?? name));
    const repeated = bases.reduce((sum, step) => sum + 1 + step.size, 0);
    const chain = building.spend(repeated, definition.place) ? [own, ...bases] : [own];
    const folded = fold(chain.toReversed(), { text: rootText(root, name), isUnknown }, name, textOf);
    // Any content includes that of derived types. A type that is derived from itself would be one of its own.
    const derived = isUnknown ? [] : derivedKeys(definition, building);
    const why = declared(definition.place);
    const arrayType = root?.kind === "array" ? arrayTypeOf(chain) : undefined;
    const dimensions = arrayType === undefined ? 1 : dimensionsOf(arrayType);
    return withDataSet({
      kind: "complex",
      name,
      anonymous: definition.name === undefined,
      ...(definition.documentation === undefined ? {} : { documentation: definition.documentation }),
      ...(derived.length === 0 ? {} : { derived }),
      ...(definition.abstract ? { abstract: true } : {}),
      ...(root?.kind === "array" ? { array: true } : {}),
      ...(dimensions === 1 ? {} : { dimensions }),
      attributes: folded.attributes,
      content:
        root?.kind === "array"
          ? {
              kind: "sequence",
              particles: [arrayItem(folded.particles, arrayType, definition, name, building)],
            }
          : contentOf(folded, definition, building),
      reply: false,
      evidence: { name: why, content: why },
    });
  };

  function withDataSet(type: ComplexType): ComplexType {
    const dataSet = building.dataSetOf(type);
    const kept = withoutTableName(type);
    return dataSet?.kind === "type" ? { ...kept, dataSet: dataSet.name } : kept;
  }
}

/** The keys of derived types, which are reached together with the type. */
function derivedKeys({ name }: ComplexTypeDefinition, building: Building): readonly string[] {
  const derived = name === undefined ? [] : building.derived(clark(name));
  return derived.flatMap((each) => {
    if (each.name === undefined) return [];
    const reference = building.reference({ kind: "named", name: each.name, place: each.place }, each.name, undefined);
    return reference.kind === "type" ? reference.name : [];
  });
}

/** The root of a derivation, if it is not a complex type of the schemas. */
type Root = { readonly kind: "array" } | { readonly kind: "text"; readonly use: TypeUse };

interface Derivation {
  readonly definitions: readonly ComplexTypeDefinition[];
  readonly root?: Root;
  /** True if the derivation ends at an unknown base, or at a type derived from itself. */
  readonly isUnknown?: boolean;
}

/** The types of a derivation, from this one to the last base. */
function derivationOf(definition: ComplexTypeDefinition, { schemas, report, reportUnresolved }: Building): Derivation {
  const definitions = new Set<ComplexTypeDefinition>();
  for (let type = definition; ;) {
    definitions.add(type);
    const { derivation } = type;
    if (derivation.kind === "none" || builtinOf(derivation.base) === "anyType")
      return { definitions: [...definitions] };
    const { base, basePlace } = derivation;
    if (isArrayBase(base)) return { definitions: [...definitions], root: { kind: "array" } };
    const found = schemas.types.get(clark(base));
    if (builtinOf(base) !== undefined || found?.kind === "simple") {
      const use: TypeUse = { kind: "named", name: base, place: basePlace };
      return { definitions: [...definitions], root: { kind: "text", use } };
    }
    if (found === undefined || definitions.has(found)) {
      if (found === undefined) reportUnresolved("type", base, basePlace, "any content is accepted");
      else reportCycle(definition, report);
      return { definitions: [...definitions], isUnknown: true };
    }
    type = found;
  }
}

function newStep(definition: ComplexTypeDefinition, name: QName, building: Building): Step {
  const { derivation } = definition;
  const content = derivation.kind === "none" ? derivation : derivation.content;
  const particle = "particle" in content ? content.particle : undefined;
  const attributes = ownAttributes([...definition.attributes, ...groupAttributes(particle, building)], name, building);
  const own = ownContent(particle, name, building);
  const size = attributes.length + sizeOf(own.particles);
  return { definition, attributes, size, ...own };
}

function rootText(root: Root | undefined, parent: QName): Text | undefined {
  return root?.kind === "text" ? { use: root.use, parent } : undefined;
}

/** Returns the text of a type that restricts the text of its base. */
type TextOf = (definition: ComplexTypeDefinition, base: TypeUse, facets: readonly Facet[]) => TypeUse;

/** Combines the steps: an extension adds to its base, a restriction replaces its content. */
function fold(
  steps: readonly Step[],
  root: { readonly text: Text | undefined; readonly isUnknown: boolean },
  name: QName,
  textOf: TextOf,
): Folded {
  const attributes = new Map<string, Attribute>();
  let particles: Particle[] = [];
  let all = false;
  let mixed = false;
  let { text, isUnknown } = root;
  for (const { definition, ...own } of steps) {
    applyAttributes(attributes, own.attributes);
    const { derivation } = definition;
    if (derivation.kind !== "none" && derivation.content.kind === "simple") {
      text = restrictedText(definition, derivation.content, text, definition.name ?? name, textOf);
      particles = [];
      continue;
    }
    const adds = derivation.kind === "extension";
    if (!adds) text = undefined;
    if (!adds) particles = [];
    particles.push(...own.particles);
    all = own.all || (adds && all);
    mixed = definition.mixed || (adds && mixed);
    isUnknown = own.isUnknown || (adds && isUnknown);
  }
  return {
    attributes: [...attributes.values()],
    particles,
    all,
    mixed,
    isUnknown,
    ...(text === undefined ? {} : { text }),
  };
}

function restrictedText(
  definition: ComplexTypeDefinition,
  { type, facets }: { readonly type?: TypeUse; readonly facets: readonly Facet[] },
  base: Text | undefined,
  parent: QName,
  textOf: TextOf,
): Text {
  const string: TypeUse = {
    kind: "named",
    name: { namespace: xsdNamespace, local: "string" },
    place: definition.place,
  };
  const inner = type === undefined ? (base ?? { use: string, parent }) : { use: type, parent };
  return facets.length === 0 ? inner : { use: textOf(definition, inner.use, facets), parent };
}

function contentOf(
  { particles, all, mixed, isUnknown, text }: Folded,
  { place }: ComplexTypeDefinition,
  building: Building,
): Content {
  if (isUnknown) return { kind: "unknown" };
  if (text !== undefined && particles.length === 0) {
    return { kind: "text", type: building.simpleReference(text.use, { namespace: "", local: "value" }, text.parent) };
  }
  const whole = wholeChoices(particles, mixed);
  building.spend(whole.writtenOut, place);
  return { kind: "sequence", particles: whole.particles, ...(all ? { all } : {}), ...(mixed ? { mixed } : {}) };
}

/** The array type of the nearest step that declares one. */
function arrayTypeOf(chain: readonly Step[]): ArrayType | undefined {
  for (const { definition } of chain) {
    const uses = definition.attributes.flatMap((use) => (use.kind === "attribute" ? (use.arrayType ?? []) : []));
    const found = definition.arrayType ?? uses[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

function reportCycle({ name, place }: ComplexTypeDefinition, report: Building["report"]): void {
  report({
    severity: "warning",
    code: "derivation-cycle",
    message: `found ${name?.local ?? "a type"} derived from itself, expected another base; any content is accepted`,
    place,
  });
}
