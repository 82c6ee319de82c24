import { groupBy } from "../../group-by.js";
import { quote } from "../../quote.js";
import type { CatalogEntry, Source } from "../../source.js";

/** The import of a document. */
export interface Wanted {
  readonly namespace?: string;
  /** True for an include, which a schema without a namespace satisfies, too. */
  readonly isInclude?: boolean;
  readonly location?: string;
  /** The path of the importing source. */
  readonly from: string;
}

/** The sources for a location; `inexact` is the reason if they are a guess. */
export interface Located {
  readonly source: Source;
  readonly inexact?: string;
}

/**
 * Finds sources by location, among the sources of the spec only: a URL, or a path that leads out of the spec, is merely
 * a name. `namespaceOf` returns the target namespace of a source.
 */
export function sourceFinder(
  sources: readonly Source[],
  catalog: readonly CatalogEntry[],
  namespaceOf: (source: Source) => string | undefined,
): (wanted: Wanted) => Located | undefined {
  const byPath = new Map(sources.map((source) => [normalize(source.path), source]));
  const byFoldedPath = groupBy(sources, ({ path }) => normalize(path).toLowerCase());
  const byName = groupBy(sources, ({ path }) => lastSegment(path).toLowerCase());
  const byCatalog = new Map(
    catalog.map(({ location, path, from }) => [catalogKey(location, from), byPath.get(normalize(path))]),
  );

  const atPath = (path: string, folded: boolean): Source | undefined => {
    const normal = normalize(path);
    if (!folded) return byPath.get(normal);
    const alike = byFoldedPath.get(normal.toLowerCase()) ?? [];
    return alike.length === 1 ? alike[0] : undefined;
  };

  return ({ namespace, isInclude = false, location, from }) => {
    const name = location ?? namespace ?? "";
    const listed = byCatalog.get(catalogKey(name, normalize(from))) ?? byCatalog.get(catalogKey(name));
    if (listed !== undefined) return { source: listed };
    if (location === undefined) return undefined;
    if (!isUrl(location)) {
      const paths = pathsOf(location).map((path) => folderOf(from) + path);
      for (const folded of [false, true]) {
        for (const path of paths) {
          const source = atPath(path, folded);
          if (source !== undefined) return folded ? { source, inexact: "its name in another case" } : { source };
        }
      }
    }
    for (const each of namesOf(location)) {
      const named = byName.get(each.toLowerCase()) ?? [];
      const own = named.filter((source) => namespace === undefined || namespaceOf(source) === namespace);
      const isBare = isInclude && own.length === 0;
      const alike = isBare ? named.filter((source) => namespaceOf(source) === "") : own;
      const [source, ...others] = nearest(alike, location);
      if (source === undefined || others.length > 0) continue;
      const how = alike.length === 1 ? "its last segment" : "its last segments";
      return { source, inexact: isBare ? how : `${how} and its namespace` };
    }
    return undefined;
  };
}

/** The sources whose paths share the most last segments with the location. */
function nearest(sources: readonly Source[], location: string): readonly Source[] {
  if (sources.length < 2) return sources;
  const wanted = normalize(withoutQuery(location)).toLowerCase().split("/").reverse();
  const shared = sources.map(({ path }) => {
    const segments = normalize(path).toLowerCase().split("/").reverse();
    const differing = wanted.findIndex((segment, index) => segment !== segments[index]);
    return differing < 0 ? wanted.length : differing;
  });
  const most = Math.max(...shared);
  return sources.filter((_, index) => shared[index] === most);
}

/** A location for messages, without possible secrets in a URL: its user, and the values of all keys but those of documents. */
export function shownLocation(location: string): string {
  const [address = "", ...query] = (location.split("#", 1)[0] ?? "").split("?");
  const shown = address.replace(/^([A-Za-z][A-Za-z\d+.-]*:)?(\/\/)[^/]*@/, "$1$2");
  return quote(query.length === 0 ? shown : `${shown}?${shownQuery(query.join("?"))}`);
}

/** The keys by which services distinguish their documents: `?wsdl=Orders.wsdl`, `?xsd=xsd0`, `?singleWsdl`. */
const documentKeys = /^(?:wsdl\d?|xsd\d?|schema|singlewsdl)$/i;

function shownQuery(query: string): string {
  const parameters = query.split("&").map((parameter) => {
    const end = parameter.indexOf("=");
    if (end < 0) return documentKeys.test(parameter) ? parameter : "…";
    const key = parameter.slice(0, end);
    return documentKeys.test(key) ? parameter : `${key}=…`;
  });
  return parameters.join("&");
}

/** Normalizes a path: removes redundant `.` and `..`, and differences that a file system ignores. */
export function normalize(path: string): string {
  const kept: string[] = [];
  for (const segment of path.replaceAll("\\", "/").split("/")) {
    const last = kept.at(-1);
    if (segment === "." || (segment === "" && kept.length > 0)) continue;
    if (segment === ".." && last !== undefined && last !== "..") {
      if (last !== "") kept.pop();
    } else kept.push(segment);
  }
  return kept.join("/");
}

function isUrl(location: string): boolean {
  return /^(?:[A-Za-z][A-Za-z\d+.-]+:|\/\/)/.test(location);
}

/** The possible paths for a relative location: verbatim, with its escapes decoded, and without a query. */
function pathsOf(location: string): readonly string[] {
  if (location.startsWith("/") || location.startsWith("\\")) return [];
  const bare = withoutQuery(location);
  return [...new Set([location, decode(location), bare, decode(bare)])].filter((path) => path !== "");
}

function withoutQuery(location: string): string {
  return location.replace(/[?#][^]*$/, "");
}

/** The possible file names for a location: its last segment with or without the query, or a name in the query. */
function namesOf(location: string): readonly string[] {
  const [address = ""] = location.split("#", 1);
  const cut = address.indexOf("?");
  const bare = decode(lastSegment(cut < 0 ? address : address.slice(0, cut)));
  if (cut < 0) return bare === "" ? [] : [bare];
  const query = decode(address.slice(cut + 1));
  const named = lastSegment(query.slice(query.indexOf("=") + 1));
  const names = [`${bare}?${query}`, named, ...[".xsd", ".wsdl", ".xml"].map((end) => named + end), bare];
  return names.filter((name) => name !== "");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function lastSegment(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function catalogKey(location: string, from?: string): string {
  return JSON.stringify(from === undefined ? [location] : [location, normalize(from)]);
}
