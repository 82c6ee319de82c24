/** What one generated module declares, every name chosen: what the templates print. */
import type { Configuration } from "../configuration.js";
import { builtins, type BuiltinName } from "../model/builtin.js";
import {
  clark,
  listItem,
  type Attribute,
  type Binding,
  type ComplexType,
  type Element,
  type HttpOperation,
  type Message,
  type Operation,
  type OperationBinding,
  type Particle,
  type Port,
  type Service,
  type SimpleType,
  type Type,
  type TypeReference,
} from "../model/service.js";
import { inlineLists } from "./lists.js";
import {
  attributeProperties,
  elementProperties,
  namesOf,
  type Names,
  type OperationNames,
  type TypeNames,
} from "./names.js";
import { rpcAsDocument } from "./rpc.js";
import { scalarOf, type Scalar } from "./scalar.js";

export interface Module {
  readonly specPath: string;
  /** How the module imports the runtime. */
  readonly runtime: string;
  /** Where the types come from that tie tables to interfaces, in a module that is only made to be checked. */
  readonly checked: string | undefined;
  readonly addresses: readonly ModuleAddress[];
  /** The constants' names, by URI. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly operations: readonly ModuleOperation[];
  /** By key, in the order of the service. */
  readonly types: ReadonlyMap<string, ModuleType>;
  readonly scalars: ReadonlyMap<BuiltinName, Scalar>;
}

export interface ModuleAddress {
  /** The constant's. */
  readonly name: string;
  readonly address: string;
  /** The ports at this address. */
  readonly ports: readonly Port[];
  /** True if all ports are at it. */
  readonly only: boolean;
}

export interface ModuleOperation extends OperationNames {
  readonly operation: Operation;
  readonly bindings: readonly Binding[];
  /** `POST /soap.asmx`, of the first binding. */
  readonly requestLine: string | undefined;
  readonly request: ModuleMessage;
  readonly response: ModuleMessage | undefined;
  readonly http: readonly ModuleHttpOperation[];
}

export interface ModuleMessage {
  readonly body: Group;
  /** Absent without header blocks. */
  readonly header: Group | undefined;
}

export interface ModuleHttpOperation {
  readonly operation: HttpOperation;
  /** Names of parameters, where they are not their properties'. */
  readonly parameters: readonly { readonly property: string; readonly name: string }[];
  /** The root's namespace, where it is not the response body's. */
  readonly namespace: string | undefined;
  readonly result: string | undefined;
}

/** Elements that stand together. */
export interface Group {
  /** Of most of them. */
  readonly namespace: string;
  readonly elements: readonly Property<Element>[];
}

/** A property, and what of the XML it stands for. */
export interface Property<Of> {
  readonly property: string;
  readonly of: Of;
}

export type ModuleType = ModuleObject | ModuleList | ModuleAlias | ModuleEnumeration | ModuleBuiltin;

export interface ModuleObject extends Group {
  readonly kind: "object";
  readonly type: ComplexType;
  readonly names: TypeNames;
  readonly attributes: readonly Property<Attribute>[];
  /** The type of the text, if there can be one. */
  readonly text: TypeReference | undefined;
  /** True if lists hold it, so that there are many of it. */
  readonly repeats: boolean;
}

/** A type that is `T[]`, written where it is used. */
export interface ModuleList {
  readonly kind: "list";
  readonly namespace: string;
  readonly item: Property<Element>;
}

/** A list with a name of its own, as one that holds itself needs. */
export interface ModuleAlias extends Omit<ModuleList, "kind"> {
  readonly kind: "alias";
  readonly type: ComplexType;
  readonly names: TypeNames;
}

export interface ModuleEnumeration {
  readonly kind: "enumeration";
  readonly type: SimpleType;
  readonly names: TypeNames;
}

/** A restriction that TypeScript does not show. */
export interface ModuleBuiltin {
  readonly kind: "builtin";
  readonly name: BuiltinName;
}

export interface ModuleOptions {
  readonly specPath: string;
  readonly configuration: Configuration;
  readonly checked?: string;
}

/** Decides all that the templates print of a service. */
export function moduleOf(given: Service, options: ModuleOptions): Module {
  const { importExtension, scalars } = options.configuration;
  const service = rpcAsDocument(given);
  const inline = inlineLists(service.types);
  const declared = service.types.filter((type) => !inline.has(clark(type.name)) && !isPlain(type));
  const names = namesOf(service, declared, namespacesOf(service));
  const repeating = repeatingTypes(service);
  const moduleType = (type: Type): ModuleType => {
    const key = clark(type.name);
    const typeNames = names.types.get(key);
    if (type.kind === "simple") {
      return typeNames === undefined
        ? { kind: "builtin", name: type.base }
        : { kind: "enumeration", type, names: typeNames };
    }
    const group = contentOf(type);
    const [item] = group.elements;
    if (listItem(type) !== undefined && item !== undefined) {
      const list = { namespace: group.namespace, item };
      return typeNames === undefined ? { kind: "list", ...list } : { kind: "alias", ...list, type, names: typeNames };
    }
    if (typeNames === undefined) throw new TypeError(`${key} has no name`);
    const attributes = zip(attributeProperties(type.attributes), type.attributes);
    return {
      kind: "object",
      type,
      names: typeNames,
      ...group,
      attributes,
      text: textOf(type),
      repeats: repeating.has(key),
    };
  };
  const types = new Map(service.types.map((type) => [clark(type.name), moduleType(type)]));
  return {
    specPath: options.specPath,
    runtime: `./runtime/index${importExtension}`,
    checked: options.checked,
    addresses: addressesOf(service, names),
    namespaces: names.namespaces,
    operations: service.operations.map((operation) => moduleOperation(operation, service, names, types)),
    types,
    scalars: new Map(builtinNames.map((name) => [name, scalarOf(name, scalars)])),
  };
}

