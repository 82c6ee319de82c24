import { expect, test } from "vitest";
import { elements, read } from "./read.js";
import { soapRequest } from "./render-page.js";

/** Anything but linear time makes these run for hours; no clock is looked at. */
const many = 300_000;

const inBody = (text: string) => soapRequest("soap", `<soap:Body>${text}</soap:Body>`);
const inPre = (text: string) => `<html><body><pre>${text}</pre></body></html>`;
const numbered = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index));

test.each<[string, string, string]>([
  ["elements inside each other", inBody("<a>".repeat(many)), "sample-too-deep"],
  ["tags that never end", inBody("<a ".repeat(many)), "sample-not-well-formed"],
  ["a value that never ends", inBody(`<a b="${"x".repeat(many)}`), "sample-not-well-formed"],
  ["ampersands", inBody(`<a>${"&".repeat(many)}</a>`), "sample-not-well-formed"],
  ["near-matches of a request", "POST ".repeat(many), "no-sample"],
  ["near-matches of a request's path", "POST /a GET /? ".repeat(many), "no-sample"],
  ["near-matches of a version", "HTTP/1.1".repeat(many), "no-sample"],
  ["one long path", `POST /${"a".repeat(many)}`, "no-sample"],
  ["white space behind a method", `POST${" ".repeat(many)}`, "no-sample"],
  ["a head and white space", `POST /a HTTP/1.1${" \n".repeat(many)}`, "sample-cut"],
  ["parameters of a content type", `POST /a HTTP/1.1\nContent-Type: a/b${" ;c=d".repeat(many)}`, "sample-cut"],
  ["headers", "Host: a\n".repeat(many), "sample-cut"],
  ["quotation marks that never end", 'SOAPAction: "\n'.repeat(many), "sample-cut"],
  ["names", `<${"a.".repeat(many)}:Envelope`, "no-sample"],
  ["comments that never end", "<!--".repeat(many), "no-sample"],
  ["carriage returns", "\r".repeat(many), "no-sample"],
  ["fences", "```\n".repeat(many), "no-sample"],
  ["tags of HTML", inPre("<b>".repeat(many)), "no-sample"],
  ["marks", inPre("<font class=value>".repeat(many)), "no-sample"],
  ["references", inPre("&lt;".repeat(many)), "no-sample"],
  ["references of which there are none", inPre(numbered(50_000, (index) => `&x${index};`).join("")), "no-sample"],
  [
    "formatting that every block of HTML would open again",
    inPre(numbered(50_000, (index) => `<b a=${index}>`).join("") + "<p>".repeat(50_000)),
    "no-sample",
  ],
])("%s", (_, text, code) => {
  expect(read(text).codes).toContain(code);
});

test.each<[string, string]>([
  ["declarations that never end", "<?xml ".repeat(20_000)],
  ["envelopes that never end", "<soap:Envelope>".repeat(20_000)],
  ["comments before what is no envelope", "<?xml ?><!-- ".repeat(20_000)],
  ["requests without content", "POST /a HTTP/1.1\n".repeat(20_000)],
])("many messages that are cut are reported, the first of them one by one: %s", (_, text) => {
  const { diagnostics, codes } = read(text);
  expect(codes).toEqual([...Array<string>(200).fill("sample-cut"), "diagnostics-left-out"]);
  expect(diagnostics.at(-1)).toMatchObject({
    severity: "error",
    message: "found 19800 more: 19800 errors, 0 warnings, 0 notes; expected at most 200 for one source",
  });
});

test("many operations", () => {
  const text = numbered(20_000, (index) => `GET /a.asmx/Op${index}?a=string HTTP/1.1\nHost: a\nHTTP/1.1 200 OK\n`).join(
    "\n",
  );
  const { page, codes } = read(text);
  expect(codes).toEqual([]);
  expect(page.operations).toHaveLength(20_000);
});

test("many elements, attributes and parameters", () => {
  const attributes = numbered(1_000, (index) => `a${index}="1"`).join(" ");
  const parameters = numbered(20_000, (index) => `p${index}=string`).join("&");
  const text = `${inBody(`<Op xmlns="u" ${attributes}>${"<b />".repeat(20_000)}</Op>`)}\nHTTP/1.1 202 Accepted\nGET /a/Op?${parameters} HTTP/1.1\nHTTP/1.1 200 OK`;
  const { page, codes } = read(text);
  const [request, , get] = page.operations[0]?.samples ?? [];
  const [op] = request && "body" in request ? elements(request.body) : [];
  expect(codes).toEqual([]);
  expect([op?.attributes.length, op?.children.length]).toEqual([1_000, 20_000]);
  expect(get && "parameters" in get && get.parameters.length).toBe(20_000);
});

test("256 elements may stand inside each other, and no more", () => {
  const nested = (count: number) => `${inBody("<a>".repeat(count) + "</a>".repeat(count))}\nHTTP/1.1 202 Accepted`;
  expect(read(nested(254)).codes).toEqual([]);
  expect(read(nested(255)).codes).toContain("sample-too-deep");
});

test("a text of more than 16 MB is not read", () => {
  const { page, diagnostics } = read(" ".repeat(16 * 2 ** 20 + 1));
  expect(page.operations).toEqual([]);
  expect(diagnostics).toMatchObject([
    {
      severity: "error",
      code: "source-too-large",
      message: "found a text of 16.0 MB; expected a page of at most 16 MB",
    },
  ]);
});
