import type { Report } from "../../diagnostic.js";
import { formatPlace, type Place } from "../../source.js";
import { groupBy } from "../../group-by.js";
import { clark, type QName } from "../service.js";
import { isTelling } from "../telling-names.js";
import type { EnumerationShape } from "./placeholder.js";
import type { TypeUse } from "./type-uses.js";
import type { Root } from "./shapes.js";
import type { TypeSightings } from "./group-sightings.js";

export interface TypeNames {
  ofGroup(group: TypeSightings): QName;
  /** Names an enumeration on its first use; `element` and `parent` are the context of that use. */
  ofEnumeration(shape: EnumerationShape, element: QName, parent: QName | undefined): QName;
}

/**
 * Names types. A type with a shown name keeps it, and the type of a global element has the element's name; both take
 * precedence. Other complex types are named after their element, or all of them `Parent_Child` if several types or no
 * reader could tell what that means; other enumerations are `Parent_Child`. `uses` has parents before their members.
 */
export function typeNames(
  groups: readonly TypeSightings[],
  uses: ReadonlyMap<TypeSightings, TypeUse>,
  roots: readonly Root[],
  report: Report,
): TypeNames {
  const claims = claimedNames(groups, roots, report);
  const taken = new Set(claims.keys());
  const names = new Map<TypeSightings, QName>();
  for (const group of claims.values()) if (group !== undefined) names.set(group, group.name);

  const choose = (wanted: QName): QName => {
    let name = wanted;
    for (let number = 2; taken.has(clark(name)); number++) name = { ...wanted, local: `${wanted.local}_${number}` };
    taken.add(clark(name));
    return name;
  };
  const ownNames = namesOfElements(uses, names);
  for (const group of alone(ownNames, taken)) names.set(group, choose(ownNames.get(group) ?? group.name));
  for (const [group, use] of uses) {
    if (!names.has(group)) names.set(group, choose(qualifiedName(group, use, names)));
  }
  return {
    ofGroup: (group) => names.get(group) ?? group.name,
    ofEnumeration(shape, element, parent) {
      if (shape.name !== undefined) return shape.name.name;
      return parent === undefined ? element : choose(member(element, parent.local, parent.namespace));
    },
  };
}

/** The names of the elements of types without one. The type of an unqualified element belongs to the schema of its parent. */
function namesOfElements(
  uses: ReadonlyMap<TypeSightings, TypeUse>,
  names: ReadonlyMap<TypeSightings, QName>,
): ReadonlyMap<TypeSightings, QName> {
  const namespaces = new Map<TypeSightings, string>();
  const found = new Map<TypeSightings, QName>();
  for (const [group, { element, parent, root }] of uses) {
    const enclosing = parent === undefined ? root?.wrapper?.namespace : namespaces.get(parent);
    const own = { ...element, namespace: element.namespace || (enclosing ?? "") };
    namespaces.set(group, names.get(group)?.namespace ?? own.namespace);
    if (!names.has(group)) found.set(group, own);
  }
  return found;
}

/** The types that can be called by the names of their elements. */
function alone(ownNames: ReadonlyMap<TypeSightings, QName>, taken: ReadonlySet<string>): readonly TypeSightings[] {
  const byName = groupBy([...ownNames.keys()], (group) => clark(ownNames.get(group) ?? group.name));
  return [...byName].flatMap(([key, [group, ...others]]) => {
    const isPlain = others.length === 0 && !taken.has(key) && !hasShownName(group) && isTelling(group.name.local);
    return isPlain ? group : [];
  });
}

/** `Parent_Child`, or `Message_Element` for one of several types of a global element. */
function qualifiedName(
  group: TypeSightings,
  { element, parent, root }: TypeUse,
  names: ReadonlyMap<TypeSightings, QName>,
): QName {
  // A cut item of an encoded array has no content, but a name.
  if (hasShownName(group)) return group.name;
  if (parent !== undefined) {
    const { local, namespace } = names.get(parent) ?? parent.name;
    return member(element, local, namespace);
  }
  const wrapper = root?.wrapper;
  if (wrapper !== undefined) return member(element, wrapper.local, wrapper.namespace);
  return root === undefined ? element : member(element, root.message, element.namespace);
}

function member({ local }: QName, parent: string, namespace: string): QName {
  return { namespace, local: `${parent}_${local}` };
}

function hasShownName({ cut, sightings }: TypeSightings): boolean {
  return cut === true && sightings[0].shape.name !== undefined;
}

/**
 * Assigns each wanted name to one type, and reports the second of two types that want it. Traffic may show a part of a
 * type each time: of several types in traffic, none has the name.
 */
function claimedNames(
  groups: readonly TypeSightings[],
  roots: readonly Root[],
  report: Report,
): ReadonlyMap<string, TypeSightings | undefined> {
  const claims = new Map<string, TypeSightings | undefined>();
  const globals = roots.filter(({ wrapper }) => wrapper === undefined).map(({ element }) => element);
  const globalShapes = new Set(globals.map(({ type }) => type));
  const messages = new Map(roots.map(({ element, message }) => [element.type, message]));
  for (const { name, type } of globals)
    if (type.kind === "enumeration") claims.set(clark(type.name?.name ?? name), undefined);
  const claiming = groups.flatMap((group) => {
    const sighting = group.sightings.find(({ shape }) => shape.name !== undefined || globalShapes.has(shape));
    return sighting === undefined ? [] : { group, shape: sighting.shape };
  });
  for (const [key, rivals] of groupBy(claiming, ({ group }) => clark(group.name))) {
    const [first, ...others] = rivals.filter(({ shape }) => shape.observed !== true);
    const [only, ...rest] = rivals;
    claims.set(key, first?.group ?? (rest.length === 0 ? only.group : undefined));
    if (first === undefined) continue;
    for (const { group, shape } of others) {
      const isAnswer = areOfOneOperation(messages.get(first.shape), messages.get(shape));
      reportTwoShapes(group.name.local, shape.places, first.group.sightings[0].shape.places, isAnswer, report);
    }
  }
  return claims;
}

/** True for the request and the response of an operation, whose root elements may have one name. */
function areOfOneOperation(first: string | undefined, second: string | undefined): boolean {
  if (first === undefined || second === undefined) return false;
  return second === `${first}Response` || first === `${second}Response`;
}

function reportTwoShapes(
  name: string,
  places: readonly Place[],
  earlier: readonly Place[],
  isAnswer: boolean,
  report: Report,
): void {
  const [place] = places;
  const [related] = earlier;
  if (place === undefined || related === undefined) return;
  if (isAnswer) {
    report({
      severity: "warning",
      code: "types-disagree",
      doubt: "type",
      message: `found type ${name} with other content than in the request at ${formatPlace(related)}, expected the same content; they are two types`,
      place,
      related: [related],
      hint: "if both are right, nothing is needed; otherwise correct the sample that was changed or cut",
    });
    return;
  }
  report({
    severity: "error",
    code: "types-disagree",
    message: `found type ${name} with other content than at ${formatPlace(related)}, expected the same content`,
    place,
    related: [related],
    hint: 'one of the two samples was changed or cut: correct it, or leave its operation out with "ignore"',
  });
}
