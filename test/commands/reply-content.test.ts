import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { replyContent } from "../../generator/commands/reply-content.js";

test.each<[string, string | undefined]>([
  ["", "nothing"],
  ["\ufeff \r\n", "nothing"],
  ["<!DOCTYPE html><p>", "an HTML page"],
  [" <html lang='en'>", "an HTML page"],
  ["<GetPriceResponse/>", "XML without an envelope"],
  ['<?xml version="1.0"?><a/>', "XML without an envelope"],
  ["<s:Envelope xmlns:s='urn:s'/>", undefined],
  ['{"error":1}', "JSON"],
  ["x is down", undefined],
  ["down for a moment", undefined],
  [gzipSync("<a/>").toString("utf8"), "compressed data"],
  [gzipSync("<a/>").toString("latin1"), "compressed data"],
])("%j is %s", (text, content) => {
  expect(replyContent(text)).toBe(content);
});
