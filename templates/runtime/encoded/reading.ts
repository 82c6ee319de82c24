import { unlike } from "../error.js";
import { Cursor, type StartTag } from "../xml/cursor.js";
import type { Plan } from "../complex/plan.js";
import { readEncodedElement, type EncodedElement } from "./element.js";
import type { Gaps } from "./items.js";
import { keptXml, type KeptXml } from "./xml.js";

/** The limit on items left out in one message: a few bytes must not create a list of a billion items. */
const maxGaps = 10_000;

/** The context for reading the elements of a Header or a Body: their ids and references, and what is to be filled. */
export interface EncodedReading {
  readonly cursor: Cursor;
  /** The elements with an id; null for an id that is not unique. */
  readonly targets: ReadonlyMap<string, EncodedElement | null>;
  readonly referred: ReadonlySet<string>;
  /** The values of elements with an id, by type. */
  readonly values: Map<EncodedElement, Map<unknown, unknown>>;
  readonly unfilled: Unfilled[];
  readonly xml: KeptXml;
  readonly gaps: Gaps;
}

interface Unfilled {
  readonly plan: Plan;
  readonly element: EncodedElement;
  /** The list or object to fill. */
  readonly value: object;
  readonly isRoot: boolean;
}

/** The context for reading the elements of a Header or a Body with this start tag. */
export function readingOf(cursor: Cursor, elements: readonly EncodedElement[], part: StartTag): EncodedReading {
  const { targets, referred } = referencesIn(elements);
  if ([...referred].some((id) => !targets.has(id))) {
    const others = referencesIn(elementsBeside(cursor, part)).targets;
    for (const [id, target] of others) if (!targets.has(id)) targets.set(id, target);
  }
  return {
    cursor,
    targets,
    referred,
    values: new Map(),
    unfilled: [],
    xml: keptXml(cursor, targets),
    gaps: { left: maxGaps },
  };
}

/** Calls `read`, and caches the result for an element with an id. */
export function once<T>({ values }: EncodedReading, element: EncodedElement, type: unknown, read: () => T): T {
  if (element.marks.id === undefined) return read();
  let known = values.get(element);
  if (known === undefined) values.set(element, (known = new Map()));
  if (!known.has(type)) known.set(type, read());
  return known.get(type) as T; // `read` put it there for this type
}

/**
 * True for an element of a Header or a Body that is a value of its own, instead of existing only to be referred to
 * (SOAP 1.1, 5.1).
 */
export function isFree({ referred }: EncodedReading, { marks: { id, root } }: EncodedElement): boolean {
  return root ?? !(id !== undefined && referred.has(id));
}

/**
 * The elements that no value holds: neither one of `roots`, nor referred to from what these or the elements of the other
 * part of the message hold. Elements that refer to each other only, for example.
 */
export function unreachedFrom(
  { cursor, targets }: EncodedReading,
  roots: ReadonlySet<EncodedElement>,
  elements: readonly EncodedElement[],
  part: StartTag,
): ReadonlySet<EncodedElement> {
  if (roots.size === elements.length) return new Set();
  const reached = new Set<EncodedElement>();
  const unreached = (): EncodedElement[] => elements.filter((element) => !reached.has(element));
  const reach = (from: Iterable<EncodedElement>): void => {
    const open = [...from];
    for (const element of open) {
      if (reached.has(element)) continue;
      reached.add(element);
      for (const child of element.children) if (typeof child !== "string") open.push(child);
      const target = element.marks.reference === undefined ? null : targets.get(element.marks.reference);
      if (target) open.push(target);
    }
  };
  reach(roots);
  if (unreached().length > 0) reach(elementsBeside(cursor, part));
  return new Set(unreached());
}

/** Follows the reference of an element, if it has one; undefined if that is refused. */
export function targetOf({ cursor, targets }: EncodedReading, element: EncodedElement): EncodedElement | undefined {
  const { reference } = element.marks;
  if (reference === undefined) return element;
  const target = targets.get(reference) ?? undefined;
  if (target === undefined) {
    const found = targets.has(reference) ? "several" : "none";
    const id = JSON.stringify(reference.slice(0, 60));
    cursor.refuse(unlike(`an element whose id is ${id}`, found), element.at);
  } else if (target.marks.reference !== undefined) {
    cursor.refuse(unlike("a value", "a reference to another"), target.at);
    return undefined;
  }
  return target;
}

function referencesIn(elements: readonly EncodedElement[]) {
  const targets = new Map<string, EncodedElement | null>();
  const referred = new Set<string>();
  const open = [...elements];
  for (const element of open) {
    const { id, reference } = element.marks;
    // Parts kept as XML may repeat an id, which does no harm unless something refers to it.
    if (id !== undefined) targets.set(id, targets.has(id) ? null : element);
    if (reference !== undefined) referred.add(reference);
    for (const child of element.children) if (typeof child !== "string") open.push(child);
  }
  return { targets, referred };
}

/**
 * The elements of the Header for a Body, or of the Body for a Header. They are read again only if one part refers to
 * the other.
 */
function elementsBeside({ bytes }: Cursor, { at }: StartTag): readonly EncodedElement[] {
  // Starts where well-formedness has been checked before.
  const cursor = new Cursor(bytes, { charset: "utf-8", forbiddenCharacters: true, maxDepth: 1000 });
  const elements: EncodedElement[] = [];
  cursor.start();
  const envelope = cursor.started();
  while (cursor.next(envelope)) {
    const part = cursor.started();
    // Nothing of the Header comes after the Body.
    if (part.at === at && cursor.local === "Body") break;
    if (part.at === at || (cursor.local !== "Header" && cursor.local !== "Body")) cursor.skip();
    else while (cursor.next(part)) elements.push(readEncodedElement(cursor));
  }
  return elements;
}
