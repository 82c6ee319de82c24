/** An HTTP message as a page prints it, found by what messages look like and by nothing round them. */
export interface Message {
  readonly start: number;
  readonly line?: RequestLine | StatusLine;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, Header>;
  /** Where the content begins, if there is one: after the head and the white space behind it. */
  readonly content: number;
  /** Where the next message starts, or the text ends. */
  readonly limit: number;
}

export interface RequestLine {
  readonly kind: "request";
  readonly method: "GET" | "POST";
  /** As printed, with its query. */
  readonly target: string;
  readonly targetStart: number;
}

export interface StatusLine {
  readonly kind: "status";
  readonly status: number;
}

export interface Header {
  readonly value: string;
  readonly start: number;
}

export function findMessages(text: string): readonly Message[] {
  const found: Found[] = [];
  const anchors = findAnchors(text);
  for (const [index, anchor] of anchors.entries()) {
    const last = found.at(-1);
    if (last !== undefined && isPartOf(anchor, last)) continue;
    const message = anchor.kind === "curl" ? curlMessage(text, anchor, anchors[index + 1]) : messageAt(text, anchor);
    if (message !== undefined) found.push(message);
  }
  return found.map(({ root: _root, ...message }, index) => ({
    ...message,
    limit: found[index + 1]?.start ?? text.length,
  }));
}

/** A message whose limit is not known yet. */
interface Found extends Omit<Message, "limit"> {
  /** Where the root element of the content begins, behind what may stand before it; absent if there can be no content. */
  readonly root?: number;
}

function isPartOf(anchor: Anchor, { content, root = -1 }: Found): boolean {
  return anchor.start < content || (anchor.kind === "xml" && anchor.start <= root);
}

/** What a message can start with: its first line, or what is left of a message without one. */
type Anchor =
  | { readonly kind: "line"; readonly start: number; readonly end: number; readonly line: RequestLine | StatusLine }
  | { readonly kind: "header"; readonly start: number }
  | { readonly kind: "curl"; readonly start: number }
  | { readonly kind: "xml"; readonly start: number };

