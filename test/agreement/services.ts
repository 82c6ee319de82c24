/** Random services with every construct of the model. */
import fc from "fast-check";
import { builtinNames, type BuiltinName } from "../../generator/builtins.js";
import { withoutUnreached } from "../../generator/model/reach.js";
import {
  clark,
  type Attribute,
  type ComplexType,
  type Content,
  type Element,
  type HttpOperation,
  type Message,
  type Operation,
  type OperationBinding,
  type Particle,
  type QName,
  type Service,
  type SimpleType,
  type Type,
  type TypeReference,
} from "../../generator/model/service.js";
import {
  any,
  attribute,
  complex,
  element,
  group,
  http,
  listOf,
  message,
  namespace,
  port,
  qname,
  restriction,
  service,
  simple,
  soap,
  substitutes,
  unionOf,
} from "../support/model.js";

/** An operation with its bindings and the types that only it uses. */
interface Part {
  readonly operation: Operation;
  readonly types: readonly Type[];
}

/** Operations in every style, on types that refer to each other in any way that leaves them finite values. */
export function services(): fc.Arbitrary<Service> {
  return fc.uniqueArray(qnames, { minLength: 5, maxLength: 9, selector: clark }).chain((names) => {
    const types = typesOf(names);
    const scalar = fc.oneof(scalars, referenceTo(names.slice(0, simpleTypes)));
    const list = referenceTo(names.slice(simpleTypes, simpleTypes + scalarLists));
    // There are no lists of lists in a form.
    const parameter = fc.oneof(elementOf(elementNames, scalar), elementOf(elementNames, list).map(once));
    const anything = fc.oneof(builtin, referenceTo(names));
    const operations = fc
      .uniqueArray(operationNames, { minLength: 1, maxLength: 3 })
      .chain((chosen) => fc.tuple(...chosen.map((name) => operationOf(name, anything, parameter))));
    return fc.record({ types, operations }).map(({ types, operations }) =>
      withoutUnreached(
        service(
          operations.map(({ operation }) => operation),
          [...operations.flatMap((own) => own.types), ...types],
          { ports: [port("soap11"), port("soap12"), port("httpGet"), port("httpPost")] },
        ),
      ),
    );
  });
}

// ---- names

/** Names that are reserved, inherited by every object, different only in case, or not identifiers. */
const words = fc.constantFrom(
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "then", "length", "delete", "string", "Date", "Table"],
  ...["Order", "order", "ORDER", "a.b", "a-b", "_", "a_b", "Größe", "名前", "e\u0301", "type", "name", "read", "parse"],
);

const namespaces = fc.constantFrom(
  ...[namespace, namespace, namespace, "http://example.com/shop/Types.xsd", "urn:other:ns"],
  `urn:odd?a=1&b="<2>"'3'`,
);

const qnames = fc
  .record({ namespace: namespaces, local: words })
  .map(({ namespace, local }) => qname(local, namespace));

/** Names of the parts of an rpc message. */
const unqualified = words.map((local) => qname(local, ""));

/** Names of elements, which can be unqualified in any type. */
const elementNames = fc.oneof({ weight: 4, arbitrary: qnames }, { weight: 1, arbitrary: unqualified });

/** Names of wrappers, none of which is a type's. */
const operationNames = fc.constantFrom("Get", "get", "Put.All", "Send-Now", "Soap11");

// ---- references

// Object.keys forgets that these are all the names there are.
const builtin = fc.constantFrom(...builtinNames).map(builtinReference);

/**
 * Values that HTTP GET and POST can carry as text, and an attribute can contain. ASMX reads a base64Binary there as a
 * list of numbers.
 */
const scalars = builtin.filter((type) => type.name !== "anyType" && type.name !== "base64Binary");
const attributeTypes = builtin.filter((type) => type.name !== "anyType");

function builtinReference(name: BuiltinName): Extract<TypeReference, { kind: "builtin" }> {
  return { kind: "builtin", name };
}

