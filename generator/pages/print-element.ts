import { xmlNamespace } from "../namespaces.js";
import type { SampleAttribute, SampleElement, SampleText } from "../read/help-page/help-page.js";
import { placeholder, plain, type Piece, type Printed } from "./printed.js";

/** The namespace declarations in scope, the innermost last; that of the default namespace has no prefix. */
export type Scope = readonly Declaration[];

export interface Declaration {
  readonly prefix: string;
  readonly namespace: string;
}

const xml = { prefix: "xml", namespace: xmlNamespace };

/**
 * Prints an element in the layout of ASMX: two spaces for each level, `<x />`, a default namespace where it changes,
 * and no line breaks after text. `level` is the number of its ancestors. Samples are no deeper than their depth limit.
 */
export function printElement(element: SampleElement, scope: Scope, level: number): Printed {
  const { prefix, scope: inner, declarations: declared } = declare(element, scope, level);
  const name = prefixed(prefix, element.name);
  const attributes = element.attributes.flatMap((attribute) => printAttribute(attribute, inner));
  const declarations = declared.map((each) =>
    plain(` ${each.prefix === "" ? "xmlns" : `xmlns:${each.prefix}`}="${escapeAttribute(each.namespace)}"`),
  );
  const start = [plain(`<${name}`), ...attributes, ...declarations];
  const children = printChildren(element.children, inner, level);
  return children.length === 0 ? [...start, plain(" />")] : [...start, plain(">"), ...children, plain(`</${name}>`)];
}

function printAttribute({ name, namespace, value, qname, words }: SampleAttribute, scope: Scope): Printed {
  const prefix = namespace === "" ? "" : (attributePrefix(namespace, scope) ?? "");
  const marked = { text: withPrefix(value, qname, scope), ...(words === undefined ? {} : { words }) };
  return [plain(` ${prefixed(prefix, name)}="`), ...placeholder(marked, escapeAttribute), plain('"')];
}

/** Prints the children of an element with `level` ancestors, with the line breaks around them. */
export function printChildren(children: readonly (SampleElement | SampleText)[], scope: Scope, level: number): Printed {
  const printed: Piece[] = [];
  let isMixed = false;
  for (const child of children) {
    if (child.kind === "text") {
      isMixed = true;
      printed.push(...placeholder(child, escapeText));
    } else {
      if (!isMixed) printed.push(plain(lineBreak(level + 1)));
      // Spreading the pieces as arguments would be limited by the stack.
      for (const piece of printElement(child, scope, level + 1)) printed.push(piece);
    }
  }
  if (!isMixed && children.length > 0) printed.push(plain(lineBreak(level)));
  return printed;
}

function lineBreak(level: number): string {
  return `\n${"  ".repeat(level)}`;
}

interface Declared {
  /** The prefix of the element's own name. */
  readonly prefix: string;
  /** The scope of the element's values, attributes and children. */
  readonly scope: Scope;
  /** The declarations to print on the element. */
  readonly declarations: readonly Declaration[];
}

/**
 * Declares prefixes. Those for values come before the element's name is chosen and those for attributes after it, so
 * that its content may use a prefix of its attributes, but not the element itself.
 */
function declare({ namespace, attributes, children }: SampleElement, scope: Scope, level: number): Declared {
  const forValues: Declaration[] = [];
  const texts = children.flatMap((child) => (child.kind === "text" ? { ...child, value: child.text } : []));
  for (const { value, qname } of [...attributes, ...texts]) {
    const named = namespaceOf(qname);
    if (named === undefined || attributePrefix(named, [...scope, ...forValues]) !== undefined) continue;
    forValues.push({ prefix: freePrefix(value.slice(0, value.indexOf(":")), forValues), namespace: named });
  }
  const prefix = prefixOf(namespace, [...scope, ...forValues]);
  const forName = prefix === undefined ? [{ prefix: "", namespace }] : [];
  const forAttributes: Declaration[] = [];
  for (const attribute of attributes) {
    const known = [...scope, ...forValues, ...forAttributes];
    if (attribute.namespace === "" || attributePrefix(attribute.namespace, known) !== undefined) continue;
    forAttributes.push({ prefix: `d${level + 1}p${forAttributes.length + 1}`, namespace: attribute.namespace });
  }
  return {
    prefix: prefix ?? "",
    scope: [...scope, ...forValues, ...forName, ...forAttributes],
    declarations: [...forValues, ...forAttributes, ...forName],
  };
}

function freePrefix(wanted: string, declared: Scope): string {
  const taken = new Set(declared.map(({ prefix }) => prefix));
  const letters = wanted.replace(/\d+$/, "");
  let prefix = wanted;
  for (let number = 2; taken.has(prefix); number++) prefix = `${letters}${number}`;
  return prefix;
}

/** The prefix of a name, empty for the default namespace. */
function prefixOf(namespace: string, scope: Scope): string | undefined {
  if (namespace === "") return scope.findLast(({ prefix }) => prefix === "")?.namespace ? undefined : "";
  return visible(namespace, scope)?.prefix;
}

/** The prefix of an attribute's name, or of a name in a value, for which the default namespace does not apply. */
function attributePrefix(namespace: string, scope: Scope): string | undefined {
  return visible(namespace, [xml, ...scope.filter(({ prefix }) => prefix !== "")])?.prefix;
}

function visible(namespace: string, scope: Scope): Declaration | undefined {
  return scope.findLast(
    (declaration, index) =>
      declaration.namespace === namespace &&
      scope.findLastIndex(({ prefix }) => prefix === declaration.prefix) === index,
  );
}

/** Replaces the preferred prefix of a value by the declared one. */
function withPrefix(value: string, qname: string | undefined, scope: Scope): string {
  const namespace = namespaceOf(qname);
  if (namespace === undefined) return value;
  const prefix = attributePrefix(namespace, scope);
  return prefix === undefined ? value : `${prefix}:${value.slice(value.indexOf(":") + 1)}`;
}

function namespaceOf(qname: string | undefined): string | undefined {
  return qname?.slice(1, qname.indexOf("}"));
}

function prefixed(prefix: string, local: string): string {
  return prefix === "" ? local : `${prefix}:${local}`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#xD;");
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#xA;").replaceAll("\t", "&#x9;");
}
