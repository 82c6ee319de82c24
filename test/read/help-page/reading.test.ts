import { expect, test } from "vitest";
import { read } from "./read.js";
import { soapResponse } from "./render-page.js";

test("envelopes without any head are identified by their namespace and their body", () => {
  const bare = (prefix: "soap" | "soap12", name: string) =>
    soapResponse(prefix, `<soap:Body><${name} xmlns="u" /></soap:Body>`).split("\n\n")[1];
  const { page: found, codes } = read(
    [bare("soap", "Find"), bare("soap", "FindResponse"), bare("soap12", "Find")].join("\n\nand\n\n"),
  );
  expect(codes).toEqual(["response-missing"]);
  expect(
    found.operations.map(({ name, samples }) => [name, samples.map(({ binding, message }) => `${binding} ${message}`)]),
  ).toEqual([["Find", ["soap11 request", "soap11 response", "soap12 request"]]]);
});

test("an attachment below the envelope of a multipart message is noted, and the root part alone is not", () => {
  const noted = (boundary: string, part: string) => {
    const envelope =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Up xmlns="u"/></s:Body></s:Envelope>';
    const text = `POST /svc HTTP/1.1\nHost: shop.example\nContent-Type: multipart/related; type="text/xml"; boundary=${boundary}\n\n--b\nContent-Type: text/xml\n\n${envelope}\n--b${part}--\n`;
    return read(text).diagnostics.filter(({ code }) => code === "sample-with-attachment");
  };
  const part = "\nContent-Type: application/pdf\nContent-ID: <doc>\n\nJVBERi0xLjQK\n--b";
  for (const boundary of ["b", '"b"'])
    expect(noted(boundary, part)).toMatchObject([
      { severity: "note", place: { line: 13 }, hint: expect.stringContaining("multipart()") as string },
    ]);
  expect(noted("b", "")).toEqual([]);
});
