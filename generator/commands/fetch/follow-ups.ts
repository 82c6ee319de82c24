import { pageText } from "../../read/help-page/text/page-text.js";
import { isWellKnown } from "../../read/xsd/well-known.js";
import type { Access } from "./access.js";
import type { DocumentKind, FetchedDocument } from "./document.js";

/** A document to fetch because of another. */
export interface Wanted {
  readonly url: URL;
  /** The kinds of documents that are of use. */
  readonly expected: readonly DocumentKind[];
  /** The document that imports it. */
  readonly by?: FetchedDocument;
}

/** The documents that belong to one that was fetched: its imports, or for the page that the user named, those of its service. */
export function followUps(document: FetchedDocument, isStart: boolean, access: Access): readonly Wanted[] {
  if (document.kind === "page") return isStart || !isOperationPage(document.url) ? pagesAndWsdl(document) : [];
  return document.imports.flatMap(({ location, namespace = "" }) => {
    const url = importTarget(document, location);
    // Namespaces that every toolkit knows are not fetched from other hosts.
    if (url === undefined || (isWellKnown(namespace) && access.to(url).kind === "refused")) return [];
    return { url, expected: ["schema", "wsdl"], by: document };
  });
}

/** The URL that an import refers to; undefined if its location is not one. */
export function importTarget({ url }: FetchedDocument, location: string): URL | undefined {
  if (!URL.canParse(location, url.href)) return undefined;
  const target = new URL(location, url);
  target.hash = "";
  return target;
}

/** `?op=GetPrice` of ASMX. */
export function isOperationPage({ searchParams }: URL): boolean {
  return [...searchParams.keys()].some((key) => key.toLowerCase() === "op");
}

/** For a page of ASMX, the pages of its service and the WSDL; for another page, the WSDL that it links to. */
function pagesAndWsdl({ url, text }: FetchedDocument): readonly Wanted[] {
  const service = new URL(url.pathname, url);
  const page = pageText({ path: "page", text });
  const wsdl = { url: new URL("?wsdl", service), expected: ["wsdl"] } as const;
  if (isOperationPage(url)) return [{ url: service, expected: ["page"] }, wsdl];
  if (page.links.length > 0) {
    const names = new Set(page.links.map(({ operation }) => operation));
    const operations = [...names].map((name) => new URL(`?op=${encodeURIComponent(name)}`, service));
    return [...operations.map((each): Wanted => ({ url: each, expected: ["page"] })), wsdl];
  }
  // The other documents of WCF name the host as the server knows itself.
  if (/\.svc$/i.test(url.pathname)) return [{ url: new URL("?singleWsdl", service), expected: ["wsdl"] }];
  const [shown] = shownWsdl.exec(page.text) ?? [];
  const linked = page.addresses.map((each) => each.url).find((each) => /\?(?:single)?wsdl$/i.test(each)) ?? shown;
  if (linked === undefined || !URL.canParse(linked, url.href)) return [];
  return [{ url: new URL(linked, url), expected: ["wsdl"] }];
}

const shownWsdl = /\bhttps?:\/\/[^\s"'`<>|\\?#]{1,1000}\?(?:single)?wsdl\b/i;
