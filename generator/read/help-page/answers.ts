import type { Diagnostic } from "../../diagnostic.js";
import { fileHalf } from "./file-half.js";
import { isFor } from "./head.js";
import type { Message } from "./messages.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import type { Reading } from "./reading.js";
import type { PageText } from "./text/page-text.js";

/**
 * Finds the responses among envelopes without an HTTP line, whose root element is not named after a response. Only an
 * envelope that follows a request without a response, in the same version of SOAP and without an action of its own, can
 * be one, and it is by this evidence, the strongest first:
 *
 * 1. a log that states a status or the other direction between the two, or a label such as `Response (200 OK):`;
 * 2. an empty body, which names no operation, as void operations answer;
 * 3. names of one operation: `OTA_PingRQ` and `OTA_PingRS`, `Quote` and `QuoteReply`;
 * 4. an address or an action of the request, and none of the envelope, which is the only one before the next of these, in
 *    the same section. This is a guess, and a warning says so.
 *
 * An envelope alone in a file is a response if the name of the file states that. Without such evidence, several envelopes
 * in a row are several requests.
 */
export function findAnswers(
  page: PageText,
  messages: readonly Message[],
  readings: readonly Reading[],
): readonly Reading[] {
  const [only, ...others] = readings;
  if (only?.message === undefined && only?.binding !== undefined && others.length === 0) {
    // The file has no other message: its name may state which one it is.
    const isResponse = fileHalf(page.place(0).path)?.message === "response" && messages[0]?.line === undefined;
    return isResponse ? [{ ...only, message: "response" }] : readings;
  }
  let asked: Asked | undefined;
  return readings.map((reading, index) => {
    const message = messages[index];
    const before = readings[index - 1];
    const gap = page.text.slice(before?.end ?? 0, message?.content ?? reading.start);
    if (reading.message === "fault") return reading;
    const isOpen = message?.line === undefined && reading.message !== "response";
    const next = readings[index + 1];
    const remark =
      isOpen && asked !== undefined && mayAnswer(reading, asked.request)
        ? evidenceOf(reading, asked, gap, next === undefined || next.message === "request")
        : undefined;
    if (remark === undefined) {
      asked = reading.message === "response" ? undefined : { request: reading, gap };
      return reading;
    }
    const { request } = asked ?? {};
    asked = undefined;
    const { place } = reading.head;
    const remarks = remark === "guessed" ? [...reading.remarks, guess(reading, request)] : reading.remarks;
    return { ...reading, message: "response", head: { place }, remarks };
  });
}

interface Asked {
  readonly request: Reading;
  /** The text before it. */
  readonly gap: string;
}

function mayAnswer({ binding, content, head }: Reading, request: Reading): boolean {
  if (content.kind !== "envelope" && content.kind !== "broken") return false;
  return (binding === "soap11" || binding === "soap12") && binding === request.binding && !head.action;
}

function evidenceOf(
  reading: Reading,
  { request, gap: earlier }: Asked,
  gap: string,
  isLast: boolean,
): "shown" | "guessed" | undefined {
  if (isStated(gap, earlier)) return "shown";
  if (reading.message === "request") return undefined;
  const root = rootOf(reading);
  const asked = rootOf(request);
  if (root === undefined) return isEmpty(reading) ? "shown" : undefined;
  if (isRequest(gap) || asked === undefined || root === asked) return undefined;
  if (stemOf(asked, requestWord) === stemOf(root, responseWord)) return "shown";
  const isApart = heading.test(gap) || reading.names.some((name) => gap.includes(name));
  return request.message === "request" && isLast && !isApart ? "guessed" : undefined;
}

/** A heading of Markdown, which begins another section. */
const heading = /^[ \t]{0,3}#{1,6}[ \t]/m;

function rootOf({ content, names }: Reading): string | undefined {
  if (content.kind !== "envelope") return names[0];
  return content.body?.find((part) => part.kind === "element")?.name;
}

function isEmpty({ content }: Reading): boolean {
  return content.kind === "envelope" && (content.body ?? []).length === 0;
}

const responseWord =
  /_?(?:RS|Rs|Resp|Res|Response|Result|Reply|Answer|Output|Antwort|Ack|Reponse|Respuesta|Resposta|Risposta)$/;
const requestWord = /_?(?:RQ|Rq|Req|Request|Input|Anfrage|Requete|Solicitud|Pedido|Richiesta)$/;

/** A name without the word at its end; a name that is only such a word has no stem of its own. */
function stemOf(name: string, word: RegExp): string {
  return name.replace(word, "");
}

/** True if the text before a message states that it is a response. */
function isStated(gap: string, earlier: string): boolean {
  const near = gap.slice(-reach);
  if (status.test(near)) return true;
  const direction = /\b(In|Out)bound Message\b/.exec(near)?.[1];
  const other = /\b(In|Out)bound Message\b/.exec(earlier.slice(-reach))?.[1];
  if (direction !== undefined && other !== undefined && direction !== other) return true;
  const label = labelIn(near);
  return label !== undefined && (isFor.response.test(label) || answer.test(label)) && !isFor.request.test(label);
}

function isRequest(gap: string): boolean {
  const label = labelIn(gap.slice(-reach));
  return label !== undefined && isFor.request.test(label);
}

/** The greatest distance of a statement from its message. */
const reach = 1024;

const status =
  /\bRESP_(?:IN|OUT)\b|\bResponse-?Code\s{0,8}[:=]\s{0,8}\d{3}\b|\bresponse \(status \d{3}\)|^[ \t]*<<[ \t]+\d{3}[ \t]/im;

const answer =
  /\b(?:resp|answers?|output|outbound|ausgabe|result(?:ado|at)?|sortie|salida|sa[ií]da|uscita)\b|^<{1,3}$/i;

/** The last line of a text if it is a label: a heading, a few words, or some more before a colon. */
function labelIn(text: string): string | undefined {
  const line = text
    .split("\n")
    .map((each) => each.trim())
    .findLast((each) => /[^\s`~"'-]/.test(each));
  if (line === undefined || line.length > 60) return undefined;
  const words = line.split(/\s+/).length;
  return /^#|[:：]\W*$/.test(line) || words <= 4 ? line.replace(/^[#*_>\s]+(?=\p{L})/u, "") : undefined;
}

function guess(reading: Reading, request: Reading | undefined): Diagnostic {
  const root = rootOf(reading) ?? "";
  const asked = (request && rootOf(request)) ?? "";
  const message = `found <${root}> without an address or an action below the request <${asked}>, which has one, expected a response; it is read as that of <${asked}>`;
  const hint = `write "Response:" above <${root}>, or the SOAPAction of <${root}> if it is a request`;
  return pageDiagnostic("response-assumed", "warning", reading.head.place, message, { hint });
}
