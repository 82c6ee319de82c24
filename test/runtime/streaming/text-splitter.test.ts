import fc from "fast-check";
import { expect, test } from "vitest";
import { Base64Decoder } from "../../../templates/runtime/streaming/base64-decoder.js";
import { TextSplitter } from "../../../templates/runtime/streaming/text-splitter.js";

/** Splits a document that arrives in chunks of these sizes, in turn. */
function split(document: string, sizes: readonly number[]): { text: string; rest: string } {
  const decoder = new Base64Decoder();
  let text = "";
  const splitter = new TextSplitter(["Envelope", "Body", "File"], {
    take(part) {
      const decoded = decoder.decode(part);
      text += new TextDecoder("latin1").decode(decoded);
      return decoded !== undefined;
    },
    isWhole: () => decoder.isWhole,
  });
  const bytes = new TextEncoder().encode(document);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    splitter.push(bytes.slice(at, at + size));
    at += size;
  }
  return { text, rest: new TextDecoder().decode(splitter.remainder()) };
}

function document(content: string): string {
  return `<?xml version="1.0"?>\n<!-- <File> --><s:Envelope a='>'><s:Header><File>no</File></s:Header><s:Body><x:File\n>${content}</x:File><File>no</File></s:Body></s:Envelope>`;
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });

test("the text is that of the whole document, however it is cut into chunks and broken into lines", () => {
  const noise = fc.constantFrom(
    "",
    "\n",
    " ",
    "\r\n",
    "&#xD;",
    "&#13;\n",
    "<!-- </File> A -->",
    "<?pi A?>",
    "<![CDATA[]]>",
  );
  const text = fc.uint8Array({ maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(noise), sizes, (bytes, noises, sizes) => {
      const base64 = Buffer.from(bytes).toString("base64");
      const content = [...base64].map((digit, k) => (noises[k] ?? "") + (k % 7 === 6 ? `<![CDATA[${digit}]]>` : digit));
      const found = split(document(content.join("")), sizes);
      expect(found.text).toBe(Buffer.from(bytes).toString("latin1"));
      const kept =
        content
          .join("")
          .replace(/<!\[CDATA\[(.*?)\]\]>/g, "$1")
          .match(/<!--.*?-->|<\?.*?\?>|\n/g) ?? [];
      expect(found.rest).toBe(document(kept.join("")));
    }),
  );
});

test.each([
  "QUJD*",
  "QUJ",
  "QUI=QUJD",
  "QQ==QQ==",
  "Q===",
  "QUJD&amp;",
  "QUJD&unknown;",
  "QUJD&#233;",
  "QUJDé",
  "QUJD<b/>",
])("the text %j, which is not base64, is kept as one that does not fit", (content) => {
  for (const size of [1, 3, 1000]) {
    const { rest } = split(document(content), [size]);
    const kept = />([^>]*)(?:<b\/>)?<\/x:File>/.exec(rest)?.[1] ?? "";
    expect(rest.includes("<b/>") || !/^[A-Za-z0-9+/]*={0,2}$/.test(kept) || kept.length % 4 !== 0).toBe(true);
  }
});

test.each(["<File/>", "<File></File>", "<Other><File>QUJD</File></Other>"])("%s has no text to split", (content) => {
  const body = document("").replace("<x:File\n></x:File><File>no</File>", content);
  expect(split(body, [5])).toEqual({ text: "", rest: body });
});

test("a document with a document type is kept as it is", () => {
  const text = `<!DOCTYPE a>${document("QUJD").replace(/^.*\n/, "")}`;
  expect(split(text, [7])).toEqual({ text: "", rest: text });
});

test("time grows linearly with the length of a text, a byte at a time, and memory does not grow", () => {
  const took = (count: number): number => {
    const start = performance.now();
    for (const part of ["QUJD", "&#13;", "<!---->", "<![CDATA[QUJD]]>"]) split(document(part.repeat(count / 4)), [1]);
    return performance.now() - start;
  };
  took(2_000);
  expect(took(40_000)).toBeLessThan(60 * Math.max(10, took(4_000)));
  const splitter = new TextSplitter(["File"], { take: () => true, isWhole: () => true });
  const push = (text: string): void => splitter.push(new TextEncoder().encode(text));
  push("<File>");
  for (let k = 0; k < 10_000; k++) push("QUJD".repeat(20));
  expect(splitter.kept).toBeLessThan(100);
});
