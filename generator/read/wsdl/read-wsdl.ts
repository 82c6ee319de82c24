import type { Report } from "../../diagnostic.js";
import type { CatalogEntry, Source } from "../../source.js";
import { entriesOf } from "./entries.js";
import { library } from "./library.js";
import { readByNamespace } from "./read-by-namespace.js";
import { readLinked } from "./read-linked.js";
import { settleReferences } from "./settle-references.js";
import { settleUnprefixed } from "./settle-unprefixed.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";
import { mostIncluded, wsdlReading } from "./wsdl-reading.js";
import type { Wsdl } from "./wsdl.js";

/** The sources of a spec that may be WSDLs and schemas. */
export interface WsdlSources {
  readonly sources: readonly Source[];
  /** The path of the WSDL to read; by default, all that no other imports. */
  readonly entry?: string;
  readonly catalog?: readonly CatalogEntry[];
}

/**
 * Reads the WSDLs of a spec with all imports that the spec has; undefined without a WSDL. Does not follow references to
 * components, because a missing one matters only if it is used.
 */
export function readWsdl({ sources, entry, catalog = [] }: WsdlSources, report: Report): Wsdl | undefined {
  const documents = library(sources, catalog);
  const reading = wsdlReading(sources, entry, documents, report);
  const entries = entriesOf(sources, entry, documents, reading.reportDefect);
  const [first] = entries;
  if (first === undefined) return undefined;
  readLinked(
    entries.map((source) => ({ kind: "wsdl", source })),
    reading,
  );
  readByNamespace(reading);
  settleUnprefixed(reading);
  if (!reading.spend(0)) {
    const message = `found more than ${mostIncluded} characters of schemas without a namespace, each time that they are included, expected fewer`;
    report(wsdlDiagnostic("import-too-large", "error", { path: first.path, line: 1, column: 1 }, message));
  }
  const wsdl: Wsdl = {
    schemas: reading.schemas.schemas(),
    messages: reading.messages.all,
    portTypes: reading.portTypes.all,
    bindings: reading.bindings.all,
    services: [...reading.services.all.values()],
    missing: reading.missing,
    documents: { entries, imports: reading.imports },
  };
  return settleReferences(wsdl, report);
}
