import { Malformed, misfit, unlike } from "../error.js";

/** The headers of a part, by their names in lower case. */
export type PartHeaders = ReadonlyMap<string, string>;

/** A piece of a multipart, in its order. A part has the data up to the next head, or up to the end. */
export type PartEvent =
  | { readonly kind: "head"; readonly headers: PartHeaders }
  /** A view into the chunk where possible. */
  | { readonly kind: "data"; readonly bytes: Uint8Array };

/** Limits on what a multipart may contain. */
export interface PartLimits {
  /** The greatest number of parts; 1,000 by default. */
  readonly maxParts?: number | undefined;
  /** The greatest size of the headers of one part in bytes; 16 KiB by default. */
  readonly maxPartHeaderBytes?: number | undefined;
  /** The greatest size of the content of one part in bytes; without a limit of its own by default. */
  readonly maxPartBytes?: number | undefined;
}

const LF = 10;
const CR = 13;
const DASH = 45;
const SPACE = 32;
const TAB = 9;
/** The number of spaces that may follow a boundary. More are the text of a line that only begins like it. */
const maxPadding = 128;

/**
 * Divides a multipart into its parts while it arrives, in linear time (RFC 2046, 5.1.1). Accepts lines that end with a
 * line feed alone. Throws Malformed.
 */
export class MultipartParser {
  private readonly delimiter: Uint8Array;
  private readonly maxParts: number;
  private readonly maxHeaderBytes: number;
  private readonly maxPartBytes: number;
  private state: "preamble" | "headers" | "data" | "end" = "preamble";
  /** Bytes that may be the beginning of a delimiter. */
  private rest: Uint8Array = new Uint8Array();
  /** The offset from which bytes are kept until more have arrived. */
  private kept = 0;
  /** True at a place where a delimiter needs no line break before it. */
  private isAtStart = true;
  private lines: string[] = [];
  /** The part of a line of headers that has arrived. */
  private line = "";
  private decoder = new TextDecoder();
  private headerBytes = 0;
  private parts = 0;
  private partBytes = 0;

  /** Throws Malformed for a boundary that is too long or that no line can contain. */
  constructor(boundary: string | undefined, limits: PartLimits = {}) {
    if (boundary === undefined) throw new Malformed(unlike("a multipart whose Content-Type has a boundary", "none"));
    // RFC 2046 allows 70 characters of ASCII, and others exist.
    if (!/^[\x20-\x7e]{1,200}$/.test(boundary) || boundary.endsWith(" "))
      throw new Malformed(misfit("a boundary of 1 to 200 characters of ASCII", boundary));
    this.delimiter = new TextEncoder().encode(`--${boundary}`);
    this.maxParts = limits.maxParts ?? 1000;
    this.maxHeaderBytes = limits.maxPartHeaderBytes ?? 16_384;
    this.maxPartBytes = limits.maxPartBytes ?? Infinity;
  }

  /** Reads more. Returns what is known by now. */
  push(chunk: Uint8Array): readonly PartEvent[] {
    return this.state === "end" ? [] : this.read(chunk, false);
  }

  /** Ends the multipart. Throws Malformed if its closing boundary is missing. */
  end(): readonly PartEvent[] {
    const events = this.state === "end" ? [] : this.read(new Uint8Array(), true);
    if (this.state === "end") return events;
    const found = this.state === "preamble" ? "no boundary" : `the end of part ${this.parts} without it`;
    throw new Malformed(unlike("a multipart with a closing boundary", found));
  }