/** True for a restriction without an enumeration. */
function isPlain(type: Type): boolean {
  return type.kind === "simple" && type.enumeration.length === 0;
}

function addressesOf({ ports }: Service, names: Names): ModuleAddress[] {
  return [...names.addresses].map(([url, name]) => {
    const at = ports.filter(({ address }) => address === url);
    return { name, address: url, ports: at, only: at.length === ports.length };
  });
}

function moduleOperation(
  operation: Operation,
  service: Service,
  names: Names,
  types: ReadonlyMap<string, ModuleType>,
): ModuleOperation {
  const operationNames = names.operations.get(operation);
  if (operationNames === undefined) throw new TypeError(`${operation.name} has no name`);
  const request = moduleMessage(operation.request);
  const response = operation.response && moduleMessage(operation.response);
  const parameters = wrapped(request.body, types);
  const results = response === undefined ? [] : wrapped(response.body, types);
  const http = operation.bindings.flatMap((binding): ModuleHttpOperation[] => {
    if (!isHttp(binding)) return [];
    const { root, result } = binding;
    return [
      {
        operation: binding,
        parameters: binding.parameters
          .map(({ name, element }) => ({ name, property: propertyOf(element, parameters) }))
          .filter(({ name, property }) => name !== property),
        namespace: root?.namespace === response?.body.namespace ? undefined : root?.namespace,
        result: result === undefined ? undefined : propertyOf(result, results),
      },
    ];
  });
  return {
    operation,
    ...operationNames,
    bindings: [...new Set(operation.bindings.map(({ binding }) => binding))],
    requestLine: requestLine(operation, service),
    request,
    response,
    http,
  };
}

function moduleMessage({ body, header }: Message): ModuleMessage {
  return { body: groupOf(body, ""), header: header.length === 0 ? undefined : groupOf(header, "") };
}

/** The elements that a message's parameters stand for: those in its one wrapper element, else the body's own. */
function wrapped(body: Group, types: ReadonlyMap<string, ModuleType>): readonly Property<Element>[] {
  const [only, ...others] = body.elements;
  if (only === undefined || others.length > 0 || only.of.type.kind === "builtin") return body.elements;
  const type = types.get(only.of.type.name);
  if (type?.kind === "object") return type.elements;
  return type?.kind === "list" ? [type.item] : body.elements;
}

function propertyOf(local: string, elements: readonly Property<Element>[]): string {
  return elements.find(({ of }) => of.name.local === local)?.property ?? local;
}

function requestLine({ bindings }: Operation, { ports }: Service): string | undefined {
  const [first] = bindings;
  const address = ports.find(({ binding }) => binding === first?.binding)?.address;
  if (first === undefined || address === undefined || !URL.canParse(address)) return undefined;
  // Without the query, which may hold a secret.
  const { pathname } = new URL(address);
  const method = first.binding === "httpGet" ? "GET" : "POST";
  return isHttp(first) ? `${method} ${pathname.replace(/\/$/, "")}${first.location}` : `${method} ${pathname}`;
}

function isHttp(binding: OperationBinding): binding is HttpOperation {
  return binding.binding === "httpGet" || binding.binding === "httpPost";
}

function textOf({ content }: ComplexType): TypeReference | undefined {
  switch (content.kind) {
    case "sequence":
      return undefined;
    case "text":
      return content.type;
    case "unknown":
      return { kind: "builtin", name: "string" };
  }
}

function contentOf({ name, content }: ComplexType): Group {
  return groupOf(content.kind === "sequence" ? content.particles : [], name.namespace);
}

/** `otherwise` is the namespace where there is no element. */
function groupOf(particles: readonly Particle[], otherwise: string): Group {
  const elements = particles
    .filter((particle) => particle.kind === "element")
    .filter(({ maxOccurs }) => maxOccurs !== 0);
  const counts = new Map<string, number>();
  for (const { name } of elements) counts.set(name.namespace, (counts.get(name.namespace) ?? 0) + 1);
  const [namespace] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [otherwise, 0]);
  return { namespace, elements: zip(elementProperties(elements), elements) };
}

/** The types that lists hold. */
function repeatingTypes({ types }: Service): ReadonlySet<string> {
  const elements = types.flatMap((type) => (type.kind === "complex" ? contentOf(type).elements : []));
  return new Set(
    elements.flatMap(({ of: { type, maxOccurs } }) => (type.kind === "type" && maxOccurs !== 1 ? [type.name] : [])),
  );
}

/** All that the tables name, the service's own first. */
function namespacesOf({ namespace, operations, types }: Service): readonly string[] {
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

function zip<Of>(properties: readonly string[], things: readonly Of[]): Property<Of>[] {
  return things.map((of, index) => ({ property: properties[index] ?? "", of }));
}

// Object.keys forgets that these are all the names there are.
const builtinNames = Object.keys(builtins) as BuiltinName[];
