import fc from "fast-check";
import { Cursor } from "../../../templates/runtime/xml/cursor.js";
import type { XmlElement } from "../../../templates/runtime/xml/element.js";

/** An element in a document: the start tag of its root, which declares prefixes, and the element. */
export interface Carried {
  readonly head: string;
  readonly element: string;
}

/** The element that a document carries in its root. */
export function carriedIn(document: string): XmlElement {
  const cursor = new Cursor(new TextEncoder().encode(document));
  cursor.start();
  cursor.next(cursor.started());
  return cursor.element();
}

const prefixes = ["p", "q", "r"] as const;
const prefix = fc.constantFrom(...prefixes);
const namespace = fc.constantFrom("urn:a", "urn:b", "urn:c");

/** The namespaces of prefixes; that of `""` is the default one. */
type Scope = ReadonlyMap<string, string>;

const declarations = fc
  .array(fc.oneof(fc.tuple(prefix, namespace), fc.tuple(fc.constant(""), fc.oneof(namespace, fc.constant("")))), {
    maxLength: 3,
  })
  .map((pairs): Scope => new Map(pairs));

/** Texts with QNames, names without a prefix, and others. */
const word = fc.oneof(
  fc.tuple(prefix, fc.constantFrom("x", "y")).map((parts) => parts.join(":")),
  fc.constantFrom(
    "x",
    "http://h/",
    "12:30",
    "é:x",
    "p:x q:y",
    "//p:x[q:y]",
    "{p:x}",
    "\u00a0",
    "&#13;",
    "&lt;&amp;",
    "",
  ),
);

interface Tree {
  readonly prefix: string;
  readonly declarations: Scope;
  readonly attributes: readonly (readonly [prefix: string, value: string])[];
  readonly children: readonly (Tree | string)[];
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    prefix: fc.oneof(prefix, fc.constant("")),
    declarations,
    attributes: fc.uniqueArray(fc.tuple(fc.oneof(prefix, fc.constantFrom("", "xml")), word), {
      maxLength: 3,
      selector: ([prefix]) => prefix,
    }),
    children: fc.array(fc.oneof({ depthSize: "small", withCrossShrink: true }, word, tie("tree")), { maxLength: 3 }),
  }),
}));

/** Elements in nested scopes, in which prefixes are declared again and default namespaces are set and unset. */
export const carried: fc.Arbitrary<Carried> = fc.tuple(declarations, tree).map(([outer, element]) => {
  // Declares every prefix, so that each has a meaning everywhere.
  const scope: Scope = new Map([...prefixes.map((prefix) => [prefix, `urn:${prefix}`] as const), ...outer]);
  return { head: `<w:w xmlns:w="urn:w"${declared(scope)}>`, element: printed(element, scope) };
});

function declared(scope: Scope): string {
  return [...scope].map(([prefix, uri]) => ` xmlns${prefix === "" ? "" : ":"}${prefix}="${uri}"`).join("");
}

function printed({ prefix, declarations, attributes, children }: Tree, outer: Scope): string {
  const scope: Scope = new Map([...outer, ...declarations]);
  // Two prefixes of one namespace would make two attributes of one name.
  const seen = new Set<string>();
  const unique = attributes.filter(([prefix]) => {
    const key = prefix === "" || prefix === "xml" ? prefix : `{${scope.get(prefix)}}`;
    return !seen.has(key) && seen.add(key);
  });
  const name = prefix === "" ? "e" : `${prefix}:e`;
  const written = unique.map(
    ([prefix, value]) => ` ${prefix === "" ? "" : `${prefix}:`}${prefix === "xml" ? "lang" : "k"}="${value}"`,
  );
  const content = children.map((child) => (typeof child === "string" ? child : printed(child, scope)));
  return `<${name}${declared(declarations)}${written.join("")}>${content.join("")}</${name}>`;
}
