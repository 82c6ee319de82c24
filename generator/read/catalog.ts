import type { Element } from "@xmldom/xmldom";
import type { Report } from "../diagnostic.js";
import { xmlNamespace } from "../namespaces.js";
import { placesOf, type Place, type Source } from "../source.js";
import { resolveLocation } from "./location.js";
import { catalogNamespace } from "./source-kind.js";
import { readXml } from "./xml.js";

/** What an OASIS XML Catalog (1.1) says of a location, or of those that start or end alike. */
export interface CatalogRule {
  readonly matches: "whole" | "start" | "end";
  /** A location or, of `whole`, a namespace. */
  readonly text: string;
  /** The path of what is there; of `start`, of the folder that takes its place. */
  readonly path: string;
  readonly place: Place;
}

/** Reads a catalog; what it says of anything but paths beside it is reported. */
export function readCatalog(source: Source, report: Report): readonly CatalogRule[] {
  const placeAt = placesOf(source);
  const reading = readXml(withoutDoctype(source.text));
  if (reading.kind !== "document") {
    const message = reading.kind === "none" ? "found no XML, expected a catalog" : reading.message;
    report({ severity: "error", code: "catalog-not-read", message, place: placeAt(reading.offset) });
    return [];
  }
  const rules: CatalogRule[] = [];
  // The depth is bounded by what the XML reader lets through.
  const visit = (element: Element, outer: string): void => {
    const base = resolveLocation(outer, element.getAttributeNS(xmlNamespace, "base") ?? "") ?? outer;
    const place = placeAt(reading.offsetOf(element));
    const kind = element.namespaceURI === catalogNamespace ? kinds.get(element.localName ?? "") : undefined;
    if (kind !== undefined) {
      const text = element.getAttribute(kind.text);
      const target = element.getAttribute(kind.target);
      const path = target === null ? undefined : resolveLocation(base, target);
      if (text !== null && path !== undefined) rules.push({ matches: kind.matches, text, path, place });
      else report(notRead(element.nodeName, target, place));
    } else if (unread.test(element.localName ?? "")) report(notRead(element.nodeName, null, place));
    for (let node = element.firstChild; node !== null; node = node.nextSibling) {
      if (node.nodeType === node.ELEMENT_NODE) visit(node as Element, base); // by its node type
    }
  };
  visit(reading.root, source.path);
  return rules;
}

/** Gives the path of a location: the rule for all of it first, then the one for most of its start, then for most of its end. */
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

/** Other catalogs of the spec are read anyway. */
const unread = /^delegate/;

function notRead(name: string, target: string | null, place: Place) {
  const found = target === null ? name : `${name} of ${JSON.stringify(target)}`;
  const message = `found ${found}, expected uri, system, public, a rewrite or a suffix with a path in the spec`;
  return { severity: "warning", code: "catalog-entry", message, place } as const;
}

/** Catalogs name their DTD, which says nothing of what they hold. Offsets stay. */
function withoutDoctype(text: string): string {
  return text.replace(/<!DOCTYPE[^[>]*>/i, (found) => found.replace(/[^\r\n]/g, " "));
}
