import { overHttp } from "../bindings.js";
import { serviceConfiguration, type Configuration } from "../configuration.js";
import { builtinNames } from "../builtins.js";
import { xsdNamespace } from "../namespaces.js";
import { clark, type Element, type Operation, type Service, type Type, type TypeReference } from "../model/service.js";
import { operationElements, referencesOf } from "../model/traversal.js";
import { importsOf, memberOf, symbol, type Code } from "../../templates/code.js";
import { call } from "../../templates/expression.js";
import { runtime } from "../../templates/symbols.js";
import { unsharedElements } from "../values/property-group.js";
import { choiceKeys, sharedTypes, usesAny, type SharedTypes } from "../values/types.js";
import type { SharedChoice } from "../values/value-model.js";
import { layoutOf, type ModulePlan } from "./layout.js";
import type { ChoiceSymbols, Module, ModuleAddress, ModuleType, TypeSymbols } from "./module.js";
import { namesOf, type Names } from "./names.js";
import { moduleOperation } from "./module-operation.js";
import { demandsOfPorts, modulePolicies } from "./policies.js";
import { rpcAsDocument } from "../values/rpc.js";
import { chosenScalars, scalarOf, type Scalar } from "./scalar.js";
import { moduleType } from "./module-type.js";
import { isEnumeration } from "../values/simple.js";

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
  const { overrides } = serviceConfiguration(options.configuration, options.name);
  const declared = { types: types.declared, choices: [...types.choices.values()] };
  const parts = layoutOf(services, declared, options.name, overrides, types.anyTypes !== undefined);
  const paths = new Map(parts.flatMap((part) => declaredKeys(part).map((key) => [key, part.path])));
  const drafts = parts.map((part) => draftOf(part, types, paths));
  const homes: Homes = {
    any: drafts.find(({ part }) => part.any),
    types: new Map(drafts.flatMap((draft) => draft.part.declared.types.map((type) => [keyOf(type), draft]))),
    choices: new Map(drafts.flatMap((draft) => draft.part.declared.choices.map(({ key }) => [key, draft]))),
  };
  return drafts.map((draft) => moduleOf(draft, homes, types, options));
}

/** The modules that declare each type and each choice, by key, and the values of anyType. */
interface Homes {
  readonly any: Draft | undefined;
  readonly types: ReadonlyMap<string, Draft>;
  readonly choices: ReadonlyMap<string, Draft>;
}

/** A module whose names are chosen. */
interface Draft {
  readonly part: ModulePlan;
  /** Types that it declares, refers to or exports again. */
  readonly types: readonly Type[];
  readonly choices: readonly SharedChoice[];
  readonly names: Names;
}

/** The number of types that a module imports from another by name. Of one with more, it imports the namespace. */
const mostNamed = 10;

/** `paths` are those of the modules that declare the types and choices, by key. */
function draftOf(part: ModulePlan, shared: SharedTypes, paths: ReadonlyMap<string, string>): Draft {
  const { all, inline, declared } = shared;
  const choiceElements = part.declared.choices.flatMap((choice) => choice.elements);
  const elements = [...part.operations.flatMap(operationElements), ...choiceElements];
  const any = part.any ? [...(shared.anyTypes?.keys() ?? [])].map((name) => ({ kind: "type", name }) as const) : [];
  const used = typesUsed([...elements.map(({ type }) => type), ...any], part.declared.types, inline);
  const own = new Set(part.declared.types.map(keyOf));
  const exported = new Set([...part.declared.types, ...part.exported.types].map(keyOf));
  const types = [...all.values()].filter((type) => exported.has(keyOf(type)) || used.has(keyOf(type)));
  const printed = types.filter((type) => own.has(keyOf(type)) || inline.has(keyOf(type)));
  const usedChoices = new Set(printed.flatMap(choiceKeys));
  const exportedChoices = new Set([...part.declared.choices, ...part.exported.choices].map(({ key }) => key));
  const choices = [...shared.choices.values()].filter(({ key }) => exportedChoices.has(key) || usedChoices.has(key));
  // Exported names are chosen first.
  const foreign = {
    types: [...part.exported.types, ...declared.filter((type) => used.has(keyOf(type)) && !exported.has(keyOf(type)))],
    choices: [...part.exported.choices, ...choices.filter(({ key }) => !exportedChoices.has(key))],
  };
  const imported = new Map<string, number>();
  for (const key of [...used, ...usedChoices]) {
    const path = paths.get(key) ?? part.path;
    if (path !== part.path) imported.set(path, (imported.get(path) ?? 0) + 1);
  }
  const whole = [...imported].flatMap(([path, count]) => (count > mostNamed ? path : []));
  const names = namesOf(part, part.declared, foreign, namespacesOf(part, printed, choiceElements, shared), whole);
  return { part, types, choices, names };
}

