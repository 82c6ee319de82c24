import { misfit, RequestError, rethrowWithin } from "../error.js";
import { listed, type Simple } from "../simple/simple.js";
import { renamed, type XmlAttribute } from "../xml/element.js";
import { expectElement, listOf, objectOf } from "../xml/expect.js";
import { isType, xmlns } from "../xml/names.js";
import type { Output } from "../xml/output.js";
import { writeElement } from "../xml/write-element.js";
import { openContent } from "./open-content.js";
import { planOf, type Plan } from "./plan.js";
import { otherAttributes, readContent } from "./read.js";
import { anyBuiltins } from "./any-builtins.js";
import type { AnyKind, AnyKinds, ElementType, OpenContent, Table } from "./table.js";
import { attributesIn, writeStartTag } from "./start-tag.js";
import { writeContent } from "./write.js";
import { typeNameIn } from "../xml/type-name.js";

/** The types that `xsi:type` can state, beside the usual builtin ones. */
export interface AnyTable<T = any> {
  readonly types: readonly {
    readonly namespace: string;
    readonly types: { readonly [name: string]: StatedType | { readonly local: string; readonly type: StatedType } };
  }[];
  /** Builtin types whose values have another form than usual. */
  readonly builtins?: { readonly [name: string]: Simple<any> };
  /** Exists only as a type: that of the values. */
  readonly values?: T;
}

/** A function, because a type may hold values of any type itself. */
type StatedType = () => Table | Simple<any>;

/** A value of the type that its element states in `xsi:type`; the element itself if it states none that is known. */
export function anyValue<T>(table: () => AnyTable<T>): ElementType<T> {
  let type = anyTypes.get(table);
  if (type === undefined) anyTypes.set(table, (type = anyTypeOf(table)));
  return type as ElementType<T>; // it was made of the table of T
}

const anyTypes = /* @__PURE__ */ new WeakMap<() => AnyTable, ElementType<unknown>>();

function anyTypeOf(table: () => AnyTable): ElementType<unknown> {
  let found: Kinds | undefined;
  const kinds = (): Kinds => (found ??= kindsIn(table()));
  const any: AnyKinds = {
    find: (qname) => kinds().byQName.get(qname),
    kindOf: (value) => kindOf(value, kinds().byName),
    all: () => kinds().byQName.values(),
    stating,
    partsOf,
    writeText,
  };
  return {
    name: "a value of any type",
    any,
    readElement(cursor, namespace, local) {
      const name = typeNameIn(cursor);
      const kind = name === null ? undefined : any.find(name);
      if (kind === undefined) return renamed(cursor.element(), namespace, local);
      const codec = kind.codec();
      if (!("fit" in codec)) return stating(readContent(cursor, codec), kind, null);
      const attributes = otherAttributes(cursor, unattributed, true);
      return cursor.content() ? stating(codec.read(cursor), kind, attributes) : undefined;
    },
    writeElement(output, value, namespace, local, within, depth = 0) {
      const kind = any.kindOf(value);
      if (kind !== null) return writeKind(output, value, kind, namespace, local, within, depth);
      expectElement(value);
      writeElement(output, renamed(value, namespace, local), within);
    },
  };
}

const unattributed = { attributeCodec: null, qname: null };

/** The depth of a value of any type, which takes more of the stack than others. */
const deep = 2;

interface Kinds {
  readonly byName: ReadonlyMap<unknown, AnyKind>;
  readonly byQName: ReadonlyMap<string, AnyKind>;
}

function kindsIn({ types, builtins: own = {} }: AnyTable): Kinds {
  const kinds: AnyKind[] = types.flatMap(({ namespace, types: inside }) =>
    Object.entries(inside).map(([name, entry]) => {
      const [stated, local] = typeof entry === "function" ? [entry, name] : [entry.type, entry.local];
      return { name, type: { name, namespace, local }, codec: codecOf(stated), prefix: null };
    }),
  );
  for (const { prefix, namespace, types: simples } of anyBuiltins()) {
    const declaration = { name: prefix, namespace: xmlns, value: namespace };
    for (const simple of simples) {
      const { builtin: name = "" } = simple;
      const codec = own[name] ?? simple;
      kinds.push({ name: `${prefix}:${name}`, type: { name, namespace }, codec: () => codec, prefix: declaration });
    }
  }
  return {
    byName: new Map(kinds.map((kind) => [kind.name, kind])),
    byQName: new Map(kinds.map((kind) => [`${kind.type.namespace} ${kind.type.local ?? kind.type.name}`, kind])),
  };
}

/** The type, made when it is needed. What was received with content that its spec does not declare is sent with it. */
function codecOf(stated: StatedType): AnyKind["codec"] {
  let codec: Simple<unknown> | Plan | undefined;
  return () => {
    if (codec === undefined) {
      const type = stated();
      codec = "fit" in type ? type : { ...planOf(stated as () => Table), openContent }; // a function that returns a table
    }
    return codec;
  };
}