function referenceTo(names: readonly QName[]): fc.Arbitrary<TypeReference> {
  return fc.constantFrom(...names.map((name) => ({ kind: "type", name: clark(name) }) as const));
}

// ---- types

/**
 * The numbers of types: first enumerations and other simple types, then lists of simple types, then types that forms
 * cannot carry.
 */
const simpleTypes = 2;
const scalarLists = 1;
const madeOfSimple = 1;

function typesOf(names: readonly QName[]): fc.Arbitrary<readonly Type[]> {
  const scalar = fc.oneof(scalars, referenceTo(names.slice(0, simpleTypes)));
  const firstComplex = simpleTypes + scalarLists + madeOfSimple;
  const text = [...names.slice(0, simpleTypes), ...names.slice(simpleTypes + scalarLists, firstComplex)];
  const attributeType = fc.oneof(attributeTypes, referenceTo(text));
  const anything = fc.oneof(builtin, referenceTo(names));
  const types = names.map((name, index): fc.Arbitrary<Type> => {
    if (index < simpleTypes) return simpleType(name);
    if (index < simpleTypes + scalarLists) return listType(name, scalar, new Set());
    if (index < firstComplex) return madeOfSimpleType(name);
    // A type that is declared further down may refer back to this one, so it must be optional here.
    const finite = new Set(names.slice(0, index).map(clark));
    return complexType(name, anything, attributeType, finite);
  });
  const bases = names.map((_, index) => fc.option(fc.integer({ min: index + 1, max: names.length }), { freq: 3 }));
  const abstracts = names.map(() => fc.boolean());
  return fc.tuple(fc.tuple(...types), fc.tuple(...bases), fc.tuple(...abstracts)).map(([all, base, abstract]) =>
    all.map((type, index): Type => {
      if (type.kind !== "complex" || index < firstComplex) return type;
      // Each is derived from a type further down, which may be of no value but theirs.
      const derived = all.flatMap(({ name }, k) => (k >= firstComplex && base[k] === index ? [clark(name)] : []));
      if (derived.length === 0) return type;
      return { ...type, derived, ...(abstract[index] && { abstract: true as const }) };
    }),
  );
}

/** A list, a union or a restriction; items have no white space, and a text is of one member only. */
function madeOfSimpleType(name: QName): fc.Arbitrary<Type> {
  const item = fc.constantFrom<BuiltinName[]>("int", "boolean", "dateTime", "guid", "unsignedLong");
  const facets = { maxLength: 3, patterns: ["[a-z]*"] };
  return fc.oneof(
    fc.tuple(item, fc.boolean()).map(([of, anonymous]) => ({ ...listOf(name.local, of), name, anonymous })),
    fc.boolean().map((anonymous) => ({ ...unionOf(name.local, ["int", "boolean", "date"]), name, anonymous })),
    fc.boolean().map((anonymous) => ({ ...restriction(name.local, "string", facets), name, anonymous })),
    fc.boolean().map((anonymous) => ({ ...simple(name.local, ["1", "2"], false, "long"), name, anonymous })),
  );
}

function simpleType(name: QName): fc.Arbitrary<Type> {
  const member = fc.constantFrom("red", "Red", "dark blue", "a&b", '"<', "", "*/", "é", "__proto__");
  return fc
    .record({
      members: fc.uniqueArray(member, { maxLength: 4 }),
      open: fc.boolean(),
      base: fc.constantFrom<BuiltinName>("string", "token", "Name", "anyURI", "NMTOKEN"),
    })
    .map(({ members, open, base }): SimpleType => ({ ...simple(name.local, members, open, base), name }));
}

