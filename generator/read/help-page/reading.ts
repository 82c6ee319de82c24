import { isHttp } from "../../bindings.js";
import type { Diagnostic } from "../../diagnostic.js";
import { targetOf } from "../../request-target.js";
import { readContent, type Content, type ContentReading } from "./content.js";
import type { Header } from "./head.js";
import type { Sample, SoapSample } from "./help-page.js";
import { readMentions, type Mentions } from "./mentions.js";
import type { Message } from "./messages.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import type { PageText } from "./text/page-text.js";
import { withoutEnvelope } from "./without-envelope.js";

/** The evidence of one message itself, before its neighbours are considered. */
export interface Reading {
  readonly start: number;
  /** The end of the text that belongs to the message. */
  readonly end: number;
  readonly message: "request" | "response" | "fault" | undefined;
  /** `http` is one of the two HTTP bindings, `undefined` any binding. */
  readonly binding: Sample["binding"] | "http" | undefined;
  /** Candidate names of the operation, the best first; for a response, its name without `Response`. */
  readonly names: readonly string[];
  readonly head: SampleHead;
  readonly content: Content;
  /** Diagnostics that leave the sample usable. */
  readonly remarks: readonly Diagnostic[];
  /** The text between the previous message and this one, without mentions. */
  readonly prose: string;
}

type SampleHead = Pick<Sample, "path" | "host" | "scheme" | "status" | "place" | "unset"> & Pick<SoapSample, "action">;

/** Reads the messages of a page. The text around a message may mention facts about it. */
export function readMessages(page: PageText, messages: readonly Message[]): readonly Reading[] {
  const contents = messages.map((message) => contentOf(page, message));
  const kinds = messages.map((message, index) => contents[index] && messageKind(message, contents[index]));
  const readings: Reading[] = [];
  for (const [index, message] of messages.entries()) {
    const read = contents[index];
    if (read === undefined) continue;
    const next = kinds[index + 1];
    const isAnswered = next === "response" || next === "fault";
    readings.push(readMessage(page, message, readings.at(-1)?.end ?? 0, read, isAnswered));
  }
  return readings;
}

/**
 * Reads a message of a page. The text from `after`, the end of the previous message, may mention facts about it, and so may
 * the text behind it if its response follows.
 */
export function readMessage(
  page: PageText,
  message: Message,
  after: number,
  read: ContentReading = contentOf(page, message),
  isAnswered = false,
): Reading {
  const { line, headers, start } = message;
  const contentType = headers.get("content-type")?.value.toLowerCase() ?? "";
  const before = readMentions(page.text, after, start);
  // Where a log shows all headers on one line, the action is in the head.
  const inside = readMentions(page.text, start, line === undefined ? message.content : start);
  const shownKind = messageKind(message, read);
  const behind = mentionsBehind(page, message, read, before, isAnswered);
  const mentions = shownKind === "response" || shownKind === "fault" ? [] : [inside, before, behind];
  const facts: readonly Partial<Mentions>[] = read.traced === undefined ? mentions : [read.traced, ...mentions];
  const mentioned = (fact: "action" | "host" | "url"): string | undefined =>
    facts.map((each) => each[fact]).find((each) => each !== undefined);
  const isTold = (mentioned("url") ?? mentioned("action") ?? mentioned("host")) !== undefined;
  const kind = shownKind ?? (isTold ? "request" : undefined);
  const action = actionOf(message) ?? mentioned("action");
  const target = targetOf(line?.kind === "request" ? line.target : (mentioned("url") ?? ""));
  const host = target.host ?? wholeValue(headers.get("host")) ?? mentioned("host");
  const binding = bindingOf(message, read, contentType, action);
  const content = inEnvelope(read.content, binding);
  return {
    start,
    end: kind === "request" ? Math.max(read.end, behind.end) : read.end,
    message: kind,
    binding,
    names: namesOf(kind, binding, target.path, action, read),
    head: {
      place: page.place(start),
      ...target,
      ...(host === undefined ? {} : { host }),
      ...(line?.kind === "status" ? { status: line.status } : {}),
      ...(action === undefined ? {} : { action }),
    },
    content,
    remarks: [
      ...(read.remarks ?? []),
      ...oddities(page, message),
      ...contradictions(page, message, { ...read, content }, contentType),
      ...attachments(page, message, read),
    ],
    prose: kind === "request" ? before.rest : page.text.slice(after, start),
  };
}

