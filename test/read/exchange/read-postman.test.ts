import { expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { readPostman } from "../../../generator/read/exchange/read-postman.js";
import { envelope, shown } from "./shown.js";

const request = envelope("<Lend xmlns='urn:shelf'><Title>A \"short\" one</Title></Lend>");
const response = envelope("<LendResponse xmlns='urn:shelf'><LendResult>true</LendResult></LendResponse>");

test("reads requests of folders in folders, with address, action, body and saved responses", () => {
  const { exchanges } = read({
    variable: [{ key: "host", value: "shelf.example:8080" }],
    item: [
      {
        name: "Shelf",
        item: [
          {
            name: "Lend a book",
            request: {
              method: "POST",
              header: [
                { key: "SOAPAction", value: '"urn:shelf/Lend"' },
                { key: "Authorization", value: "Basic c2VjcmV0" },
                { key: "Content-Type", value: "text/plain", disabled: true },
              ],
              url: { raw: "http://{{host}}/shelf.asmx", host: ["{{host}}"], path: ["shelf.asmx"] },
              body: { mode: "raw", raw: request },
            },
            response: [{ code: 200, header: [{ key: "Content-Type", value: "text/xml" }], body: response }],
          },
        ],
      },
    ],
  });
  expect(exchanges.map(shown)).toEqual([
    {
      name: "Lend a book",
      request: `POST http://shelf.example:8080/shelf.asmx\nsoapaction: "urn:shelf/Lend"\n\n${request}`,
      responses: [`200\ncontent-type: text/xml\n\n${response}`],
    },
  ]);
});

test("gives each character of a body its place in the file", () => {
  const { exchanges, text } = read({ item: [{ request: { method: "POST", body: { mode: "raw", raw: request } } }] });
  const [body] = exchanges.flatMap((exchange) => exchange.request?.body ?? []);
  const at = body?.text.indexOf("short") ?? -1;
  expect(body?.place(at)).toEqual({ path: "shelf.json", line: 1, column: text.indexOf("short") + 1 });
});

test("a saved response whose request differs is an exchange of its own", () => {
  const original = { method: "POST", url: "http://shelf.example/a", body: { mode: "raw", raw: "<other/>" } };
  const { exchanges } = read({
    item: [
      {
        request: { method: "POST", url: "http://shelf.example/a", body: { mode: "raw", raw: request } },
        response: [
          { body: "<one/>" },
          { originalRequest: original, body: "<two/>" },
          { originalRequest: original, body: null },
        ],
      },
    ],
  });
  expect(exchanges.map(shown).map(({ responses }) => responses)).toEqual([["\n\n<one/>"], ["\n\n<two/>"], []]);
});

test("variables are replaced in headers and bodies", () => {
  const raw = (ns: string) => envelope(`<Lend xmlns='${ns}'><Title>{{title}}</Title></Lend>`);
  const item = {
    request: {
      method: "POST",
      url: "http://shelf.example/a",
      header: [{ key: "SOAPAction", value: "{{ns}}/Lend" }],
      body: { mode: "raw", raw: raw("{{ns}}") },
    },
  };
  const set = read({ variable: [{ key: "ns", value: "urn:shelf" }], item: [item] });
  expect(set.exchanges.map(shown)[0]?.request).toBe(
    `POST http://shelf.example/a\nsoapaction: urn:shelf/Lend\n\n${raw("urn:shelf")}`,
  );
  const hint = 'add {"key":"ns","value":"VALUE"} to the list "variable" of the collection';
  expect(readAll({ item: [item] }).diagnostics).toMatchObject([
    { code: "variable-unset", hint },
    { code: "variable-unset", hint },
  ]);
});

test("a URL with an undefined variable is not an address, and one in parts is composed", () => {
  const urls = [
    "{{base}}/shelf.asmx",
    "shelf.example/shelf.asmx",
    { protocol: "https", host: ["shelf", "example"], port: "444", path: ["soap", "shelf.asmx"] },
  ];
  const { exchanges } = read({ item: urls.map((url) => ({ request: { method: "POST", url } })) });
  expect(exchanges.map(({ request }) => request?.url?.text)).toEqual([
    undefined,
    "http://shelf.example/shelf.asmx",
    "https://shelf.example:444/soap/shelf.asmx",
  ]);
  const hint = 'add {"key":"base","value":"https://HOST"} to the list "variable" of the collection';
  expect(exchanges.map(({ request }) => request?.unset)).toEqual([{ name: "base", hint }, undefined, undefined]);
});

test("reads a form of pairs as it travels", () => {
  const form = [
    { key: "Title", value: "A & B" },
    { key: "Days", value: "3" },
  ];
  const { exchanges } = read({
    item: [{ request: { method: "POST", body: { mode: "urlencoded", urlencoded: form } } }],
  });
  expect(exchanges[0]?.request?.body?.text).toBe("Title=A%20%26%20B&Days=3");
});

function read(collection: object) {
  const { diagnostics, ...recording } = readAll(collection);
  expect(diagnostics).toEqual([]);
  return recording;
}

function readAll(collection: object) {
  const text = JSON.stringify({ info: { name: "Shelf" }, ...collection });
  const diagnostics: Diagnostic[] = [];
  const recording = readPostman({ path: "shelf.json", text }, (diagnostic) => diagnostics.push(diagnostic));
  return { ...recording, text, diagnostics };
}