function complexType(
  name: QName,
  type: fc.Arbitrary<TypeReference>,
  attributeType: fc.Arbitrary<TypeReference>,
  finite: ReadonlySet<string>,
): fc.Arbitrary<Type> {
  const attributes = fc.uniqueArray(attributeOf(attributeType), { maxLength: 3, selector: (each) => clark(each.name) });
  const content: fc.Arbitrary<Content> = fc.oneof(
    { weight: 6, arbitrary: members(type, finite).map((particles) => ({ kind: "sequence", particles }) as const) },
    { weight: 1, arbitrary: mixedContent(type, finite) },
    { weight: 1, arbitrary: attributeType.map((text) => ({ kind: "text", type: text }) as const) },
    { weight: 1, arbitrary: fc.constant({ kind: "unknown" } as const) },
  );
  return fc.oneof(
    listType(name, type, finite),
    fc.record({ attributes, content }).map((more): Type => ({ ...complex(name.local, {}, more), name })),
  );
}

function attributeOf(type: fc.Arbitrary<TypeReference>): fc.Arbitrary<Attribute> {
  return fc
    .record({
      name: fc.oneof(words, fc.constantFrom("any", "value", "attributes")),
      uri: fc.constantFrom("", "", "urn:other:ns", "http://www.w3.org/XML/1998/namespace"),
      use: fc.constantFrom("required" as const, "optional" as const),
      type,
    })
    .map(({ name, uri, use, type }) => ({ ...attribute(name, "string", use, uri), type }));
}

/** `ArrayOfX`. */
function listType(
  name: QName,
  type: fc.Arbitrary<TypeReference>,
  finite: ReadonlySet<string>,
): fc.Arbitrary<ComplexType> {
  return elementOf(elementNames, type, finite)
    .map((item): Element => (item.maxOccurs === 1 ? { ...item, maxOccurs: "unbounded" } : item))
    .map((item) => ({ ...complex(name.local, [item]), name }));
}

function members(type: fc.Arbitrary<TypeReference>, finite: ReadonlySet<string>): fc.Arbitrary<readonly Particle[]> {
  const shapes = fc.array(
    fc.constantFrom("", "", "", "choice", "choice?", "sequence?", "nested", "choice*", "sequence?*"),
    {
      maxLength: 2,
    },
  );
  return fc
    .tuple(
      distinct(elementOf(elementNames, type, finite), 0, 6),
      shapes,
      fc.constantFrom("first", "last", "none", "none"),
      choices,
    )
    .map(([elements, shapes, place, choices]) => {
      const particles = [...shaped(elements, shapes), ...choices];
      if (place === "first") return [any({ not: namespace }), ...particles];
      return place === "last" ? [...particles, any()] : particles;
    });
}

/** Choices of two substitution groups, one with too many elements for a union. No other element has one of their names. */
const choices = fc
  .tuple(
    ...["Vehicle", "Tool"].map((head) =>
      fc.constantFrom(undefined, undefined, "", "?", "*", "?*", "or").map((facts) => ({ head, facts })),
    ),
  )
  .map((chosen) =>
    chosen.flatMap(({ head, facts }): Particle[] => {
      if (facts === undefined) return [];
      const names = head === "Tool" ? [..."ABCDEFGHI"].map((letter) => `Tool${letter}`) : ["Car", "Boat"];
      const elements = names.map((name, index) =>
        element(name, ["int", "string!"][index % 2] ?? "", ["urn:other:ns", namespace][index % 2]),
      );
      const choice = substitutes(qname(head), elements, facts);
      return [facts === "or" ? group("choice", [choice, element(`No${head}`, "boolean")]) : choice];
    }),
  );

/**
 * Combines pairs of elements into groups. A group that may be empty does not repeat, because its end would be
 * ambiguous.
 */
