import type { Report } from "../../diagnostic.js";
import { placesOf, type Source } from "../../source.js";
import {
  recordedHeader,
  type Exchange,
  type RecordedHeader,
  type RecordedRequest,
  type RecordedResponse,
  type Recording,
} from "./exchange.js";
import { excerptAt, sliceExcerpt, type Excerpt } from "./excerpt.js";
import { withVariables, type Variables } from "./variables.js";

/**
 * Reads an `.http` or `.rest` file for Visual Studio, VS Code or JetBrains: requests separated by lines of `###`, with
 * variables, and with responses that people saved in it.
 */
export function readHttpFile(source: Source, report: Report): Recording {
  const lines = linesOf({ text: source.text, place: placesOf(source) });
  const variables = variablesIn(lines);
  const exchanges: Exchange[] = [];
  for (const block of blocksOf(lines)) readBlock(block, variables, exchanges, report);
  return { exchanges, definitions: [] };
}

interface Block {
  readonly name?: string;
  readonly lines: readonly Excerpt[];
}

function linesOf(whole: Excerpt): readonly Excerpt[] {
  const lines: Excerpt[] = [];
  for (const { 0: line, index } of whole.text.matchAll(/[^\n]*(?:\n|$)/g)) {
    if (line !== "") lines.push(sliceExcerpt(whole, index, index + line.length));
  }
  return lines;
}

function variablesIn(lines: readonly Excerpt[]): Variables {
  return new Map(
    lines.flatMap(({ text }) => {
      const [, name, value = ""] = /^@([\w.-]+)[ \t]*=([^\n]*)/.exec(text) ?? [];
      return name === undefined ? [] : [[name, value.trim()]];
    }),
  );
}

function blocksOf(lines: readonly Excerpt[]): readonly Block[] {
  const blocks: { name?: string; lines: Excerpt[] }[] = [{ lines: [] }];
  for (const line of lines) {
    const [, title] = /^###+([^\n]*)/.exec(line.text) ?? [];
    if (title === undefined) blocks.at(-1)?.lines.push(line);
    else blocks.push(title.trim() === "" ? { lines: [] } : { name: title.trim(), lines: [] });
  }
  return blocks;
}

const requestLine =
  /^(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+)?(\S[^\n]*?)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*\r?\n?$/;
const isUrl = /^(?:https?:\/\/|\{\{|\/|[\w-]+(?:\.[\w-]+)*(?::\d+)?\/)/i;
const status = /^(?:<>?[ \t]*)?HTTP\/[\d.]+[ \t]+(\d{3})/;

/** Reads a block. Its response belongs to its request, or to the one before if it has none. */
function readBlock({ name, lines }: Block, variables: Variables, exchanges: Exchange[], report: Report): void {
  let at = 0;
  let title = name;
  for (; at < lines.length; at++) {
    const line = lines[at]?.text ?? "";
    title = /^(?:#|\/\/)[ \t]*@name[ \t=]+(\S+)/.exec(line)?.[1] ?? title;
    if (line.trim() !== "" && !/^(?:#|\/\/|@)/.test(line)) break;
  }
  const first = lines[at];
  if (first === undefined) return;
  const [, method, target = ""] = requestLine.exec(first.text) ?? [];
  let request: RecordedRequest | undefined;
  if (!status.test(first.text) && (method !== undefined || isUrl.test(target))) {
    const address = [target];
    // A query may continue on further lines.
    for (at++; /^[ \t]+[?&]/.test(lines[at]?.text ?? ""); at++) address.push(lines[at]?.text.trim() ?? "");
    const start = first.text.indexOf(target);
    const url =
      address.length === 1
        ? sliceExcerpt(first, start, start + target.length)
        : excerptAt(first.place(start), address.join(""));
    const head = readHead(lines, at);
    const end = bodyEnd(lines, head.next);
    const text = joinLines(lines, head.next, end);
    const isInFile = text !== undefined && /^<@?[ \t]+\S/.test(text.text);
    if (isInFile) reportFile(text, report);
    const body = isInFile ? undefined : text;
    const sent = {
      place: first.place(0),
      method: method ?? "GET",
      headers: head.headers,
      ...(body && { body }),
    };
    request = withVariables(sent, url, variables, settingHint, report);
    at = end;
  }
  const responses = responsesIn(lines, at);
  if (request !== undefined) exchanges.push({ ...(title === undefined ? {} : { name: title }), request, responses });
  else if (responses.length > 0) {
    const last = exchanges.pop();
    exchanges.push({ ...last, responses: [...(last?.responses ?? []), ...responses] });
  }
}

function settingHint(variable: string, value: string): string {
  return `add the line @${variable} = ${value} to the file`;
}

function responsesIn(lines: readonly Excerpt[], from: number): readonly RecordedResponse[] {
  const responses: RecordedResponse[] = [];
  for (let at = from; at < lines.length; at++) {
    const line = lines[at];
    const code = status.exec(line?.text ?? "")?.[1];
    if (line === undefined || code === undefined) continue;
    const { headers, next } = readHead(lines, at + 1);
    const end = bodyEnd(lines, next);
    const body = joinLines(lines, next, end);
    responses.push({ place: line.place(0), status: Number(code), headers, ...(body && { body }) });
    at = end - 1;
  }
  return responses;
}

/** Headers, up to an empty line or to the XML of a body that follows immediately. */
function readHead(lines: readonly Excerpt[], from: number): { headers: readonly RecordedHeader[]; next: number } {
  const headers: RecordedHeader[] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at];
    const [all, name, space = ""] = /^([\w-]+)[ \t]*:([ \t]*)/.exec(line?.text ?? "") ?? [];
    if (line !== undefined && all !== undefined && name !== undefined) {
      const end = line.text.trimEnd().length;
      headers.push(...recordedHeader(name, sliceExcerpt(line, Math.min(all.length, end + space.length), end)));
    } else if (line?.text.trim() === "") return { headers, next: at + 1 };
    else if (!/^(?:#|\/\/)/.test(line?.text ?? "")) break;
  }
  return { headers, next: at };
}

/** A body ends at a script, at the name of a file for the response, or at a response. */
function bodyEnd(lines: readonly Excerpt[], from: number): number {
  let at = from;
  while (
    at < lines.length &&
    !/^(?:>>?!?[ \t]|<>[ \t])/.test(lines[at]?.text ?? "") &&
    !status.test(lines[at]?.text ?? "")
  )
    at++;
  return at;
}

function joinLines(lines: readonly Excerpt[], start: number, end: number): Excerpt | undefined {
  const body = lines.slice(start, end);
  const [first] = body;
  const text = body.map((line) => line.text).join("");
  if (first === undefined || text.trim() === "") return undefined;
  // Lines are consecutive, so the first can locate all of them.
  const blank = text.search(/\S/);
  return { text: text.trim(), place: (offset) => first.place(blank + offset) };
}

function reportFile(body: Excerpt, report: Report): void {
  report({
    severity: "note",
    code: "body-in-file",
    message: "found a body that is in another file, expected it here; it is not read",
    place: body.place(0),
    hint: "put its text in place of this line",
  });
}
