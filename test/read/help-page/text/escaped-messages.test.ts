import { expect, test } from "vitest";
import { withoutEscapedMessages } from "../../../../generator/read/help-page/text/escaped-messages.js";
import { read } from "../read.js";
import { plain, samples } from "../sowing-page.js";

const [request = "", response = ""] = plain;
const both = `${request}\n\n${response}`;
const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

test.each([
  ["the request", `We send:\n\n${escape(request)}\n\nand get:\n\n${response}`],
  ["the response", `${request}\n\n${escape(response)}`],
  ["the response, in a quotation", `${request}\n\n${escape(response)}`.replace(/^/gm, "> ")],
])("a message is read beside one whose tags are escaped: %s", (_, text) => {
  expect(read(text).codes).toEqual(read(both).codes);
  expect(samples(text)).toEqual(samples(both));
});

test.each(["<Key>", "<Key>\n    "])("an escaped envelope in an element is its content: %j", (start) => {
  const inner = escape('<s:Envelope xmlns:s="urn:s">\n</s:Envelope>');
  expect(withoutEscapedMessages(request.replace("<bed>", `${start}${inner}</Key><bed>`))).toEqual([]);
  expect(withoutEscapedMessages(`${request}\n\n<string xmlns="urn:x">${start}${inner}</Key></string>`)).toEqual([]);
});

test("a reference that is escaped twice keeps one escape", () => {
  const text = `${request}\n\n${escape("<s:Envelope>\n<a>&lt;</a>\n</s:Envelope>")}`;
  const edits = withoutEscapedMessages(text);
  expect(edits.map(({ put }) => put).join("")).toBe("<><>&<><>");
});
