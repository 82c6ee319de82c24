import type { Element } from "@xmldom/xmldom";
import type { Source } from "../../source.js";
import { attributeOf, childrenOf, readMarkup } from "../xsd/markup.js";
import type { SelectsElement } from "../xml-scan.js";
import { isXsdNamespace, wsdlNamespace } from "../../namespaces.js";

/** The locations that a WSDL or a schema imports, includes or redefines, each once; empty for text other than XML. */
export function locationsIn(source: Source): readonly string[] {
  const markup = readMarkup(source, hasNoImports);
  if (!("root" in markup)) return [];
  return [...new Set(importsIn(markup.root).map(({ location }) => location))];
}

/** All imports of a document with a location. */
export function importsIn(root: Element): readonly { readonly location: string; readonly namespace?: string }[] {
  const types = childrenOf(root).filter(({ localName }) => localName === "types");
  const parents = [root, ...types, ...types.flatMap(childrenOf)];
  return parents.flatMap(childrenOf).flatMap((child) => {
    const location = locationOf(child);
    if (location === undefined || location === "") return [];
    const namespace = attributeOf(child, "namespace")?.value;
    return [{ location, ...(namespace === undefined ? {} : { namespace }) }];
  });
}

/** True for an element that neither is nor contains an import: most of a document, whose tree takes time and memory. */
const hasNoImports: SelectsElement = (name, path) => {
  const local = localOf(name);
  if (path.length === 0) return false;
  if (path.length === 1) return local !== "types" && !isImport(local);
  if (localOf(path[1] ?? "") !== "types") return true;
  return path.length === 2 ? false : !isImport(local);
};

function localOf(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function isImport(local: string | null): boolean {
  return local === "import" || local === "include" || local === "redefine";
}

function locationOf(element: Element): string | undefined {
  const { localName, namespaceURI } = element;
  if (!isImport(localName)) return undefined;
  if (isXsdNamespace(namespaceURI)) return attributeOf(element, "schemaLocation")?.value;
  return namespaceURI === wsdlNamespace ? attributeOf(element, "location")?.value : undefined;
}
