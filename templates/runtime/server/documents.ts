import type { Server } from "./contract.js";
import type { PlainResponse } from "./plain.js";
import { bytesResponse, textResponse } from "./response.js";

/** Responds to `?wsdl`, `?wsdl=name` or `?xsd=name` with the WSDL or schema; undefined for another query. */
export async function respondWithDocument(
  { contract, options, onError }: Server,
  url: URL,
): Promise<PlainResponse | undefined> {
  const asked: string[] = [];
  url.searchParams.forEach((value, key) => {
    if (/^(?:wsdl|xsd)$/i.test(key)) asked.push(value);
  });
  const [name] = asked;
  if (name === undefined) return undefined;
  let documents: ReadonlyMap<string, string>;
  try {
    documents = new Map(Object.entries((await contract.documents?.())?.documents ?? {}));
  } catch (error) {
    onError(error, undefined);
    return textResponse(500, "the document could not be loaded");
  }
  const [entry] = documents.keys();
  const text = documents.get(name === "" ? (entry ?? "") : name);
  if (text === undefined) return textResponse(404, "expected a document of the service");
  const bytes = new TextEncoder().encode(addressed(text, addressOf(url, options.address)));
  return bytesResponse(200, "text/xml; charset=utf-8", bytes);
}

/** The URL by which callers reach the service. */
export function addressOf(url: URL, address: string | undefined): string {
  return address ?? `${url.origin}${url.pathname.replace(/\/$/, "")}`;
}

/** The document with the service's address in its ports and in references to its other documents. */
function addressed(text: string, address: string): string {
  const location = escaped(address);
  return text
    .replace(/^\ufeff?(?:<\?xml\b[^>]*>)?/, '<?xml version="1.0" encoding="utf-8"?>')
    .replace(/<(?:[\w.-]+:)?address\s[^<>]*>/g, (tag) => withLocation(tag, () => location))
    .replace(/<(?:[\w.-]+:)?(?:import|include|redefine)\s[^<>]*>/g, (tag) =>
      withLocation(tag, (reference) => (reference.startsWith("?") ? location + reference : reference)),
    );
}

/** Replaces the location in a tag; `replace` receives the old one. */
function withLocation(tag: string, replace: (location: string) => string): string {
  return tag.replace(
    /(\s(?:schemaLocation|location)\s*=\s*)(?:"([^"]*)"|'([^']*)')/,
    (_, before: string, double: string | undefined, single: string | undefined) =>
      `${before}"${replace(double ?? single ?? "").replace(/"/g, "&quot;")}"`,
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
