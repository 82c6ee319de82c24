import { encodingNamespaces } from "../../namespaces.js";
import type { SampleElement } from "../../read/help-page/help-page.js";

/** The length at which chains of references are cut, beyond any nesting in a real sample. */
const maximumDepth = 256;

/** Marks an element whose content is shown elsewhere in its message. */
const cutMark = { name: "cut", namespace: encodingNamespaces.soap11, value: "true" };

export function isMarkedCut({ attributes }: SampleElement): boolean {
  return attributes.some(({ name, namespace }) => name === cutMark.name && namespace === cutMark.namespace);
}

/**
 * Moves the blocks of a SOAP 1.1 encoded body or header (SOAP 1.1, 5.4.1) to the elements that refer to them by `href`.
 * A block is moved only once, so that the result is no larger than the body. Further references to it, and those in a
 * cycle, keep only its type and read as cut elements.
 */
export function inlineReferences(body: readonly SampleElement[]): readonly SampleElement[] {
  const blocks = new Map<string, SampleElement>();
  for (const element of body) {
    const id = unqualified(element, "id");
    if (id !== undefined) blocks.set(id, element);
  }
  const used = new Set<SampleElement>();
  const inline = (element: SampleElement, depth: number): SampleElement => {
    const href = unqualified(element, "href");
    const block = href?.startsWith("#") ? blocks.get(href.slice(1)) : undefined;
    const content = block ?? element;
    const attributes = content.attributes.filter(
      ({ name, namespace }) => namespace !== "" || (name !== "id" && name !== "href"),
    );
    if ((block !== undefined && used.has(block)) || depth === maximumDepth) {
      return { ...element, attributes: [...attributes, { ...cutMark, place: element.place }], children: [] };
    }
    if (block !== undefined) used.add(block);
    const children = content.children.map((child) => (child.kind === "element" ? inline(child, depth + 1) : child));
    return { ...element, attributes, children };
  };
  const referred = referencesIn(body);
  return body.filter((element) => !referred.has(`#${unqualified(element, "id")}`)).map((root) => inline(root, 0));
}

function referencesIn(elements: readonly SampleElement[]): ReadonlySet<string> {
  const references = new Set<string>();
  const pending = [...elements];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const href = unqualified(next, "href");
    if (href !== undefined) references.add(href);
    for (const child of next.children) if (child.kind === "element") pending.push(child);
  }
  return references;
}

/** An attribute without a namespace. `id` and `href` belong to the encoding, where members are always elements. */
function unqualified(element: SampleElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name && attribute.namespace === "")?.value;
}
