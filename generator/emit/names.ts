/** The naming pass of one module: the only place that chooses or changes an identifier. */
import { clark, type Attribute, type Element, type Operation, type Service, type Type } from "../model/service.js";
import { reserved } from "./reserved.js";

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

/** An enumeration's list and union share `type`, and have no table. */
export interface TypeNames {
  readonly type: string;
  readonly table: string;
}

/**
 * Names everything that a module declares. What is exported chooses first: the addresses, types, which keep their names, and
 * operations; then what only the module itself sees. `types` are those that are
 * declared, `uris` the namespaces that need a constant.
 */
export function namesOf(service: Service, types: readonly Type[], uris: readonly string[]): Names {
  const claim = claims(reserved);
  const addresses = new Map<string, string>();
  for (const { address, binding } of service.ports) {
    if (addresses.has(address)) continue;
    addresses.set(address, claim(addresses.size === 0 ? ["address"] : [`${binding}Address`]));
  }

  const typeNames = types.map(({ name }) => claim([name.local, `${name.local}_${uriTail(name.namespace)}`]));
  const plain = service.operations.map(({ name }) => lowerFirst(name));
  const shared = new Set(plain.filter((name, index) => plain.indexOf(name) !== index));
  const functionNames = service.operations.map(({ name }, index) => {
    const lower = plain[index] ?? name;
    // Where case is all that tells two operations apart, they keep it.
    return claim([shared.has(lower) ? name : lower]);
  });

  const namespaces = new Map<string, string>();
  for (const uri of uris) {
    namespaces.set(uri, claim([uri === service.namespace ? "namespace" : `namespace${upperFirst(uriTail(uri))}`]));
  }
  return {
    addresses,
    namespaces,
    types: new Map(
      types.map((type, index) => {
        const name = typeNames[index] ?? "";
        return [clark(type.name), { type: name, table: claim([`${name}Table`]) }];
      }),
    ),
    operations: new Map(
      service.operations.map((operation, index) => {
        const name = functionNames[index] ?? "";
        return [operation, { function: name, table: claim([`${name}Operation`]) }];
      }),
    ),
  };
}

/** The properties of elements that stand together, in their order: wire names, told apart by namespace if need be. */
export function elementProperties(elements: readonly Element[]): readonly string[] {
  const claim = claims(ofEveryObject, (name) => name);
  return elements.map(({ name: { local, namespace } }) => claim([local, `${local}_${uriTail(namespace)}`]));
}

/** As {@link elementProperties}; `$` keeps them apart from elements, and `$$` from what every object can hold. */
export function attributeProperties(attributes: readonly Attribute[]): readonly string[] {
  const claim = claims(ofEveryObject, (name) => name);
  return attributes.map(({ name: { local, namespace } }) => {
    const property = ofEveryObject.has(`$${local}`) ? `$$${local}` : `$${local}`;
    return claim([property, `${property}_${uriTail(namespace)}`]);
  });
}

const ofEveryObject: ReadonlySet<string> = new Set(["$any", "$attributes", "$type", "$value"]);

/** Gives the first of the candidates that is still free; if none is, the last with a number. */
function claims(taken: ReadonlySet<string>, legal = identifier): (candidates: readonly string[]) => string {
  const used = new Set(taken);
  const numbers = new Map<string, number>();
  return (candidates) => {
    const names = candidates.map(legal);
    const base = names.at(-1) ?? "_";
    let name = names.find((candidate) => !used.has(candidate)) ?? `${base}_`;
    while (used.has(name)) {
      const number = (numbers.get(base) ?? 1) + 1;
      numbers.set(base, number);
      name = `${base}_${number}`;
    }
    used.add(name);
    return name;
  };
}

/** An XML name as an identifier: what an identifier cannot hold becomes `_`. */
function identifier(name: string): string {
  const legal = name.replace(/[^\p{ID_Continue}]|\p{Default_Ignorable_Code_Point}/gu, "_");
  return /^[\p{ID_Start}_]/u.test(legal) ? legal : `_${legal}`;
}

function lowerFirst(name: string): string {
  return mapFirst(name, (first) => first.toLowerCase());
}

function upperFirst(name: string): string {
  return mapFirst(name, (first) => first.toUpperCase());
}

function mapFirst(name: string, map: (first: string) => string): string {
  const [first = ""] = name;
  return map(first) + name.slice(first.length);
}

/** What tells a namespace from others to a reader: `Types` of `http://example.com/2005/Types.xsd`. */
function uriTail(uri: string): string {
  const segment = uri.split(/[/:#?]/).findLast((part) => part !== "") ?? "";
  const words = segment.replace(/\.(?:xsd|wsdl|asmx)$/i, "").split(/[^\p{L}\p{N}_]+/u);
  return words.findLast((word) => /^\p{L}/u.test(word)) ?? "";
}
