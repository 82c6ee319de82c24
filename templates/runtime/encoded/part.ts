import { Cursor, type StartTag } from "../xml/cursor.js";
import { EMPTY, type Binding } from "../xml/tag-reader.js";
import { linksOf, type EncodedElement, type Links } from "./element.js";

/** The index of a Header or a Body, made only for a message in which an element has a reference. */
export interface Part {
  /** The header blocks, or the elements in the Body. */
  readonly elements: Located[];
  /** The elements with an id; null for an id that is not unique. */
  readonly targets: Map<string, Located | null>;
  /** The ids in references, in the order of the document. */
  readonly references: string[];
  /** The offset behind the end tag. */
  end: number;
}

/** The place of an element in a document. */
export interface Located extends Links {
  /** The offset of its start tag, and that behind its end tag. */
  readonly at: number;
  end: number;
  /** The scope around it. */
  readonly outer: Binding;
  readonly local: string;
  readonly namespace: string;
  /** The first of the references in it, and the first behind it. */
  readonly first: number;
  behind: number;
  /** Its start tag, once a reference to it was followed. */
  start: EncodedElement | null;
}

/** Indexes the parts of the message that contains the start tag of one of them: this part, and the other one. */
export function indexParts(
  { bytes, reading }: Cursor,
  { at }: StartTag,
  isLiteral: (cursor: Cursor) => boolean,
): readonly [own: Part, other: Part] {
  const cursor = new Cursor(bytes, { ...reading, charset: "utf-8" });
  const own = emptyPart();
  const other = emptyPart();
  cursor.start();
  const envelope = cursor.started();
  while (cursor.next(envelope)) {
    const tag = cursor.started();
    const { local } = cursor;
    const part = tag.at === at ? own : other;
    while (cursor.next(tag)) {
      if (part === own && isLiteral(cursor)) cursor.skip();
      else part.elements.push(locate(cursor, part));
    }
    part.end = cursor.i;
    // Nothing of the Header comes after the Body.
    if (local === "Body") break;
  }
  return [own, other];
}

function emptyPart(): Part {
  return { elements: [], targets: new Map(), references: [], end: 0 };
}

/** Enters the element that was just opened, and those in it, into the index. Moves past its end tag. */
function locate(cursor: Cursor, part: Part): Located {
  const { targets, references } = part;
  cursor.enter();
  const tag = cursor.started();
  const { at, outer } = tag;
  const { local, namespace } = cursor;
  const { id, reference, root } = linksOf(cursor);
  const { length: first } = references;
  // Every element has all properties, because a spread of different ones takes far longer.
  const element: Located = { id, reference, root, at, end: 0, outer, local, namespace, first, behind: 0, start: null };
  if (reference !== undefined) references.push(reference);
  // Parts kept as XML may repeat an id, which does no harm unless something refers to it.
  if (id !== undefined) targets.set(id, targets.has(id) ? null : element);
  while (nextIn(cursor, tag)) locate(cursor, part);
  cursor.depth--;
  element.end = cursor.i;
  element.behind = references.length;
  return element;
}

/** Reads up to the start tag of the next element, and gives the texts before it to `take`; false after the end tag. */
export function nextIn(cursor: Cursor, tag: StartTag, take?: (text: string) => void): boolean {
  for (;;) {
    const text = (tag.flags & EMPTY) === 0 ? cursor.chars() : null;
    if (text !== null) take?.(text);
    else {
      if (cursor.close(tag)) return false;
      cursor.accept();
      return true;
    }
  }
}
