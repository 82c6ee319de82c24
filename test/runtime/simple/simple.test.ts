import { facets } from "../../../templates/runtime/simple/facets.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  base64Binary,
  boolean,
  char,
  date,
  dateTimeAsDate,
  decimal,
  double,
  enumeration,
  fixed,
  guid,
  hexBinary,
  int,
  list,
  long,
  named,
  NCName,
  restricted,
  string,
  token,
  union,
  withDefault,
} from "../../../templates/runtime/index.js";
import { Cursor } from "../../../templates/runtime/xml/cursor.js";
import { Output } from "../../../templates/runtime/xml/output.js";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import type { Simple } from "../../../templates/runtime/simple/simple.js";
import { errorsMade } from "../../support/errors-made.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

/** Reads `type` from an attribute, and writes it into one. */
function readAttribute<T>(type: Simple<T>, value: string): T {
  const cursor = new Cursor(new TextEncoder().encode(`<a b="${value}"/>`));
  cursor.start();
  expect(cursor.openAttribute("", "b")).toBe(true);
  return type.read(cursor);
}

function writtenAttribute<T>(type: Simple<T>, value: T): string {
  const output = new Output();
  output.attribute("b", () => type.write(output, value));
  return new TextDecoder().decode(output.done());
}

describe("a list", () => {
  const ints = list(int);

  test("is its items with white space between them", () => {
    expect(read(ints, " 1\n\t2  3 ")).toEqual([1, 2, 3]);
    expect(read(ints, "")).toEqual([]);
    expect(read(ints, " \n ")).toEqual([]);
    expect(written(ints, [1, -2])).toBe("1 -2");
    expect(written(ints, [])).toBe("");
    expect(ints.form([1, 2])).toBe("1 2");
    expect(parseParameter(ints, " 1 2")).toEqual([1, 2]);
    expect(ints.name).toBe("list of int");
  });

  test("is read and written in attributes too", () => {
    expect(readAttribute(ints, " 1 2 ")).toEqual([1, 2]);
    expect(writtenAttribute(list(string), ['a"', "<b>&"])).toBe(' b="a&quot; &lt;b>&amp;"');
    expect(readAttribute(list(string), "a&#34; &#60;b&#62;&#38;")).toEqual(['a"', "<b>&"]);
  });

  test("has items of any simple type, in the form that they have in XML", () => {
    expect(read(list(long), "1 9007199254740993")).toEqual([1n, 9007199254740993n]);
    expect(read(list(char), "65 66")).toEqual(["A", "B"]);
    expect(written(list(char), ["A", "B"])).toBe("65 66");
    expect(list(char).form(["A", "B"])).toBe("65 66");
    expect(parseParameter(list(char), "65 66")).toEqual(["A", "B"]);
    expect(written(list(base64Binary), [new Uint8Array([1]), new Uint8Array([2, 3])])).toBe("AQ== AgM=");
    expect(parseParameter(list(base64Binary), "AQ== AgM=")).toEqual([new Uint8Array([1]), new Uint8Array([2, 3])]);
    expect(read(list(enumeration(["a", "b"])), "b a")).toEqual(["b", "a"]);
  });

  test("reports which item is wrong", () => {
    expect(() => read(ints, "1 x")).toThrow('expected int, found "x"');
    expectRefused(ints, "1,2", "1 2.5");
    expect(() => written(ints, [1, 2.5])).toThrow("[1]: expected int, found 2.5");
    expect(() => written(ints, 5 as never)).toThrow("expected list of int, found 5");
    expect(() => written(list(string), ["a", "b c"])).toThrow('[1]: expected text without white space, found "b c"');
    expectUnwritable(list(string), [""], ["a\n"], ["\t"], ["a\rb"]);
    expectUnwritable(ints, "1 2", null, undefined);
  });

  test("is read again as it was written", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[ \t\n\r]/.test(text));
    fc.assert(
      fc.property(fc.array(word), (values) => {
        const words = list(string);
        expect(parseParameter(words, String(words.form(values)))).toEqual(values);
        expect(read(words, String(words.form(values)))).toEqual(values);
      }),
    );
  });
});

