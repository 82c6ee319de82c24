import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sample } from "../../generator/read/help-page/help-page.js";
import { read } from "../read/help-page/read.js";

const seeds = [
  "discountasp/GetJobStatus.txt",
  "listrak/GetProcessStatus.txt",
  "pixelz/GetImageStatus.txt",
  "pixelz/RejectProcessedImage.txt",
].map((path) => readFileSync(`specs/${path}`, "utf8"));

const samplesOf = (text: string) => read(text).page.operations.flatMap(({ samples }) => samples);

/** A status line alone is a complete response of a void operation, so the cut cannot be detected. */
function isVoid(sample: Sample | undefined): boolean {
  return sample?.message === "response" && "status" in sample && !("header" in sample) && sample.content === undefined;
}

test.each(seeds)("a text that is cut gives whole samples or says what is missing: %#", (seed) => {
  const whole = samplesOf(seed);
  for (let end = 0; end < seed.length; end += 7) {
    const { page, diagnostics } = read(seed.slice(0, end));
    const found = page.operations.flatMap(({ samples }) => samples);
    const last = found.at(-1);
    const isWhole = found.every((sample, index) => JSON.stringify(sample) === JSON.stringify(whole[index]));
    if (!isWhole && !isVoid(last)) expect(diagnostics.length, `cut at ${end}`).toBeGreaterThan(0);
    // The start of a page may be a list of operations, which is reported if nothing shows them.
    if (found.length === 0) expect(diagnostics.length + page.listed.length, `cut at ${end}`).toBeGreaterThan(0);
  }
});

test("text that is lost or doubled anywhere never throws, and never gives samples with broken parts in silence", () => {
  const seed = fc.constantFrom(...seeds);
  const edit = fc.tuple(
    fc.nat(),
    fc.nat({ max: 400 }),
    fc.constantFrom("", "<", "&", "]]>", '="', "HTTP/1.1 200 OK", "\0"),
  );
  fc.assert(
    fc.property(seed, edit, (text, [at, length, put]) => {
      const from = at % text.length;
      const damaged = text.slice(0, from) + put + text.slice(from + length);
      const { page, codes } = read(damaged);
      const samples = page.operations.flatMap((operation) => operation.samples);
      if (samples.length === 0) expect(codes).not.toEqual([]);
      for (const sample of samples) expect(sample.place.line).toBeLessThanOrEqual(damaged.split("\n").length);
    }),
    { numRuns: 300 },
  );
});

test("any text at all is read without an exception", () => {
  const piece = fc.constantFrom(
    ...[
      "POST /a.asmx/B HTTP/1.1",
      "GET /a?b=%",
      " HTTP/1.1 200",
      "\nHost: a",
      "\nContent-Type: text/xml",
      "<?xml ",
      "?>",
      "<a",
      ">",
    ],
    ...[
      "<soap:Envelope ",
      'xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"',
      "<soap:Body>",
      "</soap:Body>",
      "</soap:Envelope>",
    ],
    ...[
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "&amp;",
      "&",
      "<pre>",
      "</pre>",
      "<font class=value>",
      "&lt;",
      "&gt;",
      "\r\n",
      " ",
      "xml",
      "=",
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 40 }), (pieces) => {
      const { page, codes } = read(pieces.join(""));
      expect(page.operations.length + page.listed.length > 0 || codes.length > 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("pages spliced at any place give samples with a note of what was broken, or none", () => {
  const piece = fc.tuple(fc.constantFrom(...seeds), fc.nat(), fc.nat({ max: 3_000 }));
  fc.assert(
    fc.property(fc.array(piece, { minLength: 2, maxLength: 6 }), (pieces) => {
      const spliced = pieces.map(([seed, at, length]) => seed.slice(at % seed.length).slice(0, length));
      const { page, codes } = read(spliced.join("\n"));
      const { length } = page.operations.flatMap(({ samples }) => samples);
      expect(length + page.listed.length + codes.length).toBeGreaterThan(0);
      expect(codes.length).toBeLessThanOrEqual(201);
    }),
    { numRuns: 300 },
  );
});
