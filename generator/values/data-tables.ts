import { clark, type ComplexType, type Element, type Type } from "../model/service.js";
import { elementsIn } from "../model/traversal.js";
import { columnName, elementName, elementProperties } from "./property-names.js";
import type { Property } from "./value-model.js";

export interface DataTables {
  /** The namespace of the element of the first table. Other elements state theirs if it is another. */
  readonly namespace: string;
  /** The elements of rows by the names of their tables, those of nested tables last. */
  readonly tables: readonly Property<Element>[];
}

/** The tables of a typed DataSet, level by level: first its own, then those that are nested in rows. */
export function dataTables(type: ComplexType, types: ReadonlyMap<string, Type>): DataTables {
  const tables = new Map<string, Element>();
  const containers = new Set([type]);
  // The set grows during the loop.
  for (const container of containers) {
    for (const element of elementsIn(container.content)) {
      const row = element.type.kind === "type" ? types.get(element.type.name) : undefined;
      if (row?.kind !== "complex" || row.data !== "row") continue;
      if (!tables.has(clark(element.name))) tables.set(clark(element.name), element);
      containers.add(row);
    }
  }
  const elements = [...tables.values()].map((element) => ({
    ...element,
    minOccurs: 0,
    maxOccurs: "unbounded" as const,
  }));
  const names = elementProperties(elements, [], columnName);
  return {
    namespace: elements[0]?.name.namespace ?? type.name.namespace,
    tables: elements.map((of, index) => ({ of, property: names[index] ?? elementName(of.name.local) })),
  };
}
