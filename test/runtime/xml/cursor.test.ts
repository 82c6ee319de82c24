import { DOMParser, type Element as DomElement, type Node as DomNode } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Malformed } from "../../../templates/runtime/error.js";
import { Cursor } from "../../../templates/runtime/xml/cursor.js";
import { Output } from "../../../templates/runtime/xml/output.js";
import type { XmlElement } from "../../../templates/runtime/xml/element.js";
import { writeElement } from "../../../templates/runtime/xml/write-element.js";
import { attributes, name, namespace, read, refusal, text } from "./read-tree.js";

const xmlns = "http://www.w3.org/2000/xmlns/";

const { tree } = fc.letrec<{ tree: XmlElement }>((self) => ({
  tree: fc.record({
    name,
    namespace,
    attributes,
    children: fc.array(fc.oneof({ depthSize: "small", withCrossShrink: true }, text, self("tree")), { maxLength: 4 }),
  }),
}));

/** The common form of two trees with the same meaning. */
function normalized({ name, namespace, attributes, children }: XmlElement): XmlElement {
  const joined: XmlElement["children"] = [];
  for (const child of children) {
    const before = joined.at(-1);
    if (typeof child !== "string") joined.push(normalized(child));
    else if (typeof before === "string") joined[joined.length - 1] = before + child;
    else if (child !== "") joined.push(child);
  }
  return {
    name,
    namespace,
    attributes: attributes
      .filter((attribute) => attribute.namespace !== xmlns)
      .map(({ name, namespace, value }) => ({ name, namespace, value })),
    children: joined,
  };
}

function written(element: XmlElement): string {
  const output = new Output();
  writeElement(output, element, "");
  return new TextDecoder("utf-8", { fatal: true }).decode(output.done());
}

test("any tree is read as it was written", () => {
  fc.assert(
    fc.property(tree, (element) => {
      expect(normalized(read(written(element)))).toEqual(normalized(element));
    }),
  );
});

/** xmldom takes these for ends of lines, as XML 1.1 does; in XML 1.0 they are characters like any others. */
const endsOfLines11 = /[\u0085\u2028]/g;

test("documents are read as xmldom reads them", () => {
  fc.assert(
    fc.property(tree, (element) => {
      const document = written(element).replace(endsOfLines11, "-");
      expect(normalized(read(document))).toEqual(domTree(document));
    }),
  );
});

test("no cut document is read", () => {
  fc.assert(
    fc.property(tree, fc.nat(), (element, at) => {
      const document = written(element);
      expect(refusal(document.slice(0, at % document.length))).toBeInstanceOf(Malformed);
    }),
  );
});

test("a mangled document is refused, or read as xmldom reads it", () => {
  const scrap = fc.constantFrom(
    "<",
    ">",
    "&",
    ";",
    "/",
    "'",
    '"',
    "=",
    " ",
    "\n",
    "\r\n",
    ":",
    "x",
    "a:",
    "]]>",
    "<!--",
    "-->",
    "<?x",
    "?>",
    "<![CDATA[",
    "&lt;",
    "&#65;",
    "xmlns='y'",
    "xmlns:a='z' ",
    "<a/>",
    "</a>",
    "-",
    "!",
    "?",
  );
  let agreed = 0;
  fc.assert(
    fc.property(
      tree,
      fc.array(fc.tuple(fc.nat(), fc.nat(2), scrap), { minLength: 1, maxLength: 3 }),
      (element, edits) => {
        let document = `<?xml version="1.0"?><!--c--><a xmlns:p="urn:p" b='1'><p:c p:d="&gt;"/> <![CDATA[<]]></a>`;
        if (edits.length > 1) document = written(element);
        for (const [place, removed, added] of edits) {
          const at = place % (document.length + 1);
          document = document.slice(0, at) + added + document.slice(at + removed);
        }
        document = document.replace(endsOfLines11, "-");
        fc.pre(!/[\ud800-\udfff]/u.test(document));
        let value: XmlElement;
        try {
          value = read(document);
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
          return;
        }
        expect(normalized(value)).toEqual(domTree(document));
        agreed++;
      },
    ),
    { numRuns: 2000 },
  );
  expect(agreed).toBeGreaterThan(50);
});

