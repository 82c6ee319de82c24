import type { Element } from "@xmldom/xmldom";
import type { Diagnostic, Report } from "../../diagnostic.js";
import type { CatalogEntry, Place, Source } from "../../source.js";
import { componentTable } from "../xsd/component-table.js";
import { readMarkup, type Markup } from "../xsd/markup.js";
import { xsdNamespace } from "../../namespaces.js";
import { readSchema, type SchemaImport } from "../xsd/read-schema.js";
import { schemaSet } from "../xsd/schema-set.js";
import { isWellKnown, wellKnownSchema } from "../xsd/well-known.js";
import { entriesOf } from "./entries.js";
import { importTargets, reportInexact, type ImportTarget } from "./import-target.js";
import { inlineSchemas, library } from "./library.js";
import { shownLocation } from "./location.js";
import { readDefinitions, type WsdlImport } from "./read-definitions.js";
import { settleReferences } from "./settle-references.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";
import type { DocumentImport, MissingDocument, PortType, Wsdl, WsdlBinding, WsdlMessage, WsdlService } from "./wsdl.js";

/** What of a spec can be WSDL and schemas. */
export interface WsdlSources {
  readonly sources: readonly Source[];
  /** The path of the WSDL to read; else all that no other imports. */
  readonly entry?: string;
  readonly catalog?: readonly CatalogEntry[];
}

/**
 * Reads the WSDLs of a spec with all that they import, as far as the spec has it; undefined if it has no WSDL. References
 * to components are not followed: one that is missing matters only to what is called.
 */
