import { expect, test } from "vitest";
import { chunkLengths } from "../../../../generator/read/help-page/text/chunks.js";
import { edited } from "../../../../generator/read/help-page/text/mapped-text.js";

const head = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Type: text/xml\n\n";
const whole = (text: string) => edited(text, chunkLengths(text)).text;
const parts = ['<a xmlns="urn:gar', 'den"><b>Möhre</b><c/', "></a>"];
const utf8 = new TextEncoder();
const inBytes = (part: string) => utf8.encode(part).length.toString(16);
const chunks = (lengthOf: (part: string) => string, lineBreak = "\n") =>
  [...parts.flatMap((part) => [lengthOf(part), part]), "0", ""].join(lineBreak);

test.each<[string, string]>([
  ["in bytes below a head that announces chunks", head + chunks(inBytes)],
  ["in characters", head + chunks((part) => part.length.toString(16).toUpperCase())],
  ["that somebody's changes made wrong", head + chunks(() => "1f4")],
  ["with line breaks of two characters", (head + chunks(inBytes, " \n")).replace("\n\n", " \n \n")],
  ["with an extension", head + chunks((part) => `${inBytes(part)};q=1`)],
  ["without a head", chunks(inBytes)],
])("lengths of chunks %s: removed, and the chunks joined", (_, text) => {
  expect(whole(text)).toContain(parts.join(""));
  expect(whole(text)).not.toMatch(/^(?:0|1f4|[\da-f]{1,2}(?:;q=1)?) ?$/im);
});

test("lengths of chunks end where the next message begins", () => {
  const text = `${head}5\n<a/>\n\n${head.replace(/^Transfer.*\n/m, "")}<a>\n12\n</a>`;
  expect(whole(text)).toBe(text.replace("5\n", ""));
});

test("a space before the length of a chunk belongs to the chunk", () => {
  expect(whole(`${head}3\n<a \n9\nb="1">x\n4\n</a>\n0\n`)).toContain('<a b="1">x</a>');
});

test.each<[string, string]>([
  ["a number on a line of its own", "<a>\n12\n</a>\n"],
  ["a number below a head that announces chunks, if none begins the content", `${head}<a>\n12\n</a>\n0\n`],
  ["a number in a text", "12\n<a>\n0\n"],
])("%s stays", (_, text) => {
  expect(whole(text)).toBe(text);
});

test("the value of an element between chunks stays", () => {
  expect(whole(`${head}fff\n<a>\n12\n</a>\n0\n`)).toContain("<a>\n12\n</a>");
});
