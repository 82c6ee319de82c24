/** The header lines of a message, and the offset of its content. */
export interface Head {
  /** The headers by name in lower case. */
  readonly headers: ReadonlyMap<string, Header>;
  /** The offset of the content after the white space behind the head; undefined without content. */
  readonly content: number;
  /** Damaged and ignored lines. */
  readonly oddities: readonly HeadOddity[];
}

export interface Header {
  readonly value: string;
  readonly start: number;
  /** True if the text ends in the value, which may be incomplete. */
  readonly isCut: boolean;
}

/** A header name with a space in it, the name of `Host` in another language, or a line that is not a header. */
export interface HeadOddity {
  readonly kind: "spaced-name" | "translated-host" | "label";
  readonly text: string;
  readonly start: number;
}

/** The first line of a message, which decides what may be between its head and its content; undefined without one. */
export type HeadOf = "request" | "response" | undefined;

/** Reads the head of a message after its first line. A GET request has no content. */
export function readHead(text: string, from: number, of: HeadOf, hasContent: boolean): Head {
  const headers = new Map<string, Header>();
  const oddities: HeadOddity[] = [];
  let at = from;
  const translated = of === "request" ? translatedHost(text, from) : undefined;
  if (translated?.oddity !== undefined) {
    headers.set("host", translated.header);
    oddities.push(translated.oddity);
    at = translated.end;
  }
  for (;;) {
    const known = knownHeader(text, at);
    if (known === undefined) {
      const end = after(text, otherHeader, at);
      if (end === at) break;
      at = end;
    } else {
      at = known.end;
      if (!headers.has(known.name)) headers.set(known.name, known.header);
      if (known.oddity !== undefined) oddities.push(known.oddity);
    }
  }
  const content = after(text, whiteSpaceAndComments, at);
  const isExpected = hasContent && (of !== "response" || headers.has("content-type"));
  const labels = isExpected && !isForm(headers) ? labelsBefore(text, content, of) : undefined;
  return labels === undefined
    ? { headers, content, oddities }
    : { headers, content: labels.content, oddities: [...oddities, ...labels.labels] };
}

/** True for a form, whose content is not XML. */
export function isForm(headers: Head["headers"]): boolean {
  return /^application\/x-www-form-urlencoded/i.test(headers.get("content-type")?.value ?? "");
}

/** Line breaks may follow hyphens too. */
const headerName = /\s*(Host|Content[ \t]*-\s*Type|Content[ \t]*-\s*Length|SOAPAction)[ \t]*:[ \t]*/iy;
/** The head may be on one line with the content, or broken anywhere, so each value ends by its own grammar. */
const headerValues: ReadonlyMap<string, RegExp> = new Map([
  ["host", /(?:\n[ \t]*(?!(?:POST|GET|Content-)[\s\w])(?=[\w.-]{1,255}(?::\d+)?\s))?[^\s<]*/y],
  ["content-type", /[\w.+-]*(?:\/[\w.+-]+)?(?:[ \t]*;\s*[\w-]+=(?:"[^"\n]*"|[^\s;<"]+))*/y],
  ["content-length", /[^\s<]*/y],
  ["soapaction", /\s*"[^"<>]{0,1000}"|[^\s<]*/y],
]);
/** Any other line in the head with a name and a colon. */
const otherHeader =
  /[ \t]*\n[ \t]*(?:[A-Za-z]+(?:-[A-Za-z]+)+|[\p{L}_][\p{L}\d_-]{0,63}(?=[ \t]*:[ \t]*(?!HTTP\/)[^\s/<]))[ \t]*:[^\n<]*/iuy;

interface KnownHeader {
  readonly name: string;
  readonly header: Header;
  readonly oddity: HeadOddity | undefined;
  readonly end: number;
}