/** An object that states its type, or another value with its type, unless a plain value is of that type. */
function stating(value: unknown, kind: AnyKind, attributes: readonly XmlAttribute[] | null): unknown {
  const { name } = kind;
  if (isObject(kind)) return Object.assign(value as object, { $type: name }); // a table makes objects
  if (value === undefined || (attributes === null && plainKind(value) === name)) return value;
  return { $type: name, $value: value, ...(attributes !== null && { $attributes: attributes }) };
}

/** True for a type of objects. */
function isObject(kind: AnyKind): boolean {
  const codec = kind.codec();
  return !("fit" in codec || codec.list);
}

/** The type of a plain value. */
function plainKind(value: unknown): string | undefined {
  return plainKinds[typeof value];
}

const plainKinds: { readonly [type: string]: string } = {
  string: "xsd:string",
  boolean: "xsd:boolean",
  number: "xsd:int",
};

function kindOf(value: unknown, byName: Kinds["byName"]): AnyKind | null {
  const plain = byName.get(plainKind(value));
  if (plain !== undefined) return plain;
  const { $type, children } = Object(value) as { $type?: unknown; children?: unknown }; // never null
  const kind = byName.get($type);
  if (kind !== undefined) return kind;
  if ($type !== undefined) throw new RequestError(misfit(listed([...byName.keys()] as string[]), $type), "$type"); // names
  if (children !== undefined) return null;
  throw new RequestError(misfit(`a string, a boolean, an int, ${stated(value)} or an XML element`, value));
}

/** The form of a value with its type, for messages. */
function stated(value: unknown): string {
  const name =
    value instanceof Uint8Array
      ? "xsd:base64Binary"
      : value instanceof Date
        ? "xsd:dateTime"
        : { bigint: "xsd:long", number: "xsd:double" }[typeof value as string];
  return `{ $type: ${name === undefined ? "…" : JSON.stringify(name)}, $value: … }`;
}

/** Writes a value as an element of the type that it states. */
function writeKind(
  output: Output,
  value: unknown,
  kind: AnyKind,
  namespace: string,
  name: string,
  within: string,
  depth: number,
): void {
  const codec = kind.codec();
  const { content, attributes: given } = partsOf(value, kind);
  const others = given.filter((each) => !isType(each));
  const { prefix } = kind;
  const isDeclared = prefix === null || others.some((each) => each.namespace === xmlns && each.name === prefix.name);
  const $attributes = isDeclared ? others : [prefix, ...others];
  const isList = !isObject(kind);
  const attributes = "fit" in codec || isList ? [] : codec.attributes;
  const tag = writeStartTag(
    output,
    { attributes, type: kind.type },
    { ...(isList ? {} : objectOf(content)), $attributes },
    namespace,
    name,
    within,
    true,
  );
  if ("fit" in codec) writeText(output, value, codec);
  else {
    try {
      writeContent(output, codec, content, tag.within, depth + deep);
    } catch (error) {
      if (!isList) throw error;
      return rethrowWithin(error, "$value");
    }
  }
  tag.end();
}

/** The content of a value, which is `$value` unless it is plain or an object, and the attributes of its element. */
function partsOf(value: unknown, kind: AnyKind) {
  if (plainKind(value) !== undefined) return { content: value, attributes: [] };
  const object = objectOf(value);
  const attributes = attributesIn(object["$attributes"]);
  if (isObject(kind)) return { content: object, attributes };
  refuseMore(object);
  const content = object["$value"];
  if ("fit" in kind.codec()) return { content, attributes };
  const list = listOf(content, "$value");
  return { content, attributes: [...attributesIn((list as OpenContent).$attributes), ...attributes] };
}

/** Writes a value of a simple type, which is plain or in `$value`. */
function writeText(output: Output, value: unknown, type: Simple<unknown>): void {
  if (plainKind(value) !== undefined) return writePlain(output, type, value);
  try {
    type.write(output, objectOf(value)["$value"]);
  } catch (error) {
    return rethrowWithin(error, "$value");
  }
}

/** Writes a plain value; a number that is not an int must state its type. */
function writePlain(output: Output, type: Simple<unknown>, value: unknown): void {
  try {
    type.write(output, value);
  } catch (error) {
    if (typeof value !== "number") throw error;
    throw new RequestError(misfit(`${type.name}, or the type of the number as in ${stated(value)}`, value));
  }
}

/** Throws for a property that a value with its type does not have. */
function refuseMore(object: Readonly<Record<string, unknown>>): void {
  const known = ["$type", "$value", "$attributes"];
  const more = Object.keys(object).find((key) => !known.includes(key) && object[key] !== undefined);
  if (more !== undefined) throw new RequestError("expected no such property", more);
}
