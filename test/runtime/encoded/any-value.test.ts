import { describe, expect, test } from "vitest";
import {
  anyValue,
  encoded,
  enumeration,
  int,
  RequestError,
  string,
  type AnyTable,
  type Message,
  type Table,
} from "../../../templates/runtime/index.js";
import { readEnvelope, writeEnvelope } from "../../../templates/runtime/binding/envelope.js";
import { envelope } from "../wire.js";

const namespace = "urn:any";
const xsd = "http://www.w3.org/2001/XMLSchema";

function PointTable(): Table {
  return {
    namespace,
    type: { name: "Point", namespace },
    sequence: { X: int, Next: { type: anyValue(known), minOccurs: 0, nillable: true } },
  };
}

function known(): AnyTable {
  return {
    types: [
      {
        namespace,
        types: {
          Point: PointTable,
          Kind: () => enumeration(["A", "B"]),
          Words: () => ({ type: { name: "Words", namespace }, list: { item: string } }),
          Rows: () => ({ type: { name: "Rows", namespace }, list: { row: { list: { item: int } } }, dimensions: 2 }),
          Anything: () => ({
            type: { name: "Anything", namespace },
            list: { item: { type: anyValue(known), nillable: true } },
          }),
        },
      },
    ],
  };
}

const any = { type: anyValue(known), minOccurs: 0, nillable: true };
const parts = {
  v: any,
  point: { type: PointTable, minOccurs: 0, nillable: true },
  items: { type: { list: { item: any } }, minOccurs: 0 },
};
const message: Message = {
  body: { namespace, sequence: { put: { namespace: "", sequence: parts } } },
  header: { namespace, sequence: { block: { ...any, encoded } } },
  encoded,
};

interface Shared {
  v: { $type: string; Next: { $value: unknown[] } };
  point: object;
  items: { $value: unknown }[];
}

type Binding = "soap11" | "soap12";
const bindings: readonly Binding[] = ["soap11", "soap12"];

function written(value: object, binding: Binding = "soap11", header: object = {}): string {
  return new TextDecoder().decode(writeEnvelope(binding, message, value, header));
}

function read(document: string) {
  return readEnvelope(new TextEncoder().encode(document), message) as { value?: unknown; header: object } | undefined;
}

/** The value of `<v …>` in a message of SOAP 1.1. */
function valueOf(v: string, more = ""): unknown {
  const scope = `xmlns:t="${namespace}" xmlns:xsd="${xsd}" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/"`;
  const content = `<t:put ${scope}>${v}</t:put>${more}`;
  return (read(envelope("soap11", content))?.value as { v?: unknown } | undefined)?.v;
}

const values: readonly (readonly [value: unknown, text: string])[] = [
  ["a", 'xsi:type="xsd:string">a<'],
  [true, 'xsi:type="xsd:boolean">true<'],
  [7, 'xsi:type="xsd:int">7<'],
  [{ $type: "xsd:double", $value: 1.5 }, 'xsi:type="xsd:double">1.5<'],
  [{ $type: "xsd:long", $value: 7n }, 'xsi:type="xsd:long">7<'],
  [{ $type: "Kind", $value: "B" }, 'xsi:type="q1:Kind">B<'],
  [{ $type: "xsd:string", $value: "a", $attributes: [{ name: "b", namespace: "", value: "c" }] }, ' b="c">a<'],
  [{ $type: "Point", X: 1, Next: null }, 'xsi:type="q1:Point"><X xsi:type="xsd:int">1</X>'],
  [{ $type: "Point", X: 1, Next: { $type: "Point", X: 2, Next: "end" } }, '<Next xsi:type="xsd:string">end</Next>'],
  [{ $type: "Words", $value: ["a", "b"] }, ">b</item>"],
  [
    {
      $type: "Rows",
      $value: [
        [1, 2],
        [3, 4],
      ],
    },
    ">4</item>",
  ],
  [{ $type: "Anything", $value: ["a", null, { $type: "Point", X: 1, Next: 5 }] }, '<item xsi:nil="true"/>'],
  [null, '<v xsi:nil="true"/>'],
];

