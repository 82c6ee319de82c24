/** Random values of a service's messages, as the generated interfaces have them. */
import fc from "fast-check";
import { faultGroup } from "../../generator/values/fault-group.js";
import { contentOf, textOf } from "../../generator/values/property-group.js";
import { isEnumeration } from "../../generator/values/simple.js";
import { isAnyContent, listItem } from "../../generator/model/content-kind.js";
import {
  clark,
  type ComplexType,
  type Element,
  type Fault,
  type Message,
  type QName,
  type Service,
  type SimpleType,
  type Type,
  type TypeReference,
} from "../../generator/model/service.js";
import { attributeProperties, elementProperties } from "../../generator/values/property-names.js";
import { sharedTypes } from "../../generator/values/types.js";
import type { ContentModel, PropertyGroup, Member } from "../../generator/values/value-model.js";
import type { XmlAttribute, XmlElement } from "../../templates/runtime/xml/element.js";
import { builtinValues, ncNames, texts } from "./scalars.js";

/** The values to send, and the values to receive, in one call. */
export interface Exchange {
  readonly request: unknown;
  readonly requestHeader: object | undefined;
  readonly headerBlocks: readonly XmlElement[];
  readonly response: unknown;
  readonly responseHeader: object | undefined;
  /** The detail of another fault to receive; undefined if none is declared. */
  readonly detail: object | undefined;
}

/**
 * The content of a value: anything; only what an HTTP form can carry, without nil and open content; or only what both a
 * SOAP response and an HTTP reply, which lacks the wrapper, can carry.
 */
type Mode = "anything" | "form" | "reply";

/** The greatest depth of optional complex types. */
const depth = 3;

/** An exchange for each operation. */
export function exchanges(service: Service): fc.Arbitrary<Exchange[]> {
  const literal = valuesOf(service);
  const encoded = valuesOf(service, true);
  const body = (message: Message, mode: Mode) => (message.use === "encoded" ? encoded : literal).body(message, mode);
  const header = ({ header: blocks }: Message) => {
    const properties = elementProperties(blocks);
    const values = blocks.map((block) =>
      (block.use === "encoded" ? encoded : literal).member(block, "anything", depth),
    );
    return blocks.length === 0
      ? fc.constant(undefined)
      : record(values.map((value, index) => [properties[index] ?? "", value]));
  };
  return fc.tuple(
    ...service.operations.map(({ request, response, faults, bindings }) => {
      const overHttp = bindings.some((bound) => "parameters" in bound && bound.content === undefined);
      return fc.record<Exchange>({
        request: body(request, overHttp ? "form" : "anything"),
        requestHeader: header(request),
        headerBlocks: overHttp ? fc.constant([]) : seldom(fc.array(foreignElement, { minLength: 1, maxLength: 2 }), []),
        response: response ? body(response, overHttp ? "reply" : "anything") : fc.constant(undefined),
        responseHeader: response ? header(response) : fc.constant(undefined),
        detail: literal.detail(faults),
      });
    }),
  );
}

