import { expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { readHttpFile } from "../../../generator/read/exchange/read-http-file.js";
import { envelope, shown } from "./shown.js";

const body = envelope('<Lend xmlns="urn:shelf">\n  <Title>it</Title></Lend>');

test("reads requests between lines of ###, with names, variables and comments", () => {
  const { exchanges } = read(`@host = https://shelf.example
@path={{host}}/shelf.asmx

### Lend a book
// of the shelf
POST {{path}} HTTP/1.1
Content-Type: text/xml
# SOAPAction: "off"
SOAPAction: "urn:Lend"
Authorization: Basic c2VjcmV0

${body}

> {% client.log(1) %}

###
# @name list
{{path}}/List
    ?from=1
    &to=2
`);
  expect(exchanges.map(shown)).toEqual([
    {
      name: "Lend a book",
      request: `POST https://shelf.example/shelf.asmx\ncontent-type: text/xml\nsoapaction: "urn:Lend"\n\n${body}`,
      responses: [],
    },
    { name: "list", request: "GET https://shelf.example/shelf.asmx/List?from=1&to=2", responses: [] },
  ]);
  expect(exchanges[0]?.request?.body?.place(body.indexOf("<Title"))).toMatchObject({ line: 13, column: 3 });
});

test("a response is saved behind its request, or in a block of its own", () => {
  const response = `HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n${body}\r\n`;
  const { exchanges } = read(`POST http://a.example/b\r\n\r\n<a/>\r\n\r\n${response}\r\n###\r\n${response}`);
  const wanted = `200\ncontent-type: text/xml\n\n${body}`;
  expect(exchanges.map(shown)).toEqual([{ request: "POST http://a.example/b\n\n<a/>", responses: [wanted, wanted] }]);
});

test("a body in another file is not read, which is noted", () => {
  const { diagnostics } = read("POST http://a.example/b\n\n< ./lend.xml\n");
  expect(diagnostics).toMatchObject([{ code: "body-in-file", place: { line: 3, column: 1 } }]);
});

test("variables are replaced in headers and bodies, and reported without a value where they are part of a name", () => {
  const sent = envelope('<Lend xmlns="{{ns}}"><Title>{{title}}</Title><Card>{{card}}</Card></Lend>');
  const call = `POST https://a.example/b\nSOAPAction: "{{ns}}/Lend"\n\n${sent}\n`;
  const set = read(`@ns = urn:{{place}}\n@place = shelf\n@title = It\n${call}`);
  expect(set.exchanges.map(shown)).toEqual([
    {
      request: `POST https://a.example/b\nsoapaction: "urn:shelf/Lend"\n\n${envelope(
        '<Lend xmlns="urn:shelf"><Title>It</Title><Card>{{card}}</Card></Lend>',
      )}`,
      responses: [],
    },
  ]);
  const filled = set.exchanges[0]?.request?.body;
  expect(filled?.place(filled.text.indexOf("<Card>"))).toMatchObject({ line: 7, column: sent.indexOf("<Card>") + 1 });
  expect(set.diagnostics).toEqual([]);
  const hint = "add the line @ns = VALUE to the file";
  expect(read(call).diagnostics).toMatchObject([
    {
      code: "variable-unset",
      message: "found the variable ns without a value in the header SOAPAction, expected its value",
      place: { line: 2, column: 14 },
      hint,
    },
    { message: "found the variable ns without a value in a namespace, expected its value", place: { line: 4 }, hint },
  ]);
});

test("variables that refer to themselves or to long values do not make a body long", () => {
  const value = "x".repeat(30_000);
  const text = `@a = {{a}}{{a}}\n@b = ${value}\nPOST https://a.example/b\n\n<a>{{a}}${"{{b}}".repeat(1000)}</a>\n`;
  expect(read(text).exchanges[0]?.request?.body?.text.length).toBeLessThan(50_000);
});

test("a file without a request holds no exchange", () => {
  expect(read("").exchanges).toEqual([]);
  expect(read("@a = b\n###\n\n### x\n// y\n").exchanges).toEqual([]);
});

function read(text: string) {
  const diagnostics: Diagnostic[] = [];
  const recording = readHttpFile({ path: "shelf.http", text }, (diagnostic) => diagnostics.push(diagnostic));
  return { ...recording, diagnostics };
}
