import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyValue, type AnyTable } from "../../../templates/runtime/complex/any-value.js";
import { attributes } from "../../../templates/runtime/complex/attributes.js";
import { derivation } from "../../../templates/runtime/complex/derivation.js";
import { simpleContent } from "../../../templates/runtime/complex/simple-content.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { RequestError } from "../../../templates/runtime/error.js";
import { dateTimeAsDate } from "../../../templates/runtime/simple/date.js";
import { enumeration } from "../../../templates/runtime/simple/enumeration.js";
import { int, long, longAsNumber } from "../../../templates/runtime/simple/number.js";
import { string } from "../../../templates/runtime/simple/text.js";
import { namespace, read, refusal, wrap, write } from "../engine.js";

const xsd = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

function PointTable(): Table {
  return { namespace, type: { name: "Point", namespace }, sequence: { X: int, Next: next } };
}

function OtherPointTable(): Table {
  return { ...PointTable(), type: { name: "Point_o", namespace: "urn:o", local: "Point" } };
}

function RefTable(): Table {
  const declared = attributes({ $$type: { type: string, name: "type" } });
  return { namespace, type: { name: "Ref", namespace }, attributes: declared, text: simpleContent(string) };
}

function PetTable(): Table {
  const type = { name: "Pet", namespace };
  return { namespace, type, sequence: { Name: string }, derivation: derivation({ Dog: DogTable }) };
}

function DogTable(): Table {
  const type = { name: "Dog", namespace };
  return { namespace, type, derived: true, sequence: { Name: string, Bones: int } };
}

function ListTable(): Table {
  return { namespace, list: { any: { type: anyValue(known), nillable: true } } };
}

function known(): AnyTable {
  return {
    types: [
      {
        namespace,
        types: {
          Point: PointTable,
          Ref: RefTable,
          Pet: PetTable,
          Dog: DogTable,
          ArrayOfAny: ListTable,
          Longs: () => ({ namespace, list: { long } }),
          Kind: () => enumeration(["A", "B"]),
        },
      },
      { namespace: "", types: { Bare: () => int } },
      { namespace: "urn:o", types: { Point_o: { local: "Point", type: OtherPointTable } } },
    ],
  };
}

const next = { type: anyValue(known), minOccurs: 0 };
const holder: Table = { namespace, sequence: { V: { type: anyValue(known), nillable: true } } };

/** The value of `<V …>` with these attributes and this content. */
function valueOf(attributes: string, content: string, table = holder): unknown {
  return (read(table, wrap(`<V ${xsd} xmlns:t="urn:n" xmlns:o="urn:o" ${attributes}>${content}</V>`)) as { V: unknown })
    .V;
}

function written(value: unknown, table = holder): string {
  return write(table, { V: value });
}

/** Values, the type in their elements, and the text. */
const values: readonly (readonly [type: string, content: string, value: unknown])[] = [
  ["xsd:string", " a ", " a "],
  ["xsd:string", "", ""],
  ["xsd:boolean", "true", true],
  ["xsd:int", "-5", -5],
  ["xsd:long", "5", { $type: "xsd:long", $value: 5n }],
  ["xsd:base64Binary", "AQI=", { $type: "xsd:base64Binary", $value: new Uint8Array([1, 2]) }],
  ["xsd:double", "1.5", { $type: "xsd:double", $value: 1.5 }],
  ["xsd:short", "3", { $type: "xsd:short", $value: 3 }],
  ["xsd:unsignedLong", "9", { $type: "xsd:unsignedLong", $value: 9n }],
  ["xsd:decimal", "1.250", { $type: "xsd:decimal", $value: "1.250" }],
  ["xsd:dateTime", "2020-01-02T00:00:00Z", { $type: "xsd:dateTime", $value: "2020-01-02T00:00:00Z" }],
  ["xsd:hexBinary", "0A", { $type: "xsd:hexBinary", $value: new Uint8Array([10]) }],
  ["t:Kind", "B", { $type: "Kind", $value: "B" }],
  ["t:Longs", "<long>1</long><long>2</long>", { $type: "Longs", $value: [1n, 2n] }],
  ["t:Longs", "", { $type: "Longs", $value: [] }],
  ["t:Point", "<X>1</X>", { X: 1, Next: undefined, $type: "Point" }],
  ["o:Point", "<X>1</X>", { X: 1, Next: undefined, $type: "Point_o" }],
  ["t:Pet", "<Name>p</Name>", { Name: "p", $type: "Pet" }],
  ["t:Dog", "<Name>p</Name><Bones>2</Bones>", { Name: "p", Bones: 2, $type: "Dog" }],
];