/** `encoded` excludes nil elements with attributes, which SOAP encoding does not have. */
function valuesOf({ types }: Service, encoded = false) {
  const byKey = new Map(types.map((type) => [clark(type.name), type]));
  const { hierarchy, derivedTypes, typeNames } = sharedTypes([{ types, operations: [] }]);
  const known = new Map<string, fc.Arbitrary<unknown>>();

  function typeOf(key: string): Type {
    const type = byKey.get(key);
    if (type === undefined) throw new Error(`the service has no type ${key}`);
    return type;
  }

  /** Made once for each type and depth: types that refer to each other would take exponential time. */
  function valueOf(name: QName, reference: TypeReference, mode: Mode, depth: number): fc.Arbitrary<unknown> {
    // The name of an element of any type is part of its value.
    if (isAnything(reference)) return foreignElement.map((any) => renamed(any, name));
    const key = `${reference.kind} ${reference.name} ${mode} ${depth}`;
    const value = known.get(key) ?? made(reference, mode, depth);
    known.set(key, value);
    return value;
  }

  function isAnything({ kind, name }: TypeReference): boolean {
    return kind === "builtin" ? name === "anyType" : !hierarchy.has(name) && isAnyContent(typeOf(name));
  }

  function made(reference: TypeReference, mode: Mode, depth: number): fc.Arbitrary<unknown> {
    if (reference.kind === "builtin")
      return reference.name === "char" && mode === "form" ? wholeCharacters : builtinValues[reference.name];
    const type = typeOf(reference.name);
    switch (type.kind) {
      case "simple":
        return simpleValues(type, mode);
      case "list":
        return fc.array(made(type.item, mode, depth), { maxLength: 3 });
      case "union":
        return fc.oneof(...type.members.map((member) => made(member, mode, depth)));
      case "complex": {
        if (hierarchy.has(reference.name)) return ofHierarchy(type, mode, depth);
        const item = listItem(type);
        return item === undefined ? objectOf(type, mode, depth) : items(item, inner(mode), depth);
      }
    }
  }

  /** A value of the type or of one derived from it, which it names. */
  function ofHierarchy(type: ComplexType, mode: Mode, depth: number): fc.Arbitrary<unknown> {
    const derived = derivedFrom(type).map((each) => {
      const $type = typeNames.get(clark(each.name))?.name;
      return objectOf(each, mode, depth).map((object) => ({ ...object, $type }));
    });
    const own = objectOf(type, mode, depth).map((object) =>
      derivedTypes.has(clark(type.name)) ? { ...object, $type: typeNames.get(clark(type.name))?.name } : object,
    );
    return type.abstract ? fc.oneof(...derived) : fc.oneof(own, ...derived);
  }

  /** All that values can be of, however far down. */
  function derivedFrom({ derived = [] }: ComplexType): readonly ComplexType[] {
    return derived.flatMap((key) => {
      const type = typeOf(key);
      if (type.kind !== "complex") return [];
      return [...(type.abstract ? [] : [type]), ...derivedFrom(type)];
    });
  }

  function items(element: Element, mode: Mode, depth: number): fc.Arbitrary<unknown[]> {
    const { type, name, nillable, minOccurs, maxOccurs } = element;
    const canHold = depth > 0 || !isComplex(type);
    // A list of its own, because objects that are there twice have no form in JSON.
    if (!canHold && minOccurs === 0) return fc.constant(undefined).map(() => []);
    const maxLength = maxOccurs === "unbounded" ? 3 : maxOccurs;
    const item = orNil(valueOf(name, type, mode, depth - 1), type, nillable && mode !== "form");
    return fc.array(item, { minLength: minOccurs, maxLength });
  }

  function member(element: Element, mode: Mode, depth: number, within = inner(mode)): fc.Arbitrary<unknown> {
    const { type, name, nillable, minOccurs, maxOccurs } = element;
    if (minOccurs === 0 && depth <= 0 && isComplex(type)) return fc.constant(undefined);
    const value =
      maxOccurs === 1
        ? orNil(valueOf(name, type, within, depth), type, nillable && mode === "anything")
        : // An element that repeats no time is absent.
          items({ ...element, minOccurs: 1 }, within, Math.max(depth, 1));
    return minOccurs === 0 ? fc.option(value, { nil: undefined, freq: 3 }) : value;
  }

  function isComplex(reference: TypeReference): boolean {
    return reference.kind === "type" && typeOf(reference.name).kind === "complex";
  }

  function objectOf(type: ComplexType, mode: Mode, depth: number): fc.Arbitrary<Record<string, unknown>> {
    const { name, content } = type;
    const group = contentOf(type);
    const text = textOf(type);
    const head = record([
      ...attributesOf(type, mode, depth),
      ...(text === undefined ? [] : [["$value", valueOf(name, text, inner(mode), depth)] as const]),
    ]);
    const closed = fc.tuple(head, inGroup(group, mode, depth - 1)).map(([first, rest]) => ({ ...first, ...rest }));
    if (mode !== "anything") return closed;
    return fc.tuple(closed, seldom(openContent, {})).map(([object, more]) => {
      // White space beside elements is not a text.
      if (!("$any" in more) || text === undefined || !isBlank(object["$value"])) return { ...object, ...more };
      const { $value: _, ...others } = object;
      return content.kind === "unknown" ? { ...others, ...more } : object;
    });
  }

  function attributesOf(type: ComplexType, mode: Mode, depth: number) {
    const properties = attributeProperties(
      type.attributes,
      contentOf(type).members.map(({ property }) => property),
    );
    return type.attributes.map((attribute, index) => {
      const value = valueOf(attribute.name, attribute.type, inner(mode), depth);
      const optional = attribute.use === "optional" ? fc.option(value, { nil: undefined }) : value;
      return [properties[index] ?? "", optional] as const;
    });
  }

  /** A value, or nil: an object of attributes where the type has some, else null. */
  function orNil(
    value: fc.Arbitrary<unknown>,
    { kind, name }: TypeReference,
    nillable: boolean,
  ): fc.Arbitrary<unknown> {
    if (!nillable) return value;
    const type = kind === "type" ? typeOf(name) : undefined;
    if (encoded || type?.kind !== "complex" || type.attributes.length === 0) return fc.option(value, { freq: 3 });
    // Derived types of random services do not repeat the attributes of their bases.
    if (hierarchy.has(name)) return type.attributes.some(({ use }) => use === "required") ? value : fc.option(value);
    const nil = record(attributesOf(type, "anything", 1)).map((attributes) => {
      const isEmpty = Object.values(attributes).every((attribute) => attribute === undefined);
      return isEmpty ? null : { $nil: true, ...attributes };
    });
    return fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: nil });
  }

  /** An object with members of a group that may occur together. */
  function inGroup(
    { members, content }: PropertyGroup,
    mode: Mode,
    depth: number,
  ): fc.Arbitrary<Record<string, unknown>> {
    const byProperty = new Map(members.map((each) => [each.property, each]));
    const own = members.flatMap((each) => (each.kind === "choice" ? each.of.members : [each]));
    const parts = (part: ContentModel): fc.Arbitrary<readonly Part[]> => {
      if (typeof part === "string") {
        const found = byProperty.get(part);
        if (found?.kind === "choice") {
          return fc.oneof(
            ...found.of.members.map((each) =>
              memberOf(each, mode, depth).map((value): readonly Part[] => [[each.property, value]]),
            ),
          );
        }
        return found === undefined ? fc.constant([]) : memberOf(found, mode, depth).map((value) => [[part, value]]);
      }
      switch (part.kind) {
        case "sequence":
          return fc.tuple(...part.parts.map(parts)).map((all) => all.flat());
        case "choice":
          return fc.oneof(...part.parts.map(parts));
        case "optional":
          return fc.oneof(fc.constant([]), parts(part.part));
      }
    };
    const all = parts(content ?? { kind: "sequence", parts: [...byProperty.keys()] });
    return all.map((chosen) => {
      const values = new Map(chosen);
      return objectFrom(own.map(({ property }) => [property, values.get(property)]));
    });
  }

  function memberOf(member_: Member, mode: Mode, depth: number): fc.Arbitrary<unknown> {
    switch (member_.kind) {
      case "element":
        return member(member_.of, mode, depth);
      case "any":
      case "choice":
        return fc.constant(undefined);
      case "repeated": {
        const { of, minOccurs } = member_;
        const list = fc.array(inGroup(of, inner(mode), depth), { minLength: 1, maxLength: 3 });
        return minOccurs === 0 ? fc.option(list, { nil: undefined }) : list;
      }
      case "mixed": {
        const elements = member_.of.members.map((each) =>
          memberOf(each, inner(mode), depth).map((value) => ({ [each.property]: value })),
        );
        const all = fc.array(fc.oneof(texts, ...elements), { maxLength: 4 }).map(joined);
        return all.map((items) => (items.length === 0 ? undefined : items));
      }
    }
  }

  function members(elements: readonly Element[], mode: Mode, depth: number) {
    const properties = elementProperties(elements);
    return elements.map((element, index) => [properties[index] ?? "", member(element, mode, depth)] as const);
  }

  return {
    member,
    members,
    body({ style, body }: Message, mode: Mode): fc.Arbitrary<unknown> {
      const [only, ...others] = body;
      if (style === "document" && only !== undefined && others.length === 0) return member(only, mode, depth, mode);
      return record(members(body, mode, depth));
    },
    /** One of the faults. */
    detail(faults: readonly Fault[]): fc.Arbitrary<object | undefined> {
      if (faults.length === 0) return fc.constant(undefined);
      const all = faultGroup(faults).members.flatMap((each) =>
        each.kind === "element"
          ? [[each.property, member({ ...each.of, minOccurs: 1 }, "anything", depth)] as const]
          : [],
      );
      const one = all.map((_, at) =>
        record(all.map(([name, value], k) => [name, k === at ? value : fc.constant(undefined)])),
      );
      return one.length === 0 ? fc.constant(undefined) : fc.oneof(...one);
    },
  };
}

