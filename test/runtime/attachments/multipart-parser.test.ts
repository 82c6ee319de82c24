import fc from "fast-check";
import { expect, test } from "vitest";
import { MultipartParser, type PartLimits } from "../../../templates/runtime/attachments/multipart-parser.js";
import { inPieces, multipartOf } from "./parts.js";

interface Read {
  readonly headers: Record<string, string>;
  readonly content: string;
}

/** The parts of a multipart that arrives in these chunks. */
function partsIn(chunks: readonly Uint8Array[], limits?: PartLimits, boundary = "b"): Read[] {
  const parser = new MultipartParser(boundary, limits);
  const parts: { headers: Record<string, string>; data: Uint8Array[] }[] = [];
  for (const events of [...chunks.map((chunk) => parser.push(chunk)), parser.end()]) {
    for (const event of events) {
      if (event.kind === "head") parts.push({ headers: Object.fromEntries(event.headers), data: [] });
      else parts.at(-1)?.data.push(event.bytes.slice());
    }
  }
  return parts.map(({ headers, data }) => ({ headers, content: Buffer.concat(data).toString("latin1") }));
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "latin1"));
const contentsIn = (text: string, limits?: PartLimits): string[] =>
  partsIn([bytes(text)], limits).map(({ content }) => content);

test("reads the headers and the contents of parts, between a preamble and an epilogue", () => {
  const text =
    "preamble --b\r\nmore\r\n--b \t\r\nContent-Type: text/xml;\r\n charset=utf-8\r\ncontent-ID:<1>\r\nContent-ID: <2>\r\n\r\nfirst\r\n--b\r\n\r\n\r\n--b--\t\r\nepilogue\r\n--b\r\n";
  expect(partsIn([bytes(text)])).toEqual([
    { headers: { "content-type": "text/xml; charset=utf-8", "content-id": "<1>" }, content: "first" },
    { headers: {}, content: "" },
  ]);
});

test.each([
  ["line feeds alone", "--b\n\none\n--b\n\ntwo\n--b--", ["one", "two"]],
  ["no content before the next boundary", "--b\r\n\r\n--b\r\n\r\n\r\n\r\n--b--", ["", "\r\n"]],
  ["a carriage return at the end of a content", "--b\r\n\r\none\r\r\n--b--", ["one\r"]],
  ["a closing boundary without a line break", "--b\r\n\r\none\r\n--b--", ["one"]],
  ["a closing boundary and half a line break", "--b\r\n\r\none\r\n--b--\r", ["one"]],
  ["no parts", "--b--", []],
])("reads a multipart with %s", (_, text, contents) => {
  expect(contentsIn(text)).toEqual(contents);
});

test.each([
  "\r\n--bb",
  "\r\n--b-",
  "\r\n--b-\r\n",
  "\r\n--bx\r\n",
  "--b\r\n",
  "\r\n --b\r\n",
  "\r\n--b--x",
  `\r\n--b${" ".repeat(300)}`,
  "\r--b\r",
])("the look-alike %j is content", (lookAlike) => {
  expect(contentsIn(`--b\r\n\r\n1${lookAlike}2\r\n--b--`)).toEqual([`1${lookAlike}2`]);
});

test.each([
  ["no boundary", "", "expected a multipart with a closing boundary, found no boundary"],
  ["no end", "--b\r\n\r\none", "expected a multipart with a closing boundary, found the end of part 1 without it"],
  [
    "half an end",
    "--b\r\n\r\none\r\n--b-",
    "expected a multipart with a closing boundary, found the end of part 1 without it",
  ],
  [
    "no end of headers",
    "--b\r\nA: b",
    "expected a multipart with a closing boundary, found the end of part 1 without it",
  ],
  ["another boundary", "--c\r\n\r\n--c--", "expected a multipart with a closing boundary, found no boundary"],
  [
    "a line in place of a header",
    "--b\r\nnothing\r\n\r\n--b--",
    "expected a header of part 1, with its name before a colon, found a line without one",
  ],
])("refuses a multipart with %s", (_, text, message) => {
  expect(() => contentsIn(text)).toThrow(message);
});

test("limits the parts, their headers and their sizes", () => {
  const text = "--b\r\nA: 12345\r\n\r\n12345\r\n--b\r\n\r\n--b--";
  expect(contentsIn(text, { maxParts: 2, maxPartHeaderBytes: 12, maxPartBytes: 5 })).toEqual(["12345", ""]);
  expect(() => contentsIn(text, { maxParts: 1 })).toThrow("expected at most 1 parts, found more");
  expect(() => contentsIn(text, { maxPartHeaderBytes: 11 })).toThrow(
    "expected at most 11 bytes of headers in part 1, found more",
  );
  expect(() => contentsIn(text, { maxPartBytes: 4 })).toThrow("expected at most 4 bytes in part 1, found more");
});

test.each([undefined, "", "b ", "b\n", "b".repeat(201)])("refuses the boundary %j", (boundary) => {
  expect(() => new MultipartParser(boundary)).toThrow("boundary");
});

test("parts are the same, however they are cut into chunks", () => {
  const content = fc
    .array(fc.constantFrom("\r\n--b", "--b", "\r", "\n", "-", " ", "x", "\r\n--", "\r\n--bx", "b"), { maxLength: 8 })
    .map((pieces) => pieces.join(""))
    // Text that would end the part.
    .filter((text) => !/(^|\n)--b(--)?[ \t]*(\r?\n|\r?$)/.test(text));
  fc.assert(
    fc.property(fc.array(content, { maxLength: 3 }), fc.integer({ min: 1, max: 9 }), (contents, size) => {
      const whole = multipartOf(
        contents.map((content) => ({ headers: { A: "b" }, content })),
        { start: "preamble\r\n", ...(contents.length === 0 && { end: "\r\n--b--" }) },
      );
      const expected = contents.map((content) => ({ headers: { a: "b" }, content }));
      expect(partsIn([whole])).toEqual(expected);
      expect(partsIn(inPieces(whole, size))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["look-alikes", "\r\n--b-"],
  ["line breaks", "\r\n"],
  ["spaces after look-alikes", `\r\n--b${" ".repeat(120)}x`],
])("the time to scan %s is linear", (_, text) => {
  const took = (count: number): number => {
    const chunks = inPieces(bytes(`--b\r\n\r\n${text.repeat(count / text.length)}\r\n--b--`), 1000);
    const start = performance.now();
    partsIn(chunks);
    return performance.now() - start;
  };
  took(10_000);
  expect(took(800_000)).toBeLessThan(60 * Math.max(10, took(80_000)));
});
