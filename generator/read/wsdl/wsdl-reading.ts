import type { Diagnostic, Report } from "../../diagnostic.js";
import type { Place, Source } from "../../source.js";
import { componentTable, type ComponentTable } from "../xsd/component-table.js";
import type { SchemaImport } from "../xsd/read-schema.js";
import type { UnprefixedReference } from "../xsd/reading.js";
import { schemaSet, type SchemaSet } from "../xsd/schema-set.js";
import { catalogHint, commonFolder } from "./catalog-hint.js";
import { importTargets, type ImportTargets } from "./import-target.js";
import type { Library } from "./library.js";
import { besideHint, saveHint } from "./save-hint.js";
import { shownLocation } from "./location.js";
import type { WsdlImport } from "./read-definitions.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";
import type { DocumentImport, MissingDocument, PortType, WsdlBinding, WsdlMessage, WsdlService } from "./wsdl.js";

/** The shared state of reading a spec's WSDLs: the available documents, and the results so far. */
export interface WsdlReading {
  readonly documents: Library;
  /** The folder of the sources, with a slash at its end. */
  readonly folder: string;
  /** The path of the only WSDL to read, for a spec of one file. */
  readonly entry: string | undefined;
  readonly targets: ImportTargets;
  readonly schemas: SchemaSet;
  readonly messages: ComponentTable<WsdlMessage>;
  readonly portTypes: ComponentTable<PortType>;
  readonly bindings: ComponentTable<WsdlBinding>;
  readonly services: ComponentTable<WsdlService>;
  /** The first reference to each namespace. */
  readonly referred: Map<string, Place>;
  /** The references to components of schemas that may be in another namespace than their document states. */
  readonly doubts: UnprefixedReference[];
  /** Imports of schemas without a document in the spec. */
  readonly unfound: UnfoundImport[];
  readonly imports: DocumentImport[];
  readonly missing: MissingDocument[];
  readonly report: Report;
  /** Reports the defect of a document once, however often the document is read. */
  readonly reportDefect: Report;
  /** True for the first call with a key. */
  readonly begin: (...key: readonly (string | undefined)[]) => boolean;
  /** Returns false once the schemas included in other namespaces exceed the size of any real spec. */
  readonly spend: (characters: number) => boolean;
}

export interface UnfoundImport {
  readonly wanted: SchemaImport;
  /** The namespace of the importing schema. */
  readonly target: string;
}

/**
 * The limit on characters of schemas without a namespace, counted for each including namespace; far beyond any real
 * spec.
 */
export const mostIncluded = 64_000_000;

export function wsdlReading(
  sources: readonly Source[],
  entry: string | undefined,
  documents: Library,
  report: Report,
): WsdlReading {
  const isCopy = copies(sources);
  const folder = commonFolder(sources.map(({ path }) => path));
  const begun = new Set<string>();
  const defects = new Set<Diagnostic>();
  const imports: DocumentImport[] = [];
  let included = 0;
  return {
    documents,
    folder,
    entry,
    targets: importTargets(documents, folder, report),
    schemas: schemaSet(isCopy, report),
    messages: componentTable("message", isCopy, report),
    portTypes: componentTable("portType", isCopy, report),
    bindings: componentTable("binding", isCopy, report),
    // A service of an imported document may be an older one, and the importing document has another address.
    services: componentTable("service", isCopy, report, (place) =>
      imports.some(({ source }) => source.path === place.path),
    ),
    referred: new Map(),
    doubts: [],
    unfound: [],
    imports,
    missing: [],
    report,
    reportDefect: (defect) => {
      if (!defects.has(defect)) report(defect);
      defects.add(defect);
    },
    begin: (...parts) => {
      const key = JSON.stringify(parts);
      const isFirst = !begun.has(key);
      begun.add(key);
      return isFirst;
    },
    spend: (characters) => {
      included += characters;
      return included <= mostIncluded;
    },
  };
}

/** Records and reports an import of a document that the spec lacks. */
export function miss({ namespace, location, place }: WsdlImport, reading: WsdlReading): void {
  const { missing, documents, folder, entry, report } = reading;
  const shown = location === undefined ? undefined : shownLocation(location);
  missing.push({
    ...(namespace === undefined ? {} : { namespace }),
    ...(shown === undefined ? {} : { location: shown }),
    place,
  });
  const message = `found an import of ${shown ?? `the namespace ${JSON.stringify(namespace ?? "")}`}, expected that document in the spec`;
  const having = namespace === undefined ? [] : documents.withSchema(namespace);
  const present = having.find(({ path }) => path !== place.path);
  const name = location ?? namespace ?? "";
  const hint =
    present !== undefined
      ? `several documents have its namespace; if it is one of them, ${catalogHint(name, present.path, folder)}`
      : entry === undefined
        ? saveHint(name, folder)
        : besideHint(entry, place.path, location ?? "");
  report(wsdlDiagnostic("import-unresolved", "warning", place, message, { hint }));
}

/** Compares the texts of two sources. */
function copies(sources: readonly Source[]): (path: string, other: string) => boolean {
  const first = new Map<string, string>();
  for (const { path, text } of sources) if (!first.has(text)) first.set(text, path);
  const original = new Map(sources.map(({ path, text }) => [path, first.get(text)]));
  return (path, other) => original.get(path) === original.get(other);
}
