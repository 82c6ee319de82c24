import { expect, test } from "vitest";
import { indented } from "../../templates/stand-in/indentation.js";

test("puts each element that holds elements on lines of its own", () => {
  const document = `<?xml version="1.0"?><a x="1"><b>text</b><c/><d></d><e><f> </f></e></a>`;
  expect(indented(document).split("\n")).toEqual([
    `<?xml version="1.0"?>`,
    `<a x="1">`,
    "  <b>text</b>",
    "  <c/>",
    "  <d></d>",
    "  <e>",
    "    <f> </f>",
    "  </e>",
    "</a>",
  ]);
});

test("changes nothing in an element that holds text beside elements", () => {
  expect(indented("<a><b>one <c><d/></c> two</b><e/></a>")).toBe(
    ["<a>", "  <b>one <c><d/></c> two</b>", "  <e/>", "</a>"].join("\n"),
  );
});

test("takes a value of an attribute for what it is, whatever it holds", () => {
  expect(indented(`<a b="</a>" c='/>"'><d e=">"/></a>`)).toBe(`<a b="</a>" c='/>"'>\n  <d e=">"/>\n</a>`);
});

test("leaves an indented document unchanged", () => {
  const once = indented("<a><b><c/></b></a>");
  expect(indented(once)).toBe(once);
});

test("keeps all text of a document, however long, but for white space between elements", () => {
  const item = `<item id="1"><name>a  b</name></item>`;
  const sizes = [1_000, 4_000].map((count) => {
    const document = `<all>${item.repeat(count)}</all>`;
    const spaced = indented(document);
    expect(spaced.replace(/>\s+</g, "><")).toBe(document);
    return spaced.length;
  });
  expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBeLessThan(4.1);
});

test("takes a mark beside elements for redacted elements, and one alone for a text", () => {
  expect(indented("<e>[redacted]<b><Pin>[redacted]</Pin></b></e>").split("\n")).toEqual([
    "<e>",
    "  [redacted]",
    "  <b>",
    "    <Pin>[redacted]</Pin>",
    "  </b>",
    "</e>",
  ]);
});

test("keeps comments, CDATA sections and what is not XML", () => {
  expect(indented("<a><!-- it's > 1 --><b><![CDATA[<c>]]></b></a>")).toBe(
    "<a>\n  <!-- it's > 1 -->\n  <b><![CDATA[<c>]]></b>\n</a>",
  );
  for (const text of ["<a></b></a>", "</a></a>", "<p>1 < 2</p>", "<p><br></p>", "<a><!-- b", '<a b="></a>'])
    expect(indented(text)).toBe(text);
  expect(indented("<a><b><c/>[redacted]")).toBe("<a>\n  <b>\n    <c/>\n    [redacted]");
});

test("takes linear time for tags that do not end", () => {
  for (const piece of ["<!--", "<![CDATA[", "<?", '<a "', "<a>"]) {
    const text = piece.repeat(50_000);
    const start = performance.now();
    expect(indented(text).replace(/\s/g, "").length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(2_000);
  }
});
