import { isEncodingNamespace, xmlNamespace, xsdNamespace } from "../../namespaces.js";
import type { AttributeDeclaration, AttributeParticle, ParticleDefinition, TypeUse } from "../../read/xsd/schema.js";
import { clark, type Attribute, type QName } from "../service.js";
import type { Building } from "./building.js";
import { declared } from "./declared.js";

/** An attribute that one step of a derivation adds, restricts or prohibits. */
export type AttributeStep =
  { readonly kind: "use"; readonly attribute: Attribute } | { readonly kind: "prohibited"; readonly key: string };

/** The attributes that one type declares itself, with attribute groups expanded. `parent` is its name. */
export function ownAttributes(
  particles: readonly AttributeParticle[],
  parent: QName,
  building: Building,
): readonly AttributeStep[] {
  const steps: AttributeStep[] = [];
  const seen = new Set<string>();
  const pending = particles.toReversed();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "attribute") {
      if (seen.size === 0 || building.spend(1, next.declaration.place)) {
        steps.push(...attributeStep(next, parent, building));
      }
      continue;
    }
    const key = clark(next.name);
    if (seen.has(key) || isEncodingNamespace(next.name.namespace)) continue;
    seen.add(key);
    const group = building.schemas.attributeGroups.get(key);
    if (group === undefined) {
      building.reportUnresolved("attribute group", next.name, next.place, "its attributes are left out");
    } else for (const each of group.attributes.toReversed()) pending.push(each);
  }
  return steps;
}

/** The attributes that are by mistake in the groups to which a content refers, each group once. */
export function groupAttributes(
  particle: ParticleDefinition | undefined,
  building: Building,
): readonly AttributeParticle[] {
  const attributes: AttributeParticle[] = [];
  const seen = new Set<string>();
  const pending = particle === undefined ? [] : [particle];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    // Groups that repeat too much are refused when the content is expanded.
    if (next.maxOccurs === 0 || !building.spend(0, next.place)) continue;
    if ("particles" in next) pending.push(...next.particles.toReversed());
    if (next.kind !== "groupReference" || seen.has(clark(next.name))) continue;
    seen.add(clark(next.name));
    const group = building.schemas.groups.get(clark(next.name));
    if (group?.particle !== undefined) pending.push(group.particle);
    attributes.push(...(group?.attributes ?? []));
  }
  return attributes;
}

/** Applies one step of a derivation to the attributes of the base, by name. */
export function applyAttributes(attributes: Map<string, Attribute>, steps: readonly AttributeStep[]): void {
  for (const step of steps) {
    if (step.kind === "prohibited") attributes.delete(step.key);
    else attributes.set(clark(step.attribute.name), step.attribute);
  }
}

function attributeStep(
  particle: AttributeParticle & { readonly kind: "attribute" },
  parent: QName,
  building: Building,
): readonly AttributeStep[] {
  const name = "reference" in particle.declaration ? particle.declaration.reference : particle.declaration.name;
  if (isEncodingNamespace(name.namespace)) return [];
  if (particle.use === "prohibited") return [{ kind: "prohibited", key: clark(name) }];
  const { place } = particle.declaration;
  const isLocal = !("reference" in particle.declaration);
  const declaration =
    "reference" in particle.declaration ? globalAttribute(name, particle, building) : particle.declaration;
  const value = particle.default ?? (particle.fixed === undefined ? declaration.default : undefined);
  const fixed = particle.fixed ?? declaration.fixed;
  const { documentation } = declaration;
  const why = declared(place);
  const attribute: Attribute = {
    name,
    type: building.simpleReference(declaration.type, name, isLocal ? parent : undefined),
    use: particle.use,
    ...(value === undefined ? {} : { default: value }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(documentation === undefined ? {} : { documentation }),
    evidence: { type: isLocal ? why : declared(declaration.place), use: why },
  };
  return [{ kind: "use", attribute }];
}

function globalAttribute(
  name: QName,
  { declaration: { place } }: AttributeParticle & { readonly kind: "attribute" },
  { schemas, reportUnresolved }: Building,
): AttributeDeclaration {
  const declaration = schemas.attributes.get(clark(name));
  if (declaration !== undefined) return declaration;
  // Attributes of the XML namespace need no declaration.
  if (name.namespace !== xmlNamespace) reportUnresolved("attribute", name, place, "any text is accepted");
  const type: TypeUse = { kind: "named", name: { namespace: xsdNamespace, local: "string" }, place };
  return { name, type, place };
}
