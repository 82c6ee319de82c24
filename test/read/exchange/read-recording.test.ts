import { expect, test } from "vitest";
import { definitionSources, readRecording } from "../../../generator/read/exchange/read-recording.js";
import { sourceKind } from "../../../generator/read/source-kind.js";

const wsdl = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>';

test.each<[string, string, string]>([
  [
    "shelf.json",
    '{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}',
    "postman",
  ],
  ["copied.txt", '\ufeff {"item":[],"info":{"schema":"https://schema.postman.com/collection/v2.1.0/"}}', "postman"],
  ["shelf.har", '{ "log": { "version": "1.2", "entries": [] } }', "har"],
  ["package.json", '{"name":"shelf"}', "json"],
  ["pasted.txt", '{"name":"shelf"}', "page"],
  ["shelf.rest", "POST https://shelf.example/", "http"],
  ["shelf.xml", '<c:soapui-project xmlns:c="http://eviware.com/soapui/config"/>', "soapui"],
  ["shelf.xml", '<c:other xmlns:c="http://eviware.com/soapui/config"/>', "xml"],
])("%s is known by what is in it: %s", (path, text, kind) => {
  expect(sourceKind({ path, text })).toBe(kind);
});

test("a WSDL that was fetched while traffic was recorded is kept", () => {
  const url = "https://shelf.example/shelf.asmx?wsdl";
  const response = { status: 200, headers: [], content: { text: wsdl } };
  const entries = [{ request: { method: "GET", url, headers: [] }, response }];
  const text = JSON.stringify({ log: { entries } });
  const recording = readRecording({ path: "shelf.har", text }, () => undefined);
  expect(recording?.definitions.map((definition) => [definition.url, definition.text.text])).toEqual([[url, wsdl]]);
});

test("documents of a recording are sources of their own, which their URLs lead to", () => {
  const text = { text: wsdl, place: () => ({ path: "shelf.xml", line: 7, column: 3 }) };
  const { sources, catalog } = definitionSources("specs/shelf/shelf.xml", [
    { url: "file:\\C:\\a\\shelf.wsdl", text },
    { url: "http://shelf.example/shelf.asmx?wsdl", text },
    { url: "http://shelf.example/shelf.asmx?wsdl", text },
  ]);
  expect(sources.map(({ path }) => path)).toEqual([
    "specs/shelf/shelf.xml/C:/a/shelf.wsdl",
    "specs/shelf/shelf.xml/shelf.example/shelf.asmx?wsdl",
  ]);
  expect(catalog.map(({ path }) => path)).toEqual(sources.map(({ path }) => path));
});

test("a source of another kind is not a recording", () => {
  expect(readRecording({ path: "shelf.txt", text: "" }, () => undefined)).toBeUndefined();
});
