import { expect, test } from "vitest";
import { read } from "./read.js";
import { text } from "./sowing-page.js";

test.each<[name: string, source: string, url: string]>([
  ["ServiceStack", `${text.replaceAll("/shelf.asmx", "/soap11")}\n\nHTTP + SOAP11`, "https://books.example/soap11"],
  [
    "WCF",
    "You have created a service.\n\nsvcutil.exe http://garden.example/bed.svc?wsdl",
    "http://garden.example/bed.svc?singleWsdl",
  ],
  [
    "the REST services of WCF",
    "Reference for https://garden.example/bed.svc/Sow\nUrl: https://garden.example/bed.svc/Sow\n\nHTTP Method: POST\n",
    "https://garden.example/bed.svc?singleWsdl",
  ],
  [
    "Axis2",
    "Available services\nBed\nService EPR : http://garden.example:8080/axis2/services/Bed\nAvailable Operations\nSow\n",
    "http://garden.example:8080/axis2/services/Bed?wsdl",
  ],
  [
    "CXF",
    "Available SOAP services:\nBed\nEndpoint address: http://garden.example/services/bed\nWSDL : {urn:g}Bed\n",
    "http://garden.example/services/bed?wsdl",
  ],
  ["PHP", "GET /bed.php?wsdl HTTP/1.1\nHost: garden.example\n\nIt is there.", "https://garden.example/bed.php?wsdl"],
])("a page of %s is refused by name, with the line that saves its WSDL", (name, source, url) => {
  const { page: found, diagnostics } = read(source, "specs/garden/page.txt");
  expect(found).toMatchObject({ operations: [], listed: [] });
  expect(diagnostics).toMatchObject([
    {
      severity: "error",
      code: "page-not-asmx",
      message: `found a page of ${name}, expected one of ASMX`,
      hint: `save the WSDL of the service in place of the page: curl -o specs/garden/page.wsdl '${url}'`,
    },
  ]);
});

test("samples in JSON are refused, with the WSDL of the file that their path names", () => {
  const json = "Content-Type: application/json; charset=utf-8";
  const { diagnostics } = read(
    `POST /bed.asmx/Sow HTTP/1.1\nHost: garden.example\n${json}\n\n{"bed":1}\n\nHTTP/1.1 200 OK\n${json}\n\n{"d":true}\n`,
    "specs/garden/page.txt",
  );
  expect(diagnostics).toMatchObject([
    {
      code: "page-not-asmx",
      message: "found samples in JSON, expected samples in XML",
      hint: expect.stringContaining("'https://garden.example/bed.asmx?wsdl'") as string,
    },
  ]);
});

test("a page of PHP with whole samples is read, with one warning", () => {
  const { page, diagnostics } = read(text.replaceAll("/shelf.asmx", "/shelf.php"));
  expect(page.operations.map(({ name }) => name)).toEqual(["Sow"]);
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["warning page-not-asmx"]);
});

test.each([
  ["an empty file", " \n"],
  ["a document in RTF", `{\\rtf1 ${text.replaceAll("\n", "\\par\n")}}`],
  ["a page that asks to sign in", '<html><form action="/account/login"><input name="user"></form></html>'],
  ["a page that asks to sign in", '<html><form action="/"><input type="password"></form></html>'],
  ["no sample message", "Garden"],
  ["no sample message", "<html><p>Garden</p></html>"],
  ["<Sow> without an envelope", '<Sow xmlns="urn:garden"><bed>int</bed></Sow>'],
  ["<Body> without an envelope", '<soap:Body><Sow xmlns="urn:garden"/></soap:Body>'],
  ["<Envelope> in no namespace of SOAP", "<Envelope><Body><Sow/></Body></Envelope>"],
])("found %s", (found, source) => {
  const { diagnostics } = read(source);
  expect(diagnostics.slice(0, 1)).toMatchObject([
    { code: "no-sample", message: expect.stringContaining(`found ${found}, expected`) as string },
  ]);
});
