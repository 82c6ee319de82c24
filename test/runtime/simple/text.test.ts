import fc from "fast-check";
import { Malformed, RequestError } from "../../../templates/runtime/error.js";
import * as builtin from "../../../templates/runtime/simple/text.js";
import { describe, expect, test } from "vitest";
import { parseParameter, writeParameter } from "../../../templates/runtime/simple/parameter.js";
import type { Simple } from "../../../templates/runtime/simple/simple.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

describe("text", () => {
  test("a string is kept with all of its white space", () => {
    const text = " a\tb\n\n c & <d> ]] \u00a0\u{1f600}\ud7ff ";
    expect(read(builtin.string, text)).toBe(text);
    expect(read(builtin.string, "")).toBe("");
    expect(builtin.string.form(text)).toBe(text);
    expectUnwritable(builtin.string, 5);
    expectUnwritable(builtin.string, "\ud800");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        expect(read(builtin.string, value)).toBe(value);
      }),
    );
  });

  test("other text is normalized when it is read", () => {
    expect(read(builtin.normalizedString, " a\tb\n ")).toBe(" a b  ");
    expect(read(builtin.token, " a \t\n b\u00a0 ")).toBe("a b\u00a0");
    expect(read(builtin.anyURI, " http://a/é?b c ")).toBe("http://a/é?b c");
    expect(written(builtin.token, " a&b ")).toBe(" a&amp;b ");
  });

  const names: [Simple<string>, string[], string[]][] = [
    [builtin.language, ["en", "de-CH-1996", "x-klingon"], ["", "e1", "en-", "toolonglanguage", "de_CH"]],
    [builtin.Name, ["a", ":a", "é.1-b"], ["", "1", "-a", "a b", "a\u00d7"]],
    [builtin.NCName, ["a", "_1", "\u{10000}"], ["", "a:b", "1", "a b"]],
    [builtin.ID, ["a"], ["", "1"]],
    [builtin.IDREF, ["a"], ["", "a:b"]],
    [builtin.IDREFS, ["a", "a b"], ["", "a 1"]],
    [builtin.ENTITY, ["a"], ["1"]],
    [builtin.ENTITIES, ["a b c"], ["", "a b:c"]],
    [builtin.NMTOKEN, ["1", "-a", ":"], ["", "a b", "a/b"]],
    [builtin.NMTOKENS, ["1 2", "a"], ["", "a /"]],
    [builtin.QName, ["a", "a:b"], ["", ":a", "a:", "a:b:c", "a: b"]],
    [builtin.NOTATION, ["a:b"], ["1"]],
    [
      builtin.guid,
      ["936da01f-9abd-4d9d-80c7-02AF85C822A8"],
      [
        "",
        "936da01f9abd4d9d80c702af85c822a8",
        "936da01f-9abd-4d9d-80c7-02af85c822ag",
        "936da01f-9abd-4d9d-80c7-02af85c822a",
        "{936da01f-9abd-4d9d-80c7-02af85c822a8}",
        "936da01f-9abd-4d9d-80c7-02af85c822\u0130",
      ],
    ],
  ];
  test.each(names)("$name is checked both ways", (type, legal, illegal) => {
    for (const text of legal) {
      expect(read(type, ` ${text}\n`)).toBe(text);
      expect(written(type, text)).toBe(text);
      expect(type.form(text)).toBe(text);
      expect(parseParameter(type, text)).toBe(text);
    }
    for (const text of illegal) {
      expectRefused(type, text);
      expectUnwritable(type, text);
    }
    expectUnwritable(type, 5);
    expectUnwritable(type, undefined);
  });

  test("a char is a number in XML and itself in a parameter", () => {
    expect(read(builtin.char, " 65 ")).toBe("A");
    expect(read(builtin.char, "0")).toBe("\0");
    expect(read(builtin.char, "55357")).toBe("\ud83d");
    expect(written(builtin.char, "A")).toBe("65");
    expect(written(builtin.char, "\0")).toBe("0");
    expect(builtin.char.form("A")).toBe("A");
    expect(parseParameter(builtin.char, "7")).toBe("7");
    for (const text of ["", "A", "65536", "-1", "6 5"]) expect(() => read(builtin.char, text)).toThrow(Malformed);
    for (const value of ["", "AB", 65, "\u{1f600}"]) expectUnwritable(builtin.char, value);
    expect(() => writeParameter(builtin.char, "\ud83d")).toThrow(RequestError);
    expect(() => parseParameter(builtin.char, "AB")).toThrow(Malformed);
  });
});
