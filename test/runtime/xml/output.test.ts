import fc from "fast-check";
import { expect, test } from "vitest";
import { RequestError } from "../../../templates/runtime/error.js";
import { Output, preparedTag } from "../../../templates/runtime/xml/output.js";

function outputOf(write: (output: Output) => void): string {
  const output = new Output();
  write(output);
  return new TextDecoder("utf-8", { fatal: true }).decode(output.done());
}

const characters = { "&lt;": "<", "&gt;": ">", "&#xD;": "\r", "&amp;": "&" };

function unescaped(xml: string): string {
  return Object.entries(characters).reduce(
    (text, [reference, character]) => text.replaceAll(reference, character),
    xml,
  );
}

test("text is escaped for content", () => {
  expect(outputOf((output) => output.text("a & <b> \"c\" 'd' \t\n\r ]]>"))).toBe(
    "a &amp; &lt;b&gt; \"c\" 'd' \t\n&#xD; ]]&gt;",
  );
});

test("an attribute is escaped for quotes, and keeps its white space from being made spaces", () => {
  expect(outputOf((output) => output.attribute("n", "a & <b> \"c\" 'd' \t\n\r"))).toBe(
    " n=\"a &amp; &lt;b> &quot;c&quot; 'd' &#x9;&#xA;&#xD;\"",
  );
  expect(
    outputOf((output) => {
      output.attribute("n", () => output.text('"'));
      output.text('"');
    }),
  ).toBe(' n="&quot;""');
});

test("every character of XML is written in UTF-8, alone and at every size of the buffer", () => {
  const edges = "\u007f\u0080\u07ff\u0800\ud7ff\ue000\ufffd\u{10000}\u{10ffff}";
  expect(outputOf((output) => output.text(edges))).toBe(edges);
  for (let before = 1000; before < 1030; before++) {
    expect(outputOf((output) => output.text("a".repeat(before) + edges))).toBe("a".repeat(before) + edges);
  }
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 2000 })), (texts) => {
      const written = outputOf((output) => texts.forEach((text) => output.text(text)));
      expect(unescaped(written)).toBe(texts.join(""));
    }),
  );
});

test("characters that XML forbids are refused", () => {
  const forbidden = [
    "\0",
    "\u0001",
    "\b",
    "\v",
    "\f",
    "\u001f",
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udfff",
    "\ud800\ud800",
    "\udc00\ud800",
    "\ud800a",
  ];
  for (const text of forbidden) {
    for (const whole of [text, `a${text}`, `é${text}b`]) {
      expect(() => outputOf((output) => output.text(whole)), JSON.stringify(whole)).toThrow(RequestError);
      expect(() => outputOf((output) => output.attribute("n", whole)), JSON.stringify(whole)).toThrow(RequestError);
    }
  }
  expect(() => outputOf((output) => output.text("\u0001"))).toThrow(
    "expected characters that XML can hold, found U+0001",
  );
});

test("a text that grows by its escapes fits", () => {
  expect(outputOf((output) => output.text("<".repeat(100_000)))).toBe("&lt;".repeat(100_000));
});

test("integers", () => {
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.nat(100_000)), (value) => {
      expect(outputOf((output) => output.int(value))).toBe(String(value));
    }),
  );
  for (const value of [0, 9, 10, 99, 100, 999_999_999, 1_000_000_000, -1]) {
    expect(outputOf((output) => output.int(value))).toBe(String(value));
  }
});

test("bytes and ASCII are appended verbatim", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3000 })), (parts) => {
      const output = new Output();
      for (const part of parts) {
        output.bytes(part);
        output.ascii("<&>");
      }
      expect(Buffer.from(output.done())).toEqual(Buffer.concat(parts.flatMap((part) => [part, Buffer.from("<&>")])));
    }),
  );
});

test("tags are appended verbatim, whatever their names and lengths are", () => {
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 80 }), (names) => {
      const tags = names.map((name) => `<${name}>`);
      const written = outputOf((output) => {
        for (const tag of tags) output.tag(preparedTag(tag));
      });
      expect(written).toBe(tags.join(""));
    }),
  );
});
