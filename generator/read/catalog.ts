import type { Element } from "@xmldom/xmldom";
import type { Report } from "../diagnostic.js";
import { xmlNamespace } from "../namespaces.js";
import { placesOf, type Place, type Source } from "../source.js";
import { resolveLocation } from "./location.js";
import { catalogNamespace } from "./source-kind.js";
import { readXml } from "./xml.js";

/** A rule of an OASIS XML Catalog (1.1) for one location, or for all with the same start or end. */
export interface CatalogRule {
  readonly matches: "whole" | "start" | "end";
  /** A location, or for `whole` also a namespace. */
  readonly text: string;
  /** The path of the document; for `start`, the path that replaces the start of the location. */
  readonly path: string;
  readonly place: Place;
}

/** Reads a catalog; reports entries other than relative paths. */
export function readCatalog(source: Source, report: Report): readonly CatalogRule[] {
  const placeAt = placesOf(source);
  const reading = readXml(withoutDoctype(source.text));
  if (reading.kind !== "document") {
    const message = reading.kind === "none" ? "found text that is not XML, expected a catalog" : reading.message;
    report({ severity: "error", code: "catalog-not-read", message, place: placeAt(reading.offset) });
    return [];
  }
  const rules: CatalogRule[] = [];
  // The XML reader bounds the depth.
  const visit = (element: Element, outer: string): void => {
    const base = resolveLocation(outer, element.getAttributeNS(xmlNamespace, "base") ?? "") ?? outer;
    const kind = element.namespaceURI === catalogNamespace ? kinds.get(element.localName ?? "") : undefined;
    if (kind !== undefined) {
      const text = element.getAttribute(kind.text);
      const target = element.getAttribute(kind.target);
      const path = target === null ? undefined : resolveLocation(base, target);
      const place = placeAt(reading.offsetOf(element.getAttributeNode(kind.target) ?? element));
      if (text !== null && path !== undefined) rules.push({ matches: kind.matches, text, path, place });
      else report(notRead(element.nodeName, target, place));
    } else if (unread.test(element.localName ?? ""))
      report(notRead(element.nodeName, null, placeAt(reading.offsetOf(element))));
    for (let node = element.firstChild; node !== null; node = node.nextSibling) {
      if (node.nodeType === node.ELEMENT_NODE) visit(node as Element, base); // checked by its node type
    }
  };
  visit(reading.root, source.path);
  return rules;
}

/**
 * Returns a function that maps locations to paths. It tries an exact rule first, then the longest matching start, then
 * the longest matching end.
 */
export function catalogLookup(rules: readonly CatalogRule[]): (location: string) => string | undefined {
  const whole = new Map(
    rules.toReversed().flatMap(({ matches, text, path }) => (matches === "whole" ? [[text, path] as const] : [])),
  );
  const longestFirst = (kind: CatalogRule["matches"]): readonly CatalogRule[] =>
    rules.filter(({ matches }) => matches === kind).toSorted((one, other) => other.text.length - one.text.length);
  const starts = longestFirst("start");
  const ends = longestFirst("end");
  return (location) => {
    const path = whole.get(location);
    if (path !== undefined) return path;
    const start = starts.find(({ text }) => location.startsWith(text));
    if (start !== undefined) return resolveLocation("", start.path + location.slice(start.text.length));
    return ends.find(({ text }) => location.endsWith(text))?.path;
  };
}

const kinds: ReadonlyMap<
  string,
  { readonly matches: CatalogRule["matches"]; readonly text: string; readonly target: string }
> = new Map([
  ["uri", { matches: "whole", text: "name", target: "uri" }],
  ["system", { matches: "whole", text: "systemId", target: "uri" }],
  ["public", { matches: "whole", text: "publicId", target: "uri" }],
  ["rewriteURI", { matches: "start", text: "uriStartString", target: "rewritePrefix" }],
  ["rewriteSystem", { matches: "start", text: "systemIdStartString", target: "rewritePrefix" }],
  ["uriSuffix", { matches: "end", text: "uriSuffix", target: "uri" }],
  ["systemSuffix", { matches: "end", text: "systemIdSuffix", target: "uri" }],
]);

/** Other catalogs in the spec are read without being referred to. */
const unread = /^delegate/;

function notRead(name: string, target: string | null, place: Place) {
  const found = target === null ? name : `${name} of ${JSON.stringify(target)}`;
  const message = `found ${found}, expected uri, system, public, a rewrite or a suffix with a path in the spec`;
  return { severity: "warning", code: "catalog-entry", message, place } as const;
}

/** Blanks the DTD that catalogs refer to, and keeps offsets. */
function withoutDoctype(text: string): string {
  return text.replace(/<!DOCTYPE[^[>]*>/i, (found) => found.replace(/[^\r\n]/g, " "));
}
