import type { Element } from "@xmldom/xmldom";
import { childrenOf, paragraphsOf } from "./markup.js";

/** The content of `annotation` and `documentation` in `element`, as a property of a component. */
export function documentationOf(element: Element): { readonly documentation?: string } {
  const texts = childrenOf(element).flatMap((child) => {
    if (child.localName === "documentation") return [child.textContent ?? ""];
    if (child.localName !== "annotation") return [];
    return childrenOf(child).flatMap((each) => (each.localName === "documentation" ? [each.textContent ?? ""] : []));
  });
  const documentation = paragraphsOf(texts);
  return documentation === undefined ? {} : { documentation };
}