describe("a value of any type", () => {
  test.each(values)("%s with %s is read as its value, and is written so", (type, content, value) => {
    const found = valueOf(`xsi:type="${type}"`, content);
    expect(found).toEqual(value);
    const [prefix = "", local = ""] = type.split(":");
    const uri = { xsd: "http://www.w3.org/2001/XMLSchema", t: "urn:n", o: "urn:o" }[prefix];
    expect(written(found)).toMatch(new RegExp(`^<V xmlns:(\\w+)="${uri}" xsi:type="\\1:${local}">${content}</V>$`));
    expect(read(holder, wrap(written(found)))).toEqual({ V: value });
  });

  test("types of .NET have prefixes of their own", () => {
    const ms = 'xmlns:ms="http://microsoft.com/wsdl/types/" xsi:type="ms:char"';
    expect(valueOf(ms, "99")).toEqual({ $type: "ms:char", $value: "c" });
    const ser = 'xmlns:s="http://schemas.microsoft.com/2003/10/Serialization/" xsi:type="s:duration"';
    expect(valueOf(ser, "P1D")).toEqual({ $type: "ser:duration", $value: "P1D" });
    expect(written({ $type: "ser:duration", $value: "P1D" })).toBe(
      '<V xmlns:ser="http://schemas.microsoft.com/2003/10/Serialization/" xsi:type="ser:duration">P1D</V>',
    );
  });

  test("a type without a namespace is stated without a prefix", () => {
    const value = { $type: "Bare", $value: 1 };
    expect(read(holder, wrap(written(value)))).toEqual({ V: value });
  });

  test("is XML if it states no type, or one that is not known", () => {
    for (const attributes of ["", 'xsi:type="t:Other"', 'xsi:type="xsd:anyType"', 'xsi:type="xsd:QName"']) {
      const found = valueOf(attributes, "<a>t:x</a>");
      expect(found).toMatchObject({ name: "V", namespace, children: [{ name: "a" }] });
      expect(read(holder, wrap(written(found)))).toEqual({ V: found });
    }
    expect(valueOf('xsi:nil="true"', "")).toBe(null);
  });

  test("keeps other attributes", () => {
    const found = valueOf('xsi:type="xsd:int" k="1"', "5");
    const $attributes = [{ name: "k", namespace: "", value: "1" }];
    expect(found).toEqual({ $type: "xsd:int", $value: 5, $attributes });
    expect(read(holder, wrap(written(found)))).toEqual({ V: found });
    expect(valueOf('xsi:type="t:Point" k="1"', "<X>1</X>")).toMatchObject({ X: 1, $attributes });
    for (const inside of ["", "<more/>"]) {
      const list = valueOf('xsi:type="t:Longs" k="1"', `<long>1</long>${inside}`);
      expect(read(holder, wrap(written(list)))).toEqual({ V: list });
      expect(written(list)).toContain(' k="1"');
    }
  });

  test("an attribute called type is another property than $type", () => {
    const found = valueOf('xsi:type="t:Ref" type="Folder"', "group-d1");
    expect(found).toEqual({ $type: "Ref", $$type: "Folder", $value: "group-d1" });
    expect(read(holder, wrap(written(found)))).toEqual({ V: found });
  });

  test("may contain values of any type", () => {
    const item = `<any xsi:type="xsd:int">1</any><any xsi:nil="true"/><any xsi:type="t:Point"><X>1</X><Next xsi:type="xsd:boolean">0</Next></any>`;
    const found = valueOf('xsi:type="t:ArrayOfAny"', item);
    expect(found).toEqual({ $type: "ArrayOfAny", $value: [1, null, { X: 1, Next: false, $type: "Point" }] });
    expect(read(holder, wrap(written(found)))).toEqual({ V: found });
  });

  test("values have the form that the configuration selects", () => {
    const own = (): AnyTable => ({ types: [], builtins: { long: longAsNumber, dateTime: dateTimeAsDate } });
    const table: Table = { namespace, sequence: { V: anyValue(own) } };
    const day = new Date(Date.UTC(2020, 0, 2));
    expect(valueOf('xsi:type="xsd:long"', "5", table)).toEqual({ $type: "xsd:long", $value: 5 });
    expect(valueOf('xsi:type="xsd:dateTime"', "2020-01-02T00:00:00Z", table)).toEqual({
      $type: "xsd:dateTime",
      $value: day,
    });
    expect(written({ $type: "xsd:dateTime", $value: day }, table)).toContain(">2020-01-02T00:00:00Z<");
  });

  test("a value that states its type can be given for an element of that type", () => {
    const table: Table = { namespace, sequence: { V: PointTable } };
    const V = valueOf('xsi:type="t:Point"', "<X>1</X>");
    expect(write(table, { V })).toBe("<V><X>1</X></V>");
  });

  test.each<[string, string, string]>([
    ['xsi:type="xsd:int"', "seven", 'r/V (line 1): expected int, found "seven"'],
    ['xsi:type="xsd:int"', "<a/>", "r/V/a (line 1): expected text, found <a>"],
    ['xsi:type="t:Point"', "<Y/>", "r/V (line 1): expected <X>, which is missing"],
    ['xsi:type="p:Point"', "", "r/V (line 1): prefix p is not declared"],
  ])("%s with %j is refused", (attributes, content, message) => {
    expect(refusal(() => valueOf(attributes, content))).toBe(message);
  });

  test("a value of another form is refused", () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [1.5, 'V: expected int, or the type of the number as in { $type: "xsd:double", $value: … }, found 1.5'],
      [
        2 ** 31,
        'V: expected int, or the type of the number as in { $type: "xsd:double", $value: … }, found 2147483648',
      ],
      [5n, 'V: expected a string, a boolean, an int, { $type: "xsd:long", $value: … } or an XML element, found 5n'],
      [
        new Uint8Array(),
        'V: expected a string, a boolean, an int, { $type: "xsd:base64Binary", $value: … } or an XML element, found an object',
      ],
      [
        new Date(),
        'V: expected a string, a boolean, an int, { $type: "xsd:dateTime", $value: … } or an XML element, found an object',
      ],
      [{ $type: "xsd:int", $value: "5" }, 'V.$value: expected int, found "5"'],
      [{ $type: "xsd:int", $value: 5, more: 1 }, "V.more: expected no such property"],
      [{ $type: "Longs", $value: 5 }, "V.$value: expected a list, found 5"],
      [{ $type: "Longs", $value: [1n, "x"] }, 'V.$value[1]: expected long, found "x"'],
      [{ $type: "Point", X: "1" }, 'V.X: expected int, found "1"'],
      [
        { $type: "Pont", X: 1 },
        'V.$type: expected "Point", "Ref", "Pet", "Dog", "ArrayOfAny", "Longs" or one of 50 others, found "Pont"',
      ],
      [{ X: 1 }, "V: expected a string, a boolean, an int, { $type: …, $value: … } or an XML element, found an object"],
      [[1], "V: expected a string, a boolean, an int, { $type: …, $value: … } or an XML element, found an array"],
      [{ name: "V", children: [] }, "V.namespace: expected a string, found undefined"],
      ["\u0001", "V: expected characters that XML can hold, found U+0001"],
    ];
    for (const [value, message] of wrong) {
      expect(() => written(value)).toThrow(RequestError);
      expect(refusal(() => written(value))).toBe(message);
    }
  });

  test("values that hold themselves are refused", () => {
    const value: { $type: string; X: number; Next?: unknown } = { $type: "Point", X: 1 };
    value.Next = value;
    expect(refusal(() => written(value))).toContain("expected at most 1000 values inside each other");
  });

  test("depth is bounded across values of any type", () => {
    const deep = (count: number): string =>
      count === 0 ? "<X>1</X>" : `<X>1</X><Next xsi:type="t:Point">${deep(count - 1)}</Next>`;
    expect(refusal(() => valueOf('xsi:type="t:Point"', deep(300)))).toContain("elements are nested more than 256 deep");
  });
});

test("writes back what was read", () => {
  const leaf = fc.constantFrom(...values.map(([, , value]) => value));
  const { any } = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.string().filter((text) => !/[^\t\n\x20-\ud7ff]/.test(text)),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      fc.record({ $type: fc.constant("ArrayOfAny"), $value: fc.array(fc.option(tie("any")), { maxLength: 3 }) }),
      fc.record({ X: fc.integer({ max: 9 }), Next: tie("any"), $type: fc.constant("Point") }),
      fc.double({ noDefaultInfinity: false }).map(($value) => ({ $type: "xsd:double", $value })),
    ),
  }));
  fc.assert(
    fc.property(any, (value) => {
      const [text] = [written(value)];
      const found = read(holder, wrap(text));
      expect(found).toEqual({ V: value });
      expect(written((found as { V: unknown }).V)).toBe(text);
    }),
    { numRuns: 200 },
  );
});
