import fc from "fast-check";
import { expect, test } from "vitest";
import { elements, read } from "../read/help-page/read.js";
import { soapRequest } from "../read/help-page/render-page.js";

const many = 100_000;
/** In milliseconds. Linear time takes a small part of it, and quadratic time in texts of this size many times as long. */
const limit = 7_000;

const inBody = (text: string) => soapRequest("soap", `<soap:Body>${text}</soap:Body>`);
const inPre = (text: string) => `<html><body><pre>${text}</pre></body></html>`;
const numbered = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index));

test.each<[string, string, string]>([
  ["elements inside each other", inBody("<a>".repeat(many)), "sample-too-deep"],
  ["tags that never end", inBody("<a ".repeat(many)), "sample-not-well-formed"],
  ["a value that never ends", inBody(`<a b="${"x".repeat(many)}`), "sample-not-well-formed"],
  ["millions of empty lines", inBody(`<a>${"\n".repeat(39 * many)}`), "sample-not-well-formed"],
  ["ampersands", inBody(`<a>${"&".repeat(many)}</a>`), "sample-not-well-formed"],
  ["near-matches of a request", "POST ".repeat(many), "no-sample"],
  ["near-matches of a request's path", "POST /a GET /? ".repeat(many), "no-sample"],
  ["near-matches of a version", "HTTP/1.1".repeat(many), "no-sample"],
  ["one long path", `POST /${"a".repeat(many)}`, "no-sample"],
  ["white space behind a method", `POST${" ".repeat(many)}`, "no-sample"],
  ["a head and white space", `POST /a HTTP/1.1${" \n".repeat(many)}`, "sample-cut"],
  ["parameters of a content type", `POST /a HTTP/1.1\nContent-Type: a/b${" ;c=d".repeat(many)}`, "sample-cut"],
  ["headers", "Host: a\n".repeat(many), "no-sample"],
  ["quotation marks that never end", 'SOAPAction: "\n'.repeat(many), "no-sample"],
  ["headers of other names", `POST /a HTTP/1.1${"\nA: b".repeat(many)}`, "sample-cut"],
  ["labels in front of no content", "POST /a HTTP/1.1\n\na b:\n\n".repeat(many / 4), "sample-cut"],
  ["requests without a version", "POST /a\nHost: a\n".repeat(many / 4), "sample-cut"],
  ["mentions of actions", `${'SOAPAction: "a" -H "b'.repeat(many)}\n<a:Envelope>`, "sample-cut"],
  ["comments in each other", "<!-- - ".repeat(many), "no-sample"],
  ["envelopes that never end, with CDATA in them", "<a:Envelope><![CDATA[".repeat(many / 4), "sample-cut"],
  ["labelled URLs", "URL: http://a/b ".repeat(many), "no-sample"],
  ["URLs in URLs", "URL: http://".repeat(many), "no-sample"],
  ["characters that nobody sees", "\u200b\u00a0".repeat(many), "no-sample"],
  ["names", `<${"a.".repeat(many)}:Envelope`, "no-sample"],
  ["comments that never end", "<!--".repeat(many), "no-sample"],
  ["carriage returns", "\r".repeat(many), "no-sample"],
  ["line comments", "// <?xml\n".repeat(many / 4), "sample-cut"],
  ["prefixes of lines", numbered(many / 4, (index) => `app ${index} | <?xml \n`).join(""), "sample-cut"],
  ["numbers in a prefix", `${"1 ".repeat(90)}<?xml \n`.repeat(many / 20), "sample-cut"],
  ["one long prefix", `${"a ".repeat(many)}<?xml \n`.repeat(4), "sample-cut"],
  ["a wire log", `a >> "<?xml ${"[0xc3][\\n]".repeat(20)}"\n`.repeat(many / 20), "sample-cut"],
  ["a wire log on one line", `a >> "<?xml ${"[0xc3]".repeat(many)}[\\n]"`, "sample-cut"],
  ["near-matches of a wire log", `${'a >> "'.repeat(many)}[\\n]"\n`, "no-sample"],
  ["wire logs without an end", 'a >> "'.repeat(many), "no-sample"],
  ["lines of packets", "10:00:00.1 IP a > b: Flags [\n".repeat(many / 4), "no-sample"],
  ["headers with tabs", `HTTP/1.1 200 OK\n${"A\tb\n".repeat(many)}`, "binding-unknown"],
  ["heads with tabs", "HTTP/1.1 200 OK\nA\tb\n".repeat(many / 4), "binding-unknown"],
  ["quotations", "> > <?xml \n".repeat(many / 4), "sample-cut"],
  ["a quotation of many", `${"> ".repeat(many)}\n`.repeat(4), "no-sample"],
  ["quotation marks at the ends of lines", "a '<a'.\n".repeat(many), "no-sample"],
  ["backticks", "`".repeat(many), "no-sample"],
  ["calls of curl", 'curl -H "a: b" https://a/b\n'.repeat(many / 4), "no-sample"],
  ["escapes", 'xmlns=\\"a\\n '.repeat(many), "no-sample"],
  ["escaped line breaks behind a tag", `<?xml ?>${"\\n \\n".repeat(many)}`, "sample-cut"],
  ["escaped line breaks behind many tags", `<?xml ${"</a>\\n".repeat(many)}`, "sample-not-well-formed"],
  ["escaped line breaks at the end of a string", `'<a ${"\\n".repeat(many)}b'`, "no-sample"],
  ["escaped bytes", `b'<?xml ${"\\xc3\\xab\\x".repeat(many)}'`, "sample-cut"],
  ["heads of replies", `${"HTTP: HTTP/1.1 200 OK\n".repeat(many / 4)}<html>`, "binding-unknown"],
  ["spaces in tags", inBody(`<a>${"< b".repeat(many)}`), "sample-not-well-formed"],
  ["bodies without brackets", inBody(`<a>${"> soap:Body ".repeat(many / 4)}`), "sample-not-well-formed"],
  [
    "more attributes than there are",
    inBody(`<a ${numbered(1_025, (index) => `a${index}=""`).join(" ")} />`),
    "sample-too-wide",
  ],
  [
    "more namespaces than there are",
    inBody(`<a ${numbered(600, (index) => `xmlns:a${index}="u"`).join(" ")} />`),
    "sample-too-wide",
  ],
  ["fences", "```\n".repeat(many), "no-sample"],
  ["numbered lines", numbered(many / 4, (index) => `${index} <?xml version\n`).join(""), "sample-cut"],
  ["escapes of Markdown", `\\<?xml ${"\\<".repeat(many)}`, "sample-not-well-formed"],
  ["doubled quotation marks", `"<?xml version=""1${'""'.repeat(many)}`, "sample-cut"],
  ["typographic quotation marks", inBody(`<a ${"=“".repeat(many)}>`), "sample-not-well-formed"],
  ["typographic quotation marks in tags", inBody("<a b=“c”>".repeat(many / 4)), "sample-too-deep"],
  ["page numbers", inBody(`<a>${"\npage 1 page 2\n\f\n".repeat(many / 4)}</a>`), "sample-mended"],
  ["page numbers on one line", inBody(`<a>\n${"page 1 ".repeat(many / 4)}=\n<b>`), "sample-not-well-formed"],
  ["form feeds between elements", inBody("<a>\n\f\n</a>".repeat(many / 4)), "sample-mended"],
  ["marks of a tree", inBody(`${"\n- ".repeat(many)}<b>`), "sample-not-well-formed"],
  ["names broken at the ends of lines", inBody(`<a ${"b\n".repeat(many)}>`), "sample-not-well-formed"],
  ["hyphens in namespaces", inBody('<a xmlns="u-\nv">'.repeat(many / 4)), "sample-mended"],
  ["heads of parts", "--a\nContent-A: b\n".repeat(many / 4), "no-sample"],
  ["lengths of chunks", `Transfer-Encoding: chunked\n\n${"f\n<a>\n2\n</a>\n".repeat(many / 4)}`, "no-sample"],
  ["heads that announce chunks", "Transfer-Encoding: chunked\n".repeat(many / 4) + "1\n".repeat(many / 4), "no-sample"],
  ["parts of MIME", `MIME-Version: 1.0\nContent-Type: multipart/a\n\n${"--a\n".repeat(many)}`, "no-sample"],
  ["tags of HTML", inPre("<b>".repeat(many)), "no-sample"],
  ["marks", inPre("<font class=value>".repeat(many)), "no-sample"],
  ["references", inPre("&lt;".repeat(many)), "no-sample"],
  ["references to unknown entities", inPre(numbered(20_000, (index) => `&x${index};`).join("")), "no-sample"],
  [
    "formatting that every block of HTML would open again",
    inPre(numbered(20_000, (index) => `<b a=${index}>`).join("") + "<p>".repeat(20_000)),
    "no-sample",
  ],
])(
  "%s",
  (_, text, code) => {
    expect(read(text).codes).toContain(code);
  },
  limit,
);

