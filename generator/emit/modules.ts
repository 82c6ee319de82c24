import type { Configuration } from "../configuration.js";
import { builtins, type BuiltinName } from "../model/builtin.js";
import {
  clark,
  isAnyContent,
  listItem,
  type ComplexType,
  type Operation,
  type Service,
  type Type,
  type TypeReference,
} from "../model/service.js";
import { contentOf, referencesOf, textOf, withProperties } from "./group.js";
import { layoutOf, type Part } from "./layout.js";
import { inlineLists } from "./lists.js";
import type { ImportedName, Module, ModuleAddress, ModuleImport, ModuleType } from "./module.js";
import { attributeProperties, namesOf, type Names, type TypeNames } from "./names.js";
import { isHttp, moduleOperation } from "./operations.js";
import { rpcAsDocument } from "./rpc.js";
import { scalarOf } from "./scalar.js";

export interface ModuleOptions {
  /** The name of the spec. */
  readonly name: string;
  readonly configuration: Configuration;
  /** As in `EmitOptions`. */
  readonly checked?: string;
}

/** Decides all that the templates print of the services of a spec: the module of each service first, then those of types. */
export function modulesOf(given: readonly Service[], options: ModuleOptions): readonly Module[] {
  const services = rpcAsDocument(given);
  const types = sharedTypes(services);
  const drafts = layoutOf(services, types.declared, options.name).map((part) => draftOf(part, types));
  const homes = new Map(drafts.flatMap((draft) => draft.part.declared.map((type) => [keyOf(type), draft] as const)));
  const repeating = repeatingTypes([...types.all.values()]);
  return drafts.map((draft) => moduleOf(draft, homes, repeating, options));
}

/** The types of all services: those of one key are one. */
interface SharedTypes {
  readonly all: ReadonlyMap<string, Type>;
  /** Those that are written where they are used. */
  readonly lists: ReadonlyMap<string, ComplexType>;
  /** Those that have a declaration, and so a name. */
  readonly declared: readonly Type[];
}

function sharedTypes(services: readonly Service[]): SharedTypes {
  const all = new Map(services.flatMap(({ types }) => types.map((type) => [keyOf(type), type] as const)));
  const inline = inlineLists([...all.values()]);
  const complex = [...all.values()].filter((type) => type.kind === "complex");
  return {
    all,
    lists: new Map(complex.filter((type) => inline.has(keyOf(type))).map((type) => [keyOf(type), type])),
    declared: [...all.values()].filter((type) => !inline.has(keyOf(type)) && !isPlain(type)),
  };
}

/** A part whose names are chosen. */
interface Draft {
  readonly part: Part;
  readonly references: readonly TypeReference[];
  /** Those that it declares, refers to or hands on. */
  readonly types: readonly Type[];
  readonly names: Names;
}

function draftOf(part: Part, { all, lists, declared }: SharedTypes): Draft {
  const messages = part.operations.flatMap(({ request, response }) => (response ? [request, response] : [request]));
  const references = referencesOf(
    messages.flatMap(({ body, header }) => [...body, ...header]),
    part.declared.filter((type) => type.kind === "complex"),
    lists,
  );
  const used = new Set(references.flatMap((each) => (each.kind === "type" ? each.name : [])));
  const own = new Set(part.declared.map(keyOf));
  const exported = new Set([...part.declared, ...part.exported].map(keyOf));
  const types = [...all.values()].filter((type) => exported.has(keyOf(type)) || used.has(keyOf(type)));
  const printed = types.filter((type) => own.has(keyOf(type)) || lists.has(keyOf(type)));
  // What it exports chooses its name first.
  const imported = declared.filter((type) => used.has(keyOf(type)) && !exported.has(keyOf(type)));
  const names = namesOf(part, part.declared, [...part.exported, ...imported], namespacesOf(part, printed));
  return { part, references, types, names };
}

