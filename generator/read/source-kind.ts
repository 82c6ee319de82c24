import type { Source } from "../source.js";

/** The kind of a source; `xml` and `json` are unknown vocabularies. */
export type SourceKind = "page" | "wsdl" | "catalog" | RecordingKind | "xml" | "json" | "yaml";

/** Recorded traffic, and files of test tools. */
export type RecordingKind = "postman" | "har" | "soapui" | "http" | "cassette";

/**
 * Determines the kind by the content. A file named as a WSDL or a schema counts as one, so that its defects are
 * reported.
 */
export function sourceKind({ path, text }: Source): SourceKind {
  if (/\.(?:wsdl|xsd)$/i.test(path)) return "wsdl";
  if (/\.(?:http|rest)$/i.test(path)) return "http";
  if (/\.ya?ml$/i.test(path)) return /^(?:http_)?interactions:/m.test(text) ? "cassette" : "yaml";
  const root = rootElement(text);
  if (root === undefined) return jsonKind(path, text) ?? "page";
  const { namespace, local } = root;
  if (namespace === catalogNamespace) return local === "catalog" ? "catalog" : "xml";
  if (namespace === soapUiNamespace) return local === "soapui-project" ? "soapui" : "xml";
  if (wsdlRoots.some(([name, namespaces]) => local === name && namespaces.test(namespace))) return "wsdl";
  // Text copied from a page may begin with the envelope; an XHTML page begins as XML.
  return /^(?:html|envelope)$/i.test(local) ? "page" : "xml";
}

const soapUiNamespace = "http://eviware.com/soapui/config";

/** Recognizes JSON by its members. A text that is not named as JSON may be something else that was copied. */
function jsonKind(path: string, text: string): SourceKind | undefined {
  if (!/^\ufeff?\s*\{/.test(text)) return undefined;
  if (/"schema"\s*:\s*"https?:\/\/schema\.(?:get)?postman\.com\/(?:json\/)?collection\//.test(text)) return "postman";
  if (/^\ufeff?\s*\{\s*"log"\s*:\s*\{/.test(text) && /"entries"\s*:\s*\[/.test(text)) return "har";
  if (!/\.(?:json|har)$/i.test(path)) return undefined;
  // Exports of logs and of other tools are read as the texts with messages that they are.
  return isOldPostman(text) || !/<(?:[\w.-]{1,64}:)?Envelope[\s>\\]/.test(text) ? "json" : undefined;
}

/** True for a collection of Postman, version 1, in which requests are a list of their own. */
export function isOldPostman(text: string): boolean {
  return /"requests"\s*:\s*\[/.test(text) && /"(?:rawModeData|collectionId|dataMode)"\s*:/.test(text);
}

export const catalogNamespace = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

/** Includes the root of WSDL 2.0 and one without a namespace, which their reader refuses by name. */
const wsdlRoots = [
  ["definitions", /^(?:http:\/\/schemas\.xmlsoap\.org\/wsdl\/?)?$/],
  ["description", /^http:\/\/www\.w3\.org\/.*\bwsdl\/?$/],
  ["schema", /^http:\/\/www\.w3\.org\/(?:1999|2000\/10|2001)\/XMLSchema$/],
] as const;

export interface RootElement {
  readonly namespace: string;
  readonly local: string;
}

/**
 * The root element of a text that begins as XML, even if it is not well-formed. Takes time linear in the length of the
 * prolog.
 */
export function rootElement(text: string): RootElement | undefined {
  const start = prologEnd(text);
  startTag.lastIndex = start;
  const [found, prefix = "", local] = startTag.exec(text) ?? [];
  if (found === undefined || local === undefined) return undefined;
  const declaration = prefix === "" ? "xmlns" : `xmlns:${prefix.slice(0, -1)}`;
  attribute.lastIndex = start + found.length;
  for (let match = attribute.exec(text); match !== null; match = attribute.exec(text)) {
    const [, name, value = ""] = match;
    if (name === declaration) return { namespace: value.slice(1, -1), local };
  }
  return { namespace: "", local };
}

const startTag = /<([^\s<>/="'&:]+:)?([^\s<>/="'&:]+)/y;
const attribute = /\s+([^\s<>/="'&]+)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const blank = /[\ufeff\s]*/y;
/** Matches up to the internal subset, which may contain a `>`. */
const doctype = /<!DOCTYPE[^[>]*/iy;

/** The end of the declaration, the comments, the processing instructions and the document type. */
function prologEnd(text: string): number {
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    blank.exec(text);
    at = blank.lastIndex;
    const end = closing(text, at);
    if (end === undefined) return at;
    at = end;
  }
}

function closing(text: string, at: number): number | undefined {
  const after = (end: string, from: number): number | undefined => {
    const found = text.indexOf(end, from);
    return found < 0 ? undefined : found + end.length;
  };
  if (text.startsWith("<?", at)) return after("?>", at);
  if (text.startsWith("<!--", at)) return after("-->", at + 4);
  doctype.lastIndex = at;
  if (!doctype.test(text)) return undefined;
  const subset = text[doctype.lastIndex] === "[" ? after("]", doctype.lastIndex) : doctype.lastIndex;
  return subset === undefined ? undefined : after(">", subset);
}
