import type { BuiltinName } from "../generator/builtins.js";
import type { Module, ModuleAlias, ModuleEnumeration, ModuleList, ModuleType } from "../generator/emit/module.js";
import type { Attribute, Element, TypeReference } from "../generator/model/service.js";
import type { Property, TypeName } from "../generator/values/value-model.js";
import { code, join, textOf, type Code } from "./code.js";
import { stringLiteral } from "./escape.js";
import { array, call, object, type Entry } from "./expression.js";
import { runtime } from "./symbols.js";
import { takesEmptyText } from "../generator/values/empty-text.js";
import { xsdNamespace } from "../generator/namespaces.js";
import { restrictionOf, type AnySimple } from "../generator/values/restriction.js";

/** The TypeScript type of a reference: `DateTime`, `ImageStatus`, `(string | null)[]`. */
export function typeOf(reference: TypeReference, module: Module): Code {
  const type = resolve(reference, module);
  switch (type.kind) {
    case "builtin": {
      if (type.dataSet !== undefined)
        return code`${runtime("TypedDataSet")}<${typeOf({ kind: "type", name: type.dataSet }, module)}>`;
      if (type.xml) return runtime("XmlElement");
      const scalar = module.scalars.get(type.name)?.type ?? "string";
      return type.open ? code`${scalar} | string` : scalar;
    }
    case "list":
      return listOf(type.item.of, module);
    case "inline":
      return simpleTypeOf(type.type, module);
    case "alias":
    case "object":
    case "dataSet":
    case "enumeration":
    case "simple":
      return type.names.type;
  }
}

/** The TypeScript equivalent of a simple type, without using its name. */
export function simpleTypeOf(type: AnySimple, module: Module): Code {
  switch (type.kind) {
    case "simple":
      return typeOf({ kind: "builtin", name: type.base }, module);
    case "list":
      return arrayOf(typeOf(type.item, module));
    case "union":
      return join(distinct(type.members.map((member) => typeOf(member, module))), " | ");
  }
}

/** `(string | null)[]` */
export function listOf(item: Element, module: Module): Code {
  return arrayOf(elementType(item, module));
}

/** An array type; prettier removes the redundant parentheses. */
export function arrayOf(type: Code): Code {
  return /[|&]/.test(textOf(type)) ? code`(${type})[]` : code`${type}[]`;
}

/** The type of one element: `string | null`, `Order | Nil<Order, "$version"> | null`. */
export function elementType({ type, nillable }: Element, module: Module): Code {
  const value = typeOf(type, module);
  if (!nillable) return value;
  const attributes = attributesIn(type, module).map(({ property }) => stringLiteral(property));
  return attributes.length === 0
    ? code`${value} | null`
    : code`${value} | ${runtime("Nil")}<${value}, ${attributes.join(" | ")}> | null`;
}

/** `true`, or `nil` for a type with attributes. */
function nillability(type: TypeReference, module: Module): Code {
  return attributesIn(type, module).length === 0 ? "true" : runtime("nil");
}

function attributesIn(reference: TypeReference, module: Module): readonly Property<Attribute>[] {
  const type = resolve(reference, module);
  return type.kind === "object" ? type.attributes : [];
}

/**
 * The table or simple type of a reference: `dateTime`, `ImageStatusTable`, `{ list: { string } }`. `namespace` is that
 * of the enclosing table, if it has one.
 */
export function codecOf(reference: TypeReference, namespace: string | undefined, module: Module): Code {
  const type = resolve(reference, module);
  switch (type.kind) {
    case "builtin": {
      if (type.xml) return runtime("anyType");
      const scalar = module.scalars.get(type.name)?.codec ?? runtime(type.name);
      return type.open ? call(runtime("openType"), scalar) : scalar;
    }
    case "list":
      return object(listEntries(type, namespace, module));
    case "inline":
      return simpleCodec(type.type, module);
    case "alias":
    case "object":
    case "dataSet":
      return type.names.table;
    case "simple":
      return call(type.names.table);
    case "enumeration":
      return type.typeName === undefined ? enumerationCodec(type) : call(type.names.table);
  }
}

