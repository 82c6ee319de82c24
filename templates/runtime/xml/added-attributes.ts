import type { Output } from "./output.js";

/** An offset in a document, which moves with what it marks. */
export interface MovingOffset {
  readonly at: number;
}

/** The moving offsets of each document, in order. */
const offsets = /* @__PURE__ */ new WeakMap<Output, { at: number }[]>();

/** The end of the document so far, which attributes that are added before it move. */
export function movingOffset(output: Output): MovingOffset {
  const offset = { at: output.length };
  const others = offsets.get(output);
  if (others === undefined) offsets.set(output, [offset]);
  else others.push(offset);
  return offset;
}

/** The start tag that was written at an offset. No attribute value contains `>`, which is escaped there. */
export function startTagAt({ buffer, length }: Output, at: number): string {
  return decoder.decode(buffer.subarray(at, buffer.subarray(0, length).indexOf(0x3e, at) + 1));
}

const decoder = /* @__PURE__ */ new TextDecoder();

/** Adds what `write` writes to the start tag that was written at an offset, behind the name of the element. */
export function addAttributes(output: Output, at: number, write: () => void): void {
  const { length } = output;
  let end = at;
  while (end < length && !nameEnds.has(output.buffer[end] ?? 0)) end++;
  const rest = output.buffer.slice(end, length);
  output.length = end;
  write();
  const added = output.length - end;
  output.bytes(rest);
  const moved = offsets.get(output) ?? [];
  for (let k = moved.length - 1; k >= 0; k--) {
    const offset = moved[k]!; // k is in range
    if (offset.at < end) return;
    offset.at += added;
  }
}

/** The bytes behind a name in a start tag: a space, `/` or `>`. */
const nameEnds: ReadonlySet<number> = /* @__PURE__ */ new Set([0x20, 0x2f, 0x3e]);