type Part = readonly [property: string, value: unknown];

function simpleValues(type: SimpleType, mode: Mode): fc.Arbitrary<unknown> {
  const { base, enumeration, open } = type;
  if (!isEnumeration(type)) return builtinValues[base];
  const members = fc.constantFrom(...enumeration);
  if (!open) return members;
  // Flags are separated otherwise in a form.
  const others = mode === "form" ? [] : [[...enumeration].sort().join(" ").trim()];
  return fc.oneof(members, fc.constantFrom("of no list", ...others));
}

/** Inside the wrapper all is as in SOAP. */
function inner(mode: Mode): Mode {
  return mode === "reply" ? "anything" : mode;
}

function isBlank(value: unknown): boolean {
  return value instanceof Uint8Array ? value.length === 0 : typeof value === "string" && /^[ \t\r\n]*$/.test(value);
}

function seldom<T, U>(value: fc.Arbitrary<T>, otherwise: U): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: value });
}

/**
 * An object of these properties, whatever their names. What is undefined is left out, save where the compiler would take what
 * every object inherits for it.
 */
function record(parts: readonly (readonly [string, fc.Arbitrary<unknown>])[]): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(...parts.map(([, value]) => value))
    .map((values) => objectFrom(parts.map(([name], index) => [name, values[index]])));
}

