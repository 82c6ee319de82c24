import type { Report } from "../../diagnostic.js";
import type { Source } from "../../source.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import { quote } from "../../quote.js";
import { wsdlNamespace } from "../../namespaces.js";
import type { Markup } from "../xsd/markup.js";
import { importsIn } from "./locations.js";
import { normalize } from "./location.js";
import type { Library, LibraryDocument } from "./library.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";

/** The WSDLs to start from: the one that the user names, or those that no other imports; for a cycle, the first. */
export function entriesOf(
  sources: readonly Source[],
  entry: string | undefined,
  documents: Library,
  report: Report,
): readonly Source[] {
  if (entry !== undefined) return namedEntry(sources, entry, documents, report);
  const definitions = sources.filter((source) => isDefinitions(documents.read(source), source, report));
  const imports = new Map(definitions.map((source) => [source, importedBy(source, documents)]));
  const imported = new Set([...imports].flatMap(([source, others]) => others.filter((other) => other !== source)));
  const roots = definitions.filter((source) => !imported.has(source));
  const reached = new Set<Source>();
  const entries: Source[] = [];
  for (const source of [...roots, ...definitions]) {
    if (reached.has(source)) continue;
    entries.push(source);
    const open = [source];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(imports.get(next) ?? []));
    }
  }
  return entries;
}

function namedEntry(sources: readonly Source[], entry: string, documents: Library, report: Report): readonly Source[] {
  const source = sources.find(({ path }) => normalize(path) === normalize(entry));
  if (source === undefined) {
    const paths = sources.map(({ path }) => path);
    const message = `found no source ${JSON.stringify(entry)}, expected a WSDL`;
    const place = { path: entry, line: 1, column: 1 };
    report(wsdlDiagnostic("wsdl-missing", "error", place, message, { hint: suggest(entry, paths) }));
    return [];
  }
  const document = documents.read(source);
  if (isDefinitions(document, source, report)) return [source];
  if (document.kind === "schema" || (document.kind === "other" && !isNamedDefinitions(document.markup))) {
    const { root } = document.markup;
    const namespace = root.namespaceURI === null ? "no namespace" : quote(root.namespaceURI);
    const message = `found <${root.tagName}> of ${namespace}, expected a WSDL, which starts with <definitions>`;
    report(wsdlDiagnostic("wsdl-missing", "error", document.markup.placeOf(root), message));
  }
  return [];
}

/** True for a WSDL; reports a document that looks like one but is not. */
function isDefinitions(document: LibraryDocument, source: Source, report: Report): boolean {
  switch (document.kind) {
    case "wsdl":
      return true;
    case "other":
      if (isNamedDefinitions(document.markup)) reportNamespace(document.markup, report);
      return false;
    case "schema":
      return false;
    case "wsdl20": {
      const { root } = document.markup;
      const message = `found <${root.tagName}> of WSDL 2.0, expected <definitions> of WSDL 1.1`;
      report(wsdlDiagnostic("wsdl-version", "error", document.markup.placeOf(root), message));
      return false;
    }
    case "defect":
      report(document.defect);
      return false;
  }
}

/** True for `definitions` of any namespace. */
function isNamedDefinitions({ root }: Markup): boolean {
  return root.localName === "definitions";
}

function reportNamespace({ root, placeOf }: Markup, report: Report): void {
  const found = root.namespaceURI === null ? "no namespace" : quote(root.namespaceURI);
  const message = `found <${root.tagName}> of ${found}, expected <definitions> of ${quote(wsdlNamespace)}`;
  report(wsdlDiagnostic("wsdl-namespace", "error", placeOf(root), message));
}

function importedBy(source: Source, documents: Library): readonly Source[] {
  const document = documents.read(source);
  if (document.kind !== "wsdl") return [];
  return importsIn(document.markup.root).flatMap(
    (wanted) => documents.find({ ...wanted, from: source.path })?.source ?? [],
  );
}
