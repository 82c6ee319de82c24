import { clark, type Element, type Fault } from "../model/service.js";
import { groupOf } from "./property-group.js";
import type { Member, PropertyGroup } from "./value-model.js";

/**
 * The properties of a fault's detail, all optional. Faults with the same detail share a property; those whose details
 * have one element name and several types, as typed parts do, are named after the faults.
 */
export function faultGroup(faults: readonly Fault[]): PropertyGroup {
  const distinct = [
    ...new Map(faults.map((fault) => [`${clark(fault.element.name)} ${fault.element.type.name}`, fault])).values(),
  ];
  const elements = distinct.map(({ element }) => ({ ...element, minOccurs: 0, maxOccurs: 1 }));
  const counts = new Map<string, number>();
  for (const { name } of elements) counts.set(clark(name), (counts.get(clark(name)) ?? 0) + 1);
  const named = elements.map((element, index): Element => {
    const isUnique = counts.get(clark(element.name)) === 1;
    return isUnique ? element : { ...element, name: { namespace: "", local: distinct[index]?.name ?? "" } };
  });
  const group = groupOf(named, "");
  const members = new Map(
    group.members.map((member, index): [Member, Member] => {
      const of = elements[index];
      return [member, of === undefined || member.kind !== "element" ? member : { ...member, of }];
    }),
  );
  const uses = group.alternatives.members.map((use) => ({ ...use, member: members.get(use.member) ?? use.member }));
  return { ...group, members: [...members.values()], alternatives: { ...group.alternatives, members: uses } };
}
