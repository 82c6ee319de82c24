import { unlike } from "../error.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";
import { elsewhere, moveTo, openAgain } from "../xml/position.js";
import type { Plan } from "../complex/plan.js";
import { startOf, type EncodedElement, type Links } from "./element.js";
import type { Gaps } from "./items.js";
import { indexParts, type Located, type Part } from "./part.js";

/** The limit on items left out in one message: a few bytes must not create a list of a billion items. */
const maxGaps = 10_000;

/** The context for reading the elements of a Header or a Body: their ids and references, and what is to be filled. */
export interface EncodedReading {
  readonly cursor: Cursor;
  /** The start tag of the Header or the Body. */
  readonly tag: StartTag;
  /** True for an element, just opened, that is not in this encoding, so that no other refers to it. */
  readonly isLiteral: (cursor: Cursor) => boolean;
  /** The index of this part and of the other one, made when a reference needs it first. */
  parts: readonly [own: Part, other: Part] | null;
  /** The ids in references of this part. */
  referred: ReadonlySet<string> | null;
  /** The simple values of elements with an id, by the offsets of these and by type. */
  readonly texts: Shared<unknown>;
  /** Their objects and lists. */
  readonly objects: Shared<SharedObject>;
  /** The plans of wrapper elements, by the offsets of these. */
  readonly wrappers: Map<number, Plan>;
  /** Objects and lists to which references led first. */
  readonly unfilled: SharedObject[];
  /** The depth from which recursion started: that of the object which is being filled. */
  base: number;
  /** The elements with an id that were kept as XML, by offsets. */
  readonly kept: Map<number, XmlElement>;
  readonly gaps: Gaps;
}

/** Values that were read, by the offsets of their elements and by type, because one element may be read as several types. */
type Shared<T> = Map<number, Map<object, T>>;

/** The object or list of an element with an id. */
export interface SharedObject {
  readonly plan: Plan;
  readonly element: EncodedElement;
  readonly value: object;
  /** The depth of the element, counted from the last one to which a reference led. */
  readonly depth: number;
  isFilled: boolean;
}

/** The context for reading the elements of a Header or a Body with this start tag. */
export function readingOf(cursor: Cursor, isLiteral: EncodedReading["isLiteral"] = () => false): EncodedReading {
  return {
    cursor,
    tag: cursor.started(),
    isLiteral,
    parts: null,
    referred: null,
    texts: new Map(),
    objects: new Map(),
    wrappers: new Map(),
    unfilled: [],
    base: 0,
    kept: new Map(),
    gaps: { left: maxGaps },
  };
}

/** The index of the message. */
export function indexOf(reading: EncodedReading): readonly [own: Part, other: Part] {
  return (reading.parts ??= indexParts(reading.cursor, reading.tag, reading.isLiteral));
}

/**
 * True for an element of a Header or a Body that is a value of its own, instead of existing only to be referred to
 * (SOAP 1.1, 5.1).
 */
export function isFree(reading: EncodedReading, { id, root }: Links): boolean {
  if (root !== undefined || id === undefined) return root ?? true;
  reading.referred ??= new Set(indexOf(reading)[0].references);
  return !reading.referred.has(id);
}

/** The element with an id, in the other part only if this part has none; null if there are several. */
export function findTarget(reading: EncodedReading, id: string): Located | null | undefined {
  const [own, other] = indexOf(reading);
  return (own.targets.has(id) ? own : other).targets.get(id);
}

/**
 * Gives the element that was just opened, or the one that it refers to, to `read`, which moves past the end of an element that
 * is open; undefined if its reference is refused. `at` is the offset of the one that was opened.
 */
export function resolve<T>(reading: EncodedReading, read: (element: EncodedElement, at: number) => T): T | undefined {
  const { cursor } = reading;
  const element = startOf(cursor);
  const { at, marks } = element;
  if (marks.reference === undefined) return read(element, at);
  cursor.skip();
  return elsewhere(cursor, () => {
    const target = targetOf(reading, marks.reference ?? "", at);
    return target && read(target, at);
  });
}

/** Follows a reference of the element at an offset; undefined if that is refused. */
function targetOf(reading: EncodedReading, reference: string, at: number): EncodedElement | undefined {
  const { cursor } = reading;
  const target = findTarget(reading, reference);
  if (target === undefined || target === null) {
    const id = JSON.stringify(reference.slice(0, 60));
    cursor.refuse(unlike(`an element whose id is ${id}`, target === null ? "several" : "none"), at);
    return undefined;
  }
  if (target.reference !== undefined) {
    cursor.refuse(unlike("a value", "a reference to another"), target.at);
    return undefined;
  }
  if (target.start === null) {
    openAgain(cursor, target);
    target.start = startOf(cursor, target);
  }
  return target.start;
}

/** Moves the cursor behind the start tag of an element. */
export function enter({ cursor }: EncodedReading, { target }: EncodedElement): void {
  if (target !== null) openAgain(cursor, target);
}

/** Moves the cursor past the end tag of an element if it is open, without a look at content that has been read before. */
export function pass(
  { cursor, parts }: EncodedReading,
  { target, at, marks: { id = "" } }: Pick<EncodedElement, "target" | "at" | "marks">,
): void {
  if (target !== null) return;
  const known = parts?.[0].targets.get(id);
  if (known?.at === at) moveTo(cursor, { i: known.end, binding: known.outer });
  else cursor.skip();
}

/** The values of an element with an id, by type; undefined for one without an id. */
export function sharedOf<T>(shared: Shared<T>, { at, marks }: EncodedElement): Map<object, T> | undefined {
  if (marks.id === undefined) return undefined;
  let known = shared.get(at);
  if (known === undefined) shared.set(at, (known = new Map<object, T>()));
  return known;
}

/**
 * The ids of elements that values hold: those to which `roots` and what they refer to lead, and the other part of the
 * message. No others are elements that refer to each other only, for example.
 */
export function idsFrom(reading: EncodedReading, roots: Iterable<Located>): ReadonlySet<string | undefined> {
  const [{ targets, references }, other] = indexOf(reading);
  const ids = new Set(other.references);
  const add = ({ first, behind }: Located): void => references.slice(first, behind).forEach((id) => ids.add(id));
  for (const root of roots) add(root);
  for (const id of ids) {
    const target = targets.get(id);
    if (target) add(target);
    else ids.delete(id); // not unique, or in the other part
  }
  return ids;
}
