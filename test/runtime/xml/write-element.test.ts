import { DOMParser, type Element as DomElement, type Node as DomNode } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RequestError } from "../../../templates/runtime/error.js";
import { Output } from "../../../templates/runtime/xml/output.js";
import type { XmlAttribute, XmlElement } from "../../../templates/runtime/xml/element.js";
import { writeElement, writeRootElement } from "../../../templates/runtime/xml/write-element.js";
import { carried, carriedIn, type Carried } from "./carried.js";

const xmlns = "http://www.w3.org/2000/xmlns/";

function written(write: (output: Output) => void): string {
  const output = new Output();
  write(output);
  return new TextDecoder().decode(output.done());
}

/** An element that is read inside of a document and written inside of another one. */
function moved({ head, element }: Carried): string {
  const kept = carriedIn(`${head}${element}</w:w>`);
  return `<w:w xmlns:w="urn:w" xmlns="urn:within" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${written(
    (output) => writeElement(output, kept, "urn:within"),
  )}</w:w>`;
}

describe("an element that is carried from one document into another", () => {
  test("keeps its prefixes, and what its QNames mean", () => {
    fc.assert(
      fc.property(carried, (each) => {
        expect(meaning(moved(each))).toEqual(meaning(`${each.head}${each.element}</w:w>`));
      }),
      { numRuns: 300 },
    );
  });

  test("is written equally again", () => {
    fc.assert(
      fc.property(carried, (each) => {
        const document = moved(each);
        const [, head = "", element = ""] = /^(<.*?>)(.*)<\/w:w>$/s.exec(document) ?? [];
        expect(moved({ head, element })).toBe(document);
      }),
    );
  });

  test.each([
    [
      "of the default namespace",
      '<w:w xmlns:w="urn:w" xmlns="urn:a">',
      '<b><c xmlns="">d</c></b>',
      '<b xmlns="urn:a"><c xmlns="">d</c></b>',
    ],
    [
      "of a prefix from outside",
      '<w:w xmlns:w="urn:w" xmlns:p="urn:p">',
      "<p:b><p:c/><p:c/></p:b>",
      '<p:b xmlns="" xmlns:p="urn:p"><p:c></p:c><p:c></p:c></p:b>',
    ],
    [
      "with attributes of a prefix from outside, which is declared once",
      '<w:w xmlns:w="urn:w" xmlns:p="urn:p">',
      '<b><c p:d="1"/><c p:d="2"/></b>',
      '<b xmlns="" xmlns:p="urn:p"><c p:d="1"></c><c p:d="2"></c></b>',
    ],
    [
      "with QNames of prefixes from outside",
      '<w:w xmlns:w="urn:w" xmlns:p="urn:p" xmlns:q="urn:q" xmlns:r="urn:r">',
      '<b c="p:x">q:y</b>',
      '<b xmlns="" xmlns:p="urn:p" xmlns:q="urn:q" c="p:x">q:y</b>',
    ],
    [
      "with a prefix, and a default namespace from outside for names without one",
      '<w:w xmlns:w="urn:w" xmlns="urn:d">',
      '<p:b xmlns:p="urn:p" type="x"/>',
      '<p:b xmlns="urn:d" xmlns:p="urn:p" type="x"></p:b>',
    ],
    [
      "with a prefix that is declared again",
      '<w:w xmlns:w="urn:w" xmlns:p="urn:p">',
      '<p:b><p:c xmlns:p="urn:q" p:d="p:e"><p:f/></p:c><p:c/></p:b>',
      '<p:b xmlns="" xmlns:p="urn:p"><p:c xmlns:p="urn:q" p:d="p:e"><p:f></p:f></p:c><p:c></p:c></p:b>',
    ],
    [
      "with words that only look like prefixes",
      '<w:w xmlns:w="urn:w">',
      '<b at="12:30">http://h/ :p p: a:b:c</b>',
      '<b xmlns="" at="12:30">http://h/ :p p: a:b:c</b>',
    ],
  ])("is written as it was: %s", (_, head, element, expected) => {
    expect(moved({ head, element })).toContain(`>${expected}</w:w>`);
  });
});

