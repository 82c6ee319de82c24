import { groupBy } from "../../group-by.js";
import type { Remark } from "../print-remark.js";
import type { Access } from "./access.js";
import { DownloadError, type Download } from "./download.js";
import { fetchedDocument, type DocumentKind, type FetchedDocument } from "./document.js";
import { followUps, importTarget, type Wanted } from "./follow-ups.js";
import { shownUrl } from "./shown-url.js";
import { eitherHint, wsdlHint } from "./wsdl-hint.js";

/** The documents of one service. */
export interface Collection {
  /** In the order in which they were found, which depends on nothing but their content. */
  readonly documents: readonly FetchedDocument[];
  /** The imports between them. */
  readonly links: readonly ImportLink[];
  readonly remarks: readonly Remark[];
  /** The documents that were wanted and could not be fetched. */
  readonly missing: readonly MissingDocument[];
}

export interface MissingDocument {
  readonly url: URL;
  readonly remark: Remark;
}

export interface ImportLink {
  readonly from: FetchedDocument;
  readonly to: FetchedDocument;
  /** As the importing document has it. */
  readonly location: string;
}

export interface Fetching {
  readonly access: Access;
  readonly download: (url: URL) => Promise<Download>;
  /** Shows the current step. */
  readonly step: (text: string) => void;
}

/**
 * Fetches a service: a WSDL with all that it imports; an ASMX page with the pages of its operations and the WSDL;
 * another page with the WSDL that it names; or one file of recorded traffic. Rejects with a DownloadError if a start
 * cannot be fetched. Anything else that cannot is a remark.
 */
export async function collect(starts: readonly URL[], { access, download, step }: Fetching): Promise<Collection> {
  const byUrl = new Map<string, FetchedDocument>();
  const failures: Failure[] = [];
  const permitted = (url: URL): URL => {
    const permission = access.to(url);
    return permission.kind === "granted" ? permission.url : url;
  };
  // Servers do not distinguish the case of `?WSDL`.
  const keyOf = (url: URL): string => permitted(url).href.replace(/\?wsdl$/i, "?wsdl");
  const failed = new Set<string>();
  const load = async (wanted: URL): Promise<FetchedDocument> => {
    const url = permitted(wanted);
    if (access.to(wanted).kind === "granted") step(`fetching ${shownUrl(url)}`);
    return fetchedDocument(url, await download(url));
  };
  /** Adds a document, unless it was found under another URL. Returns what else is wanted because of it. */
  const add = (document: FetchedDocument, isStart: boolean): readonly Wanted[] => {
    const known = byUrl.get(keyOf(document.url));
    byUrl.set(keyOf(document.address), known ?? document).set(keyOf(document.url), known ?? document);
    return known === undefined ? followUps(document, isStart, access) : [];
  };

  let wanted: readonly Wanted[] = [];
  for (const start of starts) {
    if (byUrl.has(keyOf(start))) continue;
    try {
      wanted = [...wanted, ...add(checked(await load(start), startKinds), true)];
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      const hint = isUnknownPath(error) ? eitherHint(error.hint, wsdlHint(start)) : error.hint;
      throw new DownloadError(`${shownUrl(start)} ${error.message}`, hint, error.status);
    }
  }
  while (wanted.length > 0) {
    const isKnown = ({ url }: Wanted): boolean => byUrl.has(keyOf(url)) || failed.has(keyOf(url));
    const missing = new Map(wanted.filter((each) => !isKnown(each)).map((each) => [keyOf(each.url), each]));
    const loaded = await inTurns([...missing.values()], async (each) => {
      try {
        return { each, document: checked(await load(each.url), each.expected) };
      } catch (error) {
        if (error instanceof DownloadError) return { each, error };
        throw error;
      }
    });
    wanted = loaded.flatMap(({ each, document, error }) => {
      if (document !== undefined) return add(document, false);
      failures.push({ ...each, url: permitted(each.url), error });
      failed.add(keyOf(each.url));
      return [];
    });
  }

  const documents = [...new Set(byUrl.values())];
  const links = documents.flatMap((from) =>
    from.imports.flatMap(({ location }) => {
      const target = importTarget(from, location);
      const to = target && byUrl.get(keyOf(target));
      return to === undefined ? [] : [{ from, to, location }];
    }),
  );
  const missing = failures.flatMap((failure) => remarksOn([failure]).map((remark) => ({ url: failure.url, remark })));
  return { documents, links, remarks: remarksOn(failures), missing };
}

/** True for the statuses with which services answer a GET of their address: 404, 405, or an error of some toolkits. */
function isUnknownPath({ status }: DownloadError): boolean {
  return status !== undefined && [400, 404, 405, 500, 501].includes(status);
}

/** A document that was wanted and could not be fetched. */
interface Failure extends Wanted {
  readonly error: DownloadError;
}

/** One remark for all pages that fail for the same reason, and one for each WSDL and each document that is imported. */
function remarksOn(failures: readonly Failure[]): readonly Remark[] {
  const groups = groupBy(failures, ({ url, expected, error }) =>
    expected.includes("page") ? error.message : url.href,
  );
  return Array.from(groups.values(), ([{ url, by, error }, ...others]) => {
    const importing = by === undefined ? "" : `, which ${shownUrl(by.url)} imports,`;
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    return { message: `${shownUrl(url)}${importing} ${error.message}${more}`, hint: error.hint };
  });
}

/** Throws a DownloadError for a document of another kind, such as a page with an error in place of a schema. */
function checked(document: FetchedDocument, expected: readonly DocumentKind[]): FetchedDocument {
  if (expected.includes(document.kind)) return document;
  const wanted = expected.slice(0, 2).map((kind) => words[kind]);
  throw new DownloadError(`is ${words[document.kind]}, expected ${wanted.join(" or ")}`);
}

/** The kinds of documents that describe a service by themselves. */
const startKinds: readonly DocumentKind[] = ["wsdl", "page", "postman", "har", "soapui", "http", "cassette", "schema"];

const words: Readonly<Record<DocumentKind, string>> = {
  wsdl: "a WSDL",
  schema: "a schema",
  page: "a page",
  catalog: "a catalog",
  postman: "a collection of Postman",
  har: "an HTTP archive",
  soapui: "a project of SoapUI",
  http: "a file of requests",
  cassette: "a cassette",
  xml: "other XML",
  json: "JSON",
  yaml: "YAML",
};

/** Runs the work for all items, a few at a time. The results are in the order of the items. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  const run = async (): Promise<void> => {
    for (const [index, item] of rest) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return results;
}

/** Few enough for an old server. */
const atOnce = 4;
