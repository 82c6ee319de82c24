import { expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { readHar } from "../../../generator/read/exchange/read-har.js";
import { envelope, shown } from "./shown.js";

const body = envelope('<Lend xmlns="urn:shelf"><Title>Ümlaut für 5 €</Title></Lend>');

test("reads requests and responses, a content in base64 too", () => {
  const bytes = Buffer.from(body.replace("€", "\x80"), "latin1").toString("base64");
  const { exchanges } = read([
    {
      request: {
        method: "POST",
        url: "https://shelf.example/shelf.asmx",
        headers: [
          { name: "SOAPAction", value: '"urn:Lend"' },
          { name: "Cookie", value: "session=secret" },
        ],
        postData: { mimeType: "text/xml", text: body },
      },
      response: {
        status: 200,
        headers: [{ name: "content-type", value: "text/xml; charset=iso-8859-1" }],
        content: { mimeType: "text/xml; charset=iso-8859-1", text: bytes, encoding: "base64" },
      },
    },
  ]);
  expect(exchanges.map(shown)).toEqual([
    {
      request: `POST https://shelf.example/shelf.asmx\nsoapaction: "urn:Lend"\n\n${body}`,
      responses: [`200\ncontent-type: text/xml; charset=iso-8859-1\n\n${body}`],
    },
  ]);
});

test("a request without a response has none, and content with invalid base64 is empty", () => {
  const request = { method: "POST", url: "https://shelf.example/", headers: [] };
  const { exchanges } = read([
    { request, response: { status: 0, headers: [], content: {} } },
    { request, response: { status: 500, headers: [], content: { text: "<%>", encoding: "base64" } } },
  ]);
  expect(exchanges.map(shown).map(({ responses }) => responses)).toEqual([[], ["500\n\n"]]);
});

function read(entries: readonly object[]) {
  const text = JSON.stringify({ log: { version: "1.2", entries } }, null, 1);
  const diagnostics: Diagnostic[] = [];
  const recording = readHar({ path: "shelf.har", text }, (diagnostic) => diagnostics.push(diagnostic));
  expect(diagnostics).toEqual([]);
  return recording;
}
