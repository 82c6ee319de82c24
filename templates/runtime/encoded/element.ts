import { isNCName, trim } from "../xml/characters.js";
import { carriedStart } from "../xml/carried.js";
import type { Cursor } from "../xml/cursor.js";
import { misfit } from "../error.js";
import { soap11Encoding, soap12Encoding, type QName } from "./type.js";
import type { XmlAttribute } from "../xml/element.js";
import { prefixOf, xmlns, xsi } from "../xml/names.js";
import { EMPTY, type Binding } from "../xml/tag-reader.js";

/** An element of a message in SOAP encoding, before references are resolved. */
export interface EncodedElement {
  /** The offset of its start tag. */
  readonly at: number;
  readonly name: string;
  readonly namespace: string;
  readonly prefix: string | undefined;
  /** The prefixes in its values. */
  readonly scope: Binding;
  readonly attributes: readonly XmlAttribute[];
  /** Child elements and texts. */
  readonly children: readonly (EncodedElement | string)[];
  /** Its attributes that belong to the encoding. */
  readonly marks: Marks;
}

/** Attributes of SOAP encoding. */
export interface Marks {
  /** The id that others refer to. */
  readonly id?: string;
  /** The id of the element that holds the value. */
  readonly reference?: string;
  /** True if the element is a value of its own, false if it exists only to be referred to. */
  readonly root?: boolean;
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

/** Reads the element that was just opened with everything in it, and moves past its end tag. */
export function readEncodedElement(cursor: Cursor): EncodedElement {
  cursor.enter();
  const tag = cursor.started();
  const { name, namespace, prefix, attributes } = carriedStart(cursor, true);
  const scope = cursor.binding;
  const marks = marksOf(cursor, attributes);
  const children: (EncodedElement | string)[] = [];
  while ((tag.flags & EMPTY) === 0) {
    const text = cursor.chars();
    if (text !== null) append(children, text);
    else if (cursor.close(tag)) break;
    else {
      cursor.lookAhead();
      cursor.accept();
      children.push(readEncodedElement(cursor));
    }
  }
  if ((tag.flags & EMPTY) !== 0) cursor.close(tag);
  cursor.depth--;
  return { at: tag.at, name, namespace, prefix, scope, attributes, children, marks };
}

/** The child elements of an element. */
export function elementsIn({ children }: EncodedElement): readonly EncodedElement[] {
  return children.filter((child): child is EncodedElement => typeof child !== "string");
}

/** The text of an element. */
export function textIn({ children }: EncodedElement): string {
  const { length, 0: first = "" } = children;
  if (length < 2) return typeof first === "string" ? first : "";
  return children.filter((child) => typeof child === "string").join("");
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
  if (!isNCName(local)) cursor.refuse(misfit("the name of a type", text), at);
  return { namespace: cursor.resolve(prefixOf(text), scope, at), local };
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

const noMarks: Marks = {};

type Marking = { -readonly [mark in keyof Marks]: Marks[mark] };

/** Interprets the encoding's attributes. */
function marksOf(cursor: Cursor, attributes: readonly XmlAttribute[]): Marks {
  if (attributes.length === 0) return noMarks;
  const marks: Marking = {};
  for (const { name, namespace, value } of attributes) {
    const text = trim(value);
    if (schemaInstances.has(namespace)) {
      if (name === "type") marks.type = text;
      else if (name === "nil" || name === "null") marks.nil = text;
    } else if (namespace === "") {
      if (name === "id") marks.id = text;
      // A reference to something outside the document, such as an attachment, has no id.
      else if (name === "href") marks.reference = text.startsWith("#") ? text.slice(1) : text;
    } else if (namespace === soap11Encoding) mark11(cursor, marks, name, text);
    else if (namespace === soap12Encoding) mark12(cursor, marks, name, text);
  }
  return marks;
}

function mark11(cursor: Cursor, marks: Marking, name: string, text: string): void {
  if (name === "root") marks.root = isTrue(text);
  else if (name === "offset") marks.offset = numbers(cursor, text);
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
  if (name === "id") marks.id = text;
  else if (name === "ref") marks.reference = text.startsWith("#") ? text.slice(1) : text;
  else if (name === "itemType") {
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

function append(children: (EncodedElement | string)[], text: string): void {
  if (text === "") return;
  const last = children.length - 1;
  const before = children[last];
  if (typeof before === "string") children[last] = before + text;
  else children.push(text);
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