/** `enumeration(Status)` */
export function enumerationCodec({ type, names }: ModuleEnumeration): Code {
  return call(runtime(type.open ? "openEnumeration" : "enumeration"), names.members);
}

/** `restricted(string, { maxLength: 5 })`, `list(int)`, `union(int, string)`. */
export function simpleCodec(type: AnySimple, module: Module): Code {
  switch (type.kind) {
    case "simple":
      return restricted(codecOf({ kind: "builtin", name: type.base }, "", module), type);
    case "list":
      return restricted(call(runtime("list"), codecOf(type.item, "", module)), type);
    case "union":
      return call(runtime("union"), ...type.members.map((member) => codecOf(member, "", module)));
  }
}

function restricted(base: Code, type: AnySimple): Code {
  const restriction = restrictionOf(type);
  if (restriction === undefined) return base;
  const { patterns, enumeration, ...facets } = restriction;
  const entries = Object.entries(facets).map(([name, value]): Entry => {
    return [name, typeof value === "number" ? String(value) : stringLiteral(value)];
  });
  return call(
    runtime("restricted"),
    base,
    object([
      ...entries,
      ["patterns", patterns && array(patterns.map(stringLiteral))],
      ["enumeration", enumeration && array(enumeration.map(stringLiteral))],
    ]),
  );
}

/** The table of a list; `outer` is the namespace that it inherits from the enclosing table. */
export function listEntries(
  { item, namespace, dimensions, typeName }: ModuleList | ModuleAlias,
  outer: string | undefined,
  module: Module,
): readonly Entry[] {
  return [
    ["namespace", namespace === outer ? undefined : namespaceOf(namespace, module)],
    ["type", typeName && typeNameOf(typeName, module)],
    ["list", object([itemOf(item, namespace, module)])],
    ["dimensions", dimensions === undefined ? undefined : String(dimensions)],
  ];
}

/** The element of a list, unbounded unless it declares its occurrence. */
function itemOf(item: Property<Element>, namespace: string, module: Module): Entry {
  return elementOf(item, namespace, module, { minOccurs: 0, maxOccurs: "unbounded" });
}

/** How often a particle occurs. */
type Occurs = Pick<Element, "minOccurs" | "maxOccurs">;

const once: Occurs = { minOccurs: 1, maxOccurs: 1 };

/** An element in a table: its type alone, or with the facts that differ from one required element, or from `usual`. */
export function elementOf(
  { property, of: element }: Property<Element>,
  namespace: string | undefined,
  module: Module,
  usual = once,
): Entry {
  const codec = codecOf(element.type, namespace, module);
  return [
    property,
    particle(constrained(codec, element, module), element, usual, [
      ["nillable", element.nillable ? nillability(element.type, module) : undefined],
      ["name", element.name.local === property ? undefined : stringLiteral(element.name.local)],
      ["namespace", element.name.namespace === namespace ? undefined : namespaceOf(element.name.namespace, module)],
      ["encoded", element.use === undefined ? undefined : runtime("encoded")],
      ["mark", markOf(element, module)],
      documentationOf(element, module),
    ]),
  ];
}

/** `mustUnderstand`, `xsiType("Limit", namespace)`: what adds attributes to each element that is written. */
function markOf({ mustUnderstand, xsiType }: Element, module: Module): Code | undefined {
  const mark = mustUnderstand ? runtime("mustUnderstand") : undefined;
  if (xsiType === undefined) return mark;
  const { namespace, local } = xsiType;
  const isUsual = namespace === xsdNamespace;
  const others = mark === undefined && isUsual ? [] : [isUsual ? "undefined" : namespaceOf(namespace, module)];
  return call(runtime("xsiType"), stringLiteral(local), ...others, ...(mark === undefined ? [] : [mark]));
}

