import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as builtin from "../../support/builtins.js";
import { builtinNames } from "../../../generator/builtins.js";
import { Malformed, RequestError } from "../../../templates/runtime/error.js";
import type { Simple } from "../../../templates/runtime/simple/simple.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

test("there is a codec for every builtin, under its name", () => {
  const { openEnumeration, enumeration, ...codecs } = builtin;
  for (const name of builtinNames) {
    if (name === "anyType") continue; // has no text
    expect(codecs).toHaveProperty(name);
  }
  for (const [key, codec] of Object.entries(codecs)) {
    if (!key.includes("As")) expect(codec.name).toBe(key);
  }
});

describe("integers", () => {
  const small: [Simple<number>, number, number][] = [
    [builtin.int, -2147483648, 2147483647],
    [builtin.short, -32768, 32767],
    [builtin.byte, -128, 127],
    [builtin.unsignedInt, 0, 4294967295],
    [builtin.unsignedShort, 0, 65535],
    [builtin.unsignedByte, 0, 255],
    [builtin.longAsNumber, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [builtin.unsignedLongAsNumber, 0, Number.MAX_SAFE_INTEGER],
    [builtin.integerAsNumber, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ];
  test.each(small)("$name is a number in its range", (type, min, max) => {
    for (const value of [min, max, 0, 1, 9, 10, 99, 100]) {
      expect(read(type, String(value))).toBe(value);
      expect(written(type, value)).toBe(String(value));
    }
    for (const beyond of [BigInt(min) - 1n, BigInt(max) + 1n, 10n ** 40n, -(10n ** 40n)]) {
      expectRefused(type, String(beyond));
      expectUnwritable(type, Number(beyond));
    }
  });

  const large: [Simple<bigint>, Simple<string> | undefined, bigint | undefined, bigint | undefined][] = [
    [builtin.long, builtin.longAsString, -(2n ** 63n), 2n ** 63n - 1n],
    [builtin.unsignedLong, builtin.unsignedLongAsString, 0n, 2n ** 64n - 1n],
    [builtin.integer, builtin.integerAsString, undefined, undefined],
    [builtin.nonPositiveInteger, undefined, undefined, 0n],
    [builtin.negativeInteger, undefined, undefined, -1n],
    [builtin.nonNegativeInteger, undefined, 0n, undefined],
    [builtin.positiveInteger, undefined, 1n, undefined],
  ];
  test.each(large)("$name is a bigint in its range", (type, asString, min, max) => {
    for (const value of [min ?? -(10n ** 100n), max ?? 10n ** 100n]) {
      expect(read(type, String(value))).toBe(value);
      expect(written(type, value)).toBe(String(value));
      if (asString === undefined) continue;
      expect(read(asString, ` ${value} `)).toBe(String(value));
      expect(written(asString, String(value))).toBe(String(value));
    }
    for (const beyond of [min === undefined ? undefined : min - 1n, max === undefined ? undefined : max + 1n]) {
      if (beyond === undefined) continue;
      expectRefused(type, String(beyond));
      expectUnwritable(type, beyond);
      if (asString === undefined) continue;
      expectRefused(asString, String(beyond));
      expectUnwritable(asString, String(beyond));
    }
    expectUnwritable(type, 5);
    expectRefused(type, "9".repeat(5000));
  });

  test("signs, zeros and white space are what XML Schema says", () => {
    expect(read(builtin.int, "\n +007 \t")).toBe(7);
    expect(read(builtin.int, "-0")).toBe(0);
    expect(written(builtin.int, -0)).toBe("0");
    expect(read(builtin.int, "-00000000000000000000012")).toBe(-12);
    expect(read(builtin.long, "+12")).toBe(12n);
    expect(read(builtin.longAsString, "+0012")).toBe("+0012");
    for (const text of [
      "",
      " ",
      "+",
      "-",
      "--1",
      "1.0",
      "1e3",
      "0x10",
      "1 2",
      "seven",
      "\u00a01",
      "١",
      "1_000",
      "12n",
    ]) {
      for (const [type] of [...small, ...large]) expectRefused(type, text);
    }
    for (const value of ["7", 7.5, NaN, Infinity, null, undefined, {}, true]) expectUnwritable(builtin.int, value);
  });
});

describe("numbers", () => {
  test("a decimal is kept as it stands", () => {
    for (const text of ["0", "-1.50", "+.5", "5.", "0.1234567890123456789012345678901234567890", "9".repeat(10_000)]) {
      expect(read(builtin.decimal, text)).toBe(text);
      expect(read(builtin.decimal, `\t${text}\n`)).toBe(text);
      expect(written(builtin.decimal, text)).toBe(text);
      expect(written(builtin.decimal, ` ${text}`)).toBe(text);
    }
    for (const text of ["", ".", "+", "1e3", "1,5", "INF", "NaN", "1.2.3", "--1", "1 000", "&", "٣"]) {
      expectRefused(builtin.decimal, text);
      expectUnwritable(builtin.decimal, text);
    }
    expectUnwritable(builtin.decimal, 1.5);
  });

  test("a decimal as a number is never written with an exponent", () => {
    expect(read(builtin.decimalAsNumber, "19.99")).toBe(19.99);
    expect(read(builtin.decimalAsNumber, "-.5")).toBe(-0.5);
    expect(read(builtin.decimalAsNumber, "5.")).toBe(5);
    expect(read(builtin.decimalAsNumber, "0.1234567890123456789")).toBe(0.1234567890123456789);
    expect(written(builtin.decimalAsNumber, 1e21)).toBe("1000000000000000000000");
    expect(written(builtin.decimalAsNumber, -1.5e-7)).toBe("-0.00000015");
    expect(written(builtin.decimalAsNumber, 5e-324)).toBe(`0.${"0".repeat(323)}5`);
    for (const value of [NaN, Infinity, "1", 1n]) expectUnwritable(builtin.decimalAsNumber, value);
    expectRefused(builtin.decimalAsNumber, "9".repeat(400));
    expectRefused(builtin.decimalAsNumber, "1e3");
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = written(builtin.decimalAsNumber, value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(read(builtin.decimalAsNumber, text)).toBe(value + 0);
      }),
    );
  });

  test("short decimals are read to the nearest number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,8}\.\d{1,6}$/), (text) => {
        expect(read(builtin.decimalAsNumber, text)).toBe(Number(text));
        expect(read(builtin.double, text)).toBe(Number(text));
      }),
    );
  });

  test("doubles and floats", () => {
    for (const type of [builtin.double, builtin.float]) {
      for (const [text, value] of [
        ["INF", Infinity],
        ["-INF", -Infinity],
        ["NaN", NaN],
        ["-0", -0],
        ["0.1", 0.1],
        ["1e+30", 1e30],
      ] as const) {
        expect(read(type, text)).toBe(value);
        expect(written(type, value)).toBe(text);
      }
      expect(read(type, " -1.5E-3 ")).toBe(-0.0015);
      expect(read(type, "+INF")).toBe(Infinity);
      // A parameter of ASMX has the words of .NET, and XML has not.
      expect(type.form(-Infinity)).toBe("-Infinity");
      expect(type.parse("-Infinity")).toBe(-Infinity);
      expect(() => read(type, "Infinity")).toThrow("Infinity");
      for (const text of ["", "infinity", "inf", "nan", "+NaN", "1e", "e5", "1e1.5", "0x1", ".", "1 2", "-", ".e1"]) {
        expectRefused(type, text);
      }
      expectUnwritable(type, "1");
      expectUnwritable(type, 1n);
    }
    expect(read(builtin.double, "1E+300")).toBe(1e300);
    expect(read(builtin.double, "1E400")).toBe(Infinity);
    expect(read(builtin.float, "-1E+300")).toBe(-Infinity);
    expectUnwritable(builtin.float, 1e300);
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(read(builtin.double, written(builtin.double, value))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.float(), (value) => {
        expect(read(builtin.float, written(builtin.float, value))).toBe(value);
      }),
    );
  });
});

