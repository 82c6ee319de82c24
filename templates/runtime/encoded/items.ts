import type { Cursor } from "../xml/cursor.js";
import { positionIn, type EncodedElement } from "./element.js";

/** The number of items that arrays of one message may leave out. */
export interface Gaps {
  left: number;
}

/** Reads the items of an array. */
export interface ItemReader {
  /** The depth of nested lists for an array of this many dimensions. */
  readonly dimensions: number;
  /** True if rows must have the length that the message states. */
  readonly exact: boolean;
  /** Opens the next item; false after the last one. */
  readonly next: () => boolean;
  /** Reads the item that was just opened, and moves past its end tag. */
  readonly item: () => unknown;
  /** Creates the value for an item that is not sent. */
  readonly absent: () => unknown;
}

/**
 * Puts the items of an array into a list, or into nested lists row by row (SOAP 1.1, 5.4.2). Ignores their names, and
 * honours an offset and positions.
 */
export function fillItems(
  cursor: Cursor,
  list: unknown[],
  element: EncodedElement,
  { dimensions, exact, next, item, absent }: ItemReader,
  gaps: Gaps,
): void {
  const { offset, size = [] } = element.marks;
  const strides = stridesOf(size);
  let index = offset === undefined ? 0 : indexAt(offset, element.at);
  let isWhole = offset === undefined;
  const before = gaps.left;
  while (next()) {
    const { at: child } = cursor;
    const position = positionIn(cursor);
    if (position !== undefined) {
      index = indexAt(position, child);
      isWhole = false;
    }
    let row = list;
    let rest = index;
    for (let k = 0; k < dimensions - 1; k++) {
      const stride = strides[k] ?? 1;
      const at = Math.floor(rest / stride);
      rest -= at * stride;
      reach(row, at, child);
      row = (row[at] ??= []) as unknown[]; // only the last dimension's rows hold anything but rows
    }
    reach(row, rest, child);
    row[rest] = item();
    index++;
  }
  // The last items may be left out too (SOAP 1.1, 5.4.2.1): gSOAP leaves out those that are nil.
  const [length = 0, ...others] = size;
  if (exact) {
    const [stride = 1] = strides;
    // The size of the first dimension may be unknown.
    const expected = others.includes(0) ? 0 : (length || Math.ceil(index / stride)) * stride;
    if (index > expected || (isWhole && index < expected))
      cursor.fail(`expected ${expected} items in an array of ${size.join(" by ")}, found ${index}`, element.at);
  } else if (others.length === 0 && length - list.length <= gaps.left) reach(list, length, element.at);
  if (exact || gaps.left < before) complete(list, 0);

  /** Makes the rows as long as the message states, and puts the values for items that are not sent. */
  function complete(row: unknown[], k: number): void {
    if (exact) reach(row, size[k] ?? 0, element.at);
    for (let at = 0; at < row.length; at++) {
      if (k + 1 < dimensions)
        complete((row[at] ??= []) as unknown[], k + 1); // only the last dimension's rows hold anything but rows
      else if (row[at] === undefined && gaps.left < before) row[at] = absent();
    }
  }

  function indexAt(place: readonly number[], at: number): number {
    const most = Math.max(size.length, 1);
    if (place.length > most) cursor.fail(`expected a place in an array of ${counted(most)}, found ${place.join()}`, at);
    if (exact && place.some((n, k) => n >= (size[k] ?? 0)))
      cursor.fail(`expected a place in an array of ${size.join(" by ")}, found ${place.join()}`, at);
    return place.reduce((sum, n, k) => sum + n * (strides[k] ?? 1), 0);
  }

  function reach(row: unknown[], at: number, child: number): void {
    if (at <= row.length) return;
    gaps.left -= at - row.length;
    if (gaps.left < 0) cursor.fail("an array leaves out too many items", child);
    while (row.length < at) row.push(undefined);
  }
}

/** `1 dimension`, `2 dimensions` */
export function counted(dimensions: number): string {
  return `${dimensions} dimension${dimensions === 1 ? "" : "s"}`;
}

/** The number of items between neighbours in each dimension, limited to exact integers. */
function stridesOf(size: readonly number[]): readonly number[] {
  const strides = new Array<number>(size.length);
  let stride = 1;
  for (let k = size.length - 1; k >= 0; k--) {
    strides[k] = stride;
    stride = Math.min(stride * Math.max(size[k] ?? 0, 1), 2 ** 40);
  }
  return strides;
}
