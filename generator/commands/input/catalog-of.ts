import type { Report } from "../../diagnostic.js";
import { catalogLookup, readCatalog } from "../../read/catalog.js";
import { sourceKind } from "../../read/source-kind.js";
import { locationsIn } from "../../read/wsdl/locations.js";
import type { CatalogEntry, Source } from "../../source.js";

/** The entries of the catalogs among the sources, for locations and namespaces of sources that exist. */
export function catalogOf(sources: readonly Source[], report: Report): readonly CatalogEntry[] {
  const rules = sources
    .filter((source) => sourceKind(source) === "catalog")
    .flatMap((source) => readCatalog(source, report));
  if (rules.length === 0) return [];
  const lookup = catalogLookup(rules);
  const paths = new Set(sources.map(({ path }) => path));
  for (const { matches, path, place } of rules) {
    if (matches === "start" || paths.has(path)) continue;
    const message = `found ${JSON.stringify(path)}, expected the path of a file in the spec`;
    report({ severity: "warning", code: "catalog-entry", message, place, hint: "put the file into the spec's folder" });
  }
  const imported = sources.filter((source) => sourceKind(source) === "wsdl").flatMap(locationsIn);
  const locations = [...rules.flatMap(({ matches, text }) => (matches === "whole" ? text : [])), ...imported];
  return [...new Set(locations)].flatMap((location) => {
    const path = lookup(location);
    return path !== undefined && paths.has(path) ? { location, path } : [];
  });
}
