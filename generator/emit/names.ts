/** The naming pass of one module: the only place that chooses or changes an identifier. */
import {
  clark,
  type Attribute,
  type Element,
  type Operation,
  type QName,
  type Service,
  type Type,
} from "../model/service.js";
import { fileName } from "../../templates/escape.js";
import type { TypeName } from "./module.js";
import { reserved, reservedInServers } from "./reserved.js";
import { isEnumeration, isSimple } from "./simple.js";

export interface Names {
  /** Constants, by URL and by URI. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly operations: ReadonlyMap<Operation, OperationNames>;
  /** By the key of the type. */
  readonly types: ReadonlyMap<string, TypeNames>;
}

export interface OperationNames {
  readonly function: string;
  readonly table: string;
}

/** An enumeration's list and union share `type`. */
export interface TypeNames {
  readonly type: string;
  /** Of the function that makes its table, or its simple type. */
  readonly table: string;
  /** What it is without the types that are derived from it. */
  readonly base: string;
}

/**
 * Names everything that a module declares. What is exported chooses first: operations, addresses and types; then what only the
 * module itself sees. `declared` are the types that it declares, `foreign` those of other modules, `uris` the namespaces
 * that need a constant. A type that is no enumeration may share its name with an operation: one is a type, one a value.
 */
export function namesOf(
  service: Pick<Service, "namespace" | "ports" | "operations">,
  declared: readonly Type[],
  foreign: readonly Type[],
  uris: readonly string[],
): Names {
  const values = new Set(reserved);
  const typed = new Set(reserved);
  const claimValue = claims(reserved, [values]);
  const claimType = claims(reserved, [typed]);
  const claimBoth = claims(reserved, [values, typed]);

  const shared = repeated(service.operations.map(({ name }) => lowerFirst(name)));
  const functionNames = service.operations.map(({ name }) => {
    const lower = lowerFirst(name);
    // Where case is all that tells two operations apart, they keep it.
    return claimValue([shared.has(lower) ? name : lower]);
  });
  const addresses = new Map<string, string>();
  const isOne = service.ports.every(({ address }) => address === service.ports[0]?.address);
  for (const { name, address, binding } of service.ports) {
    if (addresses.has(address)) continue;
    const own = name === undefined || isOne ? [] : [`${lowerFirst(name)}Address`];
    const usual = addresses.size === 0 ? ["address", "serviceAddress"] : [`${binding}Address`];
    addresses.set(address, claimValue(own.length === 0 ? usual : own));
  }
  const wanted = ({ name }: Type) => [name.local, `${name.local}_${uriTail(name.namespace)}`];
  const typeNames = [
    ...declared.map((type) => [type, (isEnumeration(type) ? claimBoth : claimType)(wanted(type))] as const),
    ...foreign.map((type) => [type, claimBoth(wanted(type))] as const),
  ];

  const namespaces = new Map<string, string>();
  for (const uri of uris) {
    namespaces.set(uri, claimValue([uri === service.namespace ? "namespace" : `namespace${upperFirst(uriTail(uri))}`]));
  }
  return {
    addresses,
    namespaces,
    types: new Map(
      typeNames.map(([type, name]) => {
        const table = claimValue([isSimple(type) ? `${name}Type` : `${name}Table`]);
        const isUnion = type.kind === "complex" && type.derived !== undefined;
        return [clark(type.name), { type: name, table, base: isUnion ? claimType([`${name}Base`]) : name }];
      }),
    ),
    operations: new Map(
      service.operations.map((operation, index) => {
        const name = functionNames[index] ?? "";
        return [operation, { function: name, table: claimValue([`${name}Operation`]) }];
      }),
    ),
  };
}

export interface ContractNames {
  /** Of what is exported, and of the function that makes the contract. */
  readonly handlers: string;
  readonly serve: string;
  readonly memory: string;
  readonly contract: string;
  /** What is imported, by its name in the client. */
  readonly imported: ReadonlyMap<string, string>;
}

/** Names everything in the module that serves a service: what it exports first, then what it `imports` of the client. */
export function contractNames(service: string, imports: readonly string[]): ContractNames {
  const claim = claims(reservedInServers, [new Set(reservedInServers)]);
  const name = joinWords(service);
  return {
    handlers: claim([`${upperFirst(name)}Handlers`]),
    serve: claim([`serve${upperFirst(name)}`]),
    memory: claim([`memory${upperFirst(name)}`]),
    contract: claim([`${lowerFirst(name)}Contract`]),
    imported: new Map(imports.map((each) => [each, claim([each])])),
  };
}