describe.each(bindings)("over %s", (binding) => {
  test.each(values)("a value of any type is what it was: %#", (value, text) => {
    const document = written({ v: value, items: [value, value] }, binding, { block: value });
    expect(document).toContain(text);
    const { value: body, header } = read(document) ?? {};
    expect(body).toMatchObject({ v: value, items: [value, value] });
    expect(header).toEqual({ block: value });
  });

  test("an object stays one, whether its type is declared or stated", () => {
    const point: { X: number; $type: "Point"; Next?: unknown } = { $type: "Point", X: 1 };
    point.Next = { $type: "Anything", $value: [point] };
    const words = { $type: "Words", $value: ["a"] };
    const document = written({ v: point, point, items: [words, words] }, binding);
    expect(document.match(/>1</g)).toHaveLength(1);
    expect(document.match(/>a</g)).toHaveLength(1);
    const { v, point: declared, items } = read(document)?.value as Shared;
    expect(v).toBe(declared);
    expect(v.$type).toBe("Point");
    expect(v.Next.$value[0]).toBe(v);
    expect(items[0]?.$value).toBe(items[1]?.$value);
  });
});

test.each([
  ['<v xsi:type="enc:int">1</v>', 1],
  ['<v xsi:type="enc:base64">AA==</v>', { $type: "xsd:base64Binary", $value: new Uint8Array([0]) }],
  ['<v xmlns:o="http://www.w3.org/1999/XMLSchema" xsi:type="o:string">a</v>', "a"],
  ['<v xsi:type="enc:Array" enc:arrayType="xsd:string[1]"><item>a</item></v>', { $type: "Words", $value: ["a"] }],
  [
    '<v enc:arrayType="xsd:ur-type[2]"><i xsi:type="xsd:int">1</i><i xsi:nil="1"/></v>',
    { $type: "Anything", $value: [1, null] },
  ],
  ['<v xsi:type="enc:Array" enc:arrayType="xsd:double[1]"><i>1</i></v>', { name: "v" }],
  ['<v xsi:type="t:Unknown"><a/></v>', { name: "v", children: [{ name: "a" }] }],
  ["<v><a/></v>", { name: "v", children: [{ name: "a" }] }],
])("reads what servers send: %s", (xml, value) => {
  expect(valueOf(xml)).toMatchObject(value as object);
});

test("a value that is elsewhere in the message is read where it is referred to", () => {
  const behind = '<multiRef id="p" xsi:type="t:Point" xmlns:t="urn:any"><X>3</X></multiRef>';
  expect(valueOf('<v href="#p"/>', behind)).toEqual({ $type: "Point", X: 3 });
});

test("a type that is stated where nobody reads it does not lose the reply", () => {
  expect(
    valueOf('<v xsi:type="xsd:int">1</v><other xsi:type="gone:X" xsi:nil="maybe" enc:arrayType="gone:Y[1]"/>'),
  ).toBe(1);
  expect(() => valueOf('<v xsi:type="gone:int">1</v>')).toThrow("prefix gone is not declared");
  expect(() => valueOf('<v xsi:nil="maybe"/>')).toThrow('expected boolean, found "maybe"');
});

test.each<[unknown, string]>([
  [1.5, "put.v: expected int, or the type of the number as in"],
  [{ $type: "Gone", $value: 1 }, "put.v.$type: expected "],
  [{ $type: "xsd:int", $value: "a" }, 'put.v.$value: expected int, found "a"'],
  [{ $type: "Words", $value: [1] }, "put.v.$value[0]: expected string, found 1"],
  [
    { $type: "Words", $value: [], $attributes: [{ name: "a", namespace: "", value: "" }] },
    "put.v.$attributes: expected no",
  ],
  [{ $type: "Point", X: 1, Y: 2 }, "put.v.Y: expected no such property"],
  [{ $type: "xsd:int", $value: 1, Y: 2 }, "put.v.Y: expected no such property"],
])("what does not fit is a RequestError with its path: %#", (value, message) => {
  expect(() => written({ v: value })).toThrow(RequestError);
  expect(() => written({ v: value })).toThrow(message);
});

test("many values of any type take linear time", () => {
  const time = (count: number) => {
    const items = Array.from({ length: count }, (_, X) => ({ $type: "Point", X }));
    const start = performance.now();
    expect(read(written({ items }))?.value).toMatchObject({ items: { length: count } });
    return performance.now() - start;
  };
  time(500);
  expect(time(8000)).toBeLessThan(Math.max(50, time(1000)) * 40);
});