const day = { name: "Day", namespace: "urn:days" };

describe("a union", () => {
  const size = union(int, enumeration(["small", "large"]));

  test("is read as the first member that the text fits", () => {
    expect(["7", " 7 ", "small", " large "].map((text) => read(size, text))).toEqual([7, 7, "small", "large"]);
    expect(["7", "small"].map((text) => parseParameter(size, text))).toEqual([7, "small"]);
    expect(read(union(int, string), "7.5")).toBe("7.5");
    expect(read(union(string, int), "7")).toBe("7");
    expect(read(union(boolean, int), "1")).toBe(true);
    expect(read(union(boolean, string), "True")).toBe("True");
    expect(readAttribute(size, "large")).toBe("large");
  });

  test("is written as the first member that the value is of", () => {
    expect(written(size, 7)).toBe("7");
    expect(written(size, "small")).toBe("small");
    expect(size.form(7)).toBe("7");
    expect(written(union(long, int), 7)).toBe("7");
    expect(written(union(hexBinary, base64Binary), new Uint8Array([171]))).toBe("AB");
    expect(written(union(int, string), "a<b")).toBe("a&lt;b");
    expect(writtenAttribute(union(int, string), 'a"\n')).toBe(' b="a&quot;&#xA;"');
    expect(written(union(int, string), "7")).toBe("7");
    expect(written(union(date, dateTimeAsDate), new Date(0))).toBe("1970-01-01T00:00:00Z");
  });

  test("names its members in messages", () => {
    expect(size.name).toBe('int or "small" or "large"');
    expect(() => read(union(int, boolean), "x")).toThrow('expected int or boolean, found "x"');
    expect(() => written(union(int, boolean), "x" as never)).toThrow('expected int or boolean, found "x"');
    expectRefused(size, "", "medium", "7.5");
    expectUnwritable(size, "medium", 7.5, null, undefined);
  });

  test("selects members by their facets, and accepts misfits if facets are not checked", () => {
    const grade = union(restricted(int, { maxInclusive: "6" }), restricted(token, { maxLength: 2 }));
    expect(read(grade, "6")).toBe(6);
    expect(read(grade, "7")).toBe("7");
    expect(read(grade, "700")).toBe(700);
    expect(read(grade, "none")).toBe("none");
    expect(written(grade, 7)).toBe("7");
    expect(() => parseParameter(grade, "none", { validate: facets })).toThrow('expected int or token, found "none"');
    expect(() => grade.form(7, { validate: facets })).toThrow("expected int or token, found 7");
  });

  test("may contain a list", () => {
    const sizes = list(size);
    expect(read(sizes, "1 small 2")).toEqual([1, "small", 2]);
    expect(written(sizes, ["large", 3])).toBe("large 3");
    expect(read(union(list(int), string), "1 2")).toEqual([1, 2]);
    expect(read(union(list(int), string), "1 b")).toBe("1 b");
  });

  test("takes linear time, however many texts are not of its first member", () => {
    const items = Array.from({ length: 20_000 }, (_, at) => (at % 2 === 0 ? at : `x${at}`));
    expect(read(list(union(int, string)), items.join(" "))).toEqual(items);
  });

  test("makes no error for a member that a text does not fit", () => {
    const scalars = [boolean, int, long, double, decimal, date, dateTimeAsDate, hexBinary, char, guid] as const;
    const demanding = [
      restricted(int, { maxInclusive: "6" }),
      restricted(NCName, { length: 1 }),
      fixed(int, "1"),
    ] as const;
    const others = [
      list(int),
      union(int, boolean),
      enumeration(["small"]),
      named(withDefault(date, "2024-02-29"), day),
    ];
    const any = union(...scalars, ...demanding, ...others, token);
    const text = "no member takes it";
    for (const validate of [undefined, facets]) {
      const cursor = new Cursor(new Uint8Array(), { validate });
      cursor.hold(text, 0);
      expect(errorsMade(() => expect(any.read(cursor)).toBe(text))).toBe(0);
      expect(errorsMade(() => expect(parseParameter(any, text, { validate })).toBe(text))).toBe(0);
    }
    expect(
      errorsMade(() => expect(() => parseParameter(union(int, boolean), "x")).toThrow("expected int or boolean")),
    ).toBe(1);
  });
});

