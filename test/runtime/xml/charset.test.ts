import { describe, expect, test } from "vitest";
import { element, read, refusal } from "./read-tree.js";

describe("charsets", () => {
  const expected = element("a", ["é€\u{1f600}"]);
  const utf16 = (text: string, mark: boolean, big: boolean): Uint8Array => {
    const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
    return new Uint8Array(big ? bytes.swap16() : bytes);
  };

  test.each([true, false])("UTF-16, big-endian: %s", (big) => {
    const charset = big ? "utf-16be" : "utf-16le";
    for (const head of ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>']) {
      const document = `${head}<a>é€\u{1f600}</a>`;
      expect(read(utf16(document, true, big))).toEqual(expected);
      expect(read(utf16(document, true, big), { charset: "utf-16" })).toEqual(expected);
      expect(read(utf16(document, false, big), { charset })).toEqual(expected);
      expect(read(utf16(document, false, big), { charset: charset.toUpperCase() })).toEqual(expected);
      expect(read(utf16(document, false, big))).toEqual(expected);
    }
    const halved = utf16("<a>\ud800</a>", true, big);
    refusal(halved);
    refusal(utf16("<a/>", true, big).subarray(0, 9));
  });

  test("UTF-8 is read with and without a mark, even if a Content-Type contradicts the mark", () => {
    const document = new TextEncoder().encode("\ufeff<a>é€\u{1f600}</a>");
    expect(read(document)).toEqual(expected);
    expect(read(document, { charset: "utf-16" })).toEqual(expected);
    expect(read(document.subarray(3))).toEqual(expected);
    expect(read(document.subarray(3), { charset: "UTF-8" })).toEqual(expected);
    expect(read('<?xml version="1.0" encoding="utf-8"?><a>é€\u{1f600}</a>')).toEqual(expected);
  });

  test("a charset that the Content-Type or the declaration names", () => {
    const latin1 = new Uint8Array(Buffer.from("<a>é</a>", "latin1"));
    const declared = new Uint8Array(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', "latin1"));
    expect(read(latin1, { charset: "iso-8859-1" }).children).toEqual(["é"]);
    expect(read(declared).children).toEqual(["é"]);
    for (const charset of ["windows-1252", "iso-8859-1"])
      expect(read(Buffer.from("<a>\x80 \x93q\x94</a>", "latin1"), { charset }).children).toEqual(["€ “q”"]);
    refusal(declared, { charset: "utf-8" });
    expect(read(new Uint8Array([60, 97, 62, 0x80, 60, 47, 97, 62]), { charset: "windows-1250" }).children).toEqual([
      "€",
    ]);
    expect(read(new Uint8Array([60, 97, 62, 0x83, 0x41, 60, 47, 97, 62]), { charset: "shift_jis" }).children).toEqual([
      "ア",
    ]);
  });

  test("undecodable documents are refused", () => {
    refusal("<a/>", { charset: "klingon" });
    refusal('<?xml version="1.0" encoding="klingon"?><a/>');
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80]]) {
      for (const [before, after] of [
        ["<a>", "</a>"],
        ["<a b='", "'/>"],
        ["<!--", "--><a/>"],
        ["<a", "/>"],
        ["<a><![CDATA[", "]]></a>"],
      ] as const) {
        refusal(new Uint8Array([...Buffer.from(before), ...bytes, ...Buffer.from(after)]));
      }
    }
  });
});
