/** The naming pass of one module, the only place that chooses or changes an identifier. */
import { claims, namespaceNames, uriTail } from "../claims.js";
import { clark, type Operation, type QName, type Service, type Type } from "../model/service.js";
import { fileName } from "../../templates/escape.js";
import type { ContractNames } from "./contract-model.js";
import { hasDemands } from "./policies.js";
import { reserved, reservedInServers } from "./reserved.js";
import { isEnumeration, isSimple } from "../values/simple.js";
import type { SharedChoice } from "../values/value-model.js";

export interface Names {
  /** The names of address constants by URL. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The name of the description of what policies demand; undefined without demands. */
  readonly security: string | undefined;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly operations: ReadonlyMap<Operation, OperationNames>;
  /** The names of types by their keys. */
  readonly types: ReadonlyMap<string, TypeNames>;
  /** By the key of the choice. */
  readonly choices: ReadonlyMap<string, ChoiceNames>;
  /** The names of modules that are imported as namespaces, by path. */
  readonly modules: ReadonlyMap<string, string>;
  /** Those of the values of anyType. */
  readonly any: ChoiceNames;
}

export interface OperationNames {
  readonly function: string;
  readonly table: string;
}

/** The names of a type. An enumeration's array and union share `type`. */
export interface TypeNames {
  readonly type: string;
  /** The name of the function that creates its table or its simple type. */
  readonly table: string;
  /** The name of the type without its derived types. */
  readonly base: string;
}

export interface ChoiceNames {
  readonly type: string;
  readonly table: string;
}

/** The types and choices that a module declares, or to which it refers. */
export interface Named {
  readonly types: readonly Type[];
  readonly choices: readonly SharedChoice[];
}

/**
 * Names everything in a module. Exports choose first: operations, addresses, types and choices; then private names.
 * `declared` belongs to this module, `foreign` to others, `uris` are the namespaces that need a constant, and `modules`
 * the paths of those to import as namespaces.
 * A type may share its name with an operation, because one is a type and the other a value, unless it is an
 * enumeration.
 */
export function namesOf(
  service: Pick<Service, "namespace" | "ports" | "operations">,
  declared: Named,
  foreign: Named,
  uris: readonly string[],
  modules: readonly string[] = [],
): Names {
  const values = new Set(reserved);
  const typed = new Set(reserved);
  const claimValue = claims(reserved, [values], identifier);
  const claimType = claims(reserved, [typed], identifier);
  const claimBoth = claims(reserved, [values, typed], identifier);

  const functions = functionNames(service.operations, claimValue);
  const addresses = addressNames(service, functions, claimValue);
  const security = hasDemands(service.ports, service.operations)
    ? claimValue(["security", "serviceSecurity"])
    : undefined;
  const typeNames = namesOfTypes(declared.types, foreign.types, claimType, claimBoth);
  const choiceNames = [...declared.choices, ...foreign.choices].map(({ key, head: { local, namespace } }) => {
    return [key, claimType([`${local}Choice`, `${local}Choice_${uriTail(namespace)}`])] as const;
  });
  const any = claimType(["AnyValue", "AnyTypeValue"]);

  const words = namespaceNames(uris.filter((uri) => uri !== service.namespace));
  const namespaces = uris.map((uri) => [uri, claimValue([`namespace${upperFirst(words.get(uri) ?? "")}`])] as const);
  const moduleNames = modules.map((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return [path, claimBoth([name, `${name}Module`])] as const;
  });
  const types = typeNames.map(([type, name]): [string, TypeNames] => {
    const table = claimValue([isSimple(type) ? `${name}Type` : `${name}Table`]);
    const isUnion = type.kind === "complex" && type.derived !== undefined;
    return [clark(type.name), { type: name, table, base: isUnion ? claimType([`${name}Base`]) : name }];
  });
  const choices = choiceNames.map(([key, name]): [string, ChoiceNames] => [
    key,
    { type: name, table: claimValue([`${name}Table`]) },
  ]);
  const operations = [...functions].map(([operation, name]): [Operation, OperationNames] => [
    operation,
    { function: name, table: claimValue([`${name}Operation`]) },
  ]);
  return {
    addresses,
    security,
    namespaces: new Map(namespaces),
    modules: new Map(moduleNames),
    types: new Map(types),
    choices: new Map(choices),
    operations: new Map(operations),
    any: { type: any, table: claimValue([`${any}Table`]) },
  };
}

/** Claims the first of the candidates that is free. */
type Claim = (candidates: readonly string[]) => string;

/** Names operations with a small first letter, except for those that differ only in case, which keep it. */
function functionNames(operations: readonly Operation[], claim: Claim): ReadonlyMap<Operation, string> {
  const shared = repeated(operations.map(({ name }) => lowerFirst(name)));
  return new Map(
    operations.map((operation) => {
      const lower = lowerFirst(operation.name);
      return [operation, claim([shared.has(lower) ? operation.name : lower])];
    }),
  );
}