function shaped(elements: readonly Element[], shapes: readonly string[]): readonly Particle[] {
  const [shape, ...others] = shapes;
  const [first, second, third, ...rest] = elements;
  if (shape === undefined || first === undefined || second === undefined) return elements;
  if (shape === "") return [first, ...shaped(elements.slice(1), others)];
  const after = shaped(elements.slice(2), others);
  if (shape.endsWith("*")) {
    if (first.minOccurs === 0 || second.minOccurs === 0) return elements;
    const kind = shape.startsWith("choice") ? "choice" : "sequence";
    return [group(kind, [once(first), once(second)], shape.slice(kind.length)), ...after];
  }
  if (shape === "nested") {
    if (third === undefined) return elements;
    return [
      group("choice", [first, group("sequence", [second, group("choice", [third], "?")])]),
      ...shaped(rest, others),
    ];
  }
  const kind = shape.startsWith("choice") ? "choice" : "sequence";
  return [group(kind, [first, second], shape.slice(kind.length)), ...after];
}

function mixedContent(type: fc.Arbitrary<TypeReference>, finite: ReadonlySet<string>): fc.Arbitrary<Content> {
  return distinct(elementOf(elementNames, type, finite), 1, 3)
    .filter((elements) => elements.every(({ type: { kind, name } }) => kind === "builtin" || finite.has(name)))
    .map((elements) => ({ kind: "sequence", particles: [group("choice", elements, "?*")], mixed: true }));
}

function elementOf(
  names: fc.Arbitrary<QName>,
  type: fc.Arbitrary<TypeReference>,
  finite?: ReadonlySet<string>,
): fc.Arbitrary<Element> {
  return fc
    .record({
      name: names,
      type,
      minOccurs: fc.constantFrom(0, 1),
      maxOccurs: fc.constantFrom<Element["maxOccurs"][]>(1, 1, 1, 2, "unbounded"),
      nillable: fc.boolean(),
      hasDefault: fc.boolean(),
    })
    .map(({ name, type, minOccurs, hasDefault, ...facts }) => {
      const endless = type.kind === "type" && finite !== undefined && !finite.has(type.name);
      return {
        ...element(name.local, "string", name.namespace),
        name,
        type,
        minOccurs: endless ? 0 : minOccurs,
        // An empty string would be read as another.
        ...(hasDefault && type.name === "int" && { default: "5" }),
        ...facts,
      };
    });
}

/** Elements that their names tell apart. */
function distinct(elements: fc.Arbitrary<Element>, minLength: number, maxLength: number): fc.Arbitrary<Element[]> {
  return fc.uniqueArray(elements, { minLength, maxLength, selector: ({ name }) => clark(name) });
}

// ---- operations

/** `parameter` is what HTTP GET and POST can carry. */
function operationOf(
  name: string,
  anything: fc.Arbitrary<TypeReference>,
  parameter: fc.Arbitrary<Element>,
): fc.Arbitrary<Part> {
  const bare = distinct(elementOf(elementNames, anything), 0, 3);
  const parts = distinct(elementOf(unqualified, anything), 0, 3);
  const wrapped = distinct(elementOf(elementNames, anything), 0, 4);
  return fc
    .record({
      response: fc.boolean(),
      header: fc.tuple(headerOf(anything), headerOf(anything)),
      faults: headerOf(anything),
      part: fc.oneof(
        fc.record({ request: wrapped, response: wrapped }).map((both) => wrappedPart(name, both)),
        fc.record({ request: bare, response: bare }).map((both) => barePart(name, both)),
        fc.record({ request: parts, response: parts }).map((both) => rpcPart(name, both)),
      ),
      http: httpPart(name, anything, parameter),
      form: fc.oneof({ weight: 4, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.constant("document") }),
    })
    .map(({ response, header: [sent, returned], faults, part, http, form }) => {
      if (form === true) return http;
      const { response: reply, request, bindings, ...operation } = part.operation;
      const document = form === "document" ? xmlBinding(name, request, response ? reply : undefined) : [];
      return {
        types: part.types,
        operation: {
          ...operation,
          bindings: [...bindings, ...document],
          request: { ...request, header: sent },
          faults: faults.map((element) => ({ name: element.name.local, element: { ...element, minOccurs: 1 } })),
          ...(response && reply !== undefined && { response: { ...reply, header: returned } }),
        },
      };
    });
}

function once(element: Element): Element {
  return { ...element, maxOccurs: 1 };
}

