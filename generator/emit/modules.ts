import { overHttp } from "../bindings.js";
import type { Configuration } from "../configuration.js";
import { builtinNames } from "../builtins.js";
import { clark, type Element, type Operation, type Service, type Type } from "../model/service.js";
import { faultElements, referencesOf } from "../model/traversal.js";
import { importsOf, symbol, type Import } from "../../templates/code.js";
import { elementsIn } from "../values/property-group.js";
import { sharedTypes, type SharedTypes } from "../values/types.js";
import { layoutOf, type ModulePlan } from "./layout.js";
import type { Module, ModuleAddress, ModuleType, TypeSymbols } from "./module.js";
import { namesOf, type Names } from "./names.js";
import { moduleOperation } from "./module-operation.js";
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

/** Decides everything that the templates print for a spec: the module of each service first, then those of types. */
export function modulesOf(given: readonly Service[], options: ModuleOptions): readonly Module[] {
  const services = rpcAsDocument(given);
  const types = sharedTypes(services);
  const drafts = layoutOf(services, types.declared, options.name).map((part) => draftOf(part, types));
  const homes = new Map(drafts.flatMap((draft) => draft.part.declared.map((type) => [keyOf(type), draft] as const)));
  return drafts.map((draft) => moduleOf(draft, homes, types, options));
}

/** A module whose names are chosen. */
interface Draft {
  readonly part: ModulePlan;
  /** Types that it declares, refers to or exports again. */
  readonly types: readonly Type[];
  readonly names: Names;
}

function draftOf(part: ModulePlan, shared: SharedTypes): Draft {
  const { all, inline, declared } = shared;
  const elements = part.operations.flatMap(elementsOf);
  const used = typesUsed(elements, part.declared, inline);
  const own = new Set(part.declared.map(keyOf));
  const exported = new Set([...part.declared, ...part.exported].map(keyOf));
  const types = [...all.values()].filter((type) => exported.has(keyOf(type)) || used.has(keyOf(type)));
  const printed = types.filter((type) => own.has(keyOf(type)) || inline.has(keyOf(type)));
  // Exported names are chosen first.
  const imported = declared.filter((type) => used.has(keyOf(type)) && !exported.has(keyOf(type)));
  const names = namesOf(part, part.declared, [...part.exported, ...imported], namespacesOf(part, printed, shared));
  return { part, types, names };
}

/** The keys of the types that elements and types refer to. Inline types are included with their own references. */
function typesUsed(
  elements: readonly Element[],
  types: readonly Type[],
  inline: ReadonlyMap<string, Type>,
): ReadonlySet<string> {
  const used = new Set<string>();
  const pending = [...elements.map(({ type }) => type), ...types.flatMap(referencesOf)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "builtin" || used.has(next.name)) continue;
    used.add(next.name);
    const type = inline.get(next.name);
    if (type !== undefined) pending.push(...referencesOf(type));
  }
  return used;
}

/** All elements in the messages of an operation. */
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
  const { part, names } = draft;
  const { importExtension, scalars } = configuration;
  const types = new Map(
    draft.types.map((type) => {
      const key = keyOf(type);
      return [key, moduleType(type, symbolsOf(key, draft, homes.get(key), importExtension), shared)];
    }),
  );
  return {
    path: part.path,
    runtime: runtimeModule(part, configuration),
    checked,
    documented,
    exports: part.exported.flatMap((type) => exportsOf(types.get(keyOf(type)))),
    addresses: addressesOf(part, names),
    namespaces: names.namespaces,
    operations: part.operations.map((operation) =>
      moduleOperation(operation, part.ports, operationNames(operation, names), types),
    ),
    types,
    declared: part.declared.flatMap((type) => types.get(keyOf(type)) ?? []),
    shared: part.shared,
    scalars: new Map(builtinNames.map((name) => [name, scalarOf(name, scalars)])),
  };
}

/** The specifier of the runtime. The number is the version of the table format that the package must support. */
function runtimeModule(part: ModulePlan, { runtime, importExtension }: Configuration): string {
  if (runtime === "package") return "soapwright-runtime/v1";
  return `${part.shared ? "../" : "./"}runtime/index${importExtension}`;
}

/** The symbols of a type that the module `home` declares, for use in `draft`. */
function symbolsOf(
  key: string,
  draft: Draft,
  home: Draft | undefined,
  extension: Configuration["importExtension"],
): TypeSymbols | undefined {
  const here = draft.names.types.get(key);
  const there = home?.names.types.get(key);
  if (here === undefined || home === undefined || there === undefined) return undefined;
  if (home === draft) return { ...here, members: here.type };
  const from = `./${basename(home.part.path)}${extension}` as const;
  return {
    type: symbol(from, there.type, true, here.type),
    members: symbol(from, there.type, false, here.type),
    table: symbol(from, there.table, false, here.table),
    base: symbol(from, there.base, true, here.base),
  };
}

function exportsOf(type: ModuleType | undefined): readonly Import[] {
  if (type === undefined || !("names" in type)) return [];
  return importsOf(type.kind === "enumeration" ? type.names.members : type.names.type);
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

/** The namespaces in the tables of a module, its own first; `types` are those whose content it prints. */
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