function declaredKeys({ declared }: ModulePlan): readonly string[] {
  return [...declared.types.map(keyOf), ...declared.choices.map(({ key }) => key)];
}

/** The keys of the types of these references and of those in types. Inline types are included with their own references. */
function typesUsed(
  references: readonly TypeReference[],
  types: readonly Type[],
  inline: ReadonlyMap<string, Type>,
): ReadonlySet<string> {
  const used = new Set<string>();
  const pending = [...references, ...types.flatMap(ownReferences)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "builtin" || used.has(next.name)) continue;
    used.add(next.name);
    const type = inline.get(next.name);
    if (type !== undefined) pending.push(...ownReferences(type));
  }
  return used;
}

/** The references that are printed with a type. Those of shared choices are printed with the choices. */
function ownReferences(type: Type): readonly TypeReference[] {
  if (type.kind !== "complex" || type.content.kind !== "sequence") return referencesOf(type);
  return referencesOf({ ...type, content: { kind: "sequence", particles: unsharedElements(type.content.particles) } });
}

function moduleOf(
  draft: Draft,
  homes: Homes,
  shared: SharedTypes,
  { configuration, checked, documented = false }: ModuleOptions,
): Module {
  const { part, names } = draft;
  const { importExtension, scalars } = configuration;
  const any = homes.any && anyScalar(draft, homes.any, importExtension);
  const types = new Map(
    draft.types.map((type) => {
      const key = keyOf(type);
      return [key, moduleType(type, symbolsOf(type, draft, homes.types.get(key), importExtension), shared)];
    }),
  );
  const choices = new Map(
    draft.choices.map((choice) => [
      choice.key,
      { ...choice, names: choiceSymbols(choice, draft, homes.choices.get(choice.key), importExtension) },
    ]),
  );
  return {
    path: part.path,
    runtime: runtimeModule(part, configuration),
    checked,
    documented,
    exports: [
      ...part.exported.types.flatMap((type) => importsOf(exportedBy(types.get(keyOf(type))))),
      ...part.exported.choices.flatMap(({ key }) => importsOf(choices.get(key)?.names.exported ?? "")),
      ...(exportsAny(part) ? importsOf(any?.type ?? "") : []),
    ],
    addresses: addressesOf(part, names),
    policies:
      // The pages of a stand-in call without steps.
      names.security === undefined || documented
        ? undefined
        : modulePolicies(names.security, part.ports, part.operations, names.addresses),
    namespaces: names.namespaces,
    operations: part.operations.map((operation) =>
      moduleOperation(operation, part.ports, operationNames(operation, names), types, shared.all),
    ),
    types,
    declared: part.declared.types.flatMap((type) => types.get(keyOf(type)) ?? []),
    choices,
    declaredChoices: part.declared.choices.flatMap(({ key }) => choices.get(key) ?? []),
    any: part.any
      ? { names: names.any, types: [...(shared.anyTypes ?? [])], scalars: chosenScalars(scalars) }
      : undefined,
    shared: part.shared && part.operations.length === 0,
    scalars: new Map([
      ...builtinNames.filter((name) => name !== "anyType").map((name) => [name, scalarOf(name, scalars)] as const),
      ...(any === undefined ? [] : [["anyType", any] as const]),
    ]),
  };
}

/** The values of anyType that the module `home` declares, for use in `draft`. */
function anyScalar({ names: { any }, part }: Draft, home: Draft, extension: Configuration["importExtension"]): Scalar {
  const codecOf = (table: Code): Code => call(runtime("anyValue"), table);
  if (home.part === part) return { type: any.type, codec: codecOf(any.table) };
  const from = `./${basename(home.part.path)}${extension}` as const;
  const there = home.names.any;
  return {
    type: symbol(from, there.type, true, any.type),
    codec: codecOf(symbol(from, there.table, false, any.table)),
  };
}

/** The specifier of the runtime. The number is the version of the table format that the package must support. */
function runtimeModule(part: ModulePlan, { runtime, importExtension }: Configuration): string {
  if (runtime === "package") return "soapwright-runtime/v1";
  return `${part.shared ? "../" : "./"}runtime/index${importExtension}`;
}

