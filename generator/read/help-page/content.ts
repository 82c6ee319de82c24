import type { Element } from "@xmldom/xmldom";
import type { SoapBinding } from "../../bindings.js";
import type { Diagnostic, Severity } from "../../diagnostic.js";
import { addressingNoneNamespace, envelopeNamespaces } from "../../namespaces.js";
import type { Place } from "../../source.js";
import type { XmlDefect } from "../xml-scan.js";
import { isForm } from "./head.js";
import type { SampleElement, SampleParameter, SampleText, SoapSample } from "./help-page.js";
import { mend } from "./mend-xml.js";
import type { Message } from "./messages.js";
import { pageDiagnostic, type PageCode } from "./page-diagnostic.js";
import { wordsWithin, type PageText } from "./text/page-text.js";
import { readForm, readQuery, type Parameters } from "./parameters.js";
import { childElements, childParts, childTexts, sampleElement, type PageXml } from "./sample-element.js";

/** The content of a message, after its head. */
export type Content =
  | ({ readonly kind: "envelope" } & Pick<SoapSample, "header" | "body" | "encodingStyle">)
  | { readonly kind: "fault"; readonly details: readonly SampleElement[] }
  | { readonly kind: "parameters"; readonly parameters: readonly SampleParameter[] }
  | { readonly kind: "content"; readonly content: SampleElement | SampleText }
  | { readonly kind: "none" }
  /** Unreadable content, with the diagnostic. */
  | { readonly kind: "broken"; readonly diagnostic: Diagnostic };

/** A {@link Content}, with further evidence from reading it. */
export interface ContentReading {
  readonly content: Content;
  readonly end: number;
  readonly envelope?: SoapBinding;
  /** The first element of the body. */
  readonly root?: string;
  /** The address and the action that a trace shows in the envelope. */
  readonly traced?: { readonly url?: string; readonly action?: string };
  readonly remarks?: readonly Diagnostic[];
}

export function readContent(page: PageText, message: Message): ContentReading {
  const { line, headers, content: start, limit } = message;
  if (line?.kind === "request" && line.method === "GET") return parametersReading(readQuery(page, line), start);
  if (page.text.charAt(start) === "<" && start < limit) return readXmlContent(page, message);
  if (line?.kind === "status") {
    const bare = bareXml(page, start, limit);
    if (bare !== undefined) return bare;
    if (headers.has("content-type")) return cutAfterHead(page, message, "XML");
    return { content: { kind: "none" }, end: start };
  }
  if (line?.kind === "request" && isForm(headers)) {
    const form = readForm(page, start, limit);
    return parametersReading(form, form.end);
  }
  return cutAfterHead(page, message, "an envelope or a form");
}

function parametersReading({ parameters, remarks }: Parameters, end: number): ContentReading {
  return { content: { kind: "parameters", parameters }, end, remarks };
}

function cutAfterHead(page: PageText, { start, content, line }: Message, expected: string): ContentReading {
  const found = line === undefined ? "HTTP headers without a first line" : "the head of a message";
  const message = `found ${found} and nothing after it, expected ${expected}`;
  return { content: broken(page, "sample-cut", start, message), end: content };
}

function broken(page: PageText, code: PageCode, offset: number, message: string, opened?: number): Content {
  const related = opened === undefined ? {} : { related: [page.place(opened)] };
  return { kind: "broken", diagnostic: pageDiagnostic(code, "error", page.place(offset), message, related) };
}

/** Reads the text `xml`, which pages print for a part without an element. */
function bareXml(page: PageText, start: number, limit: number): ContentReading | undefined {
  const text = /^(?:xml)+(?!\w)/.exec(page.text.slice(start, Math.min(limit, start + 64)))?.[0];
  if (text === undefined) return undefined;
  const end = start + text.length;
  const content = { kind: "text", text, ...wordsWithin(page, start, end), place: page.place(start) } as const;
  return { content: { kind: "content", content }, end };
}

