import { expect, test } from "vitest";
import { readCassette } from "../../../generator/read/exchange/read-cassette.js";
import { envelope, shown } from "./shown.js";

const body = envelope('<Lend xmlns="urn:shelf">\n  <Title>it\'s "new"</Title></Lend>');
const wanted = {
  request: `POST https://shelf.example/shelf.asmx\nsoapaction: "urn:Lend"\n\n${body}`,
  responses: ["200\ncontent-type: text/xml\n\n<a/>"],
};

test.each([
  ["double quotes", JSON.stringify(body)],
  [
    "double quotes over several lines",
    JSON.stringify(body).replace("xmlns:s", "\\\n      xmlns:s").replace(" xmlns=", "\n      xmlns="),
  ],
  ["single quotes", `'${body.replaceAll("'", "''").replaceAll("\n", "\n\n      ")}'`],
  ["a literal block", `|-\n      ${body.replaceAll("\n", "\n      ")}`],
])("reads a body in %s, as vcr of Python writes it", (_, text) => {
  const { exchanges, place } = read(`interactions:
- request:
    body: ${text}
    headers:
      Authorization:
      - Basic c2VjcmV0
      SOAPAction:
      - '"urn:Lend"'
    method: POST
    uri: https://shelf.example/shelf.asmx
  response:
    body:
      string: <a/>
    headers:
      content-type:
      - text/xml
    status:
      code: 200
      message: OK
version: 1
`);
  const [exchange] = exchanges.map(shown);
  expect(exchange?.request?.replace(/\n\s*(?=<Title)/, "\n  ").trim()).toBe(wanted.request);
  expect(exchange?.responses).toEqual(wanted.responses);
  expect(place("<Title")).toMatch(/^<Title/);
});

test("reads a cassette of vcr of Ruby, whose bodies are strings of maps", () => {
  const { exchanges } = read(`---
http_interactions:
- request:
    method: post
    uri: https://shelf.example/shelf.asmx
    body:
      encoding: UTF-8
      string: <Envelope
        xmlns="u"/>
    headers:
      Soapaction:
      - '"urn:Lend"'
  response:
    status:
      code: 500
    body:
      string: "<b/>"
- request:
    uri: https://shelf.example/
recorded_with: VCR 6
`);
  expect(exchanges.map(shown)).toEqual([
    {
      request: `POST https://shelf.example/shelf.asmx\nsoapaction: "urn:Lend"\n\n<Envelope xmlns="u"/>`,
      responses: ["500\n\n<b/>"],
    },
    { request: "GET https://shelf.example/", responses: [] },
  ]);
});

test("other YAML holds no exchange", () => {
  expect(read("").exchanges).toEqual([]);
  expect(read("interactions: none\n").exchanges).toEqual([]);
  expect(read("- a\n- - b\n").exchanges).toEqual([]);
});

function read(text: string) {
  const { exchanges } = readCassette({ path: "lend.yaml", text });
  const lines = text.split("\n");
  /** The text at the place that a body gives for a part of it. */
  const place = (part: string): string | undefined => {
    const [found] = exchanges.flatMap(({ request }) => request?.body ?? []);
    const { line, column } = found?.place(found.text.indexOf(part)) ?? { line: 0, column: 0 };
    return lines[line - 1]?.slice(column - 1);
  };
  return { exchanges, place };
}
