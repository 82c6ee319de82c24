import { misfit, RequestError } from "../error.js";
import type { XmlAttribute, XmlElement } from "./element.js";

/** Throws a RequestError, with the path of the property, unless a value has the form of an element; ignores its children. */
export function expectElement(value: unknown): asserts value is XmlElement {
  const { attributes, children } = objectWith(["name", "namespace"], value, "an XML element");
  expectAttributes(attributes, "attributes");
  listOf(children, "children");
}

/** Throws a RequestError unless a value is a list of attributes; `path` is that of the list. */
export function expectAttributes(value: unknown, path: string): asserts value is readonly XmlAttribute[] {
  for (const [index, attribute] of listOf(value, path).entries())
    objectWith(["name", "namespace", "value"], attribute, "an attribute", `${path}[${index}]`);
}

/** The value as a list. Throws a RequestError for any other. */
export function listOf(value: unknown, path?: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new RequestError(misfit("a list", value), path);
  return value;
}

/** The value as an object. Throws a RequestError for any other. */
export function objectOf(value: unknown, expected = "an object", path?: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RequestError(misfit(expected, value), path);
  return value as Readonly<Record<string, unknown>>;
}

/** The value as an object with texts of these names. */
function objectWith(
  names: readonly string[],
  value: unknown,
  expected: string,
  path = "",
): ReturnType<typeof objectOf> {
  const object = objectOf(value, expected, path);
  for (const name of names) {
    const text = object[name];
    if (typeof text !== "string")
      throw new RequestError(misfit("a string", text), path === "" ? name : `${path}.${name}`);
  }
  return object;
}
