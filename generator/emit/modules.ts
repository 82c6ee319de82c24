import { overHttp } from "../bindings.js";
import type { Configuration } from "../configuration.js";
import { builtinNames } from "../builtins.js";
import { clark, type Element, type Operation, type Service, type Type, type TypeReference } from "../model/service.js";
import { faultElements } from "../model/traversal.js";
import { elementsIn } from "../values/property-group.js";
import { sharedTypes, type SharedTypes } from "../values/types.js";
import { layoutOf, type ModulePlan } from "./layout.js";
import type { ImportedName, Module, ModuleAddress, ModuleImport, ModuleType } from "./module.js";
import { namesOf, type Names } from "./names.js";
import { moduleOperation } from "./module-operation.js";
import { referencesOf } from "../values/references.js";
import { rpcAsDocument } from "../values/rpc.js";
import { scalarOf } from "./scalar.js";
import { moduleType } from "./module-type.js";

export interface ModuleOptions {
  /** The name of the spec. */
  readonly name: string;
  readonly configuration: Configuration;
  /** As in `EmitOptions`. */
  readonly checked?: string;
  readonly documented?: boolean;
}

/** Decides all that the templates print of the services of a spec: the module of each service first, then those of types. */
export function modulesOf(given: readonly Service[], options: ModuleOptions): readonly Module[] {
  const services = rpcAsDocument(given);
  const types = sharedTypes(services);
  const drafts = layoutOf(services, types.declared, options.name).map((part) => draftOf(part, types));
  const homes = new Map(drafts.flatMap((draft) => draft.part.declared.map((type) => [keyOf(type), draft] as const)));
  return drafts.map((draft) => moduleOf(draft, homes, types, options));
}

/** A part whose names are chosen. */
interface Draft {
  readonly part: ModulePlan;
  readonly references: readonly TypeReference[];
  /** Those of them that types name, and not tables alone. */
  readonly typed: readonly TypeReference[];
  /** Those that it declares, refers to or hands on. */
  readonly types: readonly Type[];
  readonly names: Names;
}

function draftOf(part: ModulePlan, shared: SharedTypes): Draft {
  const { all, inline, declared } = shared;
  const elements = part.operations.flatMap(elementsOf);
  const references = referencesOf(elements, part.declared, inline);
  const typed = referencesOf(elements, part.declared.map(asTyped), inline);
  const used = new Set(references.flatMap((each) => (each.kind === "type" ? each.name : [])));
  const own = new Set(part.declared.map(keyOf));
  const exported = new Set([...part.declared, ...part.exported].map(keyOf));
  const types = [...all.values()].filter((type) => exported.has(keyOf(type)) || used.has(keyOf(type)));
  const printed = types.filter((type) => own.has(keyOf(type)) || inline.has(keyOf(type)));
  // What it exports chooses its name first.
  const imported = declared.filter((type) => used.has(keyOf(type)) && !exported.has(keyOf(type)));
  const names = namesOf(part, part.declared, [...part.exported, ...imported], namespacesOf(part, printed, shared));
  return { part, references, typed, types, names };
}

/** Of an abstract type only the table holds its own content: its TypeScript type is the union of those that are derived from it. */
function asTyped(type: Type): Type {
  if (type.kind !== "complex" || !type.abstract || type.derived === undefined) return type;
  return { ...type, attributes: [], content: { kind: "sequence", particles: [] } };
}

/** All that stands in the messages of an operation. */
function elementsOf(operation: Operation): readonly Element[] {
  const { request, response } = operation;
  const messages = response === undefined ? [request] : [request, response];
  return [...messages.flatMap(({ body, header }) => [...body, ...header]), ...faultElements(operation)];
}

