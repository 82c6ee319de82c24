import { misfit, RequestError } from "../error.js";
import type { XmlAttribute, XmlElement } from "./element.js";

/** Throws a RequestError, with the path of the property, unless a value has the form of an element; ignores its children. */
export function expectElement(value: unknown): asserts value is XmlElement {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RequestError(misfit("an XML element", value));
  const { name, namespace, attributes, children } = value as { readonly [Property in keyof XmlElement]?: unknown };
  expectText(name, "name");
  expectText(namespace, "namespace");
  expectAttributes(attributes, "attributes");
  if (!Array.isArray(children)) throw new RequestError(misfit("a list", children), "children");
}

/** Throws a RequestError unless a value is a list of attributes; `path` is that of the list. */
export function expectAttributes(value: unknown, path: string): asserts value is readonly XmlAttribute[] {
  if (!Array.isArray(value)) throw new RequestError(misfit("a list", value), path);
  for (const [index, attribute] of value.entries()) {
    const at = `${path}[${index}]`;
    if (typeof attribute !== "object" || attribute === null)
      throw new RequestError(misfit("an attribute", attribute), at);
    const parts = attribute as { readonly [Property in keyof XmlAttribute]?: unknown };
    for (const key of ["name", "namespace", "value"] as const) expectText(parts[key], `${at}.${key}`);
  }
}

function expectText(value: unknown, path: string): void {
  if (typeof value !== "string") throw new RequestError(misfit("a string", value), path);
}