function domTree(document: string): XmlElement {
  const onError = (level: string, message: string): void => {
    if (level !== "warning") throw new Error(message);
  };
  const root = new DOMParser({ onError }).parseFromString(document, "text/xml").documentElement;
  if (root === null) throw new Error("there is no root");
  return normalized(fromDom(root));
}

function fromDom(element: DomElement): XmlElement {
  return {
    name: element.localName ?? "",
    namespace: element.namespaceURI ?? "",
    attributes: Array.from(element.attributes, (attribute) => ({
      name: attribute.localName ?? "",
      namespace: attribute.namespaceURI ?? "",
      value: attribute.value,
    })),
    children: Array.from(element.childNodes).flatMap((node: DomNode): XmlElement["children"] => {
      if (node.nodeType === node.ELEMENT_NODE) return [fromDom(node as DomElement)];
      return node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE
        ? [node.nodeValue ?? ""]
        : [];
    }),
  };
}

// ---- texts

describe("text", () => {
  test("comments and instructions part it and no more", () => {
    expect(read("<a> x <!-- c --> y <?p i?> z </a>").children).toEqual([" x  y  z "]);
    expect(read("<a><!----> </a>").children).toEqual([" "]);
    expect(read("<a>x<![CDATA[<&>]] ]>]]>y<![CDATA[]]></a>").children).toEqual(["x<&>]] ]>y"]);
  });

  test("ends of lines are made one, but not those of references", () => {
    expect(read("<a>1\r\n2\r3\n4&#13;\n<![CDATA[\r\n]]></a>").children).toEqual(["1\n2\n3\n4\r\n\n"]);
    expect(read("<a b='1\r\n2\r3\n4\t5&#10;6&#13;&#9;'/>").attributes).toEqual([
      { name: "b", namespace: "", value: "1 2 3 4 5\n6\r\t" },
    ]);
  });

  test("references are resolved", () => {
    expect(read("<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;&#x0000000041;</a>").children).toEqual([
      "<>&'\"A\u{1f600}A",
    ]);
    for (const reference of [
      "&",
      "&;",
      "&nbsp;",
      "&LT;",
      "&#;",
      "&#x;",
      "&#X41;",
      "&#65",
      "& amp;",
      "&#x110000;",
      "&#xD800;",
      "&#-1;",
      "&#6 5;",
      "&#1e3;",
      "&#99999999999999999999;",
    ]) {
      expect(refusal(`<a>${reference}</a>`).message).toMatch(/&/);
      expect(refusal(`<a b="${reference}"/>`).message).toMatch(/&/);
    }
  });

  test("forbidden characters are refused, and accepted as references only where that is asked for", () => {
    for (const code of [0, 1, 8, 11, 12, 14, 31, 0xfffe, 0xffff]) {
      const character = String.fromCharCode(code);
      for (const document of [
        `<a>${character}</a>`,
        `<a b="${character}"/>`,
        `<a><!--${character}--></a>`,
        `<a><?b ${character}?></a>`,
        `<a><![CDATA[${character}]]></a>`,
      ]) {
        refusal(document);
        refusal(document, { forbiddenCharacters: true });
      }
      refusal(`<a>&#${code};</a>`);
      if (code > 0) expect(read(`<a>&#${code};</a>`, { forbiddenCharacters: true }).children).toEqual([character]);
    }
    refusal("<a>&#0;</a>", { forbiddenCharacters: true });
    refusal("<a>&#xd800;</a>", { forbiddenCharacters: true });
  });
});

// ---- namespaces

