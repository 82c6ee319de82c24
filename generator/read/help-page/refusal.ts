import type { Diagnostic } from "../../diagnostic.js";
import type { Source } from "../../source.js";
import { rootElement } from "../source-kind.js";
import { lookAlike } from "./look-alike.js";
import type { Message } from "./messages.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import type { PageText } from "./text/page-text.js";
import type { Reading } from "./reading.js";
import { withoutEnvelope } from "./without-envelope.js";
import { savingLine, wsdlUrl } from "./wsdl-url.js";

/** The diagnostic of a page that was not made by ASMX; it is an error if nothing on the page can be read. */
export function foreignPage(
  page: PageText,
  messages: readonly Message[],
  readings: readonly Reading[],
): Diagnostic | undefined {
  const targets = messages.flatMap(({ line }) => (line?.kind === "request" ? [line.target] : []));
  const framework = lookAlike(page.text, targets);
  const place = page.place(0);
  if (framework !== undefined) {
    const found = `found a page of ${framework.name}, expected one of ASMX`;
    if (framework.misleads || !isComplete(readings)) {
      return pageDiagnostic("page-not-asmx", "error", place, found, wsdlHint(page, readings));
    }
    const hint = "compare a reply with the types, or save the WSDL of the service in place of the page";
    return pageDiagnostic("page-not-asmx", "warning", place, `${found}; its samples are read as they are`, { hint });
  }
  if (!messages.some(isJson) || isComplete(readings)) return undefined;
  const found = "found samples in JSON, expected samples in XML";
  return pageDiagnostic("page-not-asmx", "error", place, found, wsdlHint(page, readings));
}

function isComplete(readings: readonly Reading[]): boolean {
  const isShown = (kind: Reading["message"]) =>
    readings.some(
      ({ message, content }) => message === kind && (content.kind === "envelope" || content.kind === "content"),
    );
  return isShown("request") && isShown("response");
}

function isJson({ headers }: Message): boolean {
  return /^application\/json\b/i.test(headers.get("content-type")?.value ?? "");
}

/** The diagnostic of a page without messages and without a list of operations. */
export function pageWithoutSamples(source: Source, page: PageText): Diagnostic {
  const place = page.place(0);
  const diagnostic = (found: string, hint?: string): Diagnostic => {
    const message = `found ${found}, expected a request such as POST /service.asmx HTTP/1.1, or an envelope`;
    return pageDiagnostic("no-sample", "error", place, message, hint === undefined ? wsdlHint(page, []) : { hint });
  };
  if (source.text.trim() === "") return diagnostic("an empty file", "save the page again, or remove the file");
  if (isRichText(source.text)) return diagnostic("a document in RTF", "open the document, and save it as plain text");
  if (signIn.test(source.text)) {
    const hint = "sign in with a browser, open the page of the operation (?op=…), and save that";
    return diagnostic("a page that asks to sign in", hint);
  }
  const root = rootElement(source.text);
  if (root !== undefined && !/^html$/i.test(root.local)) return diagnostic(...withoutEnvelope(root.local));
  return diagnostic("no sample message");
}

/** True for RTF, whose text is between commands. */
export function isRichText(text: string): boolean {
  return text.startsWith("{\\rtf");
}

const signIn =
  /<input\s[^<>]{0,400}\btype\s*=\s*["']?password|<form\s[^<>]{0,400}\baction\s*=\s*["']?[^"'<>\s]{0,200}(?:log|sign)-?(?:in|on)\b/i;

/** The line that saves the WSDL, if the page shows its address; the hint of the code says the same in words. */
function wsdlHint(page: PageText, readings: readonly Reading[]): Pick<Diagnostic, "hint"> {
  const url = wsdlUrl(page, requestsOf(readings));
  const { path } = page.place(0);
  return url === undefined
    ? {}
    : { hint: `save the WSDL of the service in place of the page: ${savingLine(path, url)}` };
}

/** The heads of requests, each of which may contain an address. */
export function requestsOf(readings: readonly Reading[]): readonly Reading["head"][] {
  return readings.flatMap(({ message, head }) => (message === "request" ? [head] : []));
}