/** Names addresses after their ports or bindings, and those of single operations after their functions. */
function addressNames(
  { ports }: Pick<Service, "ports">,
  functions: ReadonlyMap<Operation, string>,
  claim: Claim,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const isOne = ports.every(({ address }) => address === ports[0]?.address);
  for (const { name, address, binding } of ports) {
    if (names.has(address)) continue;
    const usual = names.size === 0 ? ["address", "serviceAddress"] : [`${binding}Address`];
    names.set(address, claim(name === undefined || isOne ? usual : [`${lowerFirst(name)}Address`]));
  }
  for (const [{ address }, name] of functions) {
    if (address !== undefined && !names.has(address.address)) names.set(address.address, claim([`${name}Address`]));
  }
  return names;
}

/** Names types by their local names, with a word of the namespace where those are taken. */
function namesOfTypes(
  declared: readonly Type[],
  foreign: readonly Type[],
  claimType: Claim,
  claimBoth: Claim,
): readonly (readonly [Type, string])[] {
  const all = [...declared, ...foreign].map(({ name }) => name);
  const ofNamespace = namespaceNames([...new Set(all.map(({ namespace }) => namespace))]);
  const sharedLocals = repeated(all.map(({ local }) => local));
  const qualified = ({ local, namespace }: QName) => `${local}_${ofNamespace.get(namespace) ?? ""}`;
  return [
    ...declared.map((type) => {
      const claim = isEnumeration(type) ? claimBoth : claimType;
      return [type, claim([type.name.local, qualified(type.name)])] as const;
    }),
    // None of several types with one name keeps it, unless this module declares it.
    ...foreign.map((type) => {
      const own = sharedLocals.has(type.name.local) ? [] : [type.name.local];
      return [type, claimBoth([...own, qualified(type.name)])] as const;
    }),
  ];
}

/** Names everything in the module that serves a service: its exports first, then possible imports from the client. */
export function contractNames(service: string, tables: readonly string[], types: readonly string[]): ContractNames {
  const claim = claims(reservedInServers, [new Set(reservedInServers)], identifier);
  const name = joinWords(service);
  return {
    handlers: claim([`${upperFirst(name)}Handlers`]),
    serve: claim([`serve${upperFirst(name)}`]),
    memory: claim([`memory${upperFirst(name)}`]),
    contract: claim([`${lowerFirst(name)}Contract`]),
    tables: new Map(tables.map((each) => [each, claim([each])])),
    types: new Map(types.map((each) => [each, claim([each])])),
  };
}

/** Names the modules in one folder, unique regardless of case: some file systems ignore it. */
export function moduleNames(
  services: readonly string[],
  namespaces: readonly string[],
  overridden: (uri: string) => string | undefined = () => undefined,
  any = false,
): { readonly services: readonly string[]; readonly namespaces: readonly string[]; readonly any: readonly string[] } {
  const claim = claims(new Set(), [new Set()], fileName, (name) => name.toLowerCase());
  const names = namespaceNames(namespaces);
  return {
    services: services.map((name) => claim([name])),
    namespaces: namespaces.map((uri) => {
      const name = overridden(uri) ?? (names.get(uri) || "types");
      return claim([name, `${name}-types`]);
    }),
    any: any ? [claim(["any-value"])] : [],
  };
}

/** Turns an XML name into an identifier, with `_` for every other character. */
function identifier(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  const legal = name.normalize("NFC").replace(foreign, "_");
  return /^[\p{ID_Start}_]/u.test(legal) ? legal : `_${legal}`;
}

/**
 * Matches anything but ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, kana, Han and Hangul. Other
 * blocks still grow, so that valid identifiers would depend on the versions of Node and of compilers.
 */
const foreign =
  /[^\w\u00c0-\u024f\u0370-\u052f\u05d0-\u05ea\u0620-\u0669\u0900-\u0963\u0e01-\u0e4e\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fa5\uac00-\ud7a3]|[^\p{ID_Continue}]/gu;

function lowerFirst(name: string): string {
  return mapFirst(name, (first) => first.toLowerCase());
}

function upperFirst(name: string): string {
  return mapFirst(name, (first) => first.toUpperCase());
}

/** Joins the words of a folder's name: `MyShop` for `my-shop`. */
function joinWords(name: string): string {
  const [first = "", ...others] = name.split(/[\s.-]+/).filter((word) => word !== "");
  return first + others.map(upperFirst).join("");
}

function mapFirst(name: string, map: (first: string) => string): string {
  const [first = ""] = name;
  return map(first) + name.slice(first.length);
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) (once.has(name) ? twice : once).add(name);
  return twice;
}