function moduleOf(
  draft: Draft,
  homes: ReadonlyMap<string, Draft>,
  shared: SharedTypes,
  { configuration, checked, documented = false }: ModuleOptions,
): Module {
  const { part, references, typed, names } = draft;
  const { importExtension, scalars } = configuration;
  const types = new Map(
    draft.types.map((type) => [keyOf(type), moduleType(type, names.types.get(keyOf(type)), shared)]),
  );
  const used = references.flatMap((each) => (each.kind === "type" ? (types.get(each.name) ?? []) : []));
  const exported = part.exported.flatMap((type) => types.get(keyOf(type)) ?? []);
  return {
    path: part.path,
    runtime: `${part.shared ? "../" : "./"}runtime/index${importExtension}`,
    checked,
    documented,
    imports: importsOf(used, draft, homes, importExtension, true),
    exports: importsOf(exported, draft, homes, importExtension, false),
    addresses: addressesOf(part, names),
    namespaces: names.namespaces,
    operations: part.operations.map((operation) =>
      moduleOperation(operation, part.ports, operationNames(operation, names), types),
    ),
    types,
    declared: part.declared.flatMap((type) => types.get(keyOf(type)) ?? []),
    shared: part.shared,
    references,
    typed,
    scalars: new Map(builtinNames.map((name) => [name, scalarOf(name, scalars)])),
  };
}

/** Where the types are declared that `draft` does not declare itself, as what they are called there and here. */
function importsOf(
  types: readonly ModuleType[],
  draft: Draft,
  homes: ReadonlyMap<string, Draft>,
  extension: Configuration["importExtension"],
  withTables: boolean,
): readonly ModuleImport[] {
  const imports = new Map<Draft, ImportedName[]>();
  const typed = new Set(draft.typed.map(({ name }) => name));
  for (const type of types) {
    if (!("names" in type)) continue;
    const key = keyOf(type.type);
    const home = homes.get(key);
    const there = home?.names.types.get(key);
    if (home === undefined || home === draft || there === undefined) continue;
    const names = imports.get(home) ?? [];
    imports.set(home, names);
    // Of an enumeration, the list of its members is all that a table needs, unless a function wraps it.
    const hasTable = type.kind !== "enumeration" || type.typeName !== undefined;
    const isType = type.kind !== "enumeration" || (withTables && hasTable);
    if (!isType || !withTables || typed.has(key)) names.push({ name: there.type, as: type.names.type, isType });
    if (withTables && hasTable) names.push({ name: there.table, as: type.names.table, isType: false });
  }
  return [...imports].map(([{ part }, names]) => ({ from: `./${basename(part.path)}${extension}`, names }));
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function keyOf({ name }: Type): string {
  return clark(name);
}

function operationNames(operation: Operation, { operations }: Names) {
  const names = operations.get(operation);
  if (names === undefined) throw new TypeError(`${operation.name} has no name`);
  return names;
}

function addressesOf({ ports }: ModulePlan, names: Names): ModuleAddress[] {
  return [...names.addresses].map(([url, name]) => {
    const at = ports.filter(({ address }) => address === url);
    return { name, address: url, ports: at, only: at.length === ports.length };
  });
}

/** All that the tables of a module name, its own first; `types` are those whose content it prints. */
function namespacesOf(part: ModulePlan, types: readonly Type[], { typeNames }: SharedTypes): readonly string[] {
  const uris = new Set<string>();
  for (const operation of part.operations) {
    for (const { name } of elementsOf(operation)) uris.add(name.namespace);
    for (const { root } of operation.bindings.filter(overHttp)) if (root !== undefined) uris.add(root.namespace);
  }
  for (const type of types) {
    if (typeNames.has(keyOf(type))) uris.add(type.name.namespace);
    if (type.kind !== "complex") continue;
    for (const { name } of type.attributes) uris.add(name.namespace);
    const elements = type.content.kind === "sequence" ? elementsIn(type.content.particles) : [];
    for (const { name } of elements.length === 0 ? [type] : elements) uris.add(name.namespace);
  }
  uris.delete("");
  return uris.has(part.namespace) ? [...new Set([part.namespace, ...uris])] : [...uris];
}
