/** Services written by hand, a line for each fact. */
import type { Binding } from "../../generator/bindings.js";
import type { BuiltinName } from "../../generator/builtins.js";
import { isBuiltinName } from "../../generator/builtins.js";
import type {
  Attribute,
  ComplexType,
  Content,
  Element,
  Facets,
  Fault,
  ParticleGroup,
  HttpOperation,
  ListType,
  Message,
  Operation,
  OperationBinding,
  Particle,
  Port,
  QName,
  Service,
  SimpleType,
  Type,
  TypeReference,
  UnionType,
  Wildcard,
} from "../../generator/model/service.js";

export const namespace = "http://example.com/shop/";
const reason = { kind: "shown", places: [] } as const;
const place = { path: "specs/shop/Order.txt", line: 5, column: 1 };

/** A builtin by its name, or a type of the service by its local name or its key. */
export function reference(name: string, uri = namespace): TypeReference {
  if (isBuiltinName(name)) return { kind: "builtin", name };
  return { kind: "type", name: name.startsWith("{") ? name : `{${uri}}${name}` };
}

export function qname(local: string, uri = namespace): QName {
  return { namespace: uri, local };
}

/** `?` after the type is minOccurs 0, `!` nillable, `*` unbounded: `"string?!"`. */
export function element(local: string, type: string, uri = namespace): Element {
  const [, name = "", facts = ""] = /^(.*?)([?!*]*)$/s.exec(type) ?? [];
  return {
    kind: "element",
    name: qname(local, uri),
    type: reference(name, uri === "" ? namespace : uri),
    minOccurs: facts.includes("?") ? 0 : 1,
    maxOccurs: facts.includes("*") ? "unbounded" : 1,
    nillable: facts.includes("!"),
    evidence: { name: reason, type: reason, minOccurs: reason, maxOccurs: reason, nillable: reason },
  };
}

export function elements(members: Record<string, string>, uri = namespace): Element[] {
  return Object.entries(members).map(([local, type]) => element(local, type, uri));
}

export function attribute(local: string, type: string, use: Attribute["use"] = "required", uri = ""): Attribute {
  return { name: qname(local, uri), type: reference(type), use, evidence: { type: reason, use: reason } };
}

/** A place for elements. */
export function any(namespaces: Wildcard["namespaces"] = "any", more: Partial<Wildcard> = {}): Wildcard {
  return { kind: "any", minOccurs: 0, maxOccurs: "unbounded", namespaces, evidence: { name: reason }, ...more };
}

/** A group that occurs once, unless `facts` change that: `"?"` minOccurs 0, `"*"` unbounded. */
export function group(kind: ParticleGroup["kind"], particles: readonly Particle[], facts = ""): ParticleGroup {
  return {
    kind,
    particles,
    minOccurs: facts.includes("?") ? 0 : 1,
    maxOccurs: facts.includes("*") ? "unbounded" : 1,
  };
}

/** The choice of a substitution group. */
export function substitutes(head: QName, particles: readonly Particle[], facts = ""): ParticleGroup {
  return { ...group("choice", particles, facts), head };
}

export function fault(name: string, type = name): Fault {
  return { name, element: element(name, type) };
}

export function complex(
  local: string,
  content: Record<string, string> | readonly Particle[] | Content,
  more: Partial<ComplexType> = {},
): ComplexType {
  return {
    kind: "complex",
    name: qname(local),
    anonymous: false,
    attributes: [],
    content: contentOf(content),
    reply: false,
    evidence: { name: reason, content: reason },
    ...more,
  };
}

function contentOf(content: Parameters<typeof complex>[1]): Content {
  if (Array.isArray(content)) return { kind: "sequence", particles: content as readonly Particle[] };
  if (isContent(content)) return content;
  return { kind: "sequence", particles: elements(content as Record<string, string>) };
}

function isContent(content: Parameters<typeof complex>[1]): content is Content {
  return "kind" in content && ["sequence", "text", "unknown"].includes(content.kind);
}

export function simple(
  local: string,
  enumeration: readonly string[],
  open = false,
  base: BuiltinName = "string",
): SimpleType {
  return {
    kind: "simple",
    name: qname(local),
    anonymous: false,
    base,
    enumeration,
    open,
    reply: open,
    evidence: { name: reason, content: reason },
  };
}

const head = { anonymous: false, evidence: { name: reason, content: reason } };

/** A simple type without an enumeration. */
export function restriction(
  local: string,
  base: BuiltinName,
  facets: Facets,
  more: Partial<SimpleType> = {},
): SimpleType {
  return { ...simple(local, [], false, base), facets, ...more };
}

export function listOf(local: string, item: string, more: Partial<ListType> = {}): ListType {
  return { kind: "list", name: qname(local), item: reference(item), ...head, ...more };
}

export function unionOf(local: string, members: readonly string[], more: Partial<UnionType> = {}): UnionType {
  return { kind: "union", name: qname(local), members: members.map((name) => reference(name)), ...head, ...more };
}

export function message(body: readonly Element[], header: readonly Element[] = []): Message {
  return { style: "document", use: "literal", body, header };
}

/** A wrapped document/literal operation, whose wrappers are types of the service. */
export function operation(name: string, more: Partial<Operation> = {}): Operation {
  return {
    name,
    bindings: [soap("soap11", `${namespace}${name}`), soap("soap12", `${namespace}${name}`)],
    request: message([element(name, name)]),
    response: message([element(`${name}Response`, `${name}Response`)]),
    faults: [],
    place,
    ...more,
  };
}

/** The wrapper is in the service's namespace, the parts are unqualified. */
export function rpc(wrapper: string, body: readonly Element[]): Message {
  return { style: "rpc", use: "literal", wrapper: qname(wrapper), body, header: [] };
}

export function oneWay({ response: _, ...rest }: Operation): Operation {
  return rest;
}

export function soap(binding: "soap11" | "soap12", action?: string): OperationBinding {
  return { binding, place, ...(action === undefined ? {} : { action }) };
}

export function http(
  binding: HttpOperation["binding"],
  location: string,
  more: Partial<HttpOperation> = {},
): HttpOperation {
  return { binding, location, parameters: [], place, ...more };
}

export function port(binding: Binding, address = "https://example.com/shop.asmx"): Port {
  return { binding, address, evidence: { address: { kind: "assumed", places: [] } } };
}

export function service(
  operations: readonly Operation[],
  types: readonly Type[],
  more: Partial<Service> = {},
): Service {
  return { name: "shop", namespace, ports: [port("soap11"), port("soap12")], operations, types, ...more };
}