test.each<[string, string]>([
  ["declarations that never end", "<?xml ".repeat(20_000)],
  ["envelopes that never end", "<soap:Envelope>".repeat(20_000)],
  ["comments before text other than an envelope", "<?xml ?><!-- ".repeat(20_000)],
  ["requests without content", "POST /a HTTP/1.1\n".repeat(20_000)],
])("many messages that are cut are reported, the first of them one by one: %s", (_, text) => {
  const { diagnostics, codes } = read(text);
  expect(codes).toEqual([...Array<string>(200).fill("sample-cut"), "diagnostics-left-out"]);
  expect(diagnostics.at(-1)).toMatchObject({
    severity: "error",
    message: "found 19800 more problems on this page (19800 errors, 0 warnings, 0 notes), expected at most 200",
  });
});

test("dots behind each of many elements", () => {
  const { codes } = read(`${inBody(`<a>${"<b />...".repeat(20_000)}</a>`)}\nHTTP/1.1 202 Accepted`);
  expect(codes.slice(0, 2)).toEqual(["sample-elided", "sample-elided"]);
  expect(codes).toHaveLength(201);
});

test(
  "a list of many operations",
  () => {
    const links = numbered(40_000, (index) => `<li><a href="?op=Op${index}">Op${index}</a><br>About it.`);
    const { page } = read(`<html><ul>${links.join("")}</ul></html>`);
    expect(page.listed).toHaveLength(40_000);
    expect(page.listed[7]).toMatchObject({ name: "Op7", documentation: "About it." });
  },
  limit,
);

