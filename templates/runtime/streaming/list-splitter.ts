import { Bytes, joined, linesIn } from "./bytes.js";
import { endTagOf, isNamed, Tokens } from "./tokens.js";

/** Whole items of a list, in the elements around them. */
export interface Batch {
  readonly document: Uint8Array;
  /** The number of lines before `document` in the whole document; negative if the elements around are on several. */
  readonly linesBefore: number;
}

/**
 * Splits a document in UTF-8, as its bytes arrive, into the items of one list and everything else. Finds the items by
 * the local names of the elements around them and does not check anything: its results are to be read as documents.
 */
export class ListSplitter {
  /** The local names of the elements from the root to an item; undefined for any name. */
  private readonly names: readonly (Uint8Array | undefined)[];
  private readonly rest = new Bytes();
  /** Its bytes are not yet known to belong to the items or to the rest. */
  private readonly tokens = new Tokens();

  /** The number of open elements. */
  private depth = 0;
  /** The start tags of the open elements that have the names of the path. */
  private readonly around: Uint8Array[] = [];
  /** The offset of an open item; -1 if none is open. */
  private item = -1;
  private isFirst = true;
  private isSplitting = true;
  private lines = 0;

  constructor(names: readonly (string | undefined)[]) {
    const encoder = new TextEncoder();
    this.names = names.map((name) => (name === undefined ? undefined : encoder.encode(name)));
  }

  /** The number of bytes that are in memory. */
  get kept(): number {
    return this.tokens.open.length + this.rest.length;
  }

  /** Adds bytes. Returns the items that are whole now. */
  push(chunk: Uint8Array): Batch | undefined {
    const { open } = this.tokens;
    open.add(chunk);
    const batch = this.isSplitting ? this.split() : undefined;
    if (!this.isSplitting) this.keep(open.length);
    return batch;
  }

  /** The document without its items but the first, which the list may require. Line breaks keep their places. */
  remainder(): Uint8Array {
    this.keep(this.tokens.open.length);
    return this.rest.view();
  }

  private split(): Batch | undefined {
    const { tokens } = this;
    const { open } = tokens;
    let items: { readonly from: number; readonly around: readonly Uint8Array[] } | undefined;
    /** The end of the last item. */
    let end = 0;
    while (this.isSplitting && tokens.next()) {
      const from = this.step(tokens.from, tokens.to);
      if (from === undefined) continue;
      items ??= { from, around: [...this.around] };
      this.rest.add(open.part(end, this.isFirst ? tokens.to : from));
      if (!this.isFirst) this.rest.addLines(open.part(from, tokens.to));
      this.isFirst = false;
      end = tokens.to;
    }
    const batch = items === undefined ? undefined : this.batch(items.around, items.from, end);
    const done = this.item >= 0 ? this.item : tokens.at;
    this.rest.add(open.part(end, done));
    this.drop(done);
    return batch;
  }

  private batch(around: readonly Uint8Array[], from: number, to: number): Batch {
    const { open } = this.tokens;
    const start = joined(around);
    const end = around.map(endTagOf).reverse();
    return {
      document: joined([start, open.part(from, to), ...end]),
      linesBefore: this.lines + linesIn(open.part(0, from)) - linesIn(start),
    };
  }

  /** Follows a tag. Returns the offset of the item that it ends. */
  private step(from: number, to: number): number | undefined {
    const { names, around } = this;
    const { open } = this.tokens;
    const second = open.at(from + 1);
    if (second === 33 || second === 63) {
      // The reader of the rest refuses document types, so nothing of such a document is an item.
      if (open.at(from + 2) === 68) this.isSplitting = false;
      return undefined;
    }
    const last = names.length - 1;
    if (second === 47) {
      this.depth--;
      if (this.item >= 0) return this.depth === last ? this.endItem() : undefined;
      if (around.length > this.depth) {
        around.pop();
        if (this.depth === last - 1) this.isSplitting = false;
      }
      return undefined;
    }
    const isEmpty = open.at(to - 2) === 47;
    const isOnPath = this.item < 0 && around.length === this.depth && this.depth <= last;
    if (isOnPath && isNamed(open.part(from + 1, to), names[this.depth])) {
      if (this.depth === last) {
        if (isEmpty) return from;
        this.item = from;
      } else if (!isEmpty) around.push(open.part(from, to).slice());
    }
    if (!isEmpty) this.depth++;
    return undefined;
  }

  private endItem(): number {
    const { item } = this;
    this.item = -1;
    return item;
  }

  private keep(end: number): void {
    this.rest.add(this.tokens.open.part(0, end));
    this.drop(end);
  }

  private drop(end: number): void {
    this.lines += linesIn(this.tokens.open.part(0, end));
    this.tokens.drop(end);
    if (this.item >= 0) this.item -= end;
  }
}
