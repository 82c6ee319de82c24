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

  /** Bytes that are not yet known to belong to the items or to the rest. */
  private readonly open = new Bytes();
  /** The offset in `open` up to which tokens were read. */
  private at = 0;
  /** The offset up to which the token at `at` was searched for its end, and the quotation mark that is open there. */
  private searched = 0;
  private quote = 0;

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
    this.names = names.map((name) => (name === undefined ? undefined : encoder.encode(name)));
  }

  /** The number of bytes that are in memory. */
  get kept(): number {
    return this.open.length + this.rest.length;
  }

  /** Adds bytes. Returns the items that are whole now. */
  push(chunk: Uint8Array): Batch | undefined {
    this.open.add(chunk);
    const batch = this.isSplitting ? this.split() : undefined;
    if (!this.isSplitting) this.keep(this.open.length);
    return batch;
  }

  /** The document without its items but the first, which the list may require. Line breaks keep their places. */
  remainder(): Uint8Array {
    this.keep(this.open.length);
    return this.rest.view();
  }

  private split(): Batch | undefined {
    let items: { readonly from: number; readonly around: readonly Uint8Array[] } | undefined;
    /** The end of the last item. */
    let end = 0;
    for (let token = this.token(); token !== undefined && this.isSplitting; token = this.token()) {
      const from = this.step(token.from, token.to);
      if (from === undefined) continue;
      items ??= { from, around: [...this.around] };
      this.rest.add(this.open.part(end, this.isFirst ? token.to : from));
      if (!this.isFirst) this.rest.addLines(this.open.part(from, token.to));
      this.isFirst = false;
      end = token.to;
    }
    const batch = items === undefined ? undefined : this.batch(items.around, items.from, end);
    const done = this.item >= 0 ? this.item : this.at;
    this.rest.add(this.open.part(end, done));
    this.drop(done);
    return batch;
  }

  private batch(around: readonly Uint8Array[], from: number, to: number): Batch {
    const { open } = this;
    const start = joined(around);
    const end = around.map((tag) => encoder.encode(`</${nameIn(tag)}>`)).reverse();
    return {
      document: joined([start, open.part(from, to), ...end]),
      linesBefore: this.lines + linesIn(open.part(0, from)) - linesIn(start),
    };
  }

  /** Follows a tag. Returns the offset of the item that it ends. */
  private step(from: number, to: number): number | undefined {
    const { names, around, open } = this;
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

  /** The next tag, comment, section or instruction; undefined if its end has not arrived. */
  private token(): { readonly from: number; readonly to: number } | undefined {
    const { open } = this;
    const from = open.indexOf(60, this.at);
    if (from < 0 || from + 4 > open.length) {
      this.moveTo(from < 0 ? open.length : from);
      return undefined;
    }
    if (from !== this.at) this.moveTo(from);
    const to = this.endOf(from);
    if (to === undefined) return undefined;
    this.moveTo(to);
    return { from, to };
  }

  private moveTo(offset: number): void {
    this.at = offset;
    this.searched = offset;
    this.quote = 0;
  }

  private endOf(from: number): number | undefined {
    const { open } = this;
    const [second, third] = [open.at(from + 1), open.at(from + 2)];
    if (second === 63) return this.endAt("?>", from + 2);
    if (second === 33 && third === 45) return this.endAt("-->", from + 4);
    if (second === 33 && third === 91) return this.endAt("]]>", from + 3);
    for (let k = Math.max(this.searched, from + 1); k < open.length; k++) {
      const byte = open.at(k);
      if (this.quote !== 0) this.quote = byte === this.quote ? 0 : this.quote;
      else if (byte === 34 || byte === 39) this.quote = byte;
      else if (byte === 62) return k + 1;
    }
    this.searched = open.length;
    return undefined;
  }

  /** The offset after the next occurrence of a text. */
  private endAt(text: string, from: number): number | undefined {
    const { open } = this;
    const start = Math.max(from, this.searched - text.length + 1);
    for (let k = open.indexOf(62, start + text.length - 1); k >= 0; k = open.indexOf(62, k + 1)) {
      const first = k - text.length + 1;
      let length = 0;
      while (length < text.length && open.at(first + length) === text.charCodeAt(length)) length++;
      if (length === text.length) return k + 1;
    }
    this.searched = open.length;
    return undefined;
  }

  private keep(end: number): void {
    this.rest.add(this.open.part(0, end));
    this.drop(end);
  }

  private drop(end: number): void {
    this.lines += linesIn(this.open.part(0, end));
    this.open.drop(end);
    this.at -= end;
    this.searched -= end;
    if (this.item >= 0) this.item -= end;
  }
}

/** A growing sequence of bytes that are removed from its start. */
class Bytes {
  private buffer = new Uint8Array(0);
  private from = 0;
  private to = 0;

  get length(): number {
    return this.to - this.from;
  }

  at(offset: number): number | undefined {
    return this.buffer[this.from + offset];
  }

  /** A view, valid until bytes are added. */
  part(from: number, to: number): Uint8Array {
    return this.buffer.subarray(this.from + from, this.from + to);
  }

  view(): Uint8Array {
    return this.part(0, this.length);
  }

  indexOf(byte: number, from: number): number {
    const found = this.part(from, this.length).indexOf(byte);
    return found < 0 ? found : from + found;
  }

  add(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.to);
    this.to += bytes.length;
  }

  /** Adds the line breaks of these bytes. */
  addLines(bytes: Uint8Array): void {
    const count = linesIn(bytes);
    this.reserve(count);
    this.buffer.fill(10, this.to, this.to + count);
    this.to += count;
  }

  drop(count: number): void {
    this.from += count;
  }

  /** Makes room at the end: moves the bytes to the start, of a larger buffer if they fill more than half. */
  private reserve(count: number): void {
    if (this.to + count <= this.buffer.length) return;
    const needed = this.length + count;
    const target = needed * 2 > this.buffer.length ? new Uint8Array(needed * 2) : this.buffer;
    if (target === this.buffer) target.copyWithin(0, this.from, this.to);
    else target.set(this.view());
    this.to = this.length;
    this.from = 0;
    this.buffer = target;
  }
}

const encoder = /* @__PURE__ */ new TextEncoder();

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function linesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let k = bytes.indexOf(10); k >= 0; k = bytes.indexOf(10, k + 1)) count++;
  return count;
}

/** True if the local name at the start of a tag, after its `<`, is `name`. */
function isNamed(tag: Uint8Array, name: Uint8Array | undefined): boolean {
  if (name === undefined) return true;
  const end = endOfName(tag);
  const start = tag.subarray(0, end).lastIndexOf(58) + 1;
  return end - start === name.length && name.every((byte, k) => tag[start + k] === byte);
}

/** The name in a start tag. */
function nameIn(tag: Uint8Array): string {
  return new TextDecoder().decode(tag.subarray(1, 1 + endOfName(tag.subarray(1))));
}

function endOfName(text: Uint8Array): number {
  return text.findIndex((byte) => byte <= 32 || byte === 47 || byte === 62);
}