  private read(chunk: Uint8Array, isLast: boolean): readonly PartEvent[] {
    const events: PartEvent[] = [];
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk);
    let at = 0;
    while (this.state !== "end" && (at < bytes.length || isLast)) {
      const next =
        this.state === "headers" ? this.readLine(bytes, at, events) : this.readData(bytes, at, isLast, events);
      if (next < 0) break;
      at = next;
    }
    this.rest = this.state === "end" ? new Uint8Array() : bytes.slice(Math.min(this.kept, bytes.length));
    return events;
  }

  /** Reads one line of headers. Returns the offset after it; -1 if its end has not arrived. */
  private readLine(bytes: Uint8Array, at: number, events: PartEvent[]): number {
    const end = bytes.indexOf(LF, at);
    const length = (end < 0 ? bytes.length : end + 1) - at;
    if (this.headerBytes + length > this.maxHeaderBytes)
      throw new Malformed(unlike(`at most ${this.maxHeaderBytes} bytes of headers in part ${this.parts}`, "more"));
    this.headerBytes += length;
    this.kept = at + length;
    this.line += this.decoder.decode(bytes.subarray(at, end < 0 ? undefined : end), { stream: end < 0 });
    if (end < 0) return -1;
    const line = this.line.replace(/\r$/, "");
    this.line = "";
    if (line !== "") this.lines.push(line);
    else {
      events.push({ kind: "head", headers: headersOf(this.lines, this.parts) });
      this.state = "data";
      this.isAtStart = true;
      this.partBytes = 0;
    }
    return this.kept;
  }

  /** Reads data up to a delimiter. Returns the offset after that; -1 if it has not arrived. */
  private readData(bytes: Uint8Array, from: number, isLast: boolean, events: PartEvent[]): number {
    let lineBreak = this.isAtStart ? from - 1 : bytes.indexOf(LF, from);
    for (; lineBreak >= 0 || this.isAtStart; lineBreak = bytes.indexOf(LF, lineBreak + 1)) {
      const found = this.delimiterAt(bytes, lineBreak + 1, isLast);
      const start = lineBreak > from && bytes[lineBreak - 1] === CR ? lineBreak - 1 : Math.max(lineBreak, from);
      if (found === "partial") {
        this.data(bytes, from, start, events);
        this.kept = start;
        return -1;
      }
      this.isAtStart = false;
      if (found === undefined) continue;
      this.data(bytes, from, start, events);
      if (found.isClosing) this.state = "end";
      else this.beginPart();
      this.kept = found.end;
      return found.end;
    }
    const isOpen = !isLast && bytes[bytes.length - 1] === CR && bytes.length > from;
    const end = isOpen ? bytes.length - 1 : bytes.length;
    this.data(bytes, from, end, events);
    this.kept = end;
    return -1;
  }

  private data(bytes: Uint8Array, from: number, to: number, events: PartEvent[]): void {
    if (this.state !== "data" || to <= from) return;
    this.partBytes += to - from;
    if (this.partBytes > this.maxPartBytes)
      throw new Malformed(unlike(`at most ${this.maxPartBytes} bytes in part ${this.parts}`, "more"));
    events.push({ kind: "data", bytes: bytes.subarray(from, to) });
  }

  private beginPart(): void {
    if (++this.parts > this.maxParts) throw new Malformed(unlike(`at most ${this.maxParts} parts`, "more"));
    this.state = "headers";
    this.lines = [];
    this.headerBytes = 0;
  }

  /** The delimiter at the beginning of a line: undefined for another text, "partial" if it may be one. */
  private delimiterAt(
    bytes: Uint8Array,
    at: number,
    isLast: boolean,
  ): { readonly end: number; readonly isClosing: boolean } | "partial" | undefined {
    const { delimiter } = this;
    for (let k = 0; k < delimiter.length; k++) {
      if (at + k >= bytes.length) return isLast ? undefined : "partial";
      if (bytes[at + k] !== delimiter[k]) return undefined;
    }
    let end = at + delimiter.length;
    // One dash may be the first of two.
    const isClosing = bytes[end] === DASH && (bytes[end + 1] === DASH || (end + 1 === bytes.length && !isLast));
    if (isClosing) end += 2;
    const padding = end + maxPadding;
    while (end < padding && (bytes[end] === SPACE || bytes[end] === TAB)) end++;
    if (bytes[end] === CR) end++;
    if (bytes[end] === LF) return { end: end + 1, isClosing };
    if (end < bytes.length) return undefined;
    return isLast ? (isClosing ? { end: bytes.length, isClosing } : undefined) : "partial";
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** The headers on these lines, of which those that begin with white space continue the ones before. */
function headersOf(lines: readonly string[], part: number): PartHeaders {
  const headers = new Map<string, string>();
  let name = "";
  for (const line of lines) {
    const continued = /^[ \t]/.test(line) && name !== "";
    const colon = line.indexOf(":");
    // The line is not shown, because it may be a secret.
    if (!continued && colon <= 0)
      throw new Malformed(unlike(`a header of part ${part}, with its name before a colon`, "a line without one"));
    if (!continued) name = line.slice(0, colon).trim().toLowerCase();
    const before = headers.get(name);
    if (continued) headers.set(name, `${before ?? ""} ${line.trim()}`);
    else if (before === undefined) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}
