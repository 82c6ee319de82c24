/** Random services of the kind that ASMX has help pages for. */
import fc from "fast-check";
import { builtinNames } from "../../generator/builtins.js";
import {
  clark,
  type Attribute,
  type ComplexType,
  type Content,
  type Element,
  type Message,
  type Operation,
  type OperationBinding,
  type QName,
  type Service,
  type Type,
  type TypeReference,
} from "../../generator/model/service.js";
import {
  attribute,
  complex,
  element,
  http,
  message,
  namespace,
  port,
  qname,
  service,
  simple,
  soap,
} from "../support/model.js";
import { any } from "../model/particles.js";

/** The values of enumerations that text shows without marks: two or more, and no ` or ` in them. */
export const plainEnumerations: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc.constantFrom("Red", "Green", "dark blue", "a&b", "<none>", '"', "for", "é", "int", "xml", "__proto__", "&amp;"),
  { minLength: 2, maxLength: 4 },
);

/** One value alone is one of an enumeration if it is marked and not the name of a builtin type or a wildcard. */
export const anyEnumerations: fc.Arbitrary<string[]> = fc.oneof(
  plainEnumerations,
  fc.uniqueArray(fc.constantFrom("this or that", "or", "", "Red", "x or ", "string"), { minLength: 2, maxLength: 4 }),
  fc.constantFrom<string[][]>(["Red"], ["this or that"], ["or"]),
);

/** `enumerations` are their members. */
export function services(enumerations: fc.Arbitrary<string[]>): fc.Arbitrary<Service> {
  return fc
    .record({
      enumerations: fc.array(enumerations, { minLength: 1, maxLength: 2 }),
      complex: fc.array(complexParts, { minLength: 1, maxLength: 5 }),
      operations: fc.array(operationParts, { minLength: 1, maxLength: 4 }),
    })
    .map((parts) => {
      const simpleTypes = parts.enumerations.map((values, index) => simple(`Kind${index}`, values));
      const named = parts.complex.map((_, index) => qname(`Type${index}`));
      const reference: Resolve = ({ kind, index }) => {
        if (kind === "builtin") return { kind, name: builtinNames[index % builtinNames.length] ?? "string" };
        const names = kind === "simple" ? simpleTypes.map(({ name }) => name) : named;
        return { kind: "type", name: clark(names[index % names.length] ?? qname("")) };
      };
      // Types of encoded messages are in a namespace of their own.
      const encodedReference: Resolve = (asked) => {
        const resolved = reference(asked);
        if (resolved.kind === "builtin")
          return resolved.name === "anyType" ? { ...resolved, name: "string" } : resolved;
        return { kind: "type", name: resolved.name.replace(namespace, encodedNamespace) };
      };
      const types = parts.complex.flatMap((part, index) => [
        complexType(`Type${index}`, part, reference),
        encodedType(`Type${index}`, part, encodedReference),
      ]);
      const encodedSimpleTypes = simpleTypes.map((type) => ({
        ...type,
        name: { ...type.name, namespace: encodedNamespace },
      }));
      const lists = new Map<string, Type>();
      const operations = parts.operations.map((part, index) =>
        operation(`Op${index}`, part, part.style === "encoded" ? encodedReference : reference, lists),
      );
      return service(
        operations.map((each) => each.operation),
        [
          ...operations.flatMap((each) => each.types),
          ...types,
          ...simpleTypes,
          ...encodedSimpleTypes,
          ...lists.values(),
        ],
        {
          namespace,
          ports: (["soap11", "soap12", "httpGet", "httpPost"] as const).map((binding) =>
            port(binding, "https://example.com/a/shop.asmx"),
          ),
        },
      );
    });
}

// ---- references: resolved when it is known how many types there are

interface Reference {
  readonly kind: "builtin" | "simple" | "complex";
  readonly index: number;
}

type Resolve = (reference: Reference) => TypeReference;

// Object.keys forgets that these are all the names there are.
const referenceOf = (...kinds: readonly Reference["kind"][]): fc.Arbitrary<Reference> =>
  fc.record({ kind: fc.constantFrom(...kinds), index: fc.nat(1000) });

const anyReference = referenceOf("builtin", "simple", "complex", "complex");
const simpleReference = referenceOf("builtin", "simple");

// ---- types

interface MemberPart {
  readonly name: QName;
  readonly reference: Reference;
  readonly repeated: boolean;
  readonly nillable: boolean;
}

interface ComplexPart {
  readonly attributes: readonly { readonly name: QName; readonly reference: Reference }[];
  readonly content: "sequence" | "text" | "unknown";
  readonly members: readonly MemberPart[];
  readonly open: boolean;
}

