import { misfit, RequestError } from "../error.js";
import { isNCName } from "./characters.js";
import type { XmlElement } from "./element.js";
import { expectElement } from "./expect.js";
import { isDefault } from "./names.js";
import { maxDepth, type Output } from "./output.js";
import { beginTag, scopeOf, type Scope, type WrittenTag } from "./tag-writer.js";

/** Writes an element with everything in it, in an element whose default namespace is `within`, and where `xsi` is bound. */
export function writeElement(output: Output, element: XmlElement, within: string): void {
  writeIn(scopeOf(within), output, element);
}

/** Writes an element with everything in it as the root of a document. */
export function writeRootElement(output: Output, element: XmlElement): void {
  writeIn(scopeOf("", true), output, element);
}

function writeIn(scope: Scope, output: Output, element: XmlElement): void {
  const open: { readonly children: XmlElement["children"]; next: number; readonly tag: WrittenTag }[] = [];
  const start = (element: XmlElement): void => {
    expectElement(element);
    const { name, attributes, children } = element;
    if (!isNCName(name)) throw new RequestError(misfit("the name of an element", name));
    if (open.length > maxDepth) throw new RequestError(`expected at most ${maxDepth} elements inside each other`);
    // A prefix leaves the default namespace open, and the one at this place in the document is another one than where it was read.
    const isBare = open.length === 0 && element.prefix !== undefined && !attributes.some(isDefault);
    const tag = beginTag(output, scope, element, attributes, isBare);
    tag.attributes(attributes);
    output.ascii(">");
    open.push({ children, next: 0, tag });
  };
  try {
    start(element);
    for (let top = open[open.length - 1]; top !== undefined; top = open[open.length - 1]) {
      if (top.next < top.children.length) {
        const child = top.children[top.next++]!; // it is in range
        if (typeof child === "string") output.text(child);
        else start(child);
      } else {
        open.pop();
        top.tag.end();
      }
    }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw open.reduceRight((inner, { next }) => inner.within(next - 1).within("children"), error);
  }
}