/** No alternative can run on past one word, so that looking for them is linear. */
const anchorPattern = new RegExp(
  [
    /(?<method>POST|GET)\s+(?=\/|https?:)/,
    /HTTP\/\d\.\d(?:[ \t]+(?<status>\d{3})(?!\d))?/,
    /^[ \t]*(?<header>Host|Content-[Tt]ype|Content-[Ll]ength|SOAP[Aa]ction)[ \t]*:/,
    /^[ \t$>]*(?<curl>curl)[ \t]/,
    /<\?xml\s/,
    // An element of the body may be an Envelope too, with a prefix where a qualified attribute gave it one (`d4p1`).
    /<(?!d\d+p\d+:)[^\s<>/:"'=&]{1,64}:Envelope(?=[\s>/])/,
    /<Envelope(?=\s+xmlns=["']http:\/\/(?:schemas\.xmlsoap|www\.w3)\.org\/)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gm",
);

function findAnchors(text: string): readonly Anchor[] {
  const anchors: Anchor[] = [];
  let method: { readonly name: "GET" | "POST"; readonly start: number; readonly end: number } | undefined;
  for (const match of text.matchAll(anchorPattern)) {
    const [found] = match;
    const { method: name, status, header, curl } = match.groups ?? {};
    const start = match.index;
    const end = start + found.length;
    if (name !== undefined) {
      method = { name: name === "GET" ? "GET" : "POST", start, end };
      continue;
    }
    if (status !== undefined) {
      anchors.push({ kind: "line", start, end, line: { kind: "status", status: Number(status) } });
    } else if (header !== undefined || curl !== undefined || found.startsWith("<")) {
      anchors.push({ kind: header !== undefined ? "header" : curl !== undefined ? "curl" : "xml", start });
      continue;
    } else if (method !== undefined) {
      const target = text.slice(method.end, start).trimEnd();
      if (isTarget(target) && method.end + target.length < start) {
        const line = { kind: "request", method: method.name, target, targetStart: method.end } as const;
        anchors.push({ kind: "line", start: method.start, end, line });
      }
    }
    method = undefined;
  }
  return anchors;
}

/** A path has no space in it; a query has one where somebody filled in its values. */
function isTarget(target: string): boolean {
  const query = target.indexOf("?");
  return !/\s/.test(query < 0 ? target : target.slice(0, query)) && !target.includes("\n");
}

function messageAt(text: string, anchor: Exclude<Anchor, { kind: "curl" }>): Found {
  const { start } = anchor;
  if (anchor.kind === "xml") return { start, headers: new Map(), content: start, root: rootStart(text, start) };
  const line = anchor.kind === "line" ? anchor.line : undefined;
  const head = anchor.kind === "line" ? anchor.end : start;
  const { headers, content } = readHeaders(text, line?.kind === "status" ? after(text, reasonPhrase, head) : head);
  const found = { start, headers, content, ...(line === undefined ? {} : { line }) };
  return line?.kind === "request" && line.method === "GET" ? found : { ...found, root: rootStart(text, content) };
}

/** How far from its call the envelope may stand that curl sends. */
const curlReach = 4096;
const curlHeader =
  /(?:-H|--header)[ \t=]*(?:"([\w-]+)[ \t]*:[ \t]*((?:[^"\\\n]|\\.)*)"|'([\w-]+)[ \t]*:[ \t]*([^'\n]*)')/g;

/** A call of curl stands for the head of the request whose envelope is in it or follows it. */
function curlMessage(text: string, { start }: Anchor, next: Anchor | undefined): Found | undefined {
  if (next?.kind !== "xml" || next.start - start > curlReach) return undefined;
  const call = text.slice(start, next.start);
  const headers = new Map<string, Header>();
  for (const { index, 1: one, 2: first, 3: two, 4: second } of call.matchAll(curlHeader)) {
    const value = (first?.replace(/\\(.)/g, "$1") ?? second ?? "").trim();
    headers.set((one ?? two ?? "").toLowerCase(), { value, start: start + index });
  }
  const rest = call.replace(curlHeader, (header) => " ".repeat(header.length));
  const url = /https?:\/\/([^\s/"'<>]+)(\/[^\s"'<>]*)/.exec(rest);
  const content = { headers, content: next.start, root: rootStart(text, next.start) };
  if (url === null) return { start, ...content };
  const [, host = "", target = ""] = url;
  headers.set("host", { value: host, start: start + url.index });
  return { start, ...content, line: { kind: "request", method: "POST", target, targetStart: start + url.index } };
}

const reasonPhrase = /[ \t]*(?:OK|Accepted|Internal Server Error|[A-Za-z]+(?![\w-]*[ \t]*:))?/y;

/** Lines are broken at hyphens too. */
const headerName = /\s*(Host|Content-\s*Type|Content-\s*Length|SOAPAction)[ \t]*:[ \t]*/iy;
/** The head may stand on one line with the content, or be broken anywhere, hence each value ends by its own grammar. */
const headerValues: ReadonlyMap<string, RegExp> = new Map([
  ["host", /(?:\n[ \t]*(?!(?:POST|GET|Content-)[\s\w])(?=[\w.-]{1,255}(?::\d+)?\s))?[^\s<]*/y],
  ["content-type", /[\w.+-]*(?:\/[\w.+-]+)?(?:[ \t]*;\s*[\w-]+=(?:"[^"\n]*"|[^\s;<"]+))*/y],
  ["content-length", /[^\s<]*/y],
  ["soapaction", /\s*"[^"<>]{0,1000}"|[^\s<]*/y],
]);
const otherHeader =
  /[ \t]*\n[ \t]*(?:[A-Za-z]+(?:-[A-Za-z]+)+|Accept|Authorization|Connection|Cookie|Date|Expect|Pragma|Server|Via):[^\n<]*/iy;

function readHeaders(text: string, from: number): Pick<Message, "headers" | "content"> {
  const headers = new Map<string, Header>();
  let at = from;
  for (;;) {
    headerName.lastIndex = at;
    const name = headerName.exec(text)?.[1]?.toLowerCase().replace(/\s/g, "");
    const value = name === undefined ? undefined : headerValues.get(name);
    if (name !== undefined && value !== undefined) {
      const start = after(text, whiteSpace, headerName.lastIndex);
      at = after(text, value, headerName.lastIndex);
      if (!headers.has(name)) headers.set(name, { value: text.slice(start, at).replace(/\s*\n\s*/g, ""), start });
      continue;
    }
    const end = after(text, otherHeader, at);
    if (end === at) return { headers, content: after(text, whiteSpaceAndComments, at) };
    at = end;
  }
}

const whiteSpace = /\s*/y;
const whiteSpaceAndComments = /\s*(?:<!--[^<]*?-->\s*)*/y;
/** It stops at the next `<`, so that many which never end stay linear. */
const prologPart = /\s*<(?:\?[^<>]*\?|!--[^<]*?--)>/y;

/** Where the root element of a content may begin: what stands before it cannot start a message of its own. */
function rootStart(text: string, content: number): number {
  let at = content;
  for (;;) {
    const end = after(text, prologPart, at);
    if (end === at) return after(text, whiteSpace, at);
    at = end;
  }
}

/** Where a sticky pattern stops matching at an offset: at the offset itself if it does not match. */
function after(text: string, pattern: RegExp, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}