/** A particle in a table, with its occurrence where that differs from `usual`. */
export function particle(
  type: Code,
  { minOccurs, maxOccurs }: Occurs,
  usual = once,
  more: readonly Entry[] = [],
): Code {
  const most = maxOccurs === "unbounded" ? "Infinity" : String(maxOccurs);
  return withFacts(type, [
    ["minOccurs", minOccurs === usual.minOccurs ? undefined : String(minOccurs)],
    ["maxOccurs", maxOccurs === usual.maxOccurs ? undefined : most],
    ...more,
  ]);
}

/** An attribute in a table, with the facts that differ from an optional attribute. */
export function attributeOf({ property, of: attribute }: Property<Attribute>, module: Module): Entry {
  const { name, type, use, fixed } = attribute;
  // An attribute with a default is absent instead of empty.
  const codec = constrained(codecOf(type, "", module), fixed === undefined ? { type } : { type, fixed }, module);
  const facts: readonly Entry[] = [
    ["use", use === "optional" ? `"optional"` : undefined],
    ["name", `$${name.local}` === property ? undefined : stringLiteral(name.local)],
    ["namespace", name.namespace === "" ? undefined : namespaceOf(name.namespace, module)],
    documentationOf(attribute, module),
  ];
  return [property, withFacts(codec, facts)];
}

/** The documentation, in modules whose tables include it. */
export function documentationOf({ documentation }: Pick<Element, "documentation">, { documented }: Module): Entry {
  return ["documentation", documented && documentation !== undefined ? stringLiteral(documentation) : undefined];
}

function withFacts(type: Code, facts: readonly Entry[]): Code {
  return facts.every(([, value]) => value === undefined) ? type : object([["type", type], ...facts]);
}

/** The constant of a namespace; the empty namespace has none. */
export function namespaceOf(uri: string, module: Module): string {
  return module.namespaces.get(uri) ?? stringLiteral(uri);
}

/** `{ name: "Dog", namespace }` */
export function typeNameOf({ name, local, namespace }: TypeName, module: Module): Code {
  return object([
    ["name", stringLiteral(name)],
    ["namespace", namespaceOf(namespace, module)],
    ["local", local === name ? undefined : stringLiteral(local)],
  ]);
}

/** The constraint that an element or an attribute puts on its value beyond its type. */
type Constraint = Pick<Element, "type" | "default" | "fixed">;

/**
 * The runtime function that adds a default or a fixed value to a type. A default needs none if the empty text is a value
 * of the type, and elements of complex types have neither here.
 */
function constraintOf(
  { type, default: value, fixed }: Constraint,
  module: Module,
): "fixed" | "withDefault" | undefined {
  if ((value ?? fixed) === undefined || simpleOf(type, module) === undefined) return undefined;
  if (fixed !== undefined) return "fixed";
  return takesEmptyText(type, (each) => simpleOf(each, module)) ? undefined : "withDefault";
}

/** The builtin or simple type of a reference; undefined for a complex type and for any content. */
function simpleOf(reference: TypeReference, module: Module): BuiltinName | AnySimple | undefined {
  const type = resolve(reference, module);
  switch (type.kind) {
    case "builtin":
      return type.name === "anyType" ? undefined : type.name;
    case "enumeration":
    case "simple":
    case "inline":
      return type.type;
    case "alias":
    case "list":
    case "object":
    case "dataSet":
      return undefined;
  }
}

function constrained(codec: Code, constraint: Constraint, module: Module): Code {
  const name = constraintOf(constraint, module);
  return name === undefined
    ? codec
    : call(runtime(name), codec, stringLiteral(constraint.fixed ?? constraint.default ?? ""));
}

export function resolve(reference: TypeReference, module: Module): ModuleType {
  if (reference.kind === "builtin") return reference;
  const type = module.types.get(reference.name);
  if (type === undefined) throw new TypeError(`the service has no type ${reference.name}`);
  return type;
}

/** Removes types whose text is a duplicate. */
function distinct(types: readonly Code[]): readonly Code[] {
  return [...new Map(types.map((type) => [textOf(type), type])).values()];
}
