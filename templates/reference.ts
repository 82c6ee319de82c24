import type { Group, Module, ModuleAlias, ModuleList, ModuleType, Property } from "../generator/emit/module.js";
import type { Attribute, Element, TypeReference } from "../generator/model/service.js";
import { stringLiteral } from "./escape.js";
import { object, type Entry } from "./expression.js";

/** The TypeScript type of a reference: `DateTime`, `ImageStatus`, `(string | null)[]`. */
export function typeOf(reference: TypeReference, module: Module): string {
  const type = resolve(reference, module);
  switch (type.kind) {
    case "builtin":
      return module.scalars.get(type.name)?.type ?? "string";
    case "list":
      return listOf(type.item.of, module);
    case "alias":
    case "object":
    case "enumeration":
      return type.names.type;
  }
}

/** `(string | null)[]` */
export function listOf(item: Element, module: Module): string {
  const type = typeOf(item.type, module);
  return item.nillable ? `(${type} | null)[]` : `${type}[]`;
}

/** The type of a property, or of a message's one element: `string | null | undefined`. */
export function memberType(element: Element, module: Module): string {
  const nil = element.nillable ? " | null" : "";
  const type = element.maxOccurs === 1 ? `${typeOf(element.type, module)}${nil}` : listOf(element, module);
  return element.minOccurs === 0 ? `${type} | undefined` : type;
}

/** What reads and writes a reference: `dateTime`, `ImageStatusTable`, `{ list: { string } }`. `namespace` is the outer table's. */
export function codecOf(reference: TypeReference, namespace: string, module: Module): string {
  const type = resolve(reference, module);
  switch (type.kind) {
    case "builtin":
      return module.scalars.get(type.name)?.codec ?? type.name;
    case "list":
      return object(listEntries(type, namespace, module));
    case "alias":
    case "object":
      return type.names.table;
    case "enumeration":
      return `${type.type.open ? "openEnumeration" : "enumeration"}(${type.names.type})`;
  }
}

/** The table of a list; `outer` is the namespace that it takes from the table round it. */
export function listEntries(
  { item, namespace }: ModuleList | ModuleAlias,
  outer: string | undefined,
  module: Module,
): readonly Entry[] {
  return [
    ["namespace", namespace === outer ? undefined : namespaceOf(namespace, module)],
    ["list", object([itemOf(item, namespace, module)])],
  ];
}

/** The element of a list, which repeats any number of times without saying so. */
function itemOf({ property, of: item }: Property<Element>, namespace: string, module: Module): Entry {
  return particleOf({ property, of: { ...item, minOccurs: 1, maxOccurs: 1 } }, namespace, module);
}

/** An element in a table: the type alone, or with what differs from one element that must be there. */
export function particleOf({ property, of: element }: Property<Element>, namespace: string, module: Module): Entry {
  const type = codecOf(element.type, namespace, module);
  const facts: readonly Entry[] = [
    ["minOccurs", element.minOccurs === 0 ? "0" : undefined],
    ["maxOccurs", maxOccursOf(element)],
    ["nillable", element.nillable ? "true" : undefined],
    ["name", element.name.local === property ? undefined : stringLiteral(element.name.local)],
    ["namespace", element.name.namespace === namespace ? undefined : namespaceOf(element.name.namespace, module)],
  ];
  return [property, withFacts(type, facts)];
}

/** `{ namespace, sequence: { GetImageStatus: GetImageStatusTable } }` */
export function groupTable({ namespace, elements }: Group, module: Module): string {
  if (elements.length === 0) return "{}";
  return object([
    ["namespace", namespaceOf(namespace, module)],
    ["sequence", object(elements.map((element) => particleOf(element, namespace, module)))],
  ]);
}

/** The constant of a namespace; none stands for the empty one. */
export function namespaceOf(uri: string, module: Module): string {
  return module.namespaces.get(uri) ?? stringLiteral(uri);
}

/** An attribute in a table, likewise. */
export function attributeOf({ property, of: { name, type, use } }: Property<Attribute>, module: Module): Entry {
  const codec = codecOf(type, "", module);
  const facts: readonly Entry[] = [
    ["use", use === "optional" ? `"optional"` : undefined],
    ["name", `$${name.local}` === property ? undefined : stringLiteral(name.local)],
    ["namespace", name.namespace === "" ? undefined : namespaceOf(name.namespace, module)],
  ];
  return [property, withFacts(codec, facts)];
}

function withFacts(type: string, facts: readonly Entry[]): string {
  return facts.every(([, text]) => text === undefined) ? type : object([["type", type], ...facts]);
}

function maxOccursOf({ maxOccurs }: Element): string | undefined {
  if (maxOccurs === "unbounded") return "Infinity";
  return maxOccurs === 1 ? undefined : String(maxOccurs);
}

export function resolve(reference: TypeReference, module: Module): ModuleType {
  if (reference.kind === "builtin") return { kind: "builtin", name: reference.name };
  const type = module.types.get(reference.name);
  if (type === undefined) throw new TypeError(`the service has no type ${reference.name}`);
  return type;
}
