import type { Element } from "@xmldom/xmldom";
import { xsdNamespace } from "../../namespaces.js";
import type { Place } from "../../source.js";
import type { Markup } from "../xsd/markup.js";
import { readSchema, type SchemaImport } from "../xsd/read-schema.js";
import type { References } from "../xsd/reading.js";
import type { ImportTarget } from "./import-target.js";
import { inlineSchemas } from "./library.js";
import { readDefinitions, type WsdlImport } from "./read-definitions.js";
import { miss, type WsdlReading } from "./wsdl-reading.js";

/** Reads documents with all that they import by location, depth first and in the order of the imports. */
export function readLinked(targets: readonly ImportTarget[], reading: WsdlReading): void {
  const open = targets.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const target of readTarget(next, reading).toReversed()) open.push(target);
  }
}

/** Records the document of an import. */
export function keepImport(place: Place, { kind, source }: ImportTarget, { imports }: WsdlReading): void {
  imports.push({ kind: kind === "schema" ? "schema" : "wsdl", place, source });
}

/** Reads a document unless it has been read, and returns the documents that it imports. */
function readTarget({ kind, source, includer }: ImportTarget, reading: WsdlReading): readonly ImportTarget[] {
  if (kind !== "schemas" && !reading.begin(kind, source.path, includer)) return [];
  const document = reading.documents.read(source);
  if (document.kind === "defect") {
    reading.reportDefect(document.defect);
    return [];
  }
  const { markup } = document;
  if (kind === "schema" && document.kind === "schema") return readOneSchema(markup.root, markup, includer, reading);
  if (document.kind !== "wsdl") return [];
  const inline = reading.begin("schemas", source.path) ? inlineSchemas(markup.root) : [];
  const imported = inline.flatMap((each) => readOneSchema(each, markup, undefined, reading));
  return kind === "wsdl" ? [...imported, ...readComponents(markup, reading)] : imported;
}

function readComponents(markup: Markup, reading: WsdlReading): readonly ImportTarget[] {
  const definitions = readDefinitions(markup, reading.report, referring(reading));
  for (const each of definitions.messages) reading.messages.add(each.name, each);
  for (const each of definitions.portTypes) reading.portTypes.add(each.name, each);
  for (const each of definitions.bindings) reading.bindings.add(each.name, each);
  for (const each of definitions.services) reading.services.add(each.name, each);
  return definitions.imports.flatMap((each) => followWsdl(each, markup.source.path, reading));
}

/** Reads a schema; `includer` is the namespace of the schema that includes it. */
function readOneSchema(
  root: Element,
  markup: Markup,
  includer: string | undefined,
  reading: WsdlReading,
): readonly ImportTarget[] {
  if (includer !== undefined && includer !== "" && !reading.spend(markup.source.text.length)) return [];
  const schema = readSchema(root, markup, includer, reading.report, referring(reading));
  reading.schemas.add(schema);
  return schema.imports.flatMap((each) => followSchema(each, schema.namespace, markup.source.path, reading));
}

function followWsdl(wanted: WsdlImport, from: string, reading: WsdlReading): readonly ImportTarget[] {
  const target = reading.targets.ofWsdl(wanted, from);
  if (target === undefined) {
    miss(wanted, reading);
    return [];
  }
  keepImport(wanted.place, target, reading);
  return [target];
}

function followSchema(
  wanted: SchemaImport,
  namespace: string,
  from: string,
  reading: WsdlReading,
): readonly ImportTarget[] {
  if (wanted.kind === "import" && wanted.namespace === xsdNamespace) return [];
  const target = reading.targets.ofSchema(wanted, namespace, from);
  if (target === undefined) {
    reading.unfound.push({ wanted, target: namespace });
    return [];
  }
  keepImport(wanted.place, target, reading);
  return [target];
}

function referring({ referred, doubts }: WsdlReading): References {
  return {
    refer: (namespace, place) => {
      if (!referred.has(namespace)) referred.set(namespace, place());
    },
    doubt: (reference) => void doubts.push(reference),
  };
}