describe("a fixed value", () => {
  const type = fixed(int, "01");

  test("is what an empty text is read as", () => {
    expect([read(type, ""), read(type, "1")]).toEqual([1, 1]);
  });

  test("is the only one that fits where that is checked, in whatever text", () => {
    expect(read(type, "2")).toBe(2);
    expect(written(type, 2)).toBe("2");
    const checkedRead = (document: string): number => {
      const cursor = new Cursor(new TextEncoder().encode(document), { validate: facets });
      cursor.start();
      cursor.content();
      return type.read(cursor);
    };
    expect([checkedRead("<a/>"), checkedRead("<a>1</a>")]).toEqual([1, 1]);
    expect(() => checkedRead("<a>2</a>")).toThrow('expected always "01", found "2"');
    expect(type.form(1, { validate: facets })).toBe("1");
    expect(parseParameter(type, "001", { validate: facets })).toBe(1);
    expect(() => type.form(2, { validate: facets })).toThrow('expected always "01", found "2"');
    expect(() => parseParameter(type, "2", { validate: facets })).toThrow('expected always "01", found "2"');
  });
});

describe("a default", () => {
  test("is what an empty text is read as", () => {
    const type = withDefault(int, "5");
    expect([read(type, ""), read(type, "7")]).toEqual([5, 7]);
    expect(readAttribute(type, "")).toBe(5);
    expectRefused(type, " ", "x");
    expect(written(type, 5)).toBe("5");
    expect(type.form(5)).toBe("5");
    expect(type.name).toBe("int");
    expect(read(withDefault(string, "a b"), "")).toBe("a b");
    expect(read(withDefault(string, "a"), " ")).toBe(" ");
    expect(read(withDefault(list(int), "1 2"), "")).toEqual([1, 2]);
    expect(read(withDefault(decimal, "1.50"), "")).toBe("1.50");
    expect(() => read(withDefault(int, "x"), "")).toThrow('expected int, found "x"');
  });
});

test("a name changes nothing else", () => {
  const type = named(restricted(string, { maxLength: 2 }), { name: "Zip", namespace: "urn:a" });
  expect(type.type).toEqual({ name: "Zip", namespace: "urn:a" });
  expect(read(type, "abc")).toBe("abc");
  expect(written(type, "a")).toBe("a");
  expect(type.name).toBe("string");
});

test("bytes in a parameter are numbers, or base64", () => {
  expect(parseParameter(base64Binary, "1,2,255")).toEqual(new Uint8Array([1, 2, 255]));
  expect(parseParameter(base64Binary, "65")).toEqual(new Uint8Array([65]));
  expect(parseParameter(base64Binary, "AQID")).toEqual(new Uint8Array([1, 2, 3]));
  expect(parseParameter(base64Binary, "1234")).toEqual(new Uint8Array([215, 109, 248]));
  expect(parseParameter(base64Binary, "")).toEqual(new Uint8Array());
  for (const text of ["256", "1,", ",1", "1,x", "1,,2", "1, 2", "-1", "1.5"]) {
    expect(() => parseParameter(base64Binary, text), text).toThrow('expected base64Binary, found "');
  }
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      expect(parseParameter(base64Binary, [base64Binary.form(bytes)].flat().join(","))).toEqual(bytes);
    }),
  );
});
