import type { Element } from "@xmldom/xmldom";
import type { Diagnostic } from "../../diagnostic.js";
import { readXml, type XmlDefect } from "../xml.js";
import type { HttpSample, Sample, SampleElement, SampleParameter, SampleText, SoapSample } from "./help-page.js";
import type { Message, RequestLine } from "./messages.js";
import { pageDiagnostic, type PageCode } from "./page-diagnostic.js";
import { marksWithin, type PageText } from "./page-text.js";
import { childElements, namespaces, sampleElement, type PageXml } from "./sample-element.js";

/** What is known of one message by its own evidence, before its neighbours are asked. */
export interface Reading {
  readonly start: number;
  /** Where the text that belongs to the message ends. */
  readonly end: number;
  readonly message: "request" | "response" | undefined;
  /** `http` is one of the two, `undefined` may be any. */
  readonly binding: Sample["binding"] | "http" | undefined;
  /** Names of the operation, the best first; a response's own name without `Response` is one. */
  readonly names: readonly string[];
  readonly head: SampleHead;
  readonly content: Content;
  /** Diagnostics that leave the sample usable. */
  readonly remarks: readonly Diagnostic[];
}

type SampleHead = Pick<Sample, "path" | "host" | "status" | "place"> & Pick<SoapSample, "action">;

export type Content =
  | ({ readonly kind: "envelope" } & Pick<SoapSample, "header" | "body" | "encodingStyle">)
  | { readonly kind: "parameters"; readonly parameters: readonly SampleParameter[] }
  | { readonly kind: "content"; readonly content: SampleElement | SampleText }
  | { readonly kind: "none" }
  /** It cannot be read: the diagnostic says why. */
  | { readonly kind: "broken"; readonly diagnostic: Diagnostic };

/** A {@link Content}, and what reading it showed besides. */
interface Reader {
  readonly content: Content;
  readonly end: number;
  readonly envelope?: "soap11" | "soap12";
  /** The body's first element. */
  readonly root?: string;
  readonly remarks?: readonly Diagnostic[];
}

export function readMessage(page: PageText, message: Message): Reading {
  const { line, headers, start } = message;
  const contentType = headers.get("content-type")?.value.toLowerCase() ?? "";
  const action = actionOf(message);
  const query = line?.kind === "request" ? line.target.indexOf("?") : -1;
  const path = line?.kind === "request" ? line.target.slice(0, query < 0 ? undefined : query) : undefined;
  const host = headers.get("host")?.value;
  const read = readContent(page, message, contentType);
  const kind = messageKind(message, read);
  const binding = bindingOf(message, read, contentType, action);
  return {
    start,
    end: read.end,
    message: kind,
    binding,
    names: namesOf(kind, binding, path, action, read.root),
    head: {
      place: page.place(start),
      ...(path === undefined ? {} : { path }),
      ...(host === undefined || host === "" ? {} : { host }),
      ...(line?.kind === "status" ? { status: line.status } : {}),
      ...(action === undefined ? {} : { action }),
    },
    content: read.content,
    remarks: [...(read.remarks ?? []), ...contradictions(page, message, read, contentType)],
  };
}

