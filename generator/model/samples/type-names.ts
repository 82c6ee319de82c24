import type { Report } from "../../diagnostic.js";
import { formatPlace, type Place } from "../../source.js";
import { clark, type QName } from "../service.js";
import type { EnumerationShape } from "./placeholder.js";
import type { ElementShape } from "./shapes.js";
import type { TypeSightings } from "./unify.js";

/** Names each type on its first use; `element` and `parent` are the context of that use. */
export interface TypeNames {
  ofGroup(group: TypeSightings, element: QName, parent: QName | undefined): QName;
  ofEnumeration(shape: EnumerationShape, element: QName, parent: QName | undefined): QName;
}

/**
 * Names types. A type with a shown name keeps it, and the type of a global element has the element's name; both take
 * precedence. Other complex types are named after their element, or `Parent_Child` if that is taken; other enumerations
 * are `Parent_Child`.
 */
export function typeNames(
  groups: readonly TypeSightings[],
  globals: readonly ElementShape[],
  report: Report,
): TypeNames {
  const claims = claimedNames(groups, globals, report);
  const taken = new Set(claims.keys());
  const names = new Map<TypeSightings, QName>();
  for (const group of groups) if (claims.get(clark(group.name)) === group) names.set(group, group.name);

  const choose = (...wanted: readonly QName[]): QName => {
    let name = wanted.find((candidate) => !taken.has(clark(candidate)));
    const last = wanted.at(-1) ?? { namespace: "", local: "_" };
    for (let number = 2; name === undefined; number++) {
      const numbered = { ...last, local: `${last.local}${number}` };
      if (!taken.has(clark(numbered))) name = numbered;
    }
    taken.add(clark(name));
    return name;
  };
  return {
    ofGroup(group, element, parent) {
      const known = names.get(group);
      if (known !== undefined) return known;
      const name = choose(...wantedNames(group, element, parent));
      names.set(group, name);
      return name;
    },
    ofEnumeration(shape, element, parent) {
      if (shape.name !== undefined) return shape.name.name;
      return parent === undefined ? element : choose(member(element, parent));
    },
  };
}

/** Candidate names, the best first. A cut item of an encoded array has no content, but a name. */
function wantedNames(
  { name, cut, sightings }: TypeSightings,
  element: QName,
  parent: QName | undefined,
): readonly QName[] {
  if (cut && sightings[0].shape.name !== undefined) return [name];
  return parent === undefined ? [element] : [withNamespace(element, parent), member(element, parent)];
}

/** `Parent_Child` */
function member(element: QName, parent: QName): QName {
  return { namespace: parent.namespace, local: `${parent.local}_${element.local}` };
}

/** The type of an unqualified element belongs to the schema of its parent. */
function withNamespace({ namespace, local }: QName, parent: QName): QName {
  return { namespace: namespace || parent.namespace, local };
}

/** Assigns each wanted name to one type, and reports other types that want it. */
function claimedNames(
  groups: readonly TypeSightings[],
  globals: readonly ElementShape[],
  report: Report,
): ReadonlyMap<string, TypeSightings | undefined> {
  const claims = new Map<string, TypeSightings | undefined>();
  const globalShapes = new Set(globals.map(({ type }) => type));
  for (const { name, type } of globals)
    if (type.kind === "enumeration") claims.set(clark(type.name?.name ?? name), undefined);
  for (const group of groups) {
    const claiming = group.sightings.find(({ shape }) => shape.name !== undefined || globalShapes.has(shape));
    if (claiming === undefined) continue;
    const key = clark(group.name);
    const holder = claims.get(key);
    if (holder === undefined) claims.set(key, group);
    // Traffic may show a part of a type each time: the second gets another name.
    else if (claiming.shape.observed !== true)
      reportTwoShapes(group.name.local, claiming.shape.places, holder.sightings[0].shape.places, report);
  }
  return claims;
}

function reportTwoShapes(name: string, places: readonly Place[], earlier: readonly Place[], report: Report): void {
  const [place] = places;
  const [related] = earlier;
  if (place === undefined || related === undefined) return;
  report({
    severity: "error",
    code: "types-disagree",
    message: `found type ${name} with other content than at ${formatPlace(related)}, expected the same content`,
    place,
    related: [related],
    hint: 'one of the two samples was changed or cut: correct it, or leave its operation out with "ignore"',
  });
}
