import { readFileSync } from "node:fs";
import { readDocument } from "../../templates/runtime/xml/cursor.js";
import type { XmlElement } from "../../templates/runtime/xml/element.js";

export type Binding = "soap11" | "soap12" | "httpGet" | "httpPost";

/** The messages of one operation as a seed prints them, placeholders and all. */
export interface Seed {
  readonly path: string;
  readonly request: (binding: "soap11" | "soap12") => string;
  /** The names of the parameters of the HTTP bindings. */
  readonly parameters: readonly string[];
  readonly response: (binding: Binding) => string;
}

/** Parses a seed independently of the reader that is tested with it. */
export function seed(file: string): Seed {
  const text = readFileSync(new URL(`../../specs/${file}`, import.meta.url), "utf8");
  const envelopes = text.match(/<soap(?:12)?:Envelope[^]*?<\/soap(?:12)?:Envelope>/g) ?? [];
  const [request11, response11, request12, response12] = envelopes;
  const http = /HTTP GET[^]*?GET \S+\?(\S+) HTTP\/1.1[^]*?\?>\s*(<[^]*?)\s*HTTP POST/.exec(text);
  return {
    path: /POST (\S+) HTTP/.exec(text)?.[1] ?? "",
    request: (binding) => present((binding === "soap11" ? request11 : request12) ?? ""),
    parameters: (http?.[1] ?? "").split("&").map((pair) => pair.split("=")[0] ?? ""),
    response: (binding) =>
      present((binding === "soap11" ? response11 : binding === "soap12" ? response12 : http?.[2]) ?? ""),
  };
}

function present(text: string): string {
  if (text === "") throw new Error("the seed does not show this message");
  return text;
}

/** A sample with values in place of its placeholders: for each element by name, in order, the last one again and again. */
export function fill(sample: string, values: Readonly<Record<string, readonly string[]>>): string {
  const used = new Map<string, number>();
  return sample.replace(/<(\w+)>([^<>]+)<\/\1>/g, (whole, name: string) => {
    const list = values[name];
    if (list === undefined) return whole;
    const k = used.get(name) ?? 0;
    used.set(name, k + 1);
    return `<${name}>${escape(list[Math.min(k, list.length - 1)] ?? "")}</${name}>`;
  });
}

function escape(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A document as a tree, without the white space between elements and without prefixes. */
export function tree(xml: string): XmlElement {
  return stripped(readDocument(new TextEncoder().encode(xml)));
}

function stripped(element: XmlElement): XmlElement {
  const elements = element.children.some((child) => typeof child !== "string");
  const { name, namespace } = element;
  return {
    name,
    namespace,
    attributes: element.attributes.filter(({ namespace }) => namespace !== "http://www.w3.org/2000/xmlns/"),
    children: element.children
      .filter((child) => typeof child !== "string" || !elements)
      .map((child) => (typeof child === "string" ? child : stripped(child))),
  };
}
