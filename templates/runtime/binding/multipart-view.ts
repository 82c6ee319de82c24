import { mark, redactHttpHeader } from "../redaction.js";

/**
 * A multipart as a trace shows it: the headers of its parts, redacted as those of HTTP, and what `document` shows of the
 * part with the envelope. The contents of the other parts are left out.
 */
export function redactMultipart(
  body: Uint8Array,
  contentType: string,
  document: (content: Uint8Array, headers: ReadonlyMap<string, string>) => string,
): string {
  const boundary = parameterOf(contentType, "boundary");
  if (!/^[\x20-\x7e]{1,200}$/.test(boundary)) return mark;
  const { places, isClosed } = partsIn(body, `--${boundary}`);
  const start = parameterOf(contentType, "start");
  let hasRoot = false;
  const parts = places.map(({ head, content, end }) => {
    const lines = headerLines(new TextDecoder().decode(body.subarray(head, content)));
    const headers = new Map(lines.map(([name, value]) => [name.toLowerCase(), value]));
    const isRoot = !hasRoot && (start === "" || start === headers.get("content-id"));
    hasRoot ||= isRoot;
    const shown = isRoot && isPlainXml(headers) ? document(body.subarray(content, end), headers) : mark;
    const shownLines = lines.map(([name, value]) => (name === "" ? mark : `${name}: ${redactHttpHeader(name, value)}`));
    return `--${boundary}\r\n${shownLines.map((line) => `${line}\r\n`).join("")}\r\n${shown}`;
  });
  // Without a part it is something else, such as a multipart that is compressed.
  return parts.length === 0 ? mark : parts.join("\r\n") + (isClosed ? `\r\n--${boundary}--\r\n` : "");
}

function parameterOf(contentType: string, name: string): string {
  const parameter = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, "i");
  const [, quoted, token = ""] = parameter.exec(contentType) ?? [];
  return quoted?.replace(/\\(.)/g, "$1") ?? token;
}

/** The offsets of a part. */
interface PartPlace {
  readonly head: number;
  readonly content: number;
  readonly end: number;
}

function partsIn(body: Uint8Array, delimiter: string): { places: readonly PartPlace[]; isClosed: boolean } {
  // Has one character for each byte.
  const text = new TextDecoder("latin1").decode(body);
  const places: PartPlace[] = [];
  const restOfLine = /(--)?[ \t]*\r?(?:\n|$)/y;
  let head: number | undefined;
  const end = (at: number): void => {
    if (head !== undefined) places.push({ head, content: contentIn(text, head, at), end: at });
  };
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && text[at - 1] !== "\n") continue;
    restOfLine.lastIndex = at + delimiter.length;
    const line = restOfLine.exec(text);
    if (line === null) continue;
    end(Math.max(head ?? 0, at - (text[at - 2] === "\r" ? 2 : 1)));
    if (line[1] !== undefined) return { places, isClosed: true };
    head = restOfLine.lastIndex;
  }
  end(text.length);
  return { places, isClosed: false };
}

/** The offset after the empty line at the end of the headers. */
function contentIn(text: string, head: number, end: number): number {
  for (let at = head; at < end;) {
    const lineBreak = text.indexOf("\n", at);
    if (lineBreak < 0 || lineBreak >= end) return end;
    if (lineBreak === at || (lineBreak === at + 1 && text[at] === "\r")) return lineBreak + 1;
    at = lineBreak + 1;
  }
  return end;
}

/** The names and values of headers; the name is empty for any other line. */
function headerLines(head: string): readonly (readonly [name: string, value: string])[] {
  const lines: [name: string, value: string][] = [];
  for (const line of head.split(/\r?\n/)) {
    const last = lines[lines.length - 1];
    const colon = line.indexOf(":");
    if (line.trim() === "") continue;
    if (/^[ \t]/.test(line) && last !== undefined) last[1] += ` ${line.trim()}`;
    else lines.push(colon <= 0 ? ["", ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return lines;
}

/** True for a part whose bytes are those of an XML document. */
function isPlainXml(headers: ReadonlyMap<string, string>): boolean {
  const encoding = headers.get("content-transfer-encoding") ?? "binary";
  return /^(?:7bit|8bit|binary)$/i.test(encoding) && /[/+]xml\s*(?:;|$)/i.test(headers.get("content-type") ?? "/xml");
}