function knownHeader(text: string, at: number): KnownHeader | undefined {
  headerName.lastIndex = at;
  const [found = "", written = ""] = headerName.exec(text) ?? [];
  const name = written.toLowerCase().replace(/\s/g, "");
  const grammar = headerValues.get(name);
  if (grammar === undefined) return undefined;
  const from = at + found.length;
  const start = after(text, whiteSpace, from);
  const end = after(text, grammar, from);
  const value = text.slice(start, end).replace(/\s*\n\s*/g, "");
  const isCut = !value.endsWith('"') && after(text, textEnd, end) === text.length;
  const isSpaced = /[ \t]-/.test(written);
  const named = at + found.indexOf(written);
  return {
    name,
    header: { value, start, isCut },
    oddity: isSpaced ? { kind: "spaced-name", text: written, start: named } : undefined,
    end,
  };
}

/** The host, which is in the first line after the request line; a browser that translates the page changes its name. */
function translatedHost(text: string, at: number): KnownHeader | undefined {
  hostLine.lastIndex = at;
  const [found = "", before = "", name = "", gap = "", value = ""] = hostLine.exec(text) ?? [];
  if (value === "" || otherHosts.test(name)) return undefined;
  const named = at + before.length;
  const start = named + name.length + gap.length;
  const oddity = { kind: "translated-host", text: name, start: named } as const;
  return { name: "host", header: { value, start, isCut: false }, oddity, end: at + found.length };
}

const hostLine =
  /([ \t]*\n[ \t]*)(?!Host\b)(\p{L}[\p{L} ]{0,30}?)([ \t]*[:：][ \t]*)((?:(?:[\w-]{1,63}\.){1,20}[\w-]{1,63}|localhost)(?::\d{1,5})?)(?=[ \t]*\n)/iuy;
/** Names of headers that contain a host too. */
const otherHosts = /^(?:Accept|Connection|Cookie|Date|From|Origin|Pragma|Referer|Server|Via)$/i;

/** Reads lines between a head and its content: labels of the content, and lengths of chunks. */
function labelsBefore(
  text: string,
  content: number,
  of: HeadOf,
): { readonly labels: readonly HeadOddity[]; readonly content: number } | undefined {
  const labels: HeadOddity[] = [];
  let at = content;
  for (let count = 0; count < mostLabels && text.charAt(at) !== "<"; count += 1) {
    label.lastIndex = at;
    const line = label.exec(text)?.[1]?.trimEnd();
    if (line === undefined || !isLabel(line) || (of !== undefined && isFor[other[of]].test(line))) return undefined;
    if (!chunkLength.test(line) && !contentLabel.test(line)) labels.push({ kind: "label", text: line, start: at });
    at = after(text, whiteSpaceAndComments, at + line.length);
  }
  return text.charAt(at) === "<" && at > content ? { labels, content: at } : undefined;
}

const mostLabels = 3;
/** The rest of a line, or of a text on one line up to the XML. */
const label = /([^\s<][^\n<]{0,59})(?=\n|<)/y;
/** The labels that logs print above the content of a message. */
const contentLabel = /^(?:payload|body|content)[ \t]*:$/i;
const chunkLength = /^[\da-f]{1,8}$/i;

/** True for a few words, or for more before a colon, but not for the start of another message or section. */
function isLabel(line: string): boolean {
  return (
    /[\p{L}\d]/u.test(line) && !startsOther.test(line) && (line.endsWith(":") || line.split(/\s+/).length <= mostWords)
  );
}

const mostWords = 3;
const startsOther = /HTTP\/\d|^(?:POST|GET|curl)\s|SOAP[ \t]*1[.,][12]|HTTP[ \t]+(?:GET|POST)/;
const other = { request: "response", response: "request" } as const;
/** The words of labels, which may be beside others. */
export const isFor = {
  request: /\b(?:request|anfrage|requ[êe]te|petici[oó]n|richiesta|requisição|pedido)\b|запрос|请求|要求/i,
  response: /\b(?:response|reply|antwort|r[ée]ponse|respuesta|risposta|resposta|antwoord)\b|ответ|响应|回應/i,
} as const;

const whiteSpace = /\s*/y;
const textEnd = /[ \t]*\n?$/y;
const whiteSpaceAndComments = /\s*(?:<!--[^<]*?-->\s*)*/y;

/** The end of a match of a sticky pattern at an offset; the offset itself without a match. */
export function after(text: string, pattern: RegExp, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}