test("booleans", () => {
  expect(["true", "false", "1", "0", " true\n"].map((text) => read(builtin.boolean, text))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
  expect(["True", "False"].map((text) => builtin.boolean.parse(text))).toEqual([true, false]);
  expect([true, false].map((value) => [written(builtin.boolean, value), builtin.boolean.form(value)])).toEqual([
    ["true", "true"],
    ["false", "false"],
  ]);
  for (const text of ["", "TRUE", "yes", "2", "tru e"]) expectRefused(builtin.boolean, text);
  expect(() => read(builtin.boolean, "True")).toThrow(Malformed);
  expectUnwritable(builtin.boolean, "true");
});

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
    expect(written(builtin.token, " a&b ")).toBe(" a&#38;b ");
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
      expect(type.parse(text)).toBe(text);
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
    expect(builtin.char.parse("7")).toBe("7");
    for (const text of ["", "A", "65536", "-1", "6 5"]) expect(() => read(builtin.char, text)).toThrow(Malformed);
    for (const value of ["", "AB", 65, "\u{1f600}"]) expectUnwritable(builtin.char, value);
    expect(() => builtin.char.form("\ud83d")).toThrow(RequestError);
    expect(() => builtin.char.parse("AB")).toThrow(Malformed);
  });
});

describe("binary", () => {
  test("base64 both ways, as the platform has it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (value) => {
        const text = Buffer.from(value).toString("base64");
        expect(written(builtin.base64Binary, value)).toBe(text);
        expect(read(builtin.base64Binary, text)).toEqual(value);
        expect(builtin.base64Binary.parse(text)).toEqual(value);
        expect(builtin.base64Binary.form(value)).toEqual([...value].map(String));
      }),
    );
  });

  test("white space may stand anywhere in base64", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.array(fc.constantFrom("", "", " ", "\n", "\r\n\t")),
        (value, spaces) => {
          const text = [...Buffer.from(value).toString("base64")].map((letter, at) => (spaces[at] ?? "") + letter);
          expect(read(builtin.base64Binary, `${text.join("")} `)).toEqual(value);
        },
      ),
    );
  });

  test("base64 that is not exact is refused", () => {
    for (const text of [
      "A",
      "AA",
      "AAA",
      "AA=",
      "A===",
      "====",
      "AB==",
      "AAB=",
      "AA==AA==",
      "AA==A",
      "AA=A",
      "AAA=AAAA",
      "AA-_",
      "AAAé",
      "A A",
      "=AAA",
    ]) {
      expectRefused(builtin.base64Binary, text);
    }
    expectUnwritable(builtin.base64Binary, "AAAA");
    expectUnwritable(builtin.base64Binary, [1, 2]);
  });

  test("hex both ways", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (value) => {
        const text = Buffer.from(value).toString("hex");
        expect(written(builtin.hexBinary, value)).toBe(text.toUpperCase());
        expect(read(builtin.hexBinary, ` ${text}\n`)).toEqual(value);
      }),
    );
    for (const text of ["A", "0G", "0 0", "é0"]) expectRefused(builtin.hexBinary, text);
    expectUnwritable(builtin.hexBinary, "00");
  });
});

