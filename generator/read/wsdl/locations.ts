import type { Element } from "@xmldom/xmldom";
import type { Source } from "../../source.js";
import { attributeOf, childrenOf, readMarkup } from "../xsd/markup.js";
import { isXsdNamespace, wsdlNamespace } from "../../namespaces.js";

/** The locations that a WSDL or a schema imports, includes or redefines, each once; empty for text other than XML. */
export function locationsIn(source: Source): readonly string[] {
  const markup = readMarkup(source);
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

function locationOf(element: Element): string | undefined {
  const { localName, namespaceURI } = element;
  if (localName !== "import" && localName !== "include" && localName !== "redefine") return undefined;
  if (isXsdNamespace(namespaceURI)) return attributeOf(element, "schemaLocation")?.value;
  return namespaceURI === wsdlNamespace ? attributeOf(element, "location")?.value : undefined;
}
