import type { Edit } from "./mapped-text.js";

/**
 * Finds the lengths of chunks in messages that were copied as they were sent, with the line breaks around them: below a
 * head that announces chunks, and where each length is that of exactly what follows, up to the last.
 */
export function chunkLengths(text: string): readonly Edit[] {
  const lines = lengthLines(text);
  if (lines.length === 0) return [];
  const following = exactlyFollowing(text, lines);
  const endsExactly = chainsToTheEnd(lines, following);
  const announced = bodiesWithChunks(text);
  const edits: Edit[] = [];
  /** The end of the chunks before. */
  let done = 0;
  for (const [index, line] of lines.entries()) {
    if (line.start < done) continue;
    const limit = announced.get(line.start);
    const isExact = line.length > 0 && endsExactly[index] === true && text.charAt(line.end) === "<";
    if (limit === undefined && !isExact) continue;
    for (let at: number | undefined = index; at !== undefined;) {
      const each: LengthLine | undefined = lines[at];
      if (each === undefined) break;
      edits.push({
        start: at === index ? each.start : Math.max(done, each.start - each.lineBreak),
        end: each.end,
        put: each.length === 0 ? "\n" : "",
      });
      done = each.end;
      at = each.length === 0 ? undefined : (following[at] ?? nextUpTo(text, lines, at + 1, limit ?? 0));
    }
  }
  return edits;
}

/** A line that may be the length of a chunk. */
interface LengthLine {
  readonly start: number;
  /** The start of the next line. */
  readonly end: number;
  readonly length: number;
  /** The length of a line break of the frame, of which a space is what is left of a carriage return. */
  readonly lineBreak: 1 | 2;
}

function lengthLines(text: string): readonly LengthLine[] {
  const lines = text.matchAll(/^([\da-f]{1,8})(?:;[^\s<>]{1,200})?( ?)(?:\n|(?![^]))/gim);
  return Array.from(lines, ({ 0: found, 1: length = "", 2: space, index }) => ({
    start: index,
    end: index + found.length,
    length: Number.parseInt(length, 16),
    lineBreak: space === " " ? 2 : 1,
  }));
}

const utf8 = new TextEncoder();

/** For each line, the one behind exactly the bytes or characters that it counts. */
function exactlyFollowing(text: string, lines: readonly LengthLine[]): readonly (number | undefined)[] {
  const characters = new Map(lines.map(({ start }, index) => [start, index]));
  const bytes = new Map<number, number>();
  const ends: number[] = [];
  let at = 0;
  let size = 0;
  for (const [index, { start, end }] of lines.entries()) {
    size += utf8.encode(text.slice(at, start)).length;
    bytes.set(size, index);
    ends.push(size + end - start);
    size += end - start;
    at = end;
  }
  return lines.map(({ end, length, lineBreak }, index) => {
    const behind = length + lineBreak;
    return bytes.get((ends[index] ?? 0) + behind) ?? characters.get(end + behind);
  });
}

/** Which lines begin a chain of exact lengths up to that of the last chunk, which is zero. */
function chainsToTheEnd(lines: readonly LengthLine[], following: readonly (number | undefined)[]): readonly boolean[] {
  const ends: boolean[] = [];
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const next = following[index];
    ends[index] = lines[index]?.length === 0 || (next !== undefined && ends[next] === true);
  }
  return ends;
}

/** The starts of contents whose heads announce chunks, with the start of the next message. */
function bodiesWithChunks(text: string): ReadonlyMap<number, number> {
  const heads =
    /^[ \t]*Transfer-Encoding[ \t]*:[ \t]*chunked\b[^\n]*\n(?:[ \t]*[\w-]{1,64}[ \t]*:[^\n]*\n){0,64}(?:[ \t]*\n)*/gim;
  const starts = Array.from(text.matchAll(/^[ \t]*(?:HTTP\/\d|(?:POST|GET)[ \t]+[/h])/gm), ({ index }) => index);
  let next = 0;
  return new Map(
    Array.from(text.matchAll(heads), ({ 0: head, index }): [number, number] => {
      while (next < starts.length && (starts[next] ?? 0) < index) next += 1;
      return [index + head.length, starts[next] ?? text.length];
    }),
  );
}

/** The next line that may be a length, where a tool or a person changed what follows the one before. */
function nextUpTo(text: string, lines: readonly LengthLine[], from: number, limit: number): number | undefined {
  for (let at = from; at < lines.length; at += 1) {
    const { start = limit, end = limit } = lines[at] ?? {};
    if (start >= limit) return undefined;
    const isText =
      text
        .slice(Math.max(0, start - 3), start)
        .trimEnd()
        .endsWith(">") && text.startsWith("</", end);
    if (!isText) return at;
  }
  return undefined;
}