function readXmlContent(page: PageText, message: Message): ContentReading {
  const { content: start, limit, line, headers } = message;
  const isSoap12 = headers.get("content-type")?.value.includes("application/soap+xml") === true;
  const { text, end, repairs, reading } = mend(page.text.slice(start, limit), isSoap12 ? "soap12" : "soap11");
  const remarks: Diagnostic[] = repairs.map(({ offset, found, read }) =>
    pageDiagnostic("sample-mended", "note", page.place(start + offset), `found ${found}, read as ${read}`),
  );
  switch (reading.kind) {
    case "none": {
      const bare = line?.kind === "request" ? undefined : bareXml(page, start + reading.offset, limit);
      if (bare !== undefined) return bare;
      const message = "found an XML declaration and nothing after it, expected an element";
      return { content: broken(page, "sample-cut", start + reading.offset, message), end: limit };
    }
    case "document": {
      for (const offset of reading.nameless) remarks.push(namelessAttribute(page, start + offset));
      const remark = (diagnostic: Diagnostic): void => {
        if (!isKnown(remarks, diagnostic)) remarks.push(diagnostic);
      };
      const xml = { page, start, document: reading, remark };
      const read = readRoot(xml, line?.kind === "request");
      return { ...read, end: start + Math.min(reading.end, end), remarks };
    }
    default:
      return { ...readDefect(page, start, text, reading), end: limit, remarks };
  }
}

/** One attachment of a message states all that there is to know of its others. */
function isKnown(remarks: readonly Diagnostic[], { code }: Diagnostic): boolean {
  return code === "sample-with-attachment" && remarks.some((remark) => remark.code === code);
}

function namelessAttribute(page: PageText, offset: number): Diagnostic {
  const message = 'found ="" without the name of an attribute, expected one; the attribute is left out';
  return pageDiagnostic("attribute-without-name", "note", page.place(offset), message);
}

const defectCodes = {
  cut: "sample-cut",
  "not-well-formed": "sample-not-well-formed",
  doctype: "sample-doctype",
  "too-deep": "sample-too-deep",
  "too-wide": "sample-too-wide",
} as const satisfies Record<XmlDefect["kind"], PageCode>;

function readDefect(page: PageText, start: number, text: string, defect: XmlDefect): Omit<ContentReading, "end"> {
  const { kind, path, offset, opened, message } = defect;
  const body = path.slice(0, 2).findIndex((name) => /(?:^|:)Body$/.test(name));
  const inside = path.slice(path.length > 2 && body === 1 ? 2 : 0);
  const shown = inside.length > 12 ? [...inside.slice(0, 6), "…", ...inside.slice(-5)] : inside;
  const where = shown.join("/");
  const said =
    kind === "cut" && where !== ""
      ? `found the end of the sample inside ${where}, expected </${path.at(-1) ?? ""}>`
      : where === ""
        ? message
        : `${message} (inside ${where})`;
  const root = body === 1 ? path[2] : undefined;
  const envelope = text.includes(envelopeNamespaces.soap12)
    ? "soap12"
    : text.includes(envelopeNamespaces.soap11)
      ? "soap11"
      : undefined;
  return {
    content: broken(page, defectCodes[kind], start + offset, said, opened === undefined ? undefined : start + opened),
    ...(envelope === undefined ? {} : { envelope }),
    ...(root === undefined ? {} : { root: root.replace(/^[^:]*:/, "") }),
  };
}

