import { expect, test } from "vitest";
import { page } from "./lending-page.js";
import { brief, read } from "./read.js";
import { shapes, soapRequest, soapResponse, type RenderedPage } from "./render-page.js";
import { accepted, get } from "./read-samples.js";
import { soap11, text } from "./sowing-page.js";

test("a heading without its sample is reported, if no other sample shows that binding", () => {
  const { codes, diagnostics } = read(`${soap11}SOAP 1.2\n\nThe following is a sam`);
  expect(codes).toEqual(["sample-missing"]);
  expect(diagnostics[0]?.message).toBe(
    'found the heading "SOAP 1.2" without a sample, expected a request and a response',
  );
  expect(read(`- SOAP 1.1\n- SOAP 1.2\n\n${text}`).codes).toEqual([]);
});

test("many operations in one text, the same one twice", () => {
  const other = (name: string): RenderedPage => ({
    ...page,
    operation: name,
    documentation: `About ${name}.`,
    bindings: page.bindings.map(({ heading, request, response }) => ({
      heading,
      request: request.replaceAll("Lend", name),
      response: response.replaceAll("Lend", name),
    })),
  });
  const text = ["Lend", "Find", "Give.Back", "Lend"].map((name) => shapes.indented(other(name))).join("\n\n");
  const { page: found, codes } = read(text);
  expect(codes).toEqual([]);
  expect(found.service).toBe("Book shelf");
  expect(found.operations.map(({ name, documentation, samples }) => [name, documentation, samples.length])).toEqual([
    ["Lend", "About Lend.", 8],
    ["Find", "About Find.", 8],
    ["Give.Back", "About Give.Back.", 8],
    ["Lend", "About Lend.", 8],
  ]);
});

test("requests and responses apart find each other", () => {
  const message = (name: string) => `<soap:Body>\n<${name} xmlns="u" />\n</soap:Body>`;
  const request = (name: string) => soapRequest("soap", message(name), `u/${name}`);
  const text = [
    ...["Find", "Lend"].map(request),
    ...["Lend", "Find"].map((name) => soapResponse("soap", message(`${name}Response`))),
  ].join("\n\n");
  const { page: found, codes } = read(text);
  expect(codes).toEqual([]);
  expect(
    found.operations.map(({ name, samples }) => [
      name,
      ...samples.map((sample) => ("body" in sample ? sample.body.map(brief) : [])),
    ]),
  ).toEqual([
    ["Find", ["Find"], ["FindResponse"]],
    ["Lend", ["Lend"], ["LendResponse"]],
  ]);
});

test("the name: from the title where the body's root is another, from the path, from the action, from the root", () => {
  const bare = '<soap:Body><FindRQ xmlns="u" /></soap:Body>';
  const name = (text: string) => read(text).page.operations.map((operation) => operation.name);
  const title = "Shelf\nPress here to see it all.\nFind\nTest\nThe form is local.SOAP 1.1\n";
  expect(name(`${title}${soapRequest("soap", bare, "")}\n${accepted}`)).toEqual(["Find"]);
  expect(
    name(`${soapRequest("soap", bare, "urn:u#Find")}\n${accepted}\n${soapRequest("soap12", bare)}\n${accepted}`),
  ).toEqual(["Find"]);
  expect(name(`${get}\n${accepted}`)).toEqual(["Find"]);
  expect(name(`${soapRequest("soap12", bare)}\n${accepted}`)).toEqual(["FindRQ"]);
  expect(name(soapResponse("soap12", '<soap:Body><FindResponse xmlns="u" /></soap:Body>'))).toEqual(["Find"]);
});

test.each([
  ["shelfFind", "Find", "Find"],
  ["urn:shelfFind", "Find", "Find"],
  ["some-action", "Find", "Find"],
  ["Find", "FindRequest", "Find"],
  ["urn:shelf/Find", "FindRQ", "Find"],
  ["urn:shelf/ReFind", "Find", "ReFind"],
])("an action %s above <%s> names the operation %s", (action, root, expected) => {
  const request = soapRequest("soap", `<soap:Body><${root} xmlns="urn:shelf" /></soap:Body>`, action);
  expect(read(`${request}\n${accepted}`).page.operations.map(({ name }) => name)).toEqual([expected]);
});

test("an HTTP binding's location can be called otherwise under a heading that names no operation", () => {
  const request = soapRequest("soap", '<soap:Body><Find xmlns="u" /></soap:Body>', "u/Find");
  const text = `${request}\n${accepted}\nHTTP GET\nWhat follows is a sample.\n${get.replace("/Find", "/finder")}\nHTTP/1.1 200 OK`;
  expect(read(text).page.operations.map((operation) => [operation.name, operation.samples.length])).toEqual([
    ["Find", 4],
  ]);
});

const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;

test("a status line without content does not answer a request whose envelope a log shows below", () => {
  const request = `POST /a HTTP/1.0\nHost: shelf.example\nSOAPAction: ""\n\n${envelope('<Find xmlns="u"/>')}`;
  const status = "\nDEBUG - HTTP/1.1 200 OK\nDEBUG - Content-Type text/xml\n\nDEBUG - XML received:\n";
  const { page: logged, codes } = read(`${request}${status}${envelope('<FindResponse xmlns="u"/>')}`);
  expect(codes).toEqual([]);
  expect(
    logged.operations.map(({ samples }) => samples.map((sample) => ("body" in sample ? sample.body.map(brief) : []))),
  ).toEqual([[["Find"], ["FindResponse"]]]);
});

test.each<[string, string, readonly string[]]>([
  ["at the same address", "URL: https://shelf.example/a", ["doFind", "doFind"]],
  ["where no address is shown", "Again", ["doFind", "doFind"]],
  ["at another address", "URL: https://shelf.example/b", ["doFind", "Find"]],
  ["with an action of its own", "URL: https://shelf.example/a\nSOAPAction: urn:reFind", ["doFind", "reFind"]],
])("a request that is shown again without its action, %s", (_, above, names) => {
  const messages = `${envelope('<Find xmlns="u"/>')}\n${envelope('<FindResponse xmlns="u"/>')}`;
  const text = `URL: https://shelf.example/a\nSOAPAction: urn:doFind\n${messages}\n\n${above}\n${messages}`;
  expect(read(text).page.operations.map(({ name }) => name)).toEqual(names);
});
