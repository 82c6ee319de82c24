import { expect, test } from "vitest";
import { CanonicalCursor, type CanonicalOptions } from "../../../templates/runtime/security/canonical.js";
import { openAgain } from "../../../templates/runtime/xml/position.js";

/** The canonical form of the first element with this start tag; the root by default. */
function canonical(document: string, start = "", options?: CanonicalOptions): string {
  const bytes = new TextEncoder().encode(document);
  const cursor = new CanonicalCursor(bytes);
  cursor.start();
  const at = new TextEncoder().encode(document.slice(0, document.indexOf(start))).length;
  while (start !== "" && cursor.at !== at) {
    cursor.lookAhead();
    cursor.accept();
  }
  return new TextDecoder().decode(cursor.canonical(options));
}

test("writes end tags, double quotes and one space between attributes", () => {
  expect(canonical(`<?xml version="1.0"?>\n<a  y = '1'\n x="2" ><b/>text</a >`)).toBe('<a x="2" y="1"><b></b>text</a>');
});

test("escapes text and attributes by their own rules, and resolves references and CDATA", () => {
  expect(
    canonical(`<a b='&lt;>&amp;"&apos;&#9;&#10;&#13;&#x20AC;'>&lt;&gt;&amp;"'&#9;&#13;<![CDATA[<&>]]>\r\n€</a>`),
  ).toBe(`<a b="&lt;>&amp;&quot;'&#x9;&#xA;&#xD;€">&lt;&gt;&amp;"'\t&#xD;&lt;&amp;&gt;\n€</a>`);
});

test("normalizes white space in attributes", () => {
  expect(canonical(`<a b="1\t2\n3\r\n4"/>`)).toBe('<a b="1 2 3 4"></a>');
});

test("leaves out comments and keeps processing instructions", () => {
  expect(canonical("<a>1<!-- 2 -->3<?go   to\r\nit ?><?stop?></a>")).toBe("<a>13<?go to\nit ?><?stop?></a>");
});

test("sorts declarations by prefix and attributes by namespace and name, in the order of code points", () => {
  const document =
    '<n:a xmlns:z="urn:1" xmlns:n="urn:3" xmlns:b="urn:2" b:x="1" z:y="2" n:d="3" c="4" xml:lang="en" \u{10000}="5" \uff21="6" xmlns="urn:0"/>';
  expect(canonical(document)).toBe(
    '<n:a xmlns:b="urn:2" xmlns:n="urn:3" xmlns:z="urn:1" c="4" \uff21="6" \u{10000}="5" xml:lang="en" z:y="2" b:x="1" n:d="3"></n:a>',
  );
});

test("declares the prefixes that names use, where they are used first", () => {
  const document = '<r xmlns="urn:r" xmlns:a="urn:a" xmlns:b="urn:b" xml:lang="en"><a:x><a:y b:z=""/><b:y/></a:x></r>';
  expect(canonical(document, "<a:x")).toBe(
    '<a:x xmlns:a="urn:a"><a:y xmlns:b="urn:b" b:z=""></a:y><b:y xmlns:b="urn:b"></b:y></a:x>',
  );
});

test("declares a prefix again that means something else, and again after that", () => {
  const document = '<a:x xmlns:a="urn:1"><a:y xmlns:a="urn:2"><a:z xmlns:a="urn:1"/></a:y><a:w/></a:x>';
  expect(canonical(document)).toBe(
    document.replace('<a:z xmlns:a="urn:1"/>', '<a:z xmlns:a="urn:1"></a:z>').replace("<a:w/>", "<a:w></a:w>"),
  );
});

test("undeclares the default namespace only where it was declared", () => {
  expect(canonical('<r xmlns="urn:r"><p xmlns=""><q/></p></r>', "<p")).toBe("<p><q></q></p>");
  expect(canonical('<r xmlns="urn:r"><p xmlns=""><q/></p></r>')).toBe('<r xmlns="urn:r"><p xmlns=""><q></q></p></r>');
  expect(canonical('<r xmlns="urn:r" xmlns:a="urn:a"><a:p xmlns=""><q/></a:p></r>')).toBe(
    '<r xmlns="urn:r"><a:p xmlns:a="urn:a"><q xmlns=""></q></a:p></r>',
  );
});

test("declares inclusive prefixes at the top, and where their meaning changes", () => {
  const document =
    '<r xmlns="urn:r" xmlns:a="urn:a" xmlns:b="urn:b"><a:x t="b:T"><y xmlns:b="urn:c" xmlns="urn:y"/></a:x></r>';
  const options = { prefixes: ["b", "#default", "unknown", "xml"] };
  expect(canonical(document, "<a:x", options)).toBe(
    '<a:x xmlns="urn:r" xmlns:a="urn:a" xmlns:b="urn:b" t="b:T"><y xmlns="urn:y" xmlns:b="urn:c"></y></a:x>',
  );
});

test("leaves out one element", () => {
  const document = "<a><b>1</b><b>2</b>3</a>";
  expect(canonical(document, "", { omitted: document.indexOf("<b>2") })).toBe("<a><b>1</b>3</a>");
});

test("opens an element again with the namespaces of its place", () => {
  const cursor = new CanonicalCursor(new TextEncoder().encode('<a xmlns:p="urn:1"><p:b/><c xmlns:p="urn:2"/></a>'));
  cursor.start();
  const root = cursor.started();
  cursor.next(root);
  const place = cursor.place();
  cursor.skip();
  cursor.next(root);
  openAgain(cursor, place);
  expect(new TextDecoder().decode(cursor.canonical())).toBe('<p:b xmlns:p="urn:1"></p:b>');
});

test("is the same of its own result", () => {
  const document = '<r xmlns="urn:r" a="&#10;&quot;&lt;"> <s:t xmlns:s="urn:s">&amp;\r\n&#13;<u xmlns=""/></s:t></r>';
  const once = canonical(document);
  expect(canonical(once)).toBe(once);
});

test("refuses declarations that would multiply the document", () => {
  const document = (namespace: string): string => `<r xmlns:a="${namespace}"><b>${"<a:c/>".repeat(5000)}</b></r>`;
  expect(() => canonical(document("u".repeat(1000)))).toThrow("the canonical form is many times longer");
  expect(canonical(document("u".repeat(100))).length).toBeGreaterThan(500_000);
});
