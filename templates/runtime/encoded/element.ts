import { isNCName, trim } from "../xml/characters.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import { misfit } from "../error.js";
import { soap11Encoding, soap12Encoding, type QName } from "./type.js";
import type { XmlAttribute } from "../xml/element.js";
import { prefixOf, xmlns, xsi } from "../xml/names.js";
import { VALUES, type Binding } from "../xml/tag-reader.js";

/** The start tag of an element whose value is to be read. */
export interface EncodedElement {
  readonly at: number;
  /** The prefixes in its values. */
  readonly scope: Binding;
  /** The attributes that belong to the value, without their prefixes. */
  readonly attributes: readonly XmlAttribute[];
  /** Its attributes that belong to the encoding. */
  readonly marks: Marks;
  /** The place of an element that a reference leads to; null for one that the cursor has just opened. */
  readonly target: Pick<StartTag, "at" | "outer"> | null;
}

/** Attributes of SOAP encoding. */
export interface Marks extends Links {
  /** The value of `xsi:nil`, for `isNil`. */
  readonly nil?: string;
  /** The name in `xsi:type`, for `typeIn`. */
  readonly type?: string;
  /** For an array: the type of its items, and the size of each dimension. */
  readonly itemType?: string;
  readonly size?: readonly number[];
  /** For an array: the position of the first item. */
  readonly offset?: readonly number[];
  /** For an item: its position in the array. */
  readonly position?: readonly number[];
}

/** Attributes that connect elements. */
export interface Links {
  /** The id that others refer to. */
  readonly id?: string | undefined;
  /** The id of the element that holds the value. */
  readonly reference?: string | undefined;
  /** True if the element is a value of its own, false if it exists only to be referred to. */
  readonly root?: boolean | undefined;
}

/** True if the start tag last read has no attributes but declarations and `xsi:type`, as most elements of a message. */
export function isPlain(cursor: Cursor): boolean {
  if ((cursor.flags & VALUES) === 0) return true;
  const { 0: first } = cursor.attributes;
  if (cursor.values !== 1 || first === undefined) return false;
  if (first.local !== "type" || first.namespace !== xsi) return cursor.openAttribute(xsi, "type");
  // The same strings are compared faster in the next tag.
  first.local = "type";
  first.namespace = xsi;
  return true;
}

/** The start tag last read, without its attributes. */
export function bareStart({ at, binding: scope }: Cursor, target: EncodedElement["target"] = null): EncodedElement {
  return { at, scope, attributes: [], marks: {}, target };
}

/** The start tag last read. */
export function startOf(cursor: Cursor, target: EncodedElement["target"] = null): EncodedElement {
  if ((cursor.flags & VALUES) === 0) return bareStart(cursor, target);
  const { at, binding: scope } = cursor;
  if (isPlain(cursor) && cursor.openAttribute(xsi, "type"))
    return { at, scope, attributes: [], marks: { type: trim(cursor.string()) }, target };
  const all = cursor.allAttributes();
  const others = all.filter((attribute) => !isMark(attribute));
  const attributes = others.map(({ name, namespace, value }) => ({ name, namespace, value }));
  return { at, scope, attributes, marks: marksOf(cursor, all), target };
}

/** The attributes in the start tag last read that connect it with others. */
export function linksOf(cursor: Cursor): Links {
  const links: Marking = {};
  if (isPlain(cursor)) return links;
  for (const [namespace, name] of linking)
    if (cursor.openAttribute(namespace, name)) {
      const text = trim(cursor.string());
      if (name === "id") links.id = text;
      else if (name === "root") links.root = isTrue(text);
      // A reference to something outside the document, such as an attachment, has no id.
      else links.reference = text.startsWith("#") ? text.slice(1) : text;
    }
  return links;
}

/** True for a nil element. Refuses an `xsi:nil` that is not a boolean. */
export function isNil(cursor: Cursor, { marks: { nil = "false" }, at }: EncodedElement): boolean {
  return isTrue(nil) || (nil !== "false" && nil !== "0" && cursor.refuse(misfit("boolean", nil), at) === true);
}

/** The type of an element in `xsi:type`, or that of the items of an array. Refuses a prefix that is not declared. */
export function typeIn(
  cursor: Cursor,
  { marks, scope, at }: EncodedElement,
  mark: "type" | "itemType",
): QName | undefined {
  const text = marks[mark];
  if (text === undefined) return undefined;
  const local = text.slice(text.indexOf(":") + 1);
  // Many elements may refer to one with a long name.
  if (text.length > maxName || !isNCName(local)) {
    cursor.refuse(misfit("the name of a type", text), at);
    return undefined;
  }
  return { namespace: cursor.resolve(prefixOf(text), scope, at), local };
}

