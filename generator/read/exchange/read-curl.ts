import type { Report } from "../../diagnostic.js";
import { placesOf, type Source } from "../../source.js";
import { curlRequest } from "./curl-request.js";
import { recordedHeader, type Exchange, type RecordedRequest, type RecordedResponse } from "./exchange.js";
import { sliceExcerpt, type Excerpt } from "./excerpt.js";
import { readShellCommand } from "./shell-words.js";

/** The curl commands in a text, and the rest of the text. */
export interface CurlReading {
  readonly exchanges: readonly Exchange[];
  /** The text with spaces in place of the commands, which keeps offsets. */
  readonly rest: string;
  /** The paths of the sources whose content the commands send. */
  readonly sent: readonly string[];
}

/** The start of a call: a command, with or without a prompt, or a request printed by `curl -v`. */
const anchor =
  /^[ \t]*(?:[$#%>][ \t]*|PS[^\n>]{0,200}>[ \t]*|[A-Z]:\\[^\n>]{0,200}>)?(curl(?:\.exe)?)(?=[ \t])|^> (?=(?:POST|GET) \S{1,4096} HTTP\/)/gm;

/**
 * Reads the curl commands in a text of any kind, each with the response that `-v` or `-i` printed after it. Commands
 * may send one of the other sources of the spec, given by path: `-d @request.xml`.
 */
export function readCurl(source: Source, report: Report, others: ReadonlyMap<string, Source> = new Map()): CurlReading {
  const { text } = source;
  const place = placesOf(source);
  const whole: Excerpt = { text, place };
  const exchanges: Exchange[] = [];
  const rest: string[] = [];
  const sent: string[] = [];
  const fileNamed = (name: string): Excerpt | undefined => {
    const file = others.get(besidePath(source.path, name));
    if (file === undefined) return undefined;
    sent.push(file.path);
    return { text: file.text, place: placesOf(file) };
  };
  let read = 0;
  anchor.lastIndex = 0;
  for (let found = anchor.exec(text); found !== null; found = anchor.exec(text)) {
    const start = found.index;
    let end = start;
    let request: RecordedRequest | undefined;
    if (found[1] !== undefined) {
      const command = readShellCommand(text, anchor.lastIndex);
      end = command.end;
      request = curlRequest(command, place(anchor.lastIndex - found[1].length), place, fileNamed);
      if (command.unclosed !== undefined) {
        const message = `found ${unclosedMark(text, command.unclosed)} that nothing closes, expected the whole command`;
        report({ severity: "warning", code: "command-cut", message, place: place(command.unclosed) });
      }
    }
    const printed = readPrinted(whole, end);
    request = withPrinted(request, printed.request);
    const output =
      printed.response === undefined && found[1] !== undefined ? outputBelow(whole, end, request) : undefined;
    const response = printed.response ?? output?.response;
    const readEnd = output?.end ?? printed.end;
    anchor.lastIndex = Math.max(readEnd, anchor.lastIndex);
    // A command that only fetches a page is not evidence of the service.
    if (request === undefined || (request.body === undefined && response === undefined)) continue;
    exchanges.push({ request, responses: response === undefined ? [] : [response] });
    rest.push(text.slice(read, start), text.slice(start, readEnd).replace(/[^\n]/g, " "));
    read = readEnd;
  }
  return { exchanges, rest: rest.join("") + text.slice(read), sent };
}

/** The path of a file in the folder of another. */
function besidePath(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1) + name.replace(/^\.[/\\]/, "");
}

/** Without what follows it, which can be a secret. */
function unclosedMark(text: string, offset: number): string {
  return /^(?:<<|\$?["'])/.exec(text.slice(offset, offset + 2))?.[0] ?? "a quotation mark";
}

/**
 * Reads the envelope directly below a command, without a head: curl prints only that without an option. The command has
 * an envelope of its own in the same text, so that this one cannot be what it sends.
 */
function outputBelow(
  whole: Excerpt,
  start: number,
  request: RecordedRequest | undefined,
): { readonly response: RecordedResponse; readonly end: number } | undefined {
  if (request?.body === undefined || !envelopeStart.test(request.body.text.slice(0, 4096))) return undefined;
  if (request.body.place(0).path !== whole.place(0).path) return undefined;
  const blank = /[\s`]{0,64}/y;
  blank.lastIndex = start;
  const at = start + (blank.exec(whole.text)?.[0].length ?? 0);
  if (!/^(?:<\?xml[^<>]{0,200}\?>\s{0,64})?<(?:[^\s<>/:]{1,64}:)?Envelope[\s>]/.test(whole.text.slice(at, at + 512))) {
    return undefined;
  }
  const body = bodyAt(whole, at);
  return body && { response: { place: whole.place(at), status: 200, headers: [], body: body.excerpt }, end: body.end };
}

const envelopeStart = /<(?:[^\s<>/:]{1,64}:)?Envelope[\s>]/;

interface Printed {
  readonly request?: RecordedRequest;
  readonly response?: RecordedResponse;
  readonly end: number;
}

/** An irrelevant line about the connection (`* `), of progress or of Markdown. */
const otherLine = /[ \t]*(?:\*[ \t][^\n]*|[{}] \[[^\n]*|[ \t]*%[ \t]+Total[^\n]*|[ \d.:-]+|```[^\n]*)?\r?(?:\n|$)/y;
const sentLine = /> ?([^\n]*)(?:\n|$)/y;
const statusLine = /(<[ \t]+)?HTTP\/[\d.]+[ \t]+(\d{3})[^\n]*(?:\n|$)/y;
const receivedLine = /<[ \t]?([^\n]*)(?:\n|$)/y;
const headerLine = /([\w-]+:[^\n]*)(?:\n|$)/y;
const emptyLine = /[ \t]*\r?(?:\n|$)/y;

/** Reads the output of curl after a command. Of several responses (100, 401), the last counts. */
function readPrinted(whole: Excerpt, start: number): Printed {
  const { text } = whole;
  let at = start;
  let request: RecordedRequest | undefined;
  let head: Omit<RecordedResponse, "body"> | undefined;
  let end = start;
  while (at < text.length) {
    const sent = endOf(sentLine, text, at);
    const status = matchAt(statusLine, text, at);
    if (sent !== undefined && head === undefined) {
      const lines = linesAt(whole, sentLine, at);
      request ??= printedRequest(lines.lines);
      at = end = lines.end;
    } else if (status !== undefined) {
      const after = at + status[0].length;
      const { lines, end: headEnd } = linesAt(whole, status[1] === undefined ? headerLine : receivedLine, after);
      head = { place: whole.place(at), status: Number(status[2]), headers: headersOf(lines) };
      at = end = status[1] === undefined ? (endOf(emptyLine, text, headEnd) ?? headEnd) : headEnd;
    } else {
      const sentBody = request?.body === undefined && head === undefined ? sentBodyAt(whole, at) : undefined;
      const next = sentBody?.end ?? endOf(otherLine, text, at);
      if (next === undefined || next === at) break;
      if (request !== undefined && sentBody !== undefined) {
        request = { ...request, body: sentBody.excerpt };
        end = next;
      }
      at = next;
    }
  }
  if (head === undefined) return { ...(request && { request }), end };
  const body = bodyAt(whole, at);
  if (body === undefined) return { ...(request && { request }), response: head, end };
  return { ...(request && { request }), response: { ...head, body: body.excerpt }, end: body.end };
}

/** An envelope that somebody put below the head of the request, which curl prints alone; the response follows. */
function sentBodyAt(whole: Excerpt, at: number): { readonly excerpt: Excerpt; readonly end: number } | undefined {
  const { text } = whole;
  if (!/^\s*<[\w?]/.test(text.slice(at, at + 200))) return undefined;
  const bounds = /<\/(?:[^\s<>/:]{1,64}:)?Envelope\s*>|\n[<>*][ \t]/g;
  bounds.lastIndex = at;
  if (bounds.exec(text)?.[0].startsWith("</") !== true) return undefined;
  const bodyEnd = bounds.lastIndex;
  let end = bodyEnd;
  for (let next = endOf(otherLine, text, end); next !== undefined && next > end; next = endOf(otherLine, text, end))
    end = next;
  if (matchAt(statusLine, text, end) === undefined) return undefined;
  return { excerpt: sliceExcerpt(whole, at, bodyEnd), end };
}

/** The XML at an offset up to the end of its envelope, otherwise up to an empty line. */
function bodyAt({ text, place }: Excerpt, at: number): { readonly excerpt: Excerpt; readonly end: number } | undefined {
  if (!/^\s*</.test(text.slice(at, at + 200))) return undefined;
  const bounds =
    /<\/(?:[^\s<>/:]{1,64}:)?Envelope\s*>|\n[ \t]*\r?\n(?=[ \t]*[^\s<])|\n```|\n(?:[$#>][ \t]*)?curl[ \t]/g;
  bounds.lastIndex = at;
  const found = bounds.exec(text);
  const end = found === null ? text.length : found[0].startsWith("<") ? bounds.lastIndex : found.index;
  return { excerpt: sliceExcerpt({ text, place }, at, end), end };
}

function printedRequest([line, ...headers]: readonly Excerpt[]): RecordedRequest | undefined {
  const [, method, target] = /^(POST|GET) (\S+)/.exec(line?.text ?? "") ?? [];
  if (line === undefined || method === undefined || target === undefined) return undefined;
  const kept = headersOf(headers);
  const url = sliceExcerpt(line, method.length + 1, method.length + 1 + target.length);
  return { place: line.place(0), method, url, headers: kept };
}

/** Combines a command with its printed request, which adds only what curl added. */
function withPrinted(
  request: RecordedRequest | undefined,
  printed: RecordedRequest | undefined,
): RecordedRequest | undefined {
  if (request === undefined || printed === undefined) return request ?? printed;
  const names = new Set(request.headers.map(({ name }) => name));
  const added = printed.headers.filter(({ name }) => !names.has(name));
  return { ...printed, ...request, headers: [...request.headers, ...added] };
}

function headersOf(lines: readonly Excerpt[]): RecordedRequest["headers"] {
  return lines.flatMap((line) => {
    const colon = line.text.indexOf(":");
    if (colon < 0) return [];
    const start = colon + 1 + line.text.slice(colon + 1).search(/\S|$/);
    return recordedHeader(line.text.slice(0, colon), sliceExcerpt(line, start, line.text.trimEnd().length));
  });
}

/** The consecutive lines that match at an offset, without their marks. */
function linesAt(whole: Excerpt, pattern: RegExp, start: number): { readonly lines: Excerpt[]; readonly end: number } {
  const lines: Excerpt[] = [];
  let at = start;
  for (let found = matchAt(pattern, whole.text, at); found !== undefined; found = matchAt(pattern, whole.text, at)) {
    const line = found[1] ?? "";
    const from = at + found[0].indexOf(line);
    at += found[0].length;
    // An empty line ends the head.
    if (line.trim() === "") return { lines, end: at };
    lines.push(sliceExcerpt(whole, from, from + line.length));
  }
  return { lines, end: at };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null || found[0] === "" ? undefined : found;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  const found = matchAt(pattern, text, at);
  return found && at + found[0].length;
}