describe("namespaces", () => {
  test("prefixes are looked up where they stand", () => {
    const { children } = read(
      '<a xmlns="1" xmlns:p="2"><b/><p:b p:c="" c=""/><b xmlns=""/><p:b xmlns:p="3"><p:d/></p:b><p:e xml:lang="x"/></a>',
    );
    expect(children.map((child) => typeof child === "object" && child.namespace)).toEqual(["1", "2", "", "3", "2"]);
    expect(children[1]).toMatchObject({
      attributes: [
        { name: "c", namespace: "2" },
        { name: "c", namespace: "" },
      ],
    });
    expect(children[3]).toMatchObject({ children: [{ name: "d", namespace: "3" }] });
    expect(children[4]).toMatchObject({
      attributes: [{ name: "lang", namespace: "http://www.w3.org/XML/1998/namespace", value: "x" }],
    });
  });

  test.each([
    "<p:a/>",
    "<a p:b=''/>",
    "<a><b xmlns:p='1'/><p:c/></a>",
    "<a xmlns:p=''/>",
    "<a xmlns:p='1' xmlns:q='1' p:b='' q:b=''/>",
    "<a b='' b=''/>",
    "<a xmlns='1' xmlns='1'/>",
    "<a xmlns:xmlns='1'/>",
    "<a xmlns:xml='1'/>",
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
    "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<xmlns:a/>",
    "<a:b:c xmlns:a='1'/>",
    "<:a/>",
    "<a:/>",
    "<a><?b:c?></a>",
    "<a xmlns:p='1'></p:a>",
    "<p:a xmlns:p='1' xmlns:q='1'></q:a>",
  ])("%s is refused", (document) => {
    refusal(document);
  });

  test("the prefix xml may be declared as what it is", () => {
    expect(read("<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:b=''/>").attributes).toContainEqual({
      name: "b",
      namespace: "http://www.w3.org/XML/1998/namespace",
      value: "",
    });
  });
});

// ---- limits and places

describe("limits", () => {
  test("the depth is limited", () => {
    const nested = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);
    read(nested(256));
    expect(refusal(nested(257)).message).toContain("256");
    read(nested(1000), { maxDepth: 1000 });
    refusal(nested(1001), { maxDepth: 5000 });
    read(nested(3), { maxDepth: 3 });
    refusal(nested(4), { maxDepth: 3 });
    refusal("<a>".repeat(1_000_000));
  });

  test("the numbers of attributes and prefixes are limited", () => {
    const attributes = (count: number, name: (at: number) => string): string =>
      `<a ${Array.from({ length: count }, (_, at) => `${name(at)}='${at}'`).join(" ")}/>`;
    read(attributes(256, (at) => `a${at}`));
    refusal(attributes(257, (at) => `a${at}`));
    read(attributes(128, (at) => `xmlns:a${at}`).replace("='0'", "='x'"));
    refusal(attributes(129, (at) => `xmlns:a${at}`));
  });

  test("the length of a namespace is limited", () => {
    read(`<p:a xmlns:p='${"x".repeat(1000)}'/>`);
    for (const prefix of ["", ":p"])
      expect(refusal(`<a xmlns${prefix}='${"x".repeat(1001)}'/>`).message).toContain(
        "more than 1000 characters of a namespace",
      );
  });

  test("two attributes of one name are refused, also with two prefixes for its namespace", () => {
    read("<a xmlns:p='x' xmlns:q='y' p:b='' q:b='' b=''/>");
    for (const attributes of ["b='' b=''", "p:b='' p:b=''", "p:b='' q:b=''"])
      expect(refusal(`<a xmlns:p='x' xmlns:q='x' ${attributes}/>`).message).toContain("is given twice");
  });

  test("a document type is never read", () => {
    for (const document of [
      "<!DOCTYPE a><a/>",
      "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
      "<a><!DOCTYPE a></a>",
      "<a/><!DOCTYPE a>",
    ]) {
      expect(refusal(document).message).toContain("a document type is not allowed");
    }
  });
});

