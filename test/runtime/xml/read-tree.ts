import fc from "fast-check";
import { Malformed } from "../../../templates/runtime/error.js";
import type { Reading } from "../../../templates/runtime/context.js";
import { readDocument } from "../../../templates/runtime/xml/cursor.js";
import type { XmlAttribute, XmlElement } from "../../../templates/runtime/xml/element.js";

export function read(document: string | Uint8Array, options?: Reading): XmlElement {
  return readDocument(typeof document === "string" ? new TextEncoder().encode(document) : document, options);
}

export function refusal(document: string | Uint8Array, options?: Reading): Malformed {
  try {
    read(document, options);
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
  throw new Error(`was read: ${String(document)}`);
}

export function element(
  name: string,
  children: XmlElement["children"] = [],
  attributes: XmlAttribute[] = [],
): XmlElement {
  return { name, namespace: "", attributes, children };
}

// ---- any tree

export const name = fc.oneof(
  fc.constantFrom("a", "b", "Item"),
  fc.stringMatching(/^[A-Za-z_é\u{10000}][A-Za-z0-9_.é\u{10000}-]{0,8}$/u),
);

export const namespace = fc.constantFrom("", "urn:a", "http://b/?c&d");

export const text = fc
  .string({ unit: "binary", maxLength: 20 })
  .map((value) => value.replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]/gu, "<&]]>\r\n"));

export const attributes = fc.uniqueArray(fc.record({ name, namespace, value: text }), {
  selector: (attribute) => `${attribute.namespace} ${attribute.name}`,
  maxLength: 4,
});