function actionOf({ headers }: Message): string | undefined {
  const header = headers.get("soapaction")?.value;
  if (header !== undefined) return header.replace(/^["']|["']$/g, "");
  return /;[ \t]*action=(?:"([^"]*)"|([^\s;]+))/i
    .exec(headers.get("content-type")?.value ?? "")
    ?.slice(1)
    .find(Boolean);
}

function messageKind({ line }: Message, { root }: Reader): Reading["message"] {
  if (line !== undefined) return line.kind === "request" ? "request" : "response";
  return root?.endsWith("Response") ? "response" : undefined;
}

function bindingOf(
  { line }: Message,
  read: Reader,
  contentType: string,
  action: string | undefined,
): Reading["binding"] {
  if (read.envelope !== undefined) return read.envelope;
  if (line?.kind === "request" && line.method === "GET") return "httpGet";
  if (contentType.startsWith("application/soap+xml")) return "soap12";
  if (action !== undefined) return "soap11";
  if (read.content.kind === "parameters") return "httpPost";
  if (read.content.kind === "content") return "http";
  return undefined;
}

/** The last segment of an HTTP binding's path names the operation, the tail of an action mostly does, the body often. */
function namesOf(
  message: Reading["message"],
  binding: Reading["binding"],
  path: string | undefined,
  action: string | undefined,
  root: string | undefined,
): readonly string[] {
  const isHttp = binding === "httpGet" || binding === "httpPost" || binding === "http";
  const names = isHttp ? [path?.split("/").at(-1)] : [action?.split(/[/#:]/).at(-1), root];
  if (message === "response" && !isHttp) names.push(root?.replace(/Response$/, ""));
  return names.filter((name) => name !== undefined && name !== "").map(String);
}

function readContent(page: PageText, message: Message, contentType: string): Reader {
  const { line, content: start, limit } = message;
  const isForm = contentType.startsWith("application/x-www-form-urlencoded");
  if (line?.kind === "request" && line.method === "GET") return readQuery(page, line, start);
  if (page.text.charAt(start) === "<" && start < limit) return readXmlContent(page, message);
  if (line?.kind === "status") {
    const bare = bareXml(page, start, limit);
    if (bare !== undefined) return bare;
    if (message.headers.has("content-type")) return cutAfterHead(page, message, "XML");
    return { content: { kind: "none" }, end: start };
  }
  if (line?.kind === "request" && isForm) return readForm(page, start, limit);
  return cutAfterHead(page, message, "an envelope or a form");
}

function cutAfterHead(page: PageText, { start, content, line }: Message, expected: string): Reader {
  const found = line === undefined ? "HTTP headers without a first line" : "the head of a message";
  const message = `found ${found} and nothing after it; expected ${expected}`;
  return { content: broken(page, "sample-cut", start, message), end: content };
}

function broken(page: PageText, code: PageCode, offset: number, message: string, opened?: number): Content {
  const related = opened === undefined ? {} : { related: [page.place(opened)] };
  return { kind: "broken", diagnostic: pageDiagnostic(code, "error", page.place(offset), message, related) };
}

/** A part that has no element is printed as the text `xml`, without a root. */
function bareXml(page: PageText, start: number, limit: number): Reader | undefined {
  const text = /^(?:xml)+(?!\w)/.exec(page.text.slice(start, Math.min(limit, start + 64)))?.[0];
  if (text === undefined) return undefined;
  const end = start + text.length;
  const words = marksWithin(page, start, end).map((mark) => page.text.slice(mark.start, mark.end));
  const content = { kind: "text", text, ...(words.length === 0 ? {} : { words }), place: page.place(start) } as const;
  return { content: { kind: "content", content }, end };
}

function readXmlContent(page: PageText, message: Message): Reader {
  const { content: start, limit, line } = message;
  const text = page.text.slice(start, limit);
  const document = readXml(text);
  switch (document.kind) {
    case "none": {
      const bare = line?.kind === "request" ? undefined : bareXml(page, start + document.offset, limit);
      if (bare !== undefined) return bare;
      const message = "found an XML declaration and no element after it; expected an element";
      return { content: broken(page, "sample-cut", start + document.offset, message), end: limit };
    }
    case "document": {
      const xml = { page, start, document };
      const remarks = document.nameless.map((offset) =>
        pageDiagnostic(
          "attribute-without-name",
          "note",
          page.place(start + offset),
          'found an attribute without a name (=""), which ASMX prints for a reference to an attribute; it is passed over',
        ),
      );
      return { ...readRoot(xml, line?.kind === "request"), end: start + document.end, remarks };
    }
    default:
      return { ...readDefect(page, start, text, document), end: limit };
  }
}

const defectCodes = {
  cut: "sample-cut",
  "not-well-formed": "sample-not-well-formed",
  doctype: "sample-doctype",
  "too-deep": "sample-too-deep",
} as const satisfies Record<XmlDefect["kind"], PageCode>;

function readDefect(page: PageText, start: number, text: string, defect: XmlDefect): Omit<Reader, "end"> {
  const { kind, path, offset, opened, message } = defect;
  const body = path.slice(0, 2).findIndex((name) => /(?:^|:)Body$/.test(name));
  const inside = path.slice(path.length > 2 && body === 1 ? 2 : 0);
  const shown = inside.length > 12 ? [...inside.slice(0, 6), "…", ...inside.slice(-5)] : inside;
  const where = shown.join("/");
  const said =
    kind === "cut" && where !== ""
      ? `the sample ends inside ${where}; expected </${path.at(-1) ?? ""}>`
      : where === ""
        ? message
        : `${message} (inside ${where})`;
  const root = body === 1 ? path[2] : undefined;
  const envelope = text.includes(namespaces.soap12)
    ? "soap12"
    : text.includes(namespaces.soap11)
      ? "soap11"
      : undefined;
  return {
    content: broken(page, defectCodes[kind], start + offset, said, opened === undefined ? undefined : start + opened),
    ...(envelope === undefined ? {} : { envelope }),
    ...(root === undefined ? {} : { root: root.replace(/^[^:]*:/, "") }),
  };
}

function readRoot(xml: PageXml, isRequest: boolean): Omit<Reader, "end"> {
  const { root } = xml.document;
  const namespace = root.namespaceURI;
  const envelope = namespace === namespaces.soap11 ? "soap11" : namespace === namespaces.soap12 ? "soap12" : undefined;
  const at = xml.start + xml.document.offsetOf(root);
  if (root.localName !== "Envelope" || (envelope === undefined && root.prefix === null)) {
    if (!isRequest) return { content: { kind: "content", content: sampleElement(xml, root) } };
    return {
      content: broken(xml.page, "sample-not-soap", at, `found <${root.nodeName}> in a request; expected an envelope`),
    };
  }
  if (envelope === undefined) {
    const message = `found an envelope in the namespace "${namespace ?? ""}"; expected that of SOAP 1.1 or SOAP 1.2`;
    return { content: broken(xml.page, "sample-not-soap", at, message) };
  }
  const parts = childElements(root);
  const header = parts.find((part) => part.namespaceURI === namespace && part.localName === "Header");
  const body = parts.find((part) => part.namespaceURI === namespace && part.localName === "Body");
  const other = parts.find((part) => part !== header && part !== body);
  if (body === undefined || other !== undefined) {
    const found = other === undefined ? "no body" : `<${other.nodeName}>`;
    const offset = other === undefined ? at : xml.start + xml.document.offsetOf(other);
    const message = `found ${found} in the envelope; expected a header at most, and one body`;
    return { content: broken(xml.page, "sample-not-soap", offset, message), envelope };
  }
  const elements = childElements(body);
  const encodingStyle = encodingStyleOf(body, namespace) ?? (elements[0] && encodingStyleOf(elements[0], namespace));
  const first = elements[0]?.localName ?? undefined;
  return {
    content: {
      kind: "envelope",
      header: header === undefined ? [] : childElements(header).map((block) => sampleElement(xml, block)),
      body: elements.map((element) => sampleElement(xml, element)),
      ...(encodingStyle === undefined ? {} : { encodingStyle }),
    },
    envelope,
    ...(first === undefined ? {} : { root: first }),
  };
}

function encodingStyleOf(element: Element, namespace: string | null): string | undefined {
  return element.getAttributeNS(namespace, "encodingStyle") || undefined;
}

function readQuery(page: PageText, line: RequestLine, end: number): Reader {
  const query = line.target.indexOf("?") + 1;
  if (query === 0) return { content: { kind: "parameters", parameters: [] }, end };
  return { ...readParameters(page, line.targetStart + query, line.targetStart + line.target.length), end };
}

function readForm(page: PageText, start: number, limit: number): Reader {
  const [line = ""] = page.text.slice(start, limit).split("\n", 1);
  const form = line.trimEnd();
  if (!/^[^\s=&]+=/.test(form)) return { content: { kind: "parameters", parameters: [] }, end: start };
  return { ...readParameters(page, start, start + form.length), end: start + form.length };
}

function readParameters(page: PageText, start: number, end: number): Omit<Reader, "end"> {
  const keys = marksWithin(page, start, end).filter(({ kind }) => kind === "key");
  const starts = keys.length > 0 ? keys.map((key) => key.start) : partStarts(page.text, start, end);
  const remarks: Diagnostic[] = [];
  const parameters: SampleParameter[] = [];
  for (const [index, at] of starts.entries()) {
    const next = starts[index + 1];
    const part = page.text.slice(at, next === undefined ? end : next - 1);
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decoded(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? "" : decoded(part.slice(equals + 1));
    const place = page.place(at);
    if (equals < 0) {
      remarks.push(
        pageDiagnostic(
          "parameter-without-value",
          "warning",
          place,
          `found the parameter "${name}" alone; expected "${name}="`,
        ),
      );
    }
    parameters.push({ name, value, place });
  }
  return { content: { kind: "parameters", parameters }, remarks };
}

function partStarts(text: string, start: number, end: number): readonly number[] {
  const ampersands = text.slice(start, end).matchAll(/&/g);
  return [start, ...Array.from(ampersands, ({ index }) => start + index + 1)];
}

function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Where the head and the content of a message disagree, the content is believed. */
function contradictions(page: PageText, message: Message, read: Reader, contentType: string): readonly Diagnostic[] {
  const { headers, line } = message;
  const contradiction = (offset: number, found: string, expected: string) =>
    pageDiagnostic("binding-contradiction", "warning", page.place(offset), `found ${found}; expected ${expected}`, {
      related: [page.place(message.content)],
    });
  const found: Diagnostic[] = [];
  const type = headers.get("content-type");
  const action = headers.get("soapaction");
  const is12 = contentType.startsWith("application/soap+xml");
  if (type !== undefined && read.envelope === "soap11" && is12) {
    found.push(contradiction(type.start, `${type.value} above a SOAP 1.1 envelope`, "text/xml"));
  }
  if (type !== undefined && read.envelope === "soap12" && !is12) {
    found.push(contradiction(type.start, `${type.value} above a SOAP 1.2 envelope`, "application/soap+xml"));
  }
  if (action !== undefined && read.envelope === "soap12") {
    found.push(contradiction(action.start, "a SOAPAction above a SOAP 1.2 envelope", "none"));
  }
  if (type !== undefined && read.envelope === undefined && is12 && read.content.kind === "content") {
    found.push(contradiction(type.start, `${type.value} above XML without an envelope`, "an envelope"));
  }
  if (line?.kind === "request" && read.envelope !== undefined && /\.asmx\/[^/?]+/i.test(line.target)) {
    found.push(contradiction(line.targetStart, "an envelope sent to a path that names an operation", "a form"));
  }
  return found;
}
