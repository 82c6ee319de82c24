import { ParseOption, XmlDocument } from "libxml2-wasm";
import { SaxesParser } from "saxes";
import { Malformed } from "../../../templates/runtime/error.js";
import { readDocument } from "../../../templates/runtime/xml/cursor.js";
import type { XmlElement } from "../../../templates/runtime/xml/element.js";

/** A tree as text, in which only names, attributes and texts count; or the reason of a refusal. */
export type Reading = { readonly tree: string } | { readonly refusal: string };

const xmlns = "http://www.w3.org/2000/xmlns/";

interface Attribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** Declarations do not count, since prefixes are resolved. */
function startTag(namespace: string, name: string, attributes: readonly Attribute[]): string {
  const own = attributes
    .filter((attribute) => attribute.namespace !== xmlns)
    .map((attribute) => ` {${attribute.namespace}}${attribute.name}=${JSON.stringify(attribute.value)}`)
    .sort();
  return `<{${namespace}}${name}${own.join("")}>`;
}

/** A text that is escaped, so that it cannot be taken for a tag. */
function escaped(text: string): string {
  return text.replace(/[<\\]/g, "\\$&");
}

export function oursOf(document: Uint8Array): Reading {
  try {
    return { tree: treeOf(readDocument(document)) };
  } catch (error) {
    if (error instanceof Malformed) return { refusal: error.message };
    throw error;
  }
}

function treeOf({ namespace, name, attributes, children }: XmlElement): string {
  const content = children.map((child) => (typeof child === "string" ? escaped(child) : treeOf(child)));
  return `${startTag(namespace, name, attributes)}${content.join("")}</>`;
}

/** Saxes reads texts, so only documents in UTF-8 without a byte order mark in them. */
export function saxesOf(text: string): Reading {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const tree: string[] = [];
  let refusal: string | undefined;
  parser.on("error", (error) => (refusal ??= error.message));
  parser.on("doctype", () => (refusal ??= "a document type"));
  parser.on("opentag", ({ uri, local, attributes }) => {
    const own = Object.values(attributes).map((each) => ({ namespace: each.uri, name: each.local, value: each.value }));
    tree.push(startTag(uri, local, own));
  });
  parser.on("closetag", () => void tree.push("</>"));
  let depth = 0;
  parser.on("opentagstart", () => depth++);
  parser.on("text", (content) => void tree.push(escaped(content)));
  parser.on("cdata", (content) => void tree.push(escaped(content)));
  parser.write(text).close();
  if (refusal !== undefined) return { refusal };
  // Saxes gives white space around the root, too.
  return { tree: tree.join("").replace(/^\s+|\s+$/g, "") };
}

export function libxmlOf(document: Uint8Array): Reading {
  let parsed: XmlDocument;
  try {
    parsed = XmlDocument.fromBuffer(document, { option: ParseOption.XML_PARSE_NOENT });
  } catch (error) {
    return { refusal: error instanceof Error ? error.message.trim() : String(error) };
  }
  try {
    if (parsed.dtd !== null) return { refusal: "a document type" };
    // Its canonical form, because the binding cannot walk over processing instructions.
    return saxesOf(parsed.canonicalizeToString());
  } catch (error) {
    return { refusal: error instanceof Error ? error.message.trim() : String(error) };
  } finally {
    parsed.dispose();
  }
}
