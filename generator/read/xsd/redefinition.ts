import type { QName } from "./qname.js";
import type { AttributeParticle, ParticleDefinition, TypeDefinition, TypeUse } from "./schema.js";
import type { Component } from "./read-schema.js";

/**
 * Renames references of a component in `redefine` to its own name into `original`, the component that it replaces (XSD
 * 1.0 part 1, 4.2.2): a type's base, or a group in a group.
 */
export function redefine(component: Component, original: QName): Component {
  const { name } = component;
  const rename = (reference: QName): QName =>
    reference.local === name.local && reference.namespace === name.namespace ? original : reference;
  switch (component.kind) {
    case "type":
      return { ...component, definition: renameBase(component.definition, rename) };
    case "group": {
      const { particle, ...definition } = component.definition;
      if (particle === undefined) return component;
      return { ...component, definition: { ...definition, particle: renameGroups(particle, rename) } };
    }
    case "attributeGroup": {
      const attributes = component.definition.attributes.map((each): AttributeParticle =>
        each.kind === "attributeGroup" ? { ...each, name: rename(each.name) } : each,
      );
      return { ...component, definition: { ...component.definition, attributes } };
    }
    case "element":
    case "attribute":
      return component;
  }
}

function renameBase(type: TypeDefinition, rename: (reference: QName) => QName): TypeDefinition {
  if (type.kind === "complex") {
    const { derivation } = type;
    if (derivation.kind === "none") return type;
    return { ...type, derivation: { ...derivation, base: rename(derivation.base) } };
  }
  const { variety } = type;
  if (variety.kind !== "restriction" || variety.base.kind !== "named") return type;
  const base: TypeUse = { ...variety.base, name: rename(variety.base.name) };
  return { ...type, variety: { ...variety, base } };
}

/** As deep as the document, whose depth is bounded. */
function renameGroups(particle: ParticleDefinition, rename: (reference: QName) => QName): ParticleDefinition {
  switch (particle.kind) {
    case "groupReference":
      return { ...particle, name: rename(particle.name) };
    case "sequence":
    case "choice":
    case "all":
      return { ...particle, particles: particle.particles.map((each) => renameGroups(each, rename)) };
    case "element":
    case "elementReference":
    case "any":
      return particle;
  }
}