/** Fragments that the rules match, or almost match. */
const pieces = [
  ...["POST ", "GET /a?b=c HTTP/1.1", "HTTP/1.1 200 OK", "\nHost: ", "\nContent-", "\nContent-Type: text/xml", " ;c=d"],
  ...['\nSOAPAction: "', "<?xml ", "?>", "<soap:Envelope ", "<soap:Body>", "</soap:Envelope>", "<a>", "</ a", '<a b="'],
  ...[
    '<a xmlns="u\n v">',
    "> soap:Body ",
    '\\"',
    "\\n",
    '=""',
    "\n",
    " ",
    "\n//",
    "\n * ",
    "\n'",
    "`",
    "\n```",
    "\ncurl ",
  ],
  ...[
    "-H ",
    " https://a/b",
    "SOAP 1.1",
    "\nHTTP GET\n",
    "\nTest\n",
    "A sentence.\n",
    ".asmx?op=A",
    '<a href="?op=B">',
    "<pre>",
  ],
  ...[
    "<font class=value>",
    "&lt;",
    "&",
    "<!--",
    "<![CDATA[",
    "...",
    "xml",
    ":",
    "-",
    "\r",
    "<!DOCTYPE html>",
    "xmlns=",
  ],
];

test("whatever is repeated comes to an end", () => {
  const piece = fc.constantFrom(...pieces);
  const start = fc.constantFrom("", "<html><pre>", inBody("<a>").replace(/<\/.*$/s, ""));
  fc.assert(
    fc.property(start, fc.array(piece, { minLength: 1, maxLength: 4 }), piece, (before, unit, after) => {
      const { page, codes } = read(before + unit.join("").repeat(2_000) + after);
      // The summary of left-out diagnostics is one more; missing requests and responses are others.
      expect(codes.length).toBeLessThanOrEqual(203);
      expect(page.operations.length + page.listed.length + codes.length).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
}, 10_000);

test(
  "many operations",
  () => {
    const text = numbered(
      25_000,
      (index) => `GET /a.asmx/Op${index}?a=string HTTP/1.1\nHost: a\nHTTP/1.1 200 OK\n`,
    ).join("\n");
    const { page, codes } = read(text);
    expect(codes).toEqual([]);
    expect(page.operations).toHaveLength(25_000);
  },
  limit,
);

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
  expect(read(nested(100_000)).codes).toContain("sample-too-deep");
});

test("a text of more than 16 MB is not read", () => {
  const { page, diagnostics } = read(" ".repeat(16 * 2 ** 20 + 1));
  expect(page.operations).toEqual([]);
  expect(diagnostics).toMatchObject([
    {
      severity: "error",
      code: "source-too-large",
      message: "found a text of 16.0 MB, expected a page of at most 16 MB",
    },
  ]);
});