const locals = fc.constantFrom(
  "Id",
  "Name",
  "Item",
  "Items",
  "Status",
  "Größe",
  "a.b",
  "x-y",
  "_",
  "toString",
  "Envelope",
  "string",
);
const uris = fc.constantFrom(namespace, namespace, namespace, "", "urn:types:other");
const elementNames = fc.record({ local: locals, namespace: uris });

function membersOf(reference: fc.Arbitrary<Reference>, maxLength: number): fc.Arbitrary<MemberPart[]> {
  const part = fc.record({
    name: elementNames,
    reference,
    repeated: fc.boolean(),
    nillable: fc.boolean(),
  });
  return fc.uniqueArray(part, { maxLength, selector: ({ name }) => clark(name) });
}

const complexParts: fc.Arbitrary<ComplexPart> = fc.record({
  attributes: fc.uniqueArray(
    fc.record({
      name: fc.record({ local: locals, namespace: fc.constantFrom("", "", namespace, "urn:attributes") }),
      reference: simpleReference,
    }),
    { maxLength: 2, selector: ({ name }) => clark(name) },
  ),
  content: fc.constantFrom("sequence", "sequence", "sequence", "sequence", "text", "unknown"),
  members: membersOf(anyReference, 4),
  open: fc.boolean(),
});

function complexType(name: string, part: ComplexPart, resolve: Resolve): ComplexType {
  const contents: { readonly [kind in ComplexPart["content"]]: () => Content } = {
    unknown: () => ({ kind: "unknown" }),
    text: () => ({ kind: "text", type: { kind: "builtin", name: "string" } }),
    sequence: () => ({
      kind: "sequence",
      particles: [...part.members.map((each) => memberOf(each, resolve)), ...(part.open ? [any()] : [])],
    }),
  };
  const attributes = part.attributes.map(({ name, reference }): Attribute => {
    return { ...attribute(name.local, "string", "required", name.namespace), type: resolve(reference) };
  });
  return { ...complex(name, {}), attributes, content: contents[part.content]() };
}

const encodedNamespace = `${namespace}encodedTypes`;

/** Members are unqualified elements, and nothing else. */
function encodedType(name: string, { members, open }: ComplexPart, resolve: Resolve): ComplexType {
  const particles = [...unqualified(members).map((each) => memberOf(each, resolve)), ...(open ? [any()] : [])];
  return { ...complex(name, particles), name: qname(name, encodedNamespace) };
}

function unqualified(members: readonly MemberPart[]): readonly MemberPart[] {
  const byName = new Map(members.map((each) => [each.name.local, { ...each, name: qname(each.name.local, "") }]));
  return [...byName.values()];
}

function memberOf({ name, reference, repeated, nillable }: MemberPart, resolve: Resolve): Element {
  const base = element(name.local, nillable ? "string!" : "string", name.namespace);
  return { ...base, type: resolve(reference), maxOccurs: repeated ? 7 : 1 };
}

// ---- operations

interface OperationPart {
  readonly documentation: string | undefined;
  readonly style: "wrapped" | "bare" | "rpc" | "http" | "encoded";
  readonly request: readonly MemberPart[];
  readonly response: readonly MemberPart[];
  readonly simple: readonly MemberPart[];
  readonly header: readonly Reference[];
  /** An operation with bindings of HTTP is never one-way: then its reply is a list in place of a repeated element. */
  readonly isOneWay: boolean;
}

const operationParts: fc.Arbitrary<OperationPart> = fc.record({
  documentation: fc.constantFrom(undefined, "What it does.", "Says <b> & more"),
  style: fc.constantFrom("wrapped", "wrapped", "bare", "rpc", "http", "http", "encoded"),
  request: membersOf(anyReference, 4),
  response: membersOf(anyReference, 3),
  simple: fc.uniqueArray(
    fc.record({ name: elementNames, reference: simpleReference, repeated: fc.boolean(), nillable: fc.boolean() }),
    { maxLength: 3, selector: ({ name }) => name.local },
  ),
  header: fc.uniqueArray(referenceOf("complex"), { maxLength: 1 }),
  isOneWay: fc.boolean(),
});

interface Built {
  readonly operation: Operation;
  readonly types: readonly Type[];
}

function operation(name: string, part: OperationPart, resolve: Resolve, lists: Map<string, Type>): Built {
  const { documentation, style, isOneWay } = part;
  const isEncoded = style === "encoded";
  const header = part.header.map((reference): Element => ({
    ...blockOf(resolve(reference)),
    ...(isEncoded ? { use: "encoded" } : {}),
  }));
  const built = bodies(name, part, resolve, lists);
  const place = { path: "page.txt", line: 1, column: 1 };
  return {
    types: built.types,
    operation: {
      name,
      ...(documentation === undefined ? {} : { documentation }),
      bindings: [soap("soap11", `${namespace}${name}`), soap("soap12", `${namespace}${name}`), ...built.bindings],
      request: { ...built.request, header },
      ...(isOneWay && style !== "http" ? {} : { response: { ...built.response, header: [] } }),
      faults: [],
      place,
    },
  };
}