/** The position in an array that the start tag last read states. */
export function positionIn(cursor: Cursor): readonly number[] | undefined {
  const isPlaced = !isPlain(cursor) && cursor.openAttribute(soap11Encoding, "position");
  return isPlaced ? numbers(cursor, trim(cursor.string())) : undefined;
}

/** True if an attribute belongs to the encoding or the document rather than the value. */
export function isMark({ name, namespace }: XmlAttribute): boolean {
  return namespace === ""
    ? name === "id" || name === "href"
    : namespace === xmlns ||
        schemaInstances.has(namespace) ||
        encodings.has(namespace) ||
        // The other attributes of the envelope's namespace select the receiver of a block.
        (name === "encodingStyle" && envelopes.has(namespace));
}

/** True if an attribute refers to another element. */
export function isReference({ name, namespace }: XmlAttribute): boolean {
  return namespace === "" ? name === "href" : name === "ref" && namespace === soap12Encoding;
}

/** The greatest number of dimensions of an array in a message, read before its type is known; .NET allows no more. */
const maxDimensions = 32;

/** The longest name of a type. */
const maxName = 1000;

type Marking = { -readonly [mark in keyof Marks]: Marks[mark] };

/** Interprets the encoding's attributes. */
function marksOf(cursor: Cursor, attributes: readonly XmlAttribute[]): Marks {
  const marks: Marking = linksOf(cursor);
  for (const { name, namespace, value } of attributes) {
    const text = trim(value);
    if (schemaInstances.has(namespace)) {
      if (name === "type") marks.type = text;
      else if (name === "nil" || name === "null") marks.nil = text;
    } else if (namespace === soap11Encoding) mark11(cursor, marks, name, text);
    else if (namespace === soap12Encoding) mark12(cursor, marks, name, text);
  }
  return marks;
}

/** The attributes in `Links`. */
const linking: readonly (readonly [namespace: string, name: string])[] = [
  ["", "id"],
  ["", "href"],
  [soap11Encoding, "root"],
  [soap12Encoding, "id"],
  [soap12Encoding, "ref"],
];

function mark11(cursor: Cursor, marks: Marking, name: string, text: string): void {
  if (name === "offset") marks.offset = numbers(cursor, text);
  else if (name === "position") marks.position = numbers(cursor, text);
  else if (name === "arrayType") {
    // The last brackets are those of this array, the ones before them those of its items.
    const open = text.lastIndexOf("[");
    if (open < 0 || !text.endsWith("]")) cursor.fail(misfit("brackets in arrayType", text), cursor.at);
    const item = text.slice(0, open);
    if (!item.endsWith("]")) marks.itemType = item;
    const size = text.slice(open);
    if (/\d/.test(size)) marks.size = numbers(cursor, size);
  }
}

function mark12(cursor: Cursor, marks: Marking, name: string, text: string): void {
  if (name === "itemType") {
    // PHP's server writes the brackets of SOAP 1.1 for items that are arrays.
    if (!text.endsWith("]")) marks.itemType = text;
  } else if (name === "arraySize") {
    // Only the first size may be unknown, and it is not needed.
    marks.size = numbers(cursor, `[${text.replace("*", "0").replace(/[ \t\r\n]+/g, ",")}]`);
  }
}

/** Parses sizes or a position, one number for each dimension: `[2,3]`. */
function numbers(cursor: Cursor, text: string): readonly number[] {
  const words = text.slice(1, -1).split(",");
  if (words.length > maxDimensions)
    cursor.fail(`expected an array of at most ${maxDimensions} dimensions, found ${words.length}`, cursor.at);
  if (!text.startsWith("[") || !text.endsWith("]") || !words.every((word) => /^[ \t]*\d{1,9}[ \t]*$/.test(word)))
    cursor.fail(misfit("the numbers of an array", text), cursor.at);
  return words.map(Number);
}

function isTrue(text: string): boolean {
  return text === "1" || text === "true";
}

/** The namespaces of XML Schema instances: the current one, and drafts that old servers still write. */
const schemaInstances: ReadonlySet<string> = /* @__PURE__ */ new Set([
  xsi,
  "http://www.w3.org/2000/10/XMLSchema-instance",
  "http://www.w3.org/1999/XMLSchema-instance",
]);

const encodings: ReadonlySet<string> = /* @__PURE__ */ new Set([soap11Encoding, soap12Encoding]);

const envelopes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "http://schemas.xmlsoap.org/soap/envelope/",
  "http://www.w3.org/2003/05/soap-envelope",
]);
