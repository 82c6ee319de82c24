import { groupBy } from "../group-by.js";
import type { Service } from "../model/service.js";
import type { DocumentImport, WsdlDocuments } from "../read/wsdl/wsdl.js";
import { lineStarts, type Source, type Spec } from "../source.js";

/** A WSDL or a schema as a service publishes it, with imports in the form `?wsdl=name` and `?xsd=name`. */
export interface ServedDocument {
  /** The path in the spec. */
  readonly name: string;
  readonly text: string;
}

/** The WSDL that declares each service, if any does. */
export function entriesOf(
  services: readonly Service[],
  { entries, imports }: WsdlDocuments,
): ReadonlyMap<Service, Source> {
  const importsOf = bySource(imports);
  const byEntry = entries.map((entry) => ({
    entry,
    paths: new Set(reached(entry, importsOf).map(({ path }) => path)),
  }));
  return new Map(
    services.flatMap((service) => {
      const found = byEntry.find(({ paths }) => placesOf(service).some((path) => paths.has(path)));
      return found === undefined ? [] : [[service, found.entry] as const];
    }),
  );
}

/** A WSDL, followed by all documents that it imports, directly or not. */
export function servedDocuments(
  entry: Source,
  { imports }: WsdlDocuments,
  spec: Pick<Spec, "path">,
): readonly ServedDocument[] {
  const nameOf = names(entry, spec.path);
  const importsOf = bySource(imports);
  return reached(entry, importsOf).map((source) => ({
    name: nameOf(source),
    text: withImports(source.text, importsOf(source), nameOf),
  }));
}

function placesOf({ operations }: Service): readonly string[] {
  return operations.flatMap(({ bindings }) => bindings.map(({ place }) => place.path));
}

type ImportsOf = (source: Source) => readonly DocumentImport[];

function bySource(imports: readonly DocumentImport[]): ImportsOf {
  const byPath = groupBy(imports, ({ place }) => place.path);
  return ({ path }) => byPath.get(path) ?? [];
}

function reached(entry: Source, importsOf: ImportsOf): readonly Source[] {
  const found = new Set([entry]);
  // The set grows during the loop, which visits the new documents too.
  for (const source of found) for (const each of importsOf(source)) found.add(each.source);
  return [...found];
}

/** Names documents by their paths in the spec's folder, or in the folder of a spec that is one file. */
function names(entry: Source, spec: string): (source: Source) => string {
  const folder = entry.path === spec ? spec.slice(0, spec.lastIndexOf("/") + 1) : `${spec}/`;
  return ({ path }) => (path.startsWith(folder) ? path.slice(folder.length) : path);
}

/** Replaces the locations of imports by the names of the imported documents. */
function withImports(text: string, imports: readonly DocumentImport[], nameOf: (source: Source) => string): string {
  const starts = lineStarts(text);
  // In a document that two schemas include, each tag occurs twice among the imports.
  const byOffset = new Map(imports.map((each) => [(starts[each.place.line - 1] ?? 0) + each.place.column - 1, each]));
  const parts: string[] = [];
  let end = 0;
  for (const [offset, each] of [...byOffset].sort(([one], [other]) => one - other)) {
    const { start, stop, isNew } = locationAt(text, offset);
    const location = `?${each.kind === "wsdl" ? "wsdl" : "xsd"}=${queryText(nameOf(each.source))}`;
    parts.push(text.slice(end, start), isNew ? ` schemaLocation="${location}"` : location);
    end = stop;
  }
  return parts.join("") + text.slice(end);
}

/** Finds the value of a tag's location in a well-formed text, or the offset for a new one. */
function locationAt(
  text: string,
  offset: number,
): { readonly start: number; readonly stop: number; readonly isNew: boolean } {
  tagName.lastIndex = offset;
  tagName.exec(text);
  let at = tagName.lastIndex;
  for (;;) {
    attribute.lastIndex = at;
    const [found, name = "", value = ""] = attribute.exec(text) ?? [];
    if (found === undefined) return { start: at, stop: at, isNew: true };
    at += found.length;
    if (name === "location" || name === "schemaLocation") {
      return { start: at - value.length + 1, stop: at - 1, isNew: false };
    }
  }
}

const tagName = /<[^\s<>/="'&]+/y;
const attribute = /\s+([^\s<>/="'&]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;

/** Escapes a name for a query parameter in an XML attribute. */
function queryText(name: string): string {
  return encodeURIComponent(name).replaceAll("%2F", "/").replaceAll("'", "%27");
}
