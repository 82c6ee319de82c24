import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseXml, printXml } from "../../../templates/runtime/document/parse.js";
import { Malformed, RequestError, unlike } from "../../../templates/runtime/error.js";
import { carried } from "../xml/carried.js";

describe("parsing", () => {
  test.each([
    ["in characters", "<a>four</a>", 10],
    ["in UTF-8 only", "<a>éééé</a>", 11],
    ["in bytes", new TextEncoder().encode("<a>four</a>"), 10],
    ["for the usual limit", " ".repeat(32 * 1024 * 1024 + 1), undefined],
  ])("a document that is too long %s is refused", (_, document, maxBytes) => {
    const limit = maxBytes ?? 33554432;
    expect(() => parseXml(document, { maxBytes })).toThrow(new Malformed(unlike(`at most ${limit} bytes`, "more")));
  });

  test("a document of the greatest length is read", () => {
    expect(parseXml("<a>é</a>", { maxBytes: 9 }).children).toEqual(["é"]);
  });

  test.each([
    ["a text that declares the encoding of a file", '<?xml version="1.0" encoding="utf-16"?><a>é</a>'],
    ["a text with a byte order mark", "\ufeff<a>é</a>"],
    ["bytes in UTF-8", new TextEncoder().encode("<a>é</a>")],
    [
      "bytes in the encoding that they declare",
      Uint8Array.from('<?xml version="1.0" encoding="latin1"?><a>é</a>', (each) => each.charCodeAt(0)),
    ],
    ["text with comments and instructions", "<!--b--><?c?><a><!--b-->é<?c?></a><!--b-->"],
  ])("reads %s", (_, document) => {
    expect(parseXml(document)).toEqual({ name: "a", namespace: "", attributes: [], children: ["é"] });
  });

  test.each([
    ["", "the document is empty"],
    ["text", "text before the root element"],
    ["<a>", "the document ends here"],
    ["<a/><b/>", "content after the root element"],
    ["<!DOCTYPE a><a/>", "a document type is not allowed"],
    ["<a>&nbsp;</a>", 'expected a reference that can be read, found "&nbsp;"'],
    ["<p:a/>", "prefix p is not declared"],
    ["<a>\ud800</a>", "half of a surrogate pair"],
    ["<a>".repeat(300) + "</a>".repeat(300), "elements are nested more than 256 deep"],
  ])("refuses %j", (document, reason) => {
    expect(() => parseXml(document)).toThrow(Malformed);
    expect(() => parseXml(document)).toThrow(reason);
  });

  test("names the place of an error", () => {
    expect(() => parseXml("<a>\n<b>\n<c></b></a>")).toThrow(expect.objectContaining({ path: "a/b/c", line: 3 }));
  });

  test("takes limits", () => {
    expect(() => parseXml("<a><b/></a>", { maxDepth: 1 })).toThrow("elements are nested more than 1 deep");
    expect(parseXml("<a>&#1;</a>", { forbiddenCharacters: true }).children).toEqual(["\u0001"]);
  });
});

describe("printing", () => {
  test("gives a document that reads equally", () => {
    fc.assert(
      fc.property(carried, ({ head, element }) => {
        const document = printXml(parseXml(`${head}${element}</w:w>`));
        expect(printXml(parseXml(document))).toBe(document);
      }),
    );
  });

  test("escapes markup", () => {
    const attributes = [{ name: "b", namespace: "", value: "\"<'\n" }];
    expect(printXml({ name: "a", namespace: "", attributes, children: ["<&>\r"] })).toBe(
      '<a b="&quot;&lt;\'&#xA;">&lt;&amp;&gt;&#xD;</a>',
    );
  });

  test("refuses characters that XML cannot hold", () => {
    expect(() => printXml({ name: "a", namespace: "", attributes: [], children: ["\u0001"] })).toThrow(RequestError);
  });
});
