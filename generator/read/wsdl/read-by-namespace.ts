import { xsdNamespace } from "../../namespaces.js";
import type { Place, Source } from "../../source.js";
import { readMarkup } from "../xsd/markup.js";
import { readSchema } from "../xsd/read-schema.js";
import { isWellKnown, wellKnownSchema } from "../xsd/well-known.js";
import { reportInexact, type ImportTarget } from "./import-target.js";
import { keepImport, readLinked } from "./read-linked.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";
import { miss, type WsdlReading } from "./wsdl-reading.js";

/**
 * Reads schemas that are found only by namespace: for imports without a usable location, for names without an import,
 * and well-known ones. Reports the imports that remain unresolved.
 */
export function readByNamespace(reading: WsdlReading): void {
  readUnfound(reading);
  readReferred(reading);
  readWellKnown(reading);
  reportUnfound(reading);
}

/**
 * Resolves imports: one with a wrong location means the only schema of its namespace, one without a location all of
 * them.
 */
function readUnfound(reading: WsdlReading): void {
  const { documents, schemas, unfound } = reading;
  // The list grows during the loop.
  for (const { wanted } of unfound) {
    const namespace = wanted.namespace ?? "";
    if (wanted.kind !== "import" || schemas.has(namespace)) continue;
    const found = documents.withSchema(namespace).map((source) => targetOf(source, reading));
    if (found.length > 1 && wanted.location !== undefined) continue;
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) {
      keepImport(wanted.place, only, reading);
      if (wanted.location !== undefined) reportInexact(wanted, only.source, "its namespace", reading);
    }
    for (const target of found) readLinked([target], reading);
  }
}

/** Reads a namespace that is used without an import, if exactly one document has it. */
function readReferred(reading: WsdlReading): void {
  const { documents, schemas, referred } = reading;
  // The map grows during the loop.
  for (const [namespace, place] of referred) {
    if (schemas.has(namespace) || isWellKnown(namespace)) continue;
    const [only, ...others] = documents.withSchema(namespace);
    if (only === undefined || others.length > 0) continue;
    reportUnimported(namespace, place, `it is read from ${JSON.stringify(only.path)}`, reading);
    readLinked([targetOf(only, reading)], reading);
  }
}

function readWellKnown(reading: WsdlReading): void {
  const { schemas, referred, unfound, report } = reading;
  const imported = new Map(unfound.map(({ wanted }) => [wanted.namespace, wanted.place]));
  const own = referred.get(xsdNamespace);
  if (own !== undefined) imported.set(xsdNamespace, own);
  for (const [namespace, place] of imported) {
    if (namespace !== undefined && !referred.has(namespace)) referred.set(namespace, place);
  }
  // A well-known schema refers to others, which the same loop reads.
  for (const [namespace, place] of referred) {
    const source = schemas.has(namespace) ? undefined : wellKnownSchema(namespace);
    if (source === undefined) continue;
    const isImported = imported.has(namespace);
    const markup = readMarkup(source);
    if (!("root" in markup)) throw new TypeError(`${source.path}: ${markup.message}`);
    schemas.add(
      readSchema(markup.root, markup, undefined, report, {
        refer: (other) => {
          if (!referred.has(other)) referred.set(other, place);
          imported.set(other, place);
        },
        doubt: () => undefined,
      }),
    );
    if (!isImported) reportUnimported(namespace, place, "its standard schema is read", reading);
  }
}

function reportUnfound(reading: WsdlReading): void {
  for (const { wanted, target } of reading.unfound) {
    const namespace = wanted.kind === "import" ? (wanted.namespace ?? "") : target;
    // An import of the importing schema's own namespace is meant as an include.
    if (wanted.kind === "import" && namespace !== target && reading.schemas.has(namespace)) continue;
    miss({ ...wanted, namespace }, reading);
  }
}

function targetOf(source: Source, { documents }: WsdlReading): ImportTarget {
  return { kind: documents.read(source).kind === "wsdl" ? "schemas" : "schema", source };
}

function reportUnimported(namespace: string, place: Place, remedy: string, { report }: WsdlReading): void {
  const message = `found a name of ${JSON.stringify(namespace)}, expected an import of that namespace; ${remedy}`;
  report(wsdlDiagnostic("import-missing", "warning", place, message));
}
