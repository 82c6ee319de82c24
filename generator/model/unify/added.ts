import { overHttp } from "../../bindings.js";
import { mapMessages, mapReferences, mapReply, mapType, operationElements } from "../traversal.js";
import { reach } from "../reach.js";
import { reason } from "../reason.js";
import { clark, type Element, type Operation, type QName, type Service, type Type } from "../service.js";
import type { Comparison } from "./comparison.js";

/**
 * Adds facts that only pages show: operations with their types, and members of enumerations. A shown type that
 * corresponds to a declared one, or has its name, is replaced by it.
 */
export function addShown(service: Service, operations: readonly Operation[], comparison: Comparison): Service {
  for (const { name, place } of operations) comparison.add(`the operation ${name}`, place);
  const declared = service.types.map((type) => withMembers(type, comparison));
  // An operation of the service may have a binding that only a page shows.
  const bindings = new Set(comparison.shown.operations.flatMap((operation) => operation.bindings));
  const replies = service.operations
    .flatMap((operation) => operation.bindings.filter(overHttp))
    .flatMap((bound) => (bindings.has(bound) && bound.reply ? [bound.reply] : []));
  const elements = [...replies, ...operations.flatMap(operationElements)];
  const keys = keysOf(reach(elements, comparison.shown), service.name, comparison);
  const keyOf = (key: string): string => keys.get(key)?.key ?? key;
  const keyed = (element: Element): Element => mapType(element, keyOf);
  const types = comparison.shown.types.flatMap((type): readonly Type[] => {
    const key = keys.get(clark(type.name));
    return key === undefined || key.isDeclared ? [] : [{ ...mapReferences(type, keyOf), name: key.name }];
  });
  return {
    ...service,
    operations: [
      ...service.operations.map((operation) => ({
        ...operation,
        bindings: operation.bindings.map((bound) => (bindings.has(bound) ? mapReply(bound, keyed) : bound)),
      })),
      ...operations.map((operation) => mapMessages(operation, keyed)),
    ],
    types: [...declared, ...types],
  };
}

/** Adds members. An enumeration that only pages show completely remains open, because it may be longer. */
function withMembers(type: Type, { members }: Comparison): Type {
  const added = members.get(clark(type.name));
  if (type.kind !== "simple" || added === undefined) return type;
  const content = reason("shown", [...type.evidence.content.places, ...added.places]);
  return { ...type, enumeration: [...type.enumeration, ...added.names], evidence: { ...type.evidence, content } };
}

interface Key {
  readonly key: string;
  readonly name: QName;
  readonly isDeclared: boolean;
}

/** Maps the keys of shown types to their keys in the service. */
function keysOf(reached: ReadonlySet<string>, service: string, comparison: Comparison): ReadonlyMap<string, Key> {
  const { shownTypes, declaredTypes, standsFor } = comparison;
  const taken = new Set(declaredTypes.keys());
  const keys = new Map<string, Key>();
  for (const key of reached) {
    const type = shownTypes.get(key);
    if (type === undefined) continue;
    const [partner, ...others] = standsFor.get(key) ?? [];
    const same = others.length === 0 ? partner : undefined;
    // The name of an anonymous type is a guess.
    const named = same ?? (type.anonymous ? undefined : key);
    const declared = named === undefined ? undefined : declaredTypes.get(named);
    if (declared !== undefined) {
      keys.set(key, { key: clark(declared.name), name: declared.name, isDeclared: true });
      continue;
    }
    let name = type.name;
    if (taken.has(clark(name))) name = { ...name, local: `${service}_${name.local}` };
    while (taken.has(clark(name))) name = { ...name, local: `${name.local}_` };
    taken.add(clark(name));
    keys.set(key, { key: clark(name), name, isDeclared: false });
  }
  return keys;
}