describe("enumerations", () => {
  const status = builtin.enumeration(["Draft", "Sent", " odd "] as const);
  const open = builtin.openEnumeration(["Read", "Write", "Read Only"] as const);

  test("a closed one holds its members only", () => {
    expect(read(status, " Draft ")).toBe("Draft");
    expect(read(status, " odd ")).toBe(" odd ");
    expect(written(status, "Sent")).toBe("Sent");
    expect(() => read(status, "Lost")).toThrow('expected "Draft", "Sent" or " odd ", found "Lost"');
    expectRefused(status, "draft");
    expectRefused(status, "__proto__");
    expectUnwritable(status, "constructor");
    expectUnwritable(status, 0);
  });

  test("many members are not all named in a message", () => {
    const letters = builtin.enumeration([..."abcdefgh"]);
    expect(() => letters.parse("z")).toThrow('expected "a", "b", "c", "d", "e", "f" or one of 2 others, found "z"');
    expect(() => builtin.enumeration(["a"]).parse("z")).toThrow('expected "a", found "z"');
    expect(() => builtin.enumeration([]).parse("z")).toThrow('expected nothing, found "z"');
  });

  test("an open one holds any text", () => {
    expect(read(open, " Append\n")).toBe("Append");
    expect(read(open, "Read")).toBe("Read");
    expect(written(open, "Append")).toBe("Append");
    expectUnwritable(open, 1);
  });

  test("flags are a list in XML and separated by commas in a parameter", () => {
    expect(written(open, "Read Write")).toBe("Read Write");
    expect(open.form("Read Write")).toBe("Read, Write");
    expect(open.form("Read Only")).toBe("Read Only");
    expect(open.form("Read Append")).toBe("Read Append");
  });
});

describe("messages", () => {
  test("say what was expected and what was found", () => {
    expect(() => builtin.int.parse("seven")).toThrow('expected int, found "seven"');
    expect(() => written(builtin.int, "seven" as never)).toThrow('expected int, found "seven"');
    expect(() => written(builtin.int, undefined as never)).toThrow("expected int, found undefined");
    expect(() => written(builtin.long, 5 as never)).toThrow("expected long, found 5");
    expect(() => written(builtin.int, 5n as never)).toThrow("expected int, found 5n");
    expect(() => written(builtin.string, null as never)).toThrow("expected string, found null");
    expect(() => written(builtin.string, {} as never)).toThrow("expected string, found an object");
    expect(() => written(builtin.string, [] as never)).toThrow("expected string, found an array");
    expect(() => written(builtin.string, Symbol("x") as never)).toThrow("expected string, found a symbol");
    expect(() => builtin.int.parse("x".repeat(1000))).toThrow(`found "${"x".repeat(57)}..."`);
  });

  test("a request error gathers its path on the way out", () => {
    const error = new RequestError("expected int, found null").within("ID").within(2).within("items").within("Get");
    expect(error.path).toBe("Get.items[2].ID");
    expect(error.message).toBe("Get.items[2].ID: expected int, found null");
    expect(new RequestError("expected int, found null").within(0).within(1).path).toBe("[1][0]");
  });
});
