import { lastUpTo } from "../../source.js";
import type { Header } from "../help-page/head.js";
import type { Message } from "../help-page/messages.js";
import type { PageText } from "../help-page/text/page-text.js";
import type { RecordedRequest, RecordedResponse } from "./exchange.js";
import { excerptAt, type Excerpt } from "./excerpt.js";

/** One exchange as the text of a page, with its messages. */
export interface RecordedText {
  readonly page: PageText;
  readonly messages: readonly Message[];
}

/** Lays out the parts of messages below each other like a page, and records their offsets. */
export function layOut(request: RecordedRequest | undefined, response: RecordedResponse | undefined): RecordedText {
  const chunks: Excerpt[] = [];
  const starts: number[] = [];
  let length = 0;
  const put = (chunk: Excerpt): number => {
    const start = length;
    chunks.push(chunk);
    starts.push(start);
    length += chunk.text.length + 1;
    return start;
  };
  const drafts: Omit<Message, "limit">[] = [];
  if (request !== undefined) drafts.push(requestMessage(request, put));
  if (response !== undefined) drafts.push(responseMessage(response, put));
  const text = chunks.map((chunk) => `${chunk.text}\n`).join("");
  const place: PageText["place"] = (offset) => {
    const index = lastUpTo(starts, offset);
    const chunk = chunks[index] ?? excerptAt({ path: "", line: 1, column: 1 }, "");
    return chunk.place(offset - (starts[index] ?? 0));
  };
  const messages = drafts.map((draft, index) => ({ ...draft, limit: drafts[index + 1]?.start ?? text.length }));
  return { page: { text, marks: [], links: [], addresses: [], remarks: [], rows: [], headings: [], place }, messages };
}

type Put = (chunk: Excerpt) => number;

function requestMessage({ method, url, headers, body, place }: RecordedRequest, put: Put): Omit<Message, "limit"> {
  const start = put(excerptAt(place, ""));
  const isGet = method === "GET" && body === undefined;
  const line =
    url && ({ kind: "request", method: isGet ? "GET" : "POST", target: url.text, targetStart: put(url) } as const);
  return {
    start,
    ...(line && { line }),
    headers: headersOf(headers, put),
    content: putContent(body, put),
    oddities: [],
  };
}

function responseMessage({ status, headers, body, place }: RecordedResponse, put: Put): Omit<Message, "limit"> {
  const start = put(excerptAt(place, ""));
  const line = { kind: "status", status: status ?? 200 } as const;
  return { start, line, headers: headersOf(headers, put), content: putContent(body, put), oddities: [] };
}

function headersOf(headers: RecordedRequest["headers"], put: Put): Map<string, Header> {
  return new Map(headers.map(({ name, value }) => [name, { value: value.text, start: put(value), isCut: false }]));
}

/** Appends the content and returns its start. The text before an envelope does not belong to it. */
function putContent(body: Excerpt | undefined, put: Put): number {
  if (body === undefined) return put(excerptAt({ path: "", line: 1, column: 1 }, ""));
  const xml =
    body.text.search(/\S/) === body.text.search("<") ? body.text.search("<") : body.text.search(envelopeStart);
  return put(body) + Math.max(xml, 0);
}

const envelopeStart = /<\?xml\s|<(?:[^\s<>/:]{1,64}:)?Envelope[\s>]/;
