import type { Cursor } from "../xml/cursor.js";
import { startOf } from "./element.js";
import { unlike } from "../error.js";
import { enter, idsFrom, indexOf, isFree, readingOf, resolve, type EncodedReading } from "./reading.js";
import { fillShared, readAccessor, readComplex } from "./read.js";
import { keepElement } from "./xml.js";
import type { Located } from "./part.js";
import { isComplex, onlyMember, planOfMember, type Member, type Plan } from "../complex/plan.js";
import type { EncodedBody } from "../complex/table.js";
import { shown } from "../xml/element.js";
import { find } from "../xml/native.js";
import { elsewhere, moveTo, openAgain } from "../xml/position.js";

/**
 * Reads the Body that was just opened, and moves past its end tag. Finds the value by its position, since services
 * misname its element, and members by their local names.
 *
 * Values are read from the cursor with their tables, as literal content is. The first reference that is met has all
 * ids in the Body indexed, in one pass; then the cursor moves to the element that is referred to, and back.
 * A value with several references is read once, so that they share an object and cycles remain cycles. Objects to which
 * references lead are filled one after another instead of recursively, so neither long chains of references nor many paths
 * through them exhaust stack or time.
 */
export function openEncoded(cursor: Cursor, soap: string): EncodedBody {
  const reading = readingOf(cursor);
  return {
    elements() {
      const [{ elements }] = indexOf(reading);
      return elements.map((each) => ({ ...each, isRoot: elements.length === 1 || isFree(reading, each) }));
    },
    read(plan, faultOf) {
      const first = reading.parts === null ? readFirst(reading, plan) : undefined;
      if (first?.isAlone === true) return { value: first.value };
      const [{ elements, end: i }] = indexOf(reading);
      const fault = elements.find(({ local, namespace }) => local === "Fault" && namespace === soap);
      if (fault !== undefined) openAgain(cursor, fault);
      const content =
        fault !== undefined
          ? { fault: faultOf(keepElement(reading)) }
          : { value: readRoots(reading, plan, elements, first) };
      moveTo(cursor, { i, binding: reading.tag.outer });
      return content;
    },
  };
}

/** Fills the objects and lists to which references led. */
export function fill(reading: EncodedReading): void {
  // Filling one may append others.
  for (const shared of reading.unfilled) {
    if (shared.isFilled) continue;
    enter(reading, shared.element);
    reading.cursor.depth = reading.base = shared.depth;
    fillShared(reading, shared, shared.element);
  }
  reading.base = 0;
}

/** The value of the first element of a Body, and the offset of that. */
interface First {
  readonly value: unknown;
  readonly at: number;
  /** True if no other element follows, and the cursor is past the end tag of the Body. */
  readonly isAlone: boolean;
}

/** Reads the first element of a Body if it needs no index to be the value of a message; undefined for any other. */
function readFirst(reading: EncodedReading, plan: Plan): First | undefined {
  const { cursor, tag } = reading;
  const only = onlyMember(plan);
  if (only === undefined || !cursor.next(tag)) return undefined;
  const { id, root } = startOf(cursor).marks;
  const { at, local } = cursor;
  if (local !== only.name.local || id !== undefined || root === false || namesFault(cursor)) return undefined;
  const value = readRoot(reading, plan, only);
  elsewhere(cursor, () => fill(reading));
  return { value, at, isAlone: reading.parts === null && !cursor.next(tag) };
}

/** True if the document has the name of a Fault from the start tag last read on: an element in the Body may be one. */
function namesFault({ bytes, at }: Cursor): boolean {
  for (let k = find(bytes, 70, at); k >= 0; k = find(bytes, 70, k + 1))
    if (fault.every((byte, j) => bytes[k + j] === byte)) return true;
  return false;
}

const fault: readonly number[] = [70, 97, 117, 108, 116];

/** Reads the value of a body, ignoring elements that exist only to be referred to. */
function readRoots(
  reading: EncodedReading,
  plan: Plan,
  elements: readonly Located[],
  first: First | undefined,
): unknown {
  const { cursor, tag } = reading;
  const free = elements.filter((element) => isFree(reading, element));
  const roots = free.length > 0 ? free : elements;
  const only = onlyMember(plan);
  const values: unknown[] = new Array(plan.size);
  const taken = new Set<Located>();
  for (const member of plan.members) {
    const found = roots.find(({ local }) => local === member.name.local) ?? (member === only ? roots[0] : undefined);
    if (found !== undefined) {
      taken.add(found);
      if (found.at === first?.at) values[member.index] = first.value;
      else {
        openAgain(cursor, found);
        values[member.index] = readRoot(reading, plan, member);
      }
    } else if (member.minOccurs > 0) {
      const other = elements[0] === undefined ? "nothing" : shown(elements[0].local, elements[0].namespace);
      cursor.refuse(unlike(shown(member.name.local, member.name.namespace.uri), other), tag.at);
    }
  }
  fill(reading);
  const { notice } = cursor.reading;
  if (only !== undefined && notice === undefined) return values[only.index];
  const ids = idsFrom(reading, [...free, ...taken]);
  const others = elements.filter((each) => !taken.has(each) && (isFree(reading, each) || !ids.has(each.id)));
  if (only !== undefined) {
    for (const other of others) notice?.beside(cursor, other);
    return values[only.index];
  }
  const value = plan.create(values);
  const any = others.map((other) => {
    openAgain(cursor, other);
    return keepElement(reading);
  });
  if (any.length > 0) value["$any"] = any;
  return value;
}

/** Reads a wrapper; a nil wrapper is an empty one. */
function readRoot(reading: EncodedReading, plan: Plan, member: Member): unknown {
  if (!isComplex(member) || member.nillable) return readAccessor(reading, plan, member);
  return resolve(reading, (element) => {
    reading.wrappers.set(element.at, planOfMember(member, plan));
    return readComplex(reading, plan, member, element, undefined);
  });
}