/** The names of the modules in one folder, those of services and those of namespaces, in any letter case no two alike. */
export function moduleNames(
  services: readonly string[],
  namespaces: readonly string[],
): { readonly services: readonly string[]; readonly namespaces: readonly string[] } {
  const claim = claims(new Set(), [new Set()], fileName, (name) => name.toLowerCase());
  return {
    services: services.map((name) => claim([name])),
    namespaces: namespaces.map((uri) => {
      const tail = uriTail(uri) || "types";
      return claim([tail, `${tail}-types`]);
    }),
  };
}

/** The properties of elements that stand together, in their order: wire names, told apart by namespace if need be. */
export function elementProperties(elements: readonly Element[]): readonly string[] {
  const claim = claims(ofEveryObject, [new Set(ofEveryObject)], (name) => name);
  return elements.map(({ name: { local, namespace } }) => claim([local, `${local}_${uriTail(namespace)}`]));
}

/**
 * As {@link elementProperties}; `$` keeps them apart from elements, and `$$` from what every object can hold, and from the other
 * properties of theirs: `$choice`.
 */
export function attributeProperties(attributes: readonly Attribute[], others: readonly string[]): readonly string[] {
  const taken = new Set([...ofEveryObject, ...others]);
  const claim = claims(ofEveryObject, [new Set(taken)], (name) => name);
  return attributes.map(({ name: { local, namespace } }) => {
    const property = taken.has(`$${local}`) ? `$$${local}` : `$${local}`;
    return claim([property, `${property}_${uriTail(namespace)}`]);
  });
}

/** By what name `$type` and messages know each type: the local one, told apart by namespace if need be. */
export function typeNames(names: readonly QName[]): ReadonlyMap<string, TypeName> {
  const claim = claims(new Set(), [new Set()], (name) => name);
  return new Map(
    names.map((name) => {
      const { local, namespace } = name;
      return [clark(name), { name: claim([local, `${local}_${uriTail(namespace)}`]), local, namespace }];
    }),
  );
}

const ofEveryObject: ReadonlySet<string> = new Set(["$any", "$attributes", "$type", "$value"]);

/**
 * Gives the first of the candidates that is still free in all of `spaces`, and takes it there; `_` after it if it is reserved;
 * if none is free, the last with a number. Names are alike if `keyOf` gives the same.
 */
function claims(
  reserved: ReadonlySet<string>,
  spaces: readonly Set<string>[],
  legal = identifier,
  keyOf = (name: string): string => name,
): (candidates: readonly string[]) => string {
  const isTaken = (name: string) => spaces.some((space) => space.has(keyOf(name)));
  const numbers = new Map<string, number>();
  return (candidates) => {
    const names = candidates.map(legal).map((name) => (reserved.has(name) ? `${name}_` : name));
    const base = names.at(-1) ?? "_";
    let name = names.find((candidate) => !isTaken(candidate)) ?? base;
    while (isTaken(name)) {
      const number = (numbers.get(base) ?? 1) + 1;
      numbers.set(base, number);
      name = `${base}_${number}`;
    }
    for (const space of spaces) space.add(keyOf(name));
    return name;
  };
}

/** An XML name as an identifier: what an identifier cannot hold becomes `_`. */
function identifier(name: string): string {
  const legal = name.normalize("NFC").replace(foreign, "_");
  return /^[\p{ID_Start}_]/u.test(legal) ? legal : `_${legal}`;
}

/**
 * All but ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, kana, Han and Hangul, as far as they belong in
 * identifiers. Other blocks still grow, and what they hold would depend on the versions of Node and of compilers.
 */
const foreign =
  /[^\w\u00c0-\u024f\u0370-\u052f\u05d0-\u05ea\u0620-\u0669\u0900-\u0963\u0e01-\u0e4e\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fa5\uac00-\ud7a3]|[^\p{ID_Continue}]/gu;

function lowerFirst(name: string): string {
  return mapFirst(name, (first) => first.toLowerCase());
}

function upperFirst(name: string): string {
  return mapFirst(name, (first) => first.toUpperCase());
}

/** A folder's name may be of several words: `MyShop` for `my-shop`. */
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

/**
 * What tells a namespace from others to a reader: the last word of its last part that has one. `Types` of
 * `http://example.com/2005/Types.xsd`, `example` of its host alone, `GetReport` of `urn:corp-GetReport:2013-05-03`.
 */
function uriTail(uri: string): string {
  const [, host = "", path = ""] = /^\w+:\/\/([^/:]*)(.*)$/s.exec(uri) ?? [undefined, "", uri];
  for (const part of path.split(/[/:#?]/).reverse()) {
    const word = wordsOf(part.replace(/\.(?:xsd|wsdl|asmx)$/i, "")).at(-1);
    if (word !== undefined) return word;
  }
  const labels = wordsOf(host);
  return labels.at(-2) ?? labels.at(-1) ?? "";
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}_]+/u).filter((word) => /^\p{L}/u.test(word));
}