export function readWsdl(spec: WsdlSources, report: Report): Wsdl | undefined {
  const documents = library(spec.sources, spec.catalog ?? []);
  const defects = new Set<Diagnostic>();
  // A document is looked at for what it is, and again where it is imported.
  const reportDefect: Report = (defect) => {
    if (!defects.has(defect)) report(defect);
    defects.add(defect);
  };
  const entries = entriesOf(spec.sources, spec.entry, documents, reportDefect);
  if (entries.length === 0) return undefined;

  const targets = importTargets(documents, report);
  const isCopy = copies(spec.sources);
  const schemas = schemaSet(isCopy, report);
  const messages = componentTable<WsdlMessage>("message", isCopy, report);
  const portTypes = componentTable<PortType>("portType", isCopy, report);
  const bindings = componentTable<WsdlBinding>("binding", isCopy, report);
  const services = componentTable<WsdlService>("service", isCopy, report);

  const referred = new Map<string, Place>();
  const refer = (namespace: string, place: () => Place): void => {
    if (!referred.has(namespace)) referred.set(namespace, place());
  };
  const open: ImportTarget[] = entries.toReversed().map((source) => ({ kind: "wsdl", source }));
  const begun = new Set<string>();
  const pending: Pending[] = [];
  const missing: MissingDocument[] = [];
  const imports: DocumentImport[] = [];
  let included = 0;

  function readAll(): void {
    for (let work = open.pop(); work !== undefined; work = open.pop()) {
      const found = readOne(work);
      // The last one is taken first.
      for (const next of found.reverse()) open.push(next);
    }
  }

  function isFirst(kind: ImportTarget["kind"], { path }: Source, includer?: string): boolean {
    const key = JSON.stringify([kind, path, includer]);
    if (begun.has(key)) return false;
    begun.add(key);
    return true;
  }

  /** Reads a document unless it has been read, and gives those that it needs. */
  function readOne({ kind, source, includer }: ImportTarget): ImportTarget[] {
    if (kind !== "schemas" && !isFirst(kind, source, includer)) return [];
    const document = documents.read(source);
    if (document.kind === "defect") {
      reportDefect(document.defect);
      return [];
    }
    const { markup } = document;
    if (kind === "schema" && document.kind === "schema") return readSchemaElement(markup.root, markup, includer);
    if (document.kind !== "wsdl") return [];
    const inline = isFirst("schemas", source) ? inlineSchemas(markup.root) : [];
    const work = inline.flatMap((each) => readSchemaElement(each, markup, undefined));
    return kind === "wsdl" ? [...work, ...readDefinitionsOf(markup)] : work;
  }

  function readDefinitionsOf(markup: Markup): ImportTarget[] {
    const definitions = readDefinitions(markup, report, refer);
    for (const each of definitions.messages) messages.add(each.name, each);
    for (const each of definitions.portTypes) portTypes.add(each.name, each);
    for (const each of definitions.bindings) bindings.add(each.name, each);
    for (const each of definitions.services) services.add(each.name, each);
    return definitions.imports.flatMap((each) => followWsdl(each, markup.source.path));
  }

  function readSchemaElement(root: Element, markup: Markup, includer: string | undefined): ImportTarget[] {
    if (includer !== undefined && includer !== "") {
      included += markup.source.text.length;
      if (included > mostIncluded) return [];
    }
    const schema = readSchema(root, markup, includer, report, refer);
    schemas.add(schema);
    return schema.imports.flatMap((each) => followSchema(each, schema.namespace, markup.source.path));
  }

  function followWsdl(wanted: WsdlImport, from: string): ImportTarget[] {
    const target = targets.ofWsdl(wanted, from);
    if (target === undefined) miss(wanted);
    return linked(wanted, target);
  }

  function followSchema(wanted: SchemaImport, target: string, from: string): ImportTarget[] {
    if (wanted.kind === "import" && wanted.namespace === xsdNamespace) return [];
    const document = targets.ofSchema(wanted, target, from);
    if (document === undefined) pending.push({ wanted, target });
    return linked(wanted, document);
  }

  /** Keeps what an import means. */
  function linked({ place }: WsdlImport, target: ImportTarget | undefined): ImportTarget[] {
    if (target === undefined) return [];
    const { kind, source } = target;
    imports.push({ kind: kind === "schema" ? "schema" : "wsdl", place, source });
    return [target];
  }

  /** Reads what is imported by namespace, or named without an import, and stands in some document of the spec. */
  function readByNamespace(): void {
    const targetOf = (source: Source): ImportTarget => ({
      kind: documents.read(source).kind === "wsdl" ? "schemas" : "schema",
      source,
    });
    const read = (targets: readonly ImportTarget[]): void => {
      for (const target of targets) {
        open.push(target);
        readAll();
      }
    };
    // What is read adds to both while they are gone through.
    for (const { wanted } of pending) {
      const namespace = wanted.namespace ?? "";
      if (wanted.kind !== "import" || schemas.has(namespace)) continue;
      const found = documents.withSchema(namespace).map(targetOf);
      if (found.length > 1 && wanted.location !== undefined) continue;
      const [only, ...others] = found;
      if (only !== undefined && others.length === 0) {
        linked(wanted, only);
        if (wanted.location !== undefined) reportInexact(wanted, only.source, "its namespace", report);
      }
      read(found);
    }
    for (const [namespace, place] of referred) {
      if (schemas.has(namespace) || isWellKnown(namespace)) continue;
      const [only, ...others] = documents.withSchema(namespace);
      if (only === undefined || others.length > 0) continue;
      const message = `found a name of ${JSON.stringify(namespace)}, which is not imported; read from ${JSON.stringify(only.path)}`;
      report(wsdlDiagnostic("import-missing", "warning", place, message));
      read([targetOf(only)]);
    }
  }

  function readWellKnown(): void {
    const imported = new Map(pending.map(({ wanted }) => [wanted.namespace, wanted.place]));
    const own = referred.get(xsdNamespace);
    if (own !== undefined) imported.set(xsdNamespace, own);
    for (const [namespace, place] of imported) {
      if (namespace !== undefined && !referred.has(namespace)) referred.set(namespace, place);
    }
    // What is read refers to more, which then follows in the same loop.
    for (const [namespace, place] of referred) {
      const source = schemas.has(namespace) ? undefined : wellKnownSchema(namespace);
      if (source === undefined) continue;
      const isImported = imported.has(namespace);
      const markup = readMarkup(source);
      if (!("root" in markup)) throw new TypeError(`${source.path}: ${markup.message}`);
      schemas.add(
        readSchema(markup.root, markup, undefined, report, (other) => {
          if (!referred.has(other)) referred.set(other, place);
          imported.set(other, place);
        }),
      );
      if (isImported) continue;
      const message = `found a name of ${JSON.stringify(namespace)}, which is not imported; read as everybody knows it`;
      report(wsdlDiagnostic("import-missing", "warning", place, message));
    }
  }

  function reportMissing(): void {
    for (const { wanted, target } of pending) {
      const namespace = wanted.kind === "import" ? (wanted.namespace ?? "") : target;
      if (wanted.kind === "import" && schemas.has(namespace)) continue;
      miss({ ...wanted, namespace });
    }
  }

  function miss({ namespace, location, place }: WsdlImport): void {
    const shown = location === undefined ? undefined : shownLocation(location);
    missing.push({
      ...(namespace === undefined ? {} : { namespace }),
      ...(shown === undefined ? {} : { location: shown }),
      place,
    });
    const message = `found an import of ${shown ?? `the namespace ${JSON.stringify(namespace ?? "")}`}, which the spec does not have`;
    const hint = "put the document into the spec, or name it in its catalog";
    report(wsdlDiagnostic("import-unresolved", "warning", place, message, { hint }));
  }

  readAll();
  readByNamespace();
  readWellKnown();
  reportMissing();
  const [first] = entries;
  if (included > mostIncluded && first !== undefined) {
    const message = `found more than ${mostIncluded} characters of schemas that are included in other namespaces`;
    report(wsdlDiagnostic("import-too-large", "error", { path: first.path, line: 1, column: 1 }, message));
  }
  const wsdl: Wsdl = {
    schemas: schemas.schemas(),
    messages: messages.all,
    portTypes: portTypes.all,
    bindings: bindings.all,
    services: [...services.all.values()],
    missing,
    documents: { entries, imports },
  };
  return settleReferences(wsdl, report);
}

interface Pending {
  readonly wanted: SchemaImport;
  /** The namespace of the importing schema. */
  readonly target: string;
}

/** Characters of schemas without a namespace, each time that they are included in one: far more than any spec has. */
const mostIncluded = 64_000_000;

/** Tells whether two paths are of sources with one text. */
function copies(sources: readonly Source[]): (path: string, other: string) => boolean {
  const first = new Map<string, string>();
  for (const { path, text } of sources) if (!first.has(text)) first.set(text, path);
  const original = new Map(sources.map(({ path, text }) => [path, first.get(text)]));
  return (path, other) => original.get(path) === original.get(other);
}