test("a long text is checked and decoded as a short one", () => {
  const contentOf = (content: string): string => {
    const cursor = new Cursor(new TextEncoder().encode(`<a>${content}</a>`));
    cursor.start();
    cursor.content();
    return cursor.string();
  };
  const long = "a\n".repeat(800);
  for (const [content, text = content] of [
    [""],
    ["Ελένη 北京市 😀 \uff01"],
    ["\r\n\t&#x20ac;&lt;", "\n\t€<"],
    ["<![CDATA[&amp;]]>é", "&amp;é"],
    ["<!-- c -->]]&gt;", "]]>"],
  ] as const)
    expect(contentOf(long + content + long)).toBe(long + text + long);
  for (const [content, reason] of [
    ["]]>", "]]> in text"],
    ["\u0001", "U+0001"],
    ["\uffff", "U+ffff"],
    ["&x;", "&x;"],
    ["<b/>", "<b>"],
    ["</b>", "expected </a>"],
  ] as const)
    for (const around of ["", long]) {
      expect(() => contentOf(around + content + around)).toThrow(Malformed);
      expect(() => contentOf(around + content + around)).toThrow(reason);
    }
});

test("an error contains the place", () => {
  expect(refusal("<a>\n <b>\r\n  <c>&x;</c></b></a>")).toMatchObject({ path: "a/b/c", line: 3 });
  expect(refusal("<a>\n <b/>\n <c></d></a>")).toMatchObject({ path: "a/c", line: 3 });
  expect(refusal("<a>\n <b/>\n <c")).toMatchObject({ line: 3 });
  expect(refusal("<s:Envelope xmlns:s='x'><s:Body><b>\n<c>&x;</c></b></s:Body></s:Envelope>")).toMatchObject({
    path: "b/c",
    line: 2,
  });
  expect(refusal("")).toMatchObject({ line: 1, path: "" });
});

test("start tags that repeat the names of others are read as xmldom reads them", () => {
  const attribute = fc
    .tuple(
      fc.constantFrom("a", "b", "p:a", "p:b", "q:a", "xml:a", "xmlns", "xmlns:p", "xmlns:q"),
      fc.constantFrom("=", " =", "= "),
      fc.constantFrom('"', "'"),
      fc.constantFrom("urn:a", "urn:b", "é", "&lt;\n"),
    )
    .map(([name, equals, quote, value]) => {
      const isDeclaration = name.startsWith("xmlns") && !value.startsWith("urn:");
      return `${name}${equals}${quote}${isDeclaration ? "urn:c" : value}${quote}`;
    });
  const tag = fc.tuple(
    fc.constantFrom("x", "p:x"),
    fc.array(attribute, { maxLength: 3 }),
    fc.integer({ min: 1, max: 3 }),
  );
  let agreed = 0;
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 4 }), fc.boolean(), (tags, isNested) => {
      const [starts, ends] = [tags, tags.toReversed()].map((all) =>
        all.map(([name, attributes, count]) => ({ name, attributes: attributes.join(" "), count })),
      );
      const inside = isNested
        ? `${starts?.map(({ name, attributes }) => `<${name} ${attributes}>`).join("")}${ends?.map(({ name }) => `</${name}>`).join("")}`
        : starts?.map(({ name, attributes, count }) => `<${name} ${attributes}/>`.repeat(count)).join("");
      const document = `<r xmlns:p="urn:p" xmlns:q="urn:q">${inside ?? ""}</r>`;
      const twins = /<[^>]*\s([a-z:]+) ?=[^>]*\s\1 ?=/.test(document);
      let value: XmlElement;
      try {
        value = read(document);
      } catch (error) {
        expect(error).toBeInstanceOf(Malformed);
        // No other start tag is refused.
        expect(tags.some(([, attributes]) => attributes.length > 1)).toBe(true);
        return;
      }
      expect(twins).toBe(false);
      expect(normalized(value)).toEqual(domTree(document));
      agreed++;
    }),
    { numRuns: 300 },
  );
  expect(agreed).toBeGreaterThan(100);
});

test("a document in a Buffer is not changed by reading it", () => {
  const text = `<a><b c="ascii">é</b><b c="long">${"ascii, é ".repeat(5000)}</b></a>`;
  const document = Buffer.from(text);
  const { children } = read(document);
  expect(children.at(-1)).toMatchObject({ children: ["ascii, é ".repeat(5000)] });
  expect(document.toString()).toBe(text);
});