describe("an element that is written by hand", () => {
  const element = (more: Partial<XmlElement>): XmlElement => ({
    name: "a",
    namespace: "urn:a",
    attributes: [],
    children: [],
    ...more,
  });
  const declaration = (name: string, value: string): XmlAttribute => ({ name, namespace: xmlns, value });
  const root = (more: Partial<XmlElement>): string => written((output) => writeRootElement(output, element(more)));
  const inner = element({ name: "b" });

  test.each<[string, Partial<XmlElement>, string]>([
    ["without a prefix", { children: [inner] }, '<a xmlns="urn:a"><b></b></a>'],
    ["with a prefix", { prefix: "p", children: [inner] }, '<p:a xmlns:p="urn:a"><b xmlns="urn:a"></b></p:a>'],
    [
      "with attributes of a namespace",
      {
        attributes: [{ name: "x", namespace: "urn:a", value: "" }],
        children: [element({ attributes: [{ name: "x", namespace: "urn:a", value: "" }] })],
      },
      '<a xmlns="urn:a" xmlns:a1="urn:a" a1:x=""><a a1:x=""></a></a>',
    ],
    [
      "with two meanings of a prefix in one tag",
      { prefix: "p", attributes: [{ name: "x", namespace: "urn:b", prefix: "p", value: "" }] },
      '<p:a xmlns:p="urn:a" xmlns:a2="urn:b" a2:x=""></p:a>',
    ],
    [
      "with a prefix that it declares otherwise",
      { prefix: "p", attributes: [declaration("p", "urn:b")] },
      '<a2:a xmlns:p="urn:b" xmlns:a2="urn:a"></a2:a>',
    ],
    ["with a prefix and no namespace", { namespace: "", prefix: "p" }, "<a></a>"],
    [
      "with xsi:nil",
      { attributes: [{ name: "nil", namespace: "http://www.w3.org/2001/XMLSchema-instance", value: "true" }] },
      '<a xmlns="urn:a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></a>',
    ],
    [
      "with xml:lang",
      { attributes: [{ name: "lang", namespace: "http://www.w3.org/XML/1998/namespace", value: "de" }] },
      '<a xmlns="urn:a" xml:lang="de"></a>',
    ],
  ])("%s", (_, more, xml) => {
    expect(root(more)).toBe(xml);
  });

  test.each<[string, Partial<XmlElement>]>([
    ["a prefix that is not a name", { prefix: 'p x="' }],
    ["a declaration that is not a name", { attributes: [declaration('p="" x', "urn:b")] }],
    ["a declaration of no namespace", { attributes: [declaration("p", "")] }],
    ["a declaration of a reserved prefix", { attributes: [declaration("xml", "urn:b")] }],
    [
      "a declaration of a reserved namespace",
      { attributes: [declaration("p", "http://www.w3.org/XML/1998/namespace")] },
    ],
    ["a declaration of the prefix of declarations", { attributes: [declaration("p", xmlns)] }],
    ["a prefix that declares prefixes", { prefix: "xmlns" }],
    ["an element in the namespace of declarations", { namespace: xmlns }],
    ["an element in the namespace of declarations, with a prefix", { namespace: xmlns, prefix: "p" }],
    ["an element in the namespace of xml, without a prefix", { namespace: "http://www.w3.org/XML/1998/namespace" }],
    ["a second declaration of a prefix", { attributes: [declaration("p", "urn:b"), declaration("p", "urn:b")] }],
    ["a second default namespace", { attributes: [declaration("xmlns", "urn:a"), declaration("xmlns", "")] }],
  ])("%s is refused", (_, more) => {
    expect(() => root(more)).toThrow(RequestError);
  });

  test.each<[string, XmlAttribute, XmlAttribute]>([
    ["in no namespace", { name: "b", namespace: "", value: "1" }, { name: "b", namespace: "", value: "2" }],
    [
      "under two prefixes",
      { name: "b", namespace: "urn:b", prefix: "p", value: "1" },
      { name: "b", namespace: "urn:b", prefix: "q", value: "1" },
    ],
  ])("an attribute that it has twice, %s, is refused", (_, first, second) => {
    const twice = element({ children: ["", element({ attributes: [first, second] })] });
    const reason = `expected one attribute b of "${first.namespace}", found a second`;
    expect(() => root(twice)).toThrow(new RequestError(reason, "children[1]"));
  });
});

/** The names of all elements and attributes with their prefixes, and the namespaces of all words before colons in values. */
function meaning(document: string): unknown {
  const root = new DOMParser().parseFromString(document, "text/xml").documentElement;
  const [first] = Array.from(root?.childNodes ?? []).filter((node) => node.nodeType === node.ELEMENT_NODE);
  return meaningOf(first as DomElement);
}

function meaningOf(element: DomElement): unknown {
  const qnames = (text: string): unknown =>
    [...text.matchAll(/(?<![\w.-])([a-z]+):/g)].map(([, prefix = ""]) => [prefix, element.lookupNamespaceURI(prefix)]);
  return {
    name: element.nodeName,
    namespace: element.namespaceURI,
    within: element.lookupNamespaceURI("") || null,
    attributes: Array.from(element.attributes)
      .filter(({ nodeName }) => !/^xmlns(:|$)/.test(nodeName))
      .map(({ nodeName, namespaceURI, value }) => [nodeName, namespaceURI || null, value, qnames(value)])
      .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
    children: Array.from(element.childNodes, (node: DomNode) =>
      node.nodeType === node.ELEMENT_NODE
        ? meaningOf(node as DomElement)
        : [node.nodeValue, qnames(node.nodeValue ?? "")],
    ),
  };
}
