import { readCurl } from "../../read/exchange/read-curl.js";
import type { Exchange } from "../../read/exchange/exchange.js";
import type { Excerpt } from "../../read/exchange/excerpt.js";
import { readRecording } from "../../read/exchange/read-recording.js";
import type { Report } from "../../diagnostic.js";
import { placesOf, type Source } from "../../source.js";

/** The body of a reply in a file of traffic. */
export interface RecordedReply extends Excerpt {
  /** The path of the file. */
  readonly path: string;
  /** The body of its request; undefined if the file does not tell it. */
  readonly request?: string | undefined;
}

/**
 * The replies in a file of traffic: recordings of tools, calls of curl, lines of JSON that a port's trace wrote, and
 * envelopes in any text.
 */
export function repliesIn(source: Source, report: Report): readonly RecordedReply[] {
  const { path } = source;
  const recording = readRecording(source, report);
  if (recording !== undefined) return repliesOf(recording.exchanges, path);
  const traced = tracedReplies(source);
  if (traced.length > 0) return traced.map((each) => ({ ...each, path }));
  const called = repliesOf(readCurl(source, () => undefined).exchanges, path);
  return called.length > 0 ? called : envelopesIn(source).map((each) => ({ ...each, path }));
}

function repliesOf(exchanges: readonly Exchange[], path: string): readonly RecordedReply[] {
  return exchanges.flatMap(({ request, responses }) =>
    responses.flatMap(({ body }) => (body === undefined ? [] : { ...body, path, request: request?.body?.text })),
  );
}

/** The bodies of replies among lines that are events of a trace. Their places are those of the lines. */
function tracedReplies(source: Source): readonly Excerpt[] {
  const place = placesOf(source);
  const replies: Excerpt[] = [];
  for (let start = 0; start < source.text.length;) {
    const next = source.text.indexOf("\n", start);
    const end = next < 0 ? source.text.length : next;
    const at = start;
    const body = bodyOf(source.text.slice(start, end).trim());
    if (body !== undefined) replies.push({ text: body, place: () => place(at) });
    start = end + 1;
  }
  return replies;
}

function bodyOf(line: string): string | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const event = JSON.parse(line) as unknown;
    const isReply = typeof event === "object" && event !== null && "kind" in event && event.kind === "reply";
    return isReply && "body" in event && typeof event.body === "string" ? event.body : undefined;
  } catch {
    return undefined;
  }
}

/** The envelopes of a text, requests included, which the names of their elements tell apart. */
function envelopesIn(source: Source): readonly Excerpt[] {
  const place = placesOf(source);
  const found: Excerpt[] = [];
  let from = 0;
  for (const match of source.text.matchAll(/<(?:[\w.-]{1,64}:)?Envelope[\s>]|<\/(?:[\w.-]{1,64}:)?Envelope\s*>/g)) {
    if (!match[0].startsWith("</")) from = match.index;
    else {
      const start = from;
      const text = source.text.slice(start, match.index + match[0].length);
      found.push({ text, place: (offset) => place(start + offset) });
    }
  }
  return found;
}
