import type { Service } from "../model/service.js";
import type { DocumentImport, WsdlDocuments } from "../read/wsdl/wsdl.js";
import type { Source, Spec } from "../source.js";

/** A WSDL or a schema as a service hands it out: where it imports, it says `?wsdl=name` or `?xsd=name`. */
export interface ServedDocument {
  /** Its path in the spec. */
  readonly name: string;
  readonly text: string;
}

/** The WSDL that each service is of; none for what no WSDL declares. */
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

/** A WSDL, with all that its imports lead to; it comes first. */
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
  const byPath = new Map<string, DocumentImport[]>();
  for (const each of imports) {
    const listed = byPath.get(each.place.path);
    if (listed === undefined) byPath.set(each.place.path, [each]);
    else listed.push(each);
  }
  return ({ path }) => byPath.get(path) ?? [];
}

function reached(entry: Source, importsOf: ImportsOf): readonly Source[] {
  const found = new Set([entry]);
  // What is added is gone through as well.
  for (const source of found) for (const each of importsOf(source)) found.add(each.source);
  return [...found];
}

/** By their paths in the spec's folder or, where the spec is one file, in the folder of that. */
function names(entry: Source, spec: string): (source: Source) => string {
  const folder = entry.path === spec ? spec.slice(0, spec.lastIndexOf("/") + 1) : `${spec}/`;
  return ({ path }) => (path.startsWith(folder) ? path.slice(folder.length) : path);
}

/** The text with what its imports mean in place of the locations that they say. */
function withImports(text: string, imports: readonly DocumentImport[], nameOf: (source: Source) => string): string {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  // What two schemas include is imported twice by one tag.
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

/** Where the value of a tag's location stands in a text that is well-formed, or where one can stand. */
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

/** A name as the value of a parameter that can stand in an attribute. */
function queryText(name: string): string {
  return encodeURIComponent(name).replaceAll("%2F", "/").replaceAll("'", "%27");
}
