import type { SampleElement, SamplePart, SampleText } from "./sample.js";
import { xml } from "../xml/tag-reader.js";

/** The namespaces that are declared where an element stands, the innermost first; the default one has no prefix. */
export type Scope = readonly Declaration[];

export interface Declaration {
  readonly prefix: string;
  readonly namespace: string;
}

/**
 * A sample as HTML that shows its XML, in Microsoft's layout: two spaces for each level, `<x />`, a default namespace where
 * it changes, and no line breaks in an element once there is text in it. `level` is the number of the element's ancestors.
 */
export function shownElement(element: SampleElement, scope: Scope, level: number): string {
  const { namespace, local } = element.name;
  let inner = scope;
  const declared: Declaration[] = [];
  const declare = (prefix: string, namespace: string): Declaration => {
    const declaration = { prefix, namespace };
    declared.push(declaration);
    inner = [declaration, ...inner];
    return declaration;
  };
  const texts = [
    ...element.attributes.map(({ value }) => value),
    ...element.children.filter((part) => part.kind === "text"),
  ];
  for (const { namespace } of texts) {
    if (namespace !== undefined && prefixed(namespace, inner) === undefined) declare(`q${free(inner)}`, namespace);
  }
  const own = namespace === "" ? bare(inner) : visible(namespace, inner);
  const name = qualified((own ?? declare("", namespace)).prefix, local);
  const attributes = element.attributes.map(({ name, value }, index) => {
    const prefix =
      name.namespace === ""
        ? ""
        : (prefixed(name.namespace, inner) ?? declare(`d${level + 1}p${index + 1}`, name.namespace)).prefix;
    return ` ${escaped(qualified(prefix, name.local))}="${shownText(value, inner, escapedValue)}"`;
  });
  const declarations = declared.map(({ prefix, namespace }) => {
    return ` xmlns${prefix === "" ? "" : `:${prefix}`}="${escapedValue(namespace)}"`;
  });
  const start = `&lt;${escaped(name)}${attributes.join("")}${declarations.join("")}`;
  if (element.children.length === 0) return `${start} /&gt;`;
  return `${start}&gt;${shownParts(element.children, inner, level)}&lt;/${escaped(name)}&gt;`;
}

/** What stands in an element that has `level` ancestors, with the line breaks round it. */
export function shownParts(parts: readonly SamplePart[], scope: Scope, level: number): string {
  const shown: string[] = [];
  let isMixed = false;
  for (const part of parts) {
    if (part.kind === "text") {
      isMixed = true;
      shown.push(shownText(part, scope, escaped));
    } else {
      if (!isMixed) shown.push(lineBreak(level + 1));
      shown.push(shownElement(part, scope, level + 1));
    }
  }
  if (!isMixed && parts.length > 0) shown.push(lineBreak(level));
  return shown.join("");
}

/** Programs tell placeholders by this mark: `value`, or `key` for the name of a parameter. */
export function marked(kind: "value" | "key", html: string): string {
  return `<var class="${kind}">${html}</var>`;
}

/** Text of XML, as HTML shows it. */
export function escaped(text: string): string {
  return html(html(text).replaceAll("\r", "&#xD;"));
}

/** The value of an attribute of XML, as HTML shows it. */
export function escapedValue(text: string): string {
  const xml = html(text).replaceAll('"', "&quot;").replaceAll("\r", "&#xD;").replaceAll("\n", "&#xA;");
  return html(xml.replaceAll("\t", "&#x9;"));
}

/** Text of HTML. */
export function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function shownText({ words, literal, namespace }: SampleText, scope: Scope, escape: (text: string) => string): string {
  const prefix = namespace === undefined ? "" : (prefixed(namespace, scope)?.prefix ?? "");
  const shown = words.map((word) => escape(qualified(prefix, word)));
  return (literal === true ? shown : shown.map((word) => marked("value", word))).join(" or ");
}

function lineBreak(level: number): string {
  return `\n${"  ".repeat(level)}`;
}

function qualified(prefix: string, local: string): string {
  return prefix === "" ? local : `${prefix}:${local}`;
}

/** What names without a namespace need: no default one. */
function bare(scope: Scope): Declaration | undefined {
  const namespace = scope.find(({ prefix }) => prefix === "")?.namespace ?? "";
  return namespace === "" ? { prefix: "", namespace } : undefined;
}

function visible(namespace: string, scope: Scope): Declaration | undefined {
  return scope.find(
    (declaration, index) =>
      declaration.namespace === namespace && scope.findIndex(({ prefix }) => prefix === declaration.prefix) === index,
  );
}

/** For names of attributes and in values, for which the default namespace does not count. */
function prefixed(namespace: string, scope: Scope): Declaration | undefined {
  if (namespace === xml) return { prefix: "xml", namespace };
  return visible(
    namespace,
    scope.filter(({ prefix }) => prefix !== ""),
  );
}

/** The number of the first prefix `q1`, `q2` … that is free. */
function free(scope: Scope): number {
  let number = 1;
  while (scope.some(({ prefix }) => prefix === `q${number}`)) number++;
  return number;
}
