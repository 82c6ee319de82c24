/** Kinds of content for which clients have a type of their own: lists, any XML, and values that state their types. */
import type { Element, Particle, Type, TypeReference } from "./service.js";

/** The item of a type that contains only one repeated element (`ArrayOfX`), and therefore is a list. */
export function listItem(type: Type): Element | undefined {
  if (type.kind !== "complex" || type.wrapper || type.attributes.length > 0 || type.content.kind !== "sequence")
    return undefined;
  if (type.data !== undefined) return undefined;
  if (type.content.mixed || type.abstract || type.derived !== undefined) return undefined;
  const [item, ...others] = type.content.particles;
  if (item === undefined || others.length > 0 || item.kind !== "element") return undefined;
  if (item.maxOccurs === 0 || item.maxOccurs === 1) return undefined;
  return item;
}

/** True for a type that contains only wildcards, as for `XmlNode` and `DataSet`: its content is any XML. */
export function isAnyContent(type: Type): boolean {
  if (type.kind !== "complex" || type.wrapper || type.attributes.length > 0 || type.content.kind !== "sequence")
    return false;
  const { particles } = type.content;
  return particles.length > 0 && particles.every(isWildcard);
}

/** True for a wildcard, and for a group of them: Mono declares a DataSet as a sequence that repeats. */
function isWildcard(particle: Particle): boolean {
  if (particle.kind === "any" || particle.kind === "element") return particle.kind === "any";
  return particle.particles.length > 0 && particle.particles.every(isWildcard);
}

/** True for anyType whose values have the type that `xsi:type` states. */
export function isAnyType(reference: TypeReference): boolean {
  return reference.kind === "builtin" && reference.name === "anyType" && reference.xml !== true;
}