function headerOf(type: fc.Arbitrary<TypeReference>): fc.Arbitrary<Element[]> {
  return distinct(elementOf(elementNames, type).map(once), 0, 2);
}

interface Both {
  readonly request: readonly Element[];
  readonly response: readonly Element[];
}

/** Bodies do not tell operations apart, so actions do. */
function soapBindings(name: string): OperationBinding[] {
  return [soap("soap11", `urn:${name}`), soap("soap12", `urn:${name}`)];
}

/** A binding to HTTP POST of XML documents, if each message has one element that can be a root. */
function xmlBinding(name: string, ...messages: readonly [Message, Message | undefined]): OperationBinding[] {
  const [request, response] = messages.map((each) => {
    const [root, ...others] = each?.style === "document" ? each.body : [];
    return others.length === 0 && root?.minOccurs === 1 && root.maxOccurs === 1 ? root.name : undefined;
  });
  if (request === undefined || (messages[1] !== undefined && response === undefined)) return [];
  return [http("httpPost", `/${name}`, { content: "text/xml", ...(response && { root: response }) })];
}

function partOf(name: string, request: Message, response: Message, types: readonly Type[] = []): Part {
  const place = { path: "specs/shop/page.txt", line: 1, column: 1 };
  return { operation: { name, bindings: soapBindings(name), request, response, faults: [], place }, types };
}

function wrappedPart(name: string, { request, response }: Both): Part {
  return partOf(name, message([element(name, name)]), message([element(`${name}Response`, `${name}Response`)]), [
    complex(name, request, { wrapper: true }),
    complex(`${name}Response`, response, { wrapper: true, reply: true }),
  ]);
}

function barePart(name: string, { request, response }: Both): Part {
  return partOf(name, message(request), message(response));
}

function rpcPart(name: string, { request, response }: Both): Part {
  const rpc = { style: "rpc", use: "literal", header: [] } as const;
  return partOf(
    name,
    { ...rpc, wrapper: qname(name), body: request },
    { ...rpc, wrapper: qname(`${name}Response`), body: response },
  );
}

/** An operation that ASMX binds to HTTP GET and POST too: simple parameters, lists of them, and at most one result. */
function httpPart(
  name: string,
  anything: fc.Arbitrary<TypeReference>,
  parameter: fc.Arbitrary<Element>,
): fc.Arbitrary<Part> {
  return fc
    .record({
      style: fc.constantFrom("wrapped", "bare", "rpc"),
      // Parameters are distinguished only by their local names.
      parameters: fc.uniqueArray(parameter, {
        maxLength: 3,
        selector: ({ name }) => name.local,
      }),
      result: fc.option(elementOf(elementNames, anything).map(once), { nil: undefined }),
      root: qnames,
      renamed: fc.boolean(),
      bindings: fc.constantFrom<HttpOperation["binding"][][]>(["httpGet"], ["httpPost"], ["httpGet", "httpPost"]),
    })
    .map(({ style, parameters, result, root, renamed, bindings }) => {
      const request = style === "wrapped" ? parameters : parameters.map(once);
      const both = { request, response: result === undefined ? [] : [result] };
      const part = (style === "wrapped" ? wrappedPart : style === "bare" ? barePart : rpcPart)(name, both);
      const more = {
        parameters: request.map((each) => ({
          element: each.name.local,
          name: renamed ? `p_${each.name.local}` : each.name.local,
        })),
        ...(result !== undefined && { root }),
        // Any XML has the name of its root as a part of its value.
        ...(result !== undefined &&
          result.type.name !== "anyType" &&
          renamed && { reply: { ...result, name: root, minOccurs: 1, nillable: true } }),
        ...(result !== undefined && style !== "bare" && { result: result.name.local }),
      };
      const overHttp = bindings.map((binding): OperationBinding => http(binding, `/${name}`, more));
      return { ...part, operation: { ...part.operation, bindings: [...soapBindings(name), ...overHttp] } };
    });
}