/** A global element has one type: it is named after it. */
function blockOf(type: TypeReference): Element {
  const local = type.kind === "type" ? `${type.name.slice(type.name.indexOf("}") + 1)}Header` : "";
  return { ...element(local, "string"), type };
}

interface Bodies {
  readonly request: Message;
  readonly response: Message;
  readonly bindings: readonly OperationBinding[];
  readonly types: readonly Type[];
}

function bodies(name: string, part: OperationPart, resolve: Resolve, lists: Map<string, Type>): Bodies {
  const request = part.request.map((each) => memberOf(each, resolve));
  const response = part.response.map((each) => memberOf(each, resolve));
  const wrapped = (inner: readonly Element[], reply: readonly Element[]) => ({
    request: message([element(name, name)]),
    response: message([element(`${name}Response`, `${name}Response`)]),
    types: [complex(name, inner, { wrapper: true }), complex(`${name}Response`, reply, { wrapper: true })],
  });
  switch (part.style) {
    case "wrapped":
      return { ...wrapped(request, response), bindings: [] };
    case "bare": {
      const bare = (elements: readonly Element[], suffix: string) =>
        message(elements.slice(0, 1).map((each) => ({ ...each, name: qname(`${name}${suffix}`), maxOccurs: 1 })));
      return { request: bare(request, "Bare"), response: bare(response, "BareReply"), bindings: [], types: [] };
    }
    case "rpc": {
      const rpc = (wrapper: string, elements: readonly Element[]): Message => {
        const body = elements.map((each) => ({ ...each, maxOccurs: 1 }));
        return { style: "rpc", use: "literal", wrapper: qname(wrapper), header: [], body };
      };
      return { request: rpc(name, request), response: rpc(`${name}Response`, response), bindings: [], types: [] };
    }
    case "encoded": {
      const encoded = (wrapper: string, members: readonly MemberPart[]): Message => {
        const body = unqualified(members).map((each) => ({ ...memberOf(each, resolve), maxOccurs: 1 }));
        return { style: "rpc", use: "encoded", wrapper: qname(wrapper), header: [], body };
      };
      const [sent, returned] = [encoded(name, part.request), encoded(`${name}Response`, part.response)];
      return { request: sent, response: returned, bindings: [], types: [] };
    }
    case "http": {
      const parameters = part.simple.map((each) => memberOf(each, resolve));
      const [first] = response;
      if (first !== undefined && part.isOneWay) {
        const result = { ...first, name: qname(`${name}Result`), maxOccurs: 7 as const };
        const reply = listOf(first.type, lists);
        const facts = {
          parameters: parameters.map((each) => ({ name: each.name.local, element: each.name.local })),
          root: reply.name,
          result: `${name}Result`,
          reply,
        };
        const bindings = [http("httpGet", `/${name}`, facts), http("httpPost", `/${name}`, facts)];
        return { ...wrapped(parameters, [result]), bindings };
      }
      const result = first && { ...first, name: qname(`${name}Result`), maxOccurs: 1 as const };
      const root = result && rootOf(result.type, lists);
      const typed = result && root && { ...result, type: root.type };
      const facts = {
        parameters: parameters.map((each) => ({ name: each.name.local, element: each.name.local })),
        ...(root === undefined ? {} : { root: root.name, result: `${name}Result` }),
      };
      const bindings = [http("httpGet", `/${name}`, facts), http("httpPost", `/${name}`, facts)];
      return { ...wrapped(parameters, typed ? [typed] : []), bindings };
    }
  }
}

/** A root that is a list of items of a type, which are named after it. */
function listOf(type: TypeReference, lists: Map<string, Type>): Element {
  const local = type.name.slice(type.name.indexOf("}") + 1);
  const list = `ArrayOf${local}`;
  lists.set(list, complex(list, [{ ...element(local, "string"), type, maxOccurs: "unbounded" }]));
  return { ...element(list, list), nillable: true };
}

/** The root of an HTTP reply is named after its type. */
function rootOf(type: TypeReference, lists: Map<string, Type>): { readonly name: QName; readonly type: TypeReference } {
  if (type.kind === "builtin") return { name: qname(type.name), type };
  const local = type.name.slice(type.name.indexOf("}") + 1);
  if (!local.endsWith("0")) return { name: qname(local), type };
  const list = `ArrayOf${local}`;
  lists.set(list, complex(list, [{ ...element(local, "string"), type, maxOccurs: "unbounded" }]));
  return { name: qname(list), type: { kind: "type", name: clark(qname(list)) } };
}
