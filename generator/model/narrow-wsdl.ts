import type { Wsdl } from "../read/wsdl/wsdl.js";

/** The names of all operations. */
export function operationNames({ portTypes }: Wsdl): readonly string[] {
  return [...portTypes.values()].flatMap(({ operations }) => operations.map(({ name }) => name));
}

/**
 * Removes operations that are not kept, so that their types are neither built nor reported. Keeps overloads, because
 * their names in the model depend on each other.
 */
export function narrowWsdl(wsdl: Wsdl, isKept: (operation: string) => boolean): Wsdl {
  const overloaded = overloads(wsdl);
  const stays = ({ name }: { readonly name: string }): boolean => isKept(name) || overloaded.has(name);
  const narrowed = <Part extends { readonly operations: readonly { readonly name: string }[] }>(
    parts: ReadonlyMap<string, Part>,
  ): ReadonlyMap<string, Part> =>
    new Map([...parts].map(([key, part]) => [key, { ...part, operations: part.operations.filter(stays) }]));
  return { ...wsdl, portTypes: narrowed(wsdl.portTypes), bindings: narrowed(wsdl.bindings) };
}

/** The names shared by several operations that are bound to SOAP; those of HTTP are the same operations again. */
function overloads({ portTypes, bindings }: Wsdl): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const { protocol, portType } of bindings.values()) {
    if ("style" in protocol) bound.add(`{${portType.namespace}}${portType.local}`);
  }
  const once = new Set<string>();
  const several = new Set<string>();
  for (const [key, { operations }] of portTypes) {
    for (const { name } of bound.has(key) ? operations : []) (once.has(name) ? several : once).add(name);
  }
  return several;
}
