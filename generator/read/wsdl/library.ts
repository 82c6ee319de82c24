import type { Element } from "@xmldom/xmldom";
import type { Diagnostic } from "../../diagnostic.js";
import type { CatalogEntry, Source } from "../../source.js";
import { attributeOf, childrenOf, readMarkup, type Markup } from "../xsd/markup.js";
import { isXsdNamespace, wsdlNamespace } from "../../namespaces.js";
import { sourceFinder, type Located, type Wanted } from "./location.js";

/** The documents of a spec, parsed once on first use. */
export interface Library {
  readonly read: (source: Source) => LibraryDocument;
  readonly find: (wanted: Wanted) => Located | undefined;
  /** Documents that are or contain a schema with this target namespace. */
  readonly withSchema: (namespace: string) => readonly Source[];
}

export type LibraryDocument =
  | { readonly kind: "wsdl" | "schema" | "wsdl20" | "other"; readonly markup: Markup; readonly namespace: string }
  | { readonly kind: "defect"; readonly defect: Diagnostic };

export function library(sources: readonly Source[], catalog: readonly CatalogEntry[]): Library {
  const documents = new Map<Source, LibraryDocument>();
  const read = (source: Source): LibraryDocument => {
    const known = documents.get(source);
    if (known !== undefined) return known;
    const document = documentOf(readMarkup(source));
    documents.set(source, document);
    return document;
  };
  let bySchema: ReadonlyMap<string, readonly Source[]> | undefined;
  return {
    read,
    find: sourceFinder(sources, catalog, (source) => {
      const document = read(source);
      return document.kind === "defect" ? undefined : document.namespace;
    }),
    withSchema: (namespace) => (bySchema ??= indexSchemas(sources, read)).get(namespace) ?? [],
  };
}

/** The schemas in a WSDL, at any level of its `types`. */
export function inlineSchemas(definitions: Element): readonly Element[] {
  return childrenOf(definitions)
    .filter(({ localName, namespaceURI }) => localName === "types" && namespaceURI === wsdlNamespace)
    .flatMap(childrenOf)
    .filter(isSchema);
}

function documentOf(markup: Markup | Diagnostic): LibraryDocument {
  if (!("root" in markup)) return { kind: "defect", defect: markup };
  const { root } = markup;
  const namespace = attributeOf(root, "targetNamespace")?.value ?? "";
  if (isSchema(root)) return { kind: "schema", markup, namespace };
  if (root.localName === "definitions" && root.namespaceURI === wsdlNamespace)
    return { kind: "wsdl", markup, namespace };
  const isNewer =
    root.localName === "description" && /^http:\/\/www\.w3\.org\/[\w/]*wsdl/.test(root.namespaceURI ?? "");
  return { kind: isNewer ? "wsdl20" : "other", markup, namespace };
}

/** True for a schema, even if its root lacks the prefix of its content. */
function isSchema(element: Element): boolean {
  const { localName, namespaceURI } = element;
  if (localName !== "schema") return false;
  return isXsdNamespace(namespaceURI) || (namespaceURI === null && childrenOf(element).some(isSchemaPart));
}

function isSchemaPart({ namespaceURI }: Element): boolean {
  return isXsdNamespace(namespaceURI);
}

function indexSchemas(
  sources: readonly Source[],
  read: (source: Source) => LibraryDocument,
): ReadonlyMap<string, readonly Source[]> {
  const index = new Map<string, Source[]>();
  for (const source of sources) {
    const document = read(source);
    if (document.kind !== "schema" && document.kind !== "wsdl") continue;
    const schemas = document.kind === "schema" ? [document.markup.root] : inlineSchemas(document.markup.root);
    const namespaces = new Set(schemas.map((schema) => attributeOf(schema, "targetNamespace")?.value ?? ""));
    for (const namespace of namespaces) {
      const listed = index.get(namespace);
      if (listed === undefined) index.set(namespace, [source]);
      else listed.push(source);
    }
  }
  return index;
}
