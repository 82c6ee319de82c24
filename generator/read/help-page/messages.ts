import { findEnclosures, type Enclosures } from "./enclosures.js";
import { after, readHead, type Head } from "./head.js";

/** An HTTP message in a page, recognized by its own form regardless of its context. */
export interface Message extends Head {
  readonly start: number;
  readonly line?: RequestLine | StatusLine;
  /** The start of the next message, or the end of the text. */
  readonly limit: number;
}

export interface RequestLine {
  readonly kind: "request";
  readonly method: "GET" | "POST";
  /** The target as printed, with its query. */
  readonly target: string;
  readonly targetStart: number;
}

export interface StatusLine {
  readonly kind: "status";
  readonly status: number;
}

/** Finds the messages of a page. None starts inside another envelope or a comment, unless all of them do. */
export function findMessages(text: string): readonly Message[] {
  const enclosures = findEnclosures(text);
  const anchors = findAnchors(text);
  const outside = anchors.filter(({ start }) => !enclosures.holds(start));
  return messagesAt(text, outside.length > 0 ? outside : anchors, enclosures);
}

function messagesAt(text: string, anchors: readonly Anchor[], enclosures: Enclosures): readonly Message[] {
  const found: Found[] = [];
  /** Header lines alone are not a message, but belong to the one that follows. */
  let aloneUpTo = 0;
  for (const anchor of anchors) {
    const last = found.at(-1);
    if (last !== undefined && isPartOf(anchor, last)) continue;
    if (anchor.kind === "header" && anchor.start < aloneUpTo) continue;
    const message = messageAt(text, anchor, enclosures);
    if (anchor.kind === "header" && text.charAt(message.content) !== "<") aloneUpTo = message.content;
    else found.push(message);
  }
  return found.map(({ root: _root, ...message }, index) => ({
    ...message,
    limit: found[index + 1]?.start ?? text.length,
  }));
}

/** A message whose limit is not known yet. */
interface Found extends Omit<Message, "limit"> {
  /** The offset of the root element of the content; undefined if there cannot be any content. */
  readonly root?: number;
}

function isPartOf(anchor: Anchor, { content, root = -1 }: Found): boolean {
  return anchor.start < content || (anchor.kind === "xml" && anchor.start <= root);
}

/** The start of a message: its first line, or the remains of a message without one. */
type Anchor =
  | { readonly kind: "line"; readonly start: number; readonly end: number; readonly line: RequestLine | StatusLine }
  | { readonly kind: "header"; readonly start: number }
  | { readonly kind: "xml"; readonly start: number };

/** No alternative extends past one word, so that the search is linear. */
const anchorPattern = new RegExp(
  [
    /(?<method>POST|GET)\s+(?=\/|https?:)/,
    /HTTP\/\d(?:\.\d)?(?:[ \t]+(?<status>\d{3})(?!\d))?/,
    /^[ \t]*(?<header>Host|Content-[Tt]ype|Content-[Ll]ength|SOAP[Aa]ction)[ \t]*:/,
    /<\?xml\s/,
    // An element of the body may be an Envelope too, whose prefix then has the form `d4p1`.
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
    const { method: name, status, header } = match.groups ?? {};
    const start = match.index;
    const end = start + found.length;
    if (name !== undefined) {
      method = { name: name === "GET" ? "GET" : "POST", start, end };
      const target = targetAlone(text, method);
      if (target === undefined) continue;
      anchors.push(requestAt(method, target, end + target.length));
    } else if (status !== undefined) {
      anchors.push({ kind: "line", start, end, line: { kind: "status", status: Number(status) } });
    } else if (header !== undefined || found.startsWith("<")) {
      anchors.push({ kind: header !== undefined ? "header" : "xml", start });
      continue;
    } else if (method !== undefined) {
      const target = text.slice(method.end, start).trimEnd();
      if (isTarget(target) && method.end + target.length < start) anchors.push(requestAt(method, target, end));
    }
    method = undefined;
  }
  return anchors;
}

function requestAt(
  { name, start, end: targetStart }: { readonly name: "GET" | "POST"; readonly start: number; readonly end: number },
  target: string,
  end: number,
): Anchor {
  return { kind: "line", start, end, line: { kind: "request", method: name, target, targetStart } };
}

/** The target of a request line without a version, which the header lines below it confirm. */
function targetAlone(
  text: string,
  { name, end }: { readonly name: "GET" | "POST"; readonly end: number },
): string | undefined {
  const pattern = name === "GET" ? getAlone : postAlone;
  pattern.lastIndex = end;
  return pattern.exec(text)?.[1];
}

const getAlone = /([^\s<>"'`]+)[ \t]*\n[ \t]*(?=Host[ \t]*:|HTTP\/\d(?:\.\d)?[ \t]+\d{3})/y;
const postAlone =
  /([^\s<>"'`]+)[ \t]*\n(?:[ \t]*\n)?[ \t]*(?=(?:Host|Content-[Tt]ype|Content-[Ll]ength|SOAP[Aa]ction|Accept|User-Agent|Authorization)[ \t]*:|<)/y;

/** A path cannot contain a space; a query can, if somebody has filled in its values. */
function isTarget(target: string): boolean {
  const query = target.indexOf("?");
  return !/\s/.test(query < 0 ? target : target.slice(0, query)) && !target.includes("\n");
}

function messageAt(text: string, anchor: Anchor, enclosures: Enclosures): Found {
  const { start } = anchor;
  if (anchor.kind === "xml") {
    return { start, headers: new Map(), oddities: [], content: start, root: rootStart(text, start, enclosures) };
  }
  const line = anchor.kind === "line" ? anchor.line : undefined;
  const from = anchor.kind === "line" ? anchor.end : start;
  const of = line && (line.kind === "status" ? "response" : "request");
  const hasContent = line?.kind !== "request" || line.method !== "GET";
  const head = readHead(text, of === "response" ? after(text, reasonPhrase, from) : from, of, hasContent);
  const found = { start, ...head, ...(line === undefined ? {} : { line }) };
  return hasContent ? { ...found, root: rootStart(text, head.content, enclosures) } : found;
}

const reasonPhrase = /[ \t]*(?:OK|Accepted|Internal Server Error|[A-Za-z]+(?![\w-]*[ \t]*:))?/y;

const whiteSpace = /\s*/y;
/** Stops at the next `<`, so that many unclosed ones take linear time. */
const prologPart = /\s*<(?:\?[^<>]*\?|!--[^<]*?--)>/y;

/** The offset at which the root element may begin; a prolog before it cannot start a message. */
function rootStart(text: string, content: number, enclosures: Enclosures): number {
  let at = content;
  for (;;) {
    const start = after(text, whiteSpace, at);
    const end = enclosures.commentAt(start) ?? after(text, prologPart, at);
    if (end === at) return start;
    at = end;
  }
}