function objectFrom(parts: readonly Part[]): Record<string, unknown> {
  return Object.fromEntries(parts.filter(([name, value]) => value !== undefined || name in Object.prototype));
}

// ---- what no service names

const wholeCharacters = builtinValues.char.filter((character) => !/[\ud800-\udfff]/.test(character as string));

const foreignNamespace = fc.constantFrom("", "urn:any", `urn:any&"<'`);

const foreignAttributes: fc.Arbitrary<XmlAttribute[]> = fc.uniqueArray(
  fc.record({ name: ncNames.map((name) => `any-${name}`), namespace: foreignNamespace, value: texts }),
  { maxLength: 2, selector: ({ name, namespace }) => `${namespace} ${name}` },
);

const { element: foreignElement } = fc.letrec<{ element: XmlElement; child: XmlElement | string }>((tie) => ({
  element: fc.record({
    name: ncNames.map((name) => `any-${name}`),
    namespace: foreignNamespace,
    attributes: foreignAttributes.map((attributes) => attributes.map(withPrefix)),
    children: fc.array(tie("child"), { maxLength: 3 }).map(joined),
  }),
  child: fc.oneof({ maxDepth: 2 }, texts, tie("element")),
}));

/** An attribute of an element that is kept as XML keeps its prefix. */
function withPrefix({ name, namespace, value }: XmlAttribute): XmlAttribute {
  if (namespace === "") return { name, namespace, value };
  return { name, namespace, prefix: namespace === "urn:any" ? "any" : "other", value };
}

/** Adjacent texts are one text in XML, and an empty text is absent. */
function joined<Child>(children: readonly (Child | string)[]): (Child | string)[] {
  const all: (Child | string)[] = [];
  for (const child of children) {
    const last = all.at(-1);
    if (child === "") continue;
    if (typeof child === "string" && typeof last === "string") all[all.length - 1] = last + child;
    else all.push(child);
  }
  return all;
}

function renamed(element: XmlElement, { local, namespace }: QName): XmlElement {
  return { ...element, name: local, namespace };
}

const openContent = fc
  .record({ $any: fc.array(foreignElement, { maxLength: 2 }), $attributes: foreignAttributes })
  .map(({ $any, $attributes }) => ({
    ...($any.length > 0 && { $any }),
    ...($attributes.length > 0 && { $attributes }),
  }));
