import { expect, test } from "vitest";
import { mendText } from "../../../../generator/read/help-page/text/mend-text.js";

const envelope = (body: string) =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">\n<soap:Body>\n${body}\n</soap:Body>\n</soap:Envelope>`;

test.each<[name: string, damaged: string, whole: string, found: string]>([
  ["typographic quotation marks", "<a b=“1” c=‘2’>x</a>", `<a b="1" c='2'>x</a>`, "typographic quotation marks"],
  ["a dash in a comment", "<a><!– none –></a>", "<a><!-- none --></a>", "typographic dashes"],
  ["a page break", "<a>1</a>\n17\n\f Guide\n\n<b>2</b>", "<a>1</a>\n<b>2</b>", "a page break"],
  ["a footer without a break", "<a>1</a>\nGuide, Seite 3 von 9\n<b>2</b>", "<a>1</a>\n<b>2</b>", "a page break"],
  ["a footer in a tag", '<a\nb="1"\nPage 3\nc="2">x</a>', '<a\nb="1"\nc="2">x</a>', "a page break"],
  ["marks of a tree", "<a>\n  - <b>\n  </b>\n</a>", "<a>\n<b>\n  </b>\n</a>", "the mark of a browser"],
  [
    "a hyphen",
    '<a xmlns="http://schemas.xmlsoap.org/soap/enco-\n  ding/">x</a>',
    '<a xmlns="http://schemas.xmlsoap.org/soap/encoding/">x</a>',
    "a hyphen",
  ],
  ["a broken name of an element", '<Ord\ner id="1">x</Ord\n  er>', '<Order id="1">x</Order>', "a word that is broken"],
  [
    "a broken name of an attribute",
    '<Order\nid="1" na\nme="2">x</Order>',
    '<Order\nid="1" name="2">x</Order>',
    "a word that is broken",
  ],
])("%s: mended, with its place", (_, damaged, whole, found) => {
  const text = envelope(damaged);
  const mended = mendText(text);
  expect(mended.text).toBe(envelope(whole));
  expect(mended.mendings.map((mending) => mending.found.startsWith(found))).toEqual([true]);
  const [mending] = mended.mendings;
  expect(mending?.offset).toBeGreaterThanOrEqual(text.indexOf("<soap:Body>"));
  const end = "</soap:Body>";
  expect(mended.origin(mended.text.indexOf(end))).toBe(text.indexOf(end));
});

test.each<[name: string, text: string]>([
  ["a number as a value", envelope("<a>\n17\n</a>")],
  ["a page number as a value", envelope("<a>\nPage 3 of 9\n</a>")],
  ["typographic quotation marks in a text", envelope("<a>b = “1”</a>")],
  ["a dash in a text", envelope("<a>\n- b\n</a>")],
  ["words on two lines in a text", envelope("<a>one\ntwo</a>")],
  ["an attribute on a line of its own", envelope('<a\nb="1"\nc="2"/>')],
  ["a hyphen in a namespace that nothing else shows", envelope('<a xmlns="urn:my-\nshop"/>')],
  ["prose around a sample", `Page 3\n\n- <b>\n${envelope("<a/>")}\nPage 4 of 9\n`],
])("%s stays as it is", (_, text) => {
  expect(mendText(text)).toMatchObject({ text, mendings: [] });
});
