import type { Report } from "../../diagnostic.js";
import type { Source } from "../../source.js";
import { quote } from "../../quote.js";
import type { SchemaImport } from "../xsd/read-schema.js";
import { isWellKnown } from "../xsd/well-known.js";
import type { Library } from "./library.js";
import { catalogHint } from "./catalog-hint.js";
import { shownLocation } from "./location.js";
import type { WsdlImport } from "./read-definitions.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";

/** A document to read. */
export interface ImportTarget {
  /** `schemas` reads the schemas in a WSDL. */
  readonly kind: "wsdl" | "schema" | "schemas";
  readonly source: Source;
  /** The target namespace of the schema that includes this one, which has none itself. */
  readonly includer?: string;
}

/** Finds the documents for imports, with a warning if the match is inexact; undefined if the spec lacks them. */
export interface ImportTargets {
  readonly ofWsdl: (wanted: WsdlImport, from: string) => ImportTarget | undefined;
  /** `target` is the namespace of the importing schema. */
  readonly ofSchema: (wanted: SchemaImport, target: string, from: string) => ImportTarget | undefined;
}

export function importTargets(documents: Library, folder: string, report: Report): ImportTargets {
  const replaced = new Set<Source>();

  const locate = (wanted: WsdlImport & { readonly isInclude?: boolean }, from: string) => {
    const located = documents.find({ ...wanted, from });
    if (located?.inexact !== undefined) reportInexact(wanted, located.source, located.inexact, { folder, report });
    return located && { source: located.source, document: documents.read(located.source) };
  };

  const mismatch = ({ location, place }: WsdlImport, found: string, expected: string): void => {
    const message = `found ${found} at ${shownLocation(location ?? "")}, expected ${expected}`;
    report(wsdlDiagnostic("import-mismatch", "warning", place, message));
  };

  return {
    ofWsdl: (wanted, from) => {
      const located = locate(wanted, from);
      if (located === undefined) return undefined;
      const { source, document } = located;
      if (document.kind === "schema") {
        mismatch(wanted, "a schema", "a WSDL; it is read as a schema");
        return { kind: "schema", source };
      }
      if (document.kind === "other" || document.kind === "wsdl20")
        mismatch(wanted, "a document that is not WSDL 1.1", "a WSDL");
      return { kind: "wsdl", source };
    },

    ofSchema: (wanted, target, from) => {
      const isImport = wanted.kind === "import";
      const located = locate(isImport ? wanted : { ...wanted, namespace: target, isInclude: true }, from);
      if (located === undefined) return undefined;
      const { source, document } = located;
      if (document.kind === "defect" && isImport && isWellKnown(wanted.namespace ?? "")) {
        if (!replaced.has(source)) report({ ...document.defect, severity: "warning" });
        replaced.add(source);
        return undefined;
      }
      if (document.kind === "wsdl") {
        if (source.path !== from) mismatch(wanted, "a WSDL", "a schema; the schemas in it are read");
        return { kind: "schemas", source };
      }
      if (document.kind === "other" && isImport && isWellKnown(wanted.namespace ?? "")) {
        mismatch(wanted, "a document that is not a schema", "a schema; the standard one is read");
        return undefined;
      }
      if (document.kind !== "schema") {
        if (document.kind !== "defect") mismatch(wanted, "a document that is not a schema", "a schema");
        return { kind: "schema", source };
      }
      if (!isImport && document.namespace === "") return { kind: "schema", source, includer: target };
      const expected = isImport ? (wanted.namespace ?? "") : target;
      if (document.namespace !== expected) {
        mismatch(wanted, `a schema of ${quote(document.namespace)}`, `one of ${quote(expected)}`);
      }
      return { kind: "schema", source };
    },
  };
}

export function reportInexact(
  { location = "", place }: WsdlImport,
  { path }: Source,
  how: string,
  { folder, report }: { readonly folder: string; readonly report: Report },
): void {
  const message = `found ${shownLocation(location)}, expected the exact location of a document; read as ${quote(path)} by ${how}`;
  const hint = `if another document is meant, ${catalogHint(location, path, folder)}`;
  report(wsdlDiagnostic("import-inexact", "warning", place, message, { hint }));
}