function readRoot(xml: PageXml, isRequest: boolean): Omit<ContentReading, "end"> {
  const { root } = xml.document;
  const namespace = root.namespaceURI;
  const envelope = soapBindings.find((binding) => alike(envelopeNamespaces[binding], namespace ?? ""));
  const meant = envelope && envelopeNamespaces[envelope];
  const at = xml.start + xml.document.offsetOf(root);
  if (envelope !== undefined && namespace !== meant) {
    const message = `found an envelope in the namespace "${namespace ?? ""}", read as "${meant ?? ""}"`;
    xml.remark(pageDiagnostic("sample-mended", "note", xml.page.place(at), message));
  }
  if (root.localName !== "Envelope" || (envelope === undefined && root.prefix === null)) {
    if (!isRequest) return { content: { kind: "content", content: sampleElement(xml, root) } };
    return {
      content: broken(xml.page, "sample-not-soap", at, `found <${root.nodeName}> in a request, expected an envelope`),
    };
  }
  if (envelope === undefined) {
    const message = `found an envelope in the namespace "${namespace ?? ""}", expected that of SOAP 1.1 or SOAP 1.2`;
    return { content: broken(xml.page, "sample-not-soap", at, message) };
  }
  const parts = childElements(root);
  const isPart = (part: Element, local: string): boolean => part.namespaceURI === namespace && part.localName === local;
  const header = parts.find((part) => isPart(part, "Header"));
  const body = parts.find((part) => isPart(part, "Body"));
  const others = parts.filter((part) => part !== header && part !== body);
  const second = others.find((part) => isPart(part, "Header") || isPart(part, "Body"));
  if (body === undefined || second !== undefined) {
    const found = second === undefined ? "no body" : `another <${second.nodeName}>`;
    const offset = second === undefined ? at : xml.start + xml.document.offsetOf(second);
    const message = `found ${found} in the envelope, expected one body and at most one header`;
    return { content: broken(xml.page, "sample-not-soap", offset, message), envelope };
  }
  for (const other of others) xml.remark(furtherElement(xml, other, "a Header and a Body only"));
  if (header !== undefined && parts.indexOf(header) > parts.indexOf(body)) {
    const message = `found <${header.nodeName}> after <${body.nodeName}>, expected it before that; it is read`;
    xml.remark(pageDiagnostic("element-misplaced", "warning", placeOf(xml, header), message));
  }
  const inBody = childElements(body);
  const [first] = inBody;
  const fault = inBody.find((part) => isPart(part, "Fault"));
  if (fault !== undefined) {
    for (const other of inBody) if (other !== fault) xml.remark(furtherElement(xml, other, "the Fault only"));
    return { content: { kind: "fault", details: detailsOf(xml, fault) }, envelope };
  }
  const content = childParts(xml, body);
  for (const parent of header === undefined ? [root] : [root, header]) {
    for (const text of childTexts(xml, parent)) xml.remark(strayText("warning", text, parent));
  }
  const stray = content.find((part) => part.kind === "text" && !bareText.test(part.text));
  if (stray !== undefined)
    return { content: { kind: "broken", diagnostic: strayText("error", stray, body) }, envelope };
  const encodingStyle = encodingStyleOf(body, namespace) ?? (first && encodingStyleOf(first, namespace));
  const all = header === undefined ? [] : childElements(header);
  const traces = all.filter(isTrace);
  const blocks = all.filter((block) => !isTrace(block));
  return {
    content: {
      kind: "envelope",
      header: blocks.map((block) => sampleElement(xml, block)),
      body: content,
      ...(encodingStyle === undefined ? {} : { encodingStyle }),
    },
    envelope,
    ...(first?.localName ? { root: first.localName } : {}),
    ...(traces.length === 0 ? {} : { traced: tracedIn(traces) }),
  };
}

/** The diagnostic of an element that belongs to no part of the message. */
function furtherElement(xml: PageXml, element: Element, expected: string): Diagnostic {
  const parent = element.parentNode?.nodeName ?? "";
  const message = `found <${element.nodeName}> in <${parent}>, expected ${expected}; it is left out`;
  return pageDiagnostic("element-misplaced", "warning", placeOf(xml, element), message);
}

function placeOf({ page, start, document }: PageXml, element: Element): Place {
  return page.place(start + document.offsetOf(element));
}

function isTrace({ namespaceURI }: Element): boolean {
  return namespaceURI === addressingNoneNamespace;
}

function tracedIn(traces: readonly Element[]): NonNullable<ContentReading["traced"]> {
  const textOf = (name: string) => traces.find(({ localName }) => localName === name)?.textContent?.trim();
  const url = textOf("To");
  const action = textOf("Action");
  return { ...(url && { url }), ...(action && { action }) };
}

const soapBindings = ["soap11", "soap12"] as const;

/** True for the same URL up to what people and documentation change in links: the scheme, and the slash at the end. */
function alike(url: string, other: string): boolean {
  const essence = (url: string): string => url.replace(/^https?:/, "").replace(/\/$/, "");
  return essence(url) === essence(other);
}

/** SOAP 1.1 names it `detail`, SOAP 1.2 `Detail`, and ASMX has the one in envelopes of the other. */
function detailsOf(xml: PageXml, fault: Element): readonly SampleElement[] {
  return childElements(fault)
    .filter(({ localName }) => localName?.toLowerCase() === "detail")
    .flatMap((detail) => childElements(detail).map((element) => sampleElement(xml, element)));
}

/** The text that pages print for parts without an element. */
const bareText = /^(?:xml)+$/;

/**
 * The diagnostic of text in an envelope, a header or a body, which may contain only elements, and a body the bare
 * `xml`.
 */
function strayText(severity: Severity, part: SampleElement | SampleText, parent: Element): Diagnostic {
  const found = part.kind === "text" ? part.text.slice(0, 40) : part.name;
  const message = `found the text "${found}" in <${parent.nodeName}>, expected elements only`;
  return pageDiagnostic("text-not-read", severity, part.place, message);
}

function encodingStyleOf(element: Element, namespace: string | null): string | undefined {
  return element.getAttributeNS(namespace, "encodingStyle") || undefined;
}
