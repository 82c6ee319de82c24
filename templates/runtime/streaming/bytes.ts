/** A growing sequence of bytes that are removed from its start. */
export class Bytes {
  /** The bytes are those from `start` to `end`. */
  buffer: Uint8Array = new Uint8Array(0);
  start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  at(offset: number): number | undefined {
    return this.buffer[this.start + offset];
  }

  /** A view, valid until bytes are added. */
  part(from: number, to: number): Uint8Array {
    return this.buffer.subarray(this.start + from, this.start + to);
  }

  view(): Uint8Array {
    return this.part(0, this.length);
  }

  indexOf(byte: number, from: number): number {
    const { buffer, start, length } = this;
    // Most are near, where a loop is faster.
    const near = Math.min(from + 48, length);
    for (let k = from; k < near; k++) if (buffer[start + k] === byte) return k;
    if (near === length) return -1;
    const found = this.part(near, length).indexOf(byte);
    return found < 0 ? found : near + found;
  }

  add(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** Adds the line breaks of these bytes. */
  addLines(bytes: Uint8Array): void {
    const count = linesIn(bytes);
    this.reserve(count);
    this.buffer.fill(10, this.end, this.end + count);
    this.end += count;
  }

  drop(count: number): void {
    this.start += count;
  }

  /** Makes room at the end: moves the bytes to the start, of a larger buffer if they fill more than half. */
  private reserve(count: number): void {
    if (this.end + count <= this.buffer.length) return;
    const needed = this.length + count;
    const target = needed * 2 > this.buffer.length ? new Uint8Array(needed * 2) : this.buffer;
    if (target === this.buffer) target.copyWithin(0, this.start, this.end);
    else target.set(this.view());
    this.end = this.length;
    this.start = 0;
    this.buffer = target;
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function linesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let k = bytes.indexOf(10); k >= 0; k = bytes.indexOf(10, k + 1)) count++;
  return count;
}