/**
 * Mentions in the rest of a call whose data is the content: `curl -d '<Envelope …>' -H 'SOAPAction: …' https://…`. A log
 * may show the address and the headers of a request without a head between it and its answer.
 */
function mentionsBehind(
  { text }: PageText,
  { limit, line }: Message,
  { end }: ContentReading,
  { rest }: Mentions,
  isAnswered: boolean,
): Mentions {
  const isData = /^\s{0,8}["'`]/.test(text.slice(end, end + 9));
  const to = isData || (isAnswered && line === undefined) ? Math.min(limit, end + restOfCall) : end;
  const found = readMentions(text, end, to, isData && /\b(?:curl|wget)\s/.test(rest.slice(-restOfCall)));
  const isTold = isData || found.url !== undefined || found.action !== undefined;
  return isTold ? found : readMentions(text, end, end);
}

const restOfCall = 1024;

function wholeValue(header: Header | undefined): string | undefined {
  return header === undefined || header.isCut || header.value === "" ? undefined : header.value;
}

function actionOf({ headers }: Message): string | undefined {
  const header = headers.get("soapaction");
  if (header !== undefined) return header.isCut ? undefined : header.value.replace(/^["']|["']$/g, "");
  return /;[ \t]*action=(?:"([^"]*)"|([^\s;]+))/i
    .exec(headers.get("content-type")?.value ?? "")
    ?.slice(1)
    .find(Boolean);
}

/** Harmless oddities in a head. */
function oddities(page: PageText, { oddities }: Message): readonly Diagnostic[] {
  return oddities.map(({ kind, text, start }) => {
    const place = page.place(start);
    if (kind === "spaced-name") {
      const message = `found ${text}, read as ${text.replace(/\s+/g, "")}`;
      return pageDiagnostic("sample-mended", "note", place, message);
    }
    if (kind === "translated-host") {
      const message = `found ${text} after the request line, read as Host`;
      return pageDiagnostic("sample-mended", "note", place, message);
    }
    const message = `found "${text}" between the head of a message and its content, expected the content; it is passed over`;
    return pageDiagnostic("text-not-read", "warning", place, message);
  });
}

/** The content of a failed call may be anything, and declares no more than a fault's detail does. */
function contentOf(page: PageText, message: Message): ContentReading {
  const { line } = message;
  const read = readContent(page, message);
  const isError = line?.kind === "status" && line.status >= 400 && read.content.kind !== "fault";
  return isError ? { content: { kind: "fault", details: [] }, end: read.end } : read;
}

/** Refuses XML without an envelope where an action or a content type announces one. */
function inEnvelope(content: Content, binding: Reading["binding"]): Content {
  const element = content.kind === "content" && content.content.kind === "element" ? content.content : undefined;
  if (element === undefined || (binding !== "soap11" && binding !== "soap12")) return content;
  const [found, hint] = withoutEnvelope(element.name, binding);
  const message = `found ${found}, expected an envelope`;
  return { kind: "broken", diagnostic: pageDiagnostic("sample-not-soap", "error", element.place, message, { hint }) };
}

function messageKind({ line }: Message, { content, root }: ContentReading): Reading["message"] {
  if (content.kind === "fault") return "fault";
  if (line !== undefined) return line.kind === "request" ? "request" : "response";
  return root?.endsWith("Response") ? "response" : undefined;
}

function bindingOf(
  { line }: Message,
  read: ContentReading,
  contentType: string,
  action: string | undefined,
): Reading["binding"] {
  if (read.envelope !== undefined) return read.envelope;
  if (line?.kind === "request" && line.method === "GET") return "httpGet";
  if (contentType.startsWith("application/soap+xml")) return "soap12";
  if (read.content.kind === "parameters") return "httpPost";
  if (action !== undefined) return "soap11";
  if (read.content.kind === "content") return "http";
  return undefined;
}

/**
 * Candidate names. The last segment of an HTTP binding's path names the operation, the last part of an action mostly
 * does, the body often.
 */
function namesOf(
  message: Reading["message"],
  binding: Reading["binding"],
  path: string | undefined,
  action: string | undefined,
  { content, root }: ContentReading,
): readonly string[] {
  const isOverHttp = binding === "http" || (binding !== undefined && isHttp(binding));
  const part = action?.split(/[/#:]/).at(-1);
  const ofAction = isNamedIn(action, content) ? [part, root] : [root, part];
  const names = isOverHttp ? [path?.split("/").at(-1)] : ofAction;
  if (message === "response" && !isOverHttp) names.push(root?.replace(/Response$/, ""));
  return names.filter((name) => name !== undefined && name !== "").map(String);
}

/**
 * False for an action that is the root's namespace and name without a separator, and for one without any separator that
 * does not begin the root's name: either may be no name at all.
 */
function isNamedIn(action: string | undefined, content: Content): boolean {
  const root = content.kind === "envelope" ? content.body?.find((part) => part.kind === "element") : undefined;
  if (action === undefined || root === undefined) return true;
  if (action === root.namespace + root.name) return false;
  return /[/#:]/.test(action) || root.name.startsWith(action);
}

/** Reports contradictions between the head and the content of a message; the content takes precedence. */
function contradictions(
  page: PageText,
  message: Message,
  read: ContentReading,
  contentType: string,
): readonly Diagnostic[] {
  const { headers, line } = message;
  const contradiction = (offset: number, found: string, expected: string) =>
    pageDiagnostic("binding-contradiction", "warning", page.place(offset), `found ${found}, expected ${expected}`, {
      related: [page.place(message.content)],
    });
  const found: Diagnostic[] = [];
  const type = headers.get("content-type");
  const action = headers.get("soapaction");
  const shown = shownBinding(read);
  const isPackage = /^(?:multipart\/related|application\/xop\+xml)\b/.test(contentType);
  if (type !== undefined && shown !== undefined && !isPackage && !contentType.startsWith(shown.contentType)) {
    found.push(contradiction(type.start, `${type.value} above ${shown.title}`, shown.contentType));
  }
  if (action !== undefined && shown !== undefined && read.envelope !== "soap11") {
    found.push(contradiction(action.start, `a SOAPAction above ${shown.title}`, "none"));
  }
  if (line?.kind === "request" && read.envelope !== undefined && /\.asmx\/[^/?]+/i.test(line.target)) {
    found.push(contradiction(line.targetStart, "an envelope sent to a path that names an operation", "a form"));
  }
  return found;
}

/** A note on the parts of a multipart message below its envelope, unless an element that refers to one has it. */
function attachments(
  { text, place }: PageText,
  { headers, limit }: Message,
  read: ContentReading,
): readonly Diagnostic[] {
  const { value = "" } = headers.get("content-type") ?? {};
  const [, quoted, bare = quoted] =
    /^multipart\/related\b.*;\s{0,8}boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(value) ?? [];
  if (bare === undefined || read.remarks?.some(({ code }) => code === "sample-with-attachment")) return [];
  // The heads of parts are blank, so that only their content is left above the last boundary.
  const behind = text.slice(read.end, limit);
  const offset = behind.slice(0, Math.max(behind.indexOf(`--${bare}--`), 0)).search(/\S/);
  if (offset < 0) return [];
  const message = "found an attachment below the envelope, read as one that no element refers to";
  const hint = "give the port the option attachments: multipart(), and the call its attachments";
  return [pageDiagnostic("sample-with-attachment", "note", place(read.end + offset), message, { hint })];
}

function shownBinding({ envelope, content }: ContentReading): { title: string; contentType: string } | undefined {
  if (envelope === "soap11") return { title: "a SOAP 1.1 envelope", contentType: "text/xml" };
  if (envelope === "soap12") return { title: "a SOAP 1.2 envelope", contentType: "application/soap+xml" };
  if (content.kind === "content") return { title: "XML without an envelope", contentType: "text/xml" };
  if (content.kind === "parameters") return { title: "a form", contentType: "application/x-www-form-urlencoded" };
  return undefined;
}