/** The symbols of a type that the module `home` declares, for use in `draft`. */
function symbolsOf(
  type: Type,
  draft: Draft,
  home: Draft | undefined,
  extension: Configuration["importExtension"],
): TypeSymbols | undefined {
  const key = keyOf(type);
  const here = draft.names.types.get(key);
  const there = home?.names.types.get(key);
  if (here === undefined || home === undefined || there === undefined) return undefined;
  if (home === draft) return { ...here, members: here.type, exported: here.type };
  const symbol = importing(home, draft, extension);
  return {
    type: symbol(there.type, true, here.type),
    members: symbol(there.type, false, here.type),
    table: symbol(there.table, false, here.table),
    base: symbol(there.base, true, here.base),
    exported: exporting(home, extension)(there.type, !isEnumeration(type), here.type),
  };
}

/** The symbols of a choice that the module `home` declares, as `draft` prints them. */
function choiceSymbols(
  { key }: SharedChoice,
  draft: Draft,
  home: Draft | undefined,
  extension: Configuration["importExtension"],
): ChoiceSymbols {
  const here = draft.names.choices.get(key);
  const there = home?.names.choices.get(key);
  if (here === undefined || home === undefined || there === undefined) throw new TypeError(`${key} has no name`);
  if (home === draft) return { ...here, exported: here.type };
  const symbol = importing(home, draft, extension);
  return {
    type: symbol(there.type, true, here.type),
    table: symbol(there.table, false, here.table),
    exported: exporting(home, extension)(there.type, true, here.type),
  };
}

/** Makes a symbol of a name in another module, which has the name `as` here. */
type MakeSymbol = (name: string, isType: boolean, as: string) => Code;

/** Symbols that are imported from `home` by name, or as members of its namespace. */
function importing(home: Draft, { names }: Draft, extension: Configuration["importExtension"]): MakeSymbol {
  const from = specifierOf(home, extension);
  const namespace = names.modules.get(home.part.path);
  if (namespace === undefined) return exporting(home, extension);
  return (name, isType) => memberOf(namespace, from, name, isType);
}

function exporting(home: Draft, extension: Configuration["importExtension"]): MakeSymbol {
  const from = specifierOf(home, extension);
  return (name, isType, as) => symbol(from, name, isType, as);
}

function specifierOf({ part }: Draft, extension: Configuration["importExtension"]) {
  return `./${basename(part.path)}${extension}` as const;
}

function exportedBy(type: ModuleType | undefined): Code {
  return type !== undefined && "names" in type ? type.names.exported : "";
}

/** True for a module of operations whose messages have elements of anyType. */
function exportsAny({ operations, declared, exported }: ModulePlan): boolean {
  return operations.length > 0 && usesAny([{ operations, types: [...declared.types, ...exported.types] }]);
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

function addressesOf({ ports, operations }: ModulePlan, names: Names): ModuleAddress[] {
  return [...names.addresses].map(([url, name]) => {
    const at = ports.filter(({ address }) => address === url);
    const own = operations.filter(({ address }) => address?.address === url);
    const demands = demandsOfPorts(at, operations);
    return { name, address: url, ports: at, demands, operations: own, only: at.length === ports.length };
  });
}

/**
 * The namespaces in the tables of a module, its own first; `types` and `choiceElements` are those whose content it
 * prints.
 */
function namespacesOf(
  part: ModulePlan,
  types: readonly Type[],
  choiceElements: readonly Element[],
  { typeNames, anyTypes = new Map() }: SharedTypes,
): readonly string[] {
  const uris = new Set<string>();
  const add = ({ name, xsiType }: Pick<Element, "name" | "xsiType">): void => {
    uris.add(name.namespace);
    if (xsiType !== undefined && xsiType.namespace !== xsdNamespace) uris.add(xsiType.namespace);
  };
  choiceElements.forEach(add);
  if (part.any) for (const { namespace } of anyTypes.values()) uris.add(namespace);
  for (const operation of part.operations) {
    operationElements(operation).forEach(add);
    for (const { root } of operation.bindings.filter(overHttp)) if (root !== undefined) uris.add(root.namespace);
  }
  for (const type of types) {
    if (typeNames.has(keyOf(type))) uris.add(type.name.namespace);
    if (type.kind !== "complex") continue;
    for (const { name } of type.attributes) uris.add(name.namespace);
    const elements = type.content.kind === "sequence" ? unsharedElements(type.content.particles) : [];
    if (elements.length === 0) uris.add(type.name.namespace);
    elements.forEach(add);
  }
  uris.delete("");
  return uris.has(part.namespace) ? [...new Set([part.namespace, ...uris])] : [...uris];
}