function moduleOf(
  draft: Draft,
  homes: ReadonlyMap<string, Draft>,
  repeating: ReadonlySet<string>,
  { configuration, checked }: ModuleOptions,
): Module {
  const { part, references, names } = draft;
  const { importExtension, scalars } = configuration;
  const types = new Map(
    draft.types.map((type) => [keyOf(type), moduleType(type, names.types.get(keyOf(type)), repeating)]),
  );
  const used = references.flatMap((each) => (each.kind === "type" ? (types.get(each.name) ?? []) : []));
  const exported = part.exported.flatMap((type) => types.get(keyOf(type)) ?? []);
  return {
    path: part.path,
    runtime: `${part.shared ? "../" : "./"}runtime/index${importExtension}`,
    checked,
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
  for (const type of types) {
    if (!("names" in type)) continue;
    const key = keyOf(type.type);
    const home = homes.get(key);
    const there = home?.names.types.get(key);
    if (home === undefined || home === draft || there === undefined) continue;
    const names = imports.get(home) ?? [];
    imports.set(home, names);
    names.push({ name: there.type, as: type.names.type, isType: type.kind !== "enumeration" });
    if (withTables && type.kind !== "enumeration") {
      names.push({ name: there.table, as: type.names.table, isType: false });
    }
  }
  return [...imports].map(([{ part }, names]) => ({ from: `./${basename(part.path)}${extension}`, names }));
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function keyOf({ name }: Type): string {
  return clark(name);
}

function moduleType(type: Type, names: TypeNames | undefined, repeating: ReadonlySet<string>): ModuleType {
  if (type.kind === "simple") {
    return names === undefined ? { kind: "builtin", name: type.base } : { kind: "enumeration", type, names };
  }
  if (isAnyContent(type)) return { kind: "builtin", name: "anyType" };
  const group = contentOf(type);
  const [item] = group.elements;
  if (listItem(type) !== undefined && item !== undefined) {
    const list = { namespace: group.namespace, item };
    return names === undefined ? { kind: "list", ...list } : { kind: "alias", ...list, type, names };
  }
  if (names === undefined) throw new TypeError(`${keyOf(type)} has no name`);
  return {
    kind: "object",
    type,
    names,
    ...group,
    attributes: withProperties(attributeProperties(type.attributes), type.attributes),
    text: textOf(type),
    repeats: repeating.has(keyOf(type)),
  };
}

/** True for a restriction without an enumeration, and for any content: a builtin says the same. */
function isPlain(type: Type): boolean {
  return isAnyContent(type) || (type.kind === "simple" && type.enumeration.length === 0);
}

function operationNames(operation: Operation, { operations }: Names) {
  const names = operations.get(operation);
  if (names === undefined) throw new TypeError(`${operation.name} has no name`);
  return names;
}

function addressesOf({ ports }: Part, names: Names): ModuleAddress[] {
  return [...names.addresses].map(([url, name]) => {
    const at = ports.filter(({ address }) => address === url);
    return { name, address: url, ports: at, only: at.length === ports.length };
  });
}

/** The types that lists hold. */
function repeatingTypes(types: readonly Type[]): ReadonlySet<string> {
  const elements = types.flatMap((type) => (type.kind === "complex" ? contentOf(type).elements : []));
  return new Set(
    elements.flatMap(({ of: { type, maxOccurs } }) => (type.kind === "type" && maxOccurs !== 1 ? [type.name] : [])),
  );
}

/** All that the tables of a module name, its own first; `types` are those whose content it prints. */
function namespacesOf({ namespace, operations }: Part, types: readonly Type[]): readonly string[] {
  const names = [
    ...operations.flatMap(({ request, response, bindings }) => [
      ...[request, response].flatMap((message) => (message ? [...message.body, ...message.header] : [])),
      ...bindings.filter(isHttp).map(({ root }) => ({ name: root })),
    ]),
    ...types
      .filter((type) => type.kind === "complex")
      .flatMap((type) => {
        const { elements } = contentOf(type);
        return [...type.attributes, ...(elements.length === 0 ? [type] : elements.map(({ of }) => of))];
      }),
  ];
  const uris = new Set(
    names.flatMap(({ name }) => (name === undefined || name.namespace === "" ? [] : [name.namespace])),
  );
  return uris.has(namespace) ? [namespace, ...[...uris].filter((uri) => uri !== namespace)] : [...uris];
}

// Object.keys forgets that these are all the names there are.
const builtinNames = Object.keys(builtins) as BuiltinName[];
