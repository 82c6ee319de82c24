import { facets } from "../../../templates/runtime/simple/facets.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anyType,
  attributes,
  base64Binary,
  boolean,
  double,
  enumeration,
  int,
  list,
  openEnumeration,
  restricted,
  simpleContent,
  string,
  type Message,
  type Table,
} from "../../../templates/runtime/index.js";
import { writeForm } from "../../../templates/runtime/binding/form.js";
import { readForm } from "../../../templates/runtime/server/form.js";
import { readRoot } from "../../../templates/runtime/binding/root.js";
import { writeRoot } from "../../../templates/runtime/server/root.js";
import type { HttpOperation } from "../../../templates/runtime/complex/operation.js";
import type { Particle, Type } from "../../../templates/runtime/complex/table.js";
import { getOrderHttp, getOrderOperation, namespace, type GetOrder } from "../orders.js";

const http = { location: "/Op" };
const message = getOrderOperation().request;

function write(request: GetOrder): string {
  return writeForm(getOrderHttp, message, request);
}

function read(form: string): unknown {
  return readForm(getOrderHttp, message, form);
}

test("every parameter is sent, in the order of the schema, and lists as repeated ones", () => {
  const request = {
    Seal: new Uint8Array([1, 255]),
    Tags: ["a", "b"],
    Lines: [3, 4],
    Number: 1,
    Express: false,
    Customer: "",
  };
  expect(write(request)).toBe("order-number=1&Customer=&Express=false&Tags=a&Tags=b&Lines=3&Lines=4&Seal=1&Seal=255");
});

test("absent and empty are sent as empty, but a list without items is not sent", () => {
  const short = "order-number=1&Customer=&Express=";
  expect(write({ Number: 1 })).toBe(`${short}&Seal=`);
  expect(write({ Number: 1, Tags: [], Lines: [], Customer: "", Seal: new Uint8Array() })).toBe(short);
  expect(write({ Number: 1, Tags: [""] })).toBe("order-number=1&Customer=&Express=&Tags=&Seal=");
});

test("texts are encoded", () => {
  expect(write({ Number: 1, Customer: "a&b=c d+é€😀/?#\r\n\u0001" })).toBe(
    "order-number=1&Customer=a%26b%3Dc%20d%2B%C3%A9%E2%82%AC%F0%9F%98%80%2F%3F%23%0D%0A%01&Express=&Seal=",
  );
  expect(() => write({ Number: 1, Customer: "\ud800" })).toThrow(
    expect.objectContaining({ name: "RequestError", path: "GetOrder.Customer" }),
  );
});

test("names that objects have are names like others", () => {
  const body: Table = {
    namespace,
    sequence: { constructor: { type: string, minOccurs: 0 as const }, toString: { type: int, minOccurs: 0 as const } },
  };
  const odd = { body: { namespace, sequence: { Op: body } } };
  const renaming = { location: "/Op", parameters: {} };
  expect(writeForm(renaming, odd, {})).toBe("constructor=&toString=");
  expect(writeForm(renaming, odd, { toString: 5 })).toBe("constructor=&toString=5");
  expect(readForm(renaming, odd, "toString=5&__proto__=1")).toEqual({ constructor: undefined, toString: 5 });
});

test("a complex type cannot be a parameter", () => {
  const odd = {
    body: { namespace, sequence: { Op: { sequence: { Part: { type: { sequence: {} }, minOccurs: 0 as const } } } } },
  };
  expect(() => writeForm(http, odd, { Part: {} })).toThrow("Op.Part: HTTP GET and POST cannot carry a complex type");
  expect(() => readForm(http, odd, "Part=1")).toThrow("HTTP GET and POST cannot carry a complex type");
  for (const value of [null, undefined, 5, "text"]) {
    expect(() => writeForm(http, message, value)).toThrow(
      expect.objectContaining({ name: "RequestError", path: "GetOrder" }),
    );
  }
});

test("a body of several parts is its parameters", () => {
  const parts = { body: { namespace, sequence: { a: int, b: string } } };
  expect(writeForm(http, parts, { a: 1, b: "x" })).toBe("a=1&b=x");
  expect(readForm(http, parts, "b=x&a=1")).toEqual({ a: 1, b: "x" });
});

test("a form is read: plus is a space, unknown parameters are passed, an empty text is one where it can be", () => {
  expect(read("x=1&order-number=7&Customer=a+b%2B&Tags=1&Tags=2&Express=&&=")).toEqual({
    Number: 7,
    Customer: "a b+",
    Express: undefined,
    Tags: ["1", "2"],
    Lines: [],
    Seal: undefined,
  });
});

test("characters beyond ASCII may be UTF-16, as Microsoft's clients write them", () => {
  expect(read("order-number=7&Customer=%u2603+%uD834%udd1e%25u0041%u00e9")).toMatchObject({ Customer: "☃ 𝄞%u0041é" });
});

test.each([
  ["order-number=x", 'expected int, found "x"', "order-number"],
  ["order-number=", 'expected int, found ""', "order-number"],
  ["Customer=x", "expected int, found nothing", "order-number"],
  ["order-number=1&order-number=2", 'expected int, found "1,2"', "order-number"],
  ["order-number=1&Lines=1&Lines=", 'expected int, found ""', "Lines"],
  ["order-number=%ff", 'expected percent-encoded UTF-8, found "%ff"', "order-number"],
  ["order-number=1&Customer=%uD834", 'expected percent-encoded UTF-8, found "%uD834"', "Customer"],
  ["order-number=1&Customer=%u26", 'expected percent-encoded UTF-8, found "%u26"', "Customer"],
  ["order-number=1&%ff=2", "expected names of parameters in percent-encoded UTF-8", ""],
])("form %s is malformed", (form, message, path) => {
  expect(() => read(form)).toThrow(expect.objectContaining({ name: "Malformed", message, path }));
});

test("a form that is written is read again", () => {
  const requests = fc.record({
    Number: fc.integer({ min: -2147483648, max: 2147483647 }),
    Customer: fc.string({ unit: "binary" }),
    Express: fc.boolean(),
    Tags: fc.array(fc.string({ unit: "binary" })),
    Lines: fc.array(fc.integer({ min: 0, max: 99 })),
  });
  fc.assert(
    fc.property(requests, (request) => {
      expect(read(write({ ...request }))).toMatchObject(request);
    }),
  );
});

test("bytes and flags are read as ASMX writes them", () => {
  const odd: Message = {
    body: {
      namespace,
      sequence: {
        Op: {
          sequence: {
            Seal: base64Binary,
            Access: openEnumeration(["Read", "Write"]),
            Rights: list(enumeration(["Read", "Write"])),
            Sizes: list(int),
          },
        },
      },
    },
  };
  const value = { Seal: new Uint8Array([0, 255]), Access: "Read Write", Rights: ["Write", "Read"], Sizes: [1, 2] };
  const form = "Seal=0&Seal=255&Access=Read%2C%20Write&Rights=Write%2C%20Read&Sizes=1%202";
  expect(writeForm(http, odd, value)).toBe(form);
  expect(readForm(http, odd, form)).toEqual(value);
  expect(readForm(http, odd, "Seal=0&Access=Append%2CRead&Rights=Read%2CWrite&Sizes=")).toEqual({
    Seal: new Uint8Array([0]),
    Access: "Append,Read",
    Rights: ["Read", "Write"],
    Sizes: [],
  });
});

test("facets are checked where that is asked for", () => {
  const short: Message = {
    body: { namespace, sequence: { Op: { sequence: { Code: restricted(string, { maxLength: 2 }) } } } },
  };
  expect(writeForm(http, short, { Code: "abc" })).toBe("Code=abc");
  expect(() => writeForm(http, short, { Code: "abc" }, { validate: facets })).toThrow(
    'Op.Code: expected at most 2 characters, found "abc"',
  );
});

const results: [string, Table["sequence"], string, unknown][] = [
  ["a number", { R: double }, "double", { R: -0.5 }],
  ["a boolean", { R: boolean }, "boolean", { R: true }],
  ["text", { R: { type: string, minOccurs: 0 } }, "string", { R: " a<b>&\r\n " }],
  ["empty text", { R: { type: string, minOccurs: 0 } }, "string", { R: "" }],
  ["nothing", { R: { type: string, minOccurs: 0 } }, "string", { R: undefined }],
  [
    "a list",
    { R: { type: { list: { int: { type: int, minOccurs: 0, maxOccurs: Infinity } } }, minOccurs: 0 } },
    "ArrayOfInt",
    { R: [1, 2] },
  ],
  [
    "an empty list",
    { R: { type: { list: { int: { type: int, minOccurs: 0, maxOccurs: Infinity } } }, minOccurs: 0 } },
    "ArrayOfInt",
    { R: [] },
  ],
  [
    "an object",
    { R: { type: { attributes: attributes({ $id: int }), sequence: { A: string } }, minOccurs: 0 } },
    "Thing",
    { R: { $id: 5, A: "x" } },
  ],
  ["no content", {}, "", {}],
];

test.each(results)("%s goes through the root and comes back in the wrapper", (_what, sequence = {}, root, value) => {
  const response = { body: { namespace, sequence: { OpResponse: { namespace, sequence } } } };
  const operation = root === "" ? http : { ...http, root, result: "R" };
  const document = writeRoot(operation, response, value);
  if (root === "") expect(document).toHaveLength(0);
  expect(readRoot(operation, response, document)).toEqual(value);
});

test("a root that is the response has no wrapper, and can be in another namespace", () => {
  const response = { body: { namespace, sequence: { Thing: { sequence: { A: string } } } } };
  const operation = { ...http, root: "Thing", namespace: "urn:other" };
  const document = writeRoot(operation, response, { A: "x" });
  expect(new TextDecoder().decode(document)).toBe(
    '<?xml version="1.0" encoding="utf-8"?><Thing xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:other"><A xmlns="http://orders.example/">x</A></Thing>',
  );
  expect(readRoot(operation, response, document)).toEqual({ A: "x" });
});

describe("a root with a type of its own", () => {
  const wrapper = (sequence: Table["sequence"]): Message => ({
    body: { namespace, sequence: { OpResponse: { namespace, ...(sequence && { sequence }) } } },
  });
  const rooted = (root: string, type: Type, more: Partial<HttpOperation> = {}): HttpOperation => ({
    ...http,
    reply: { namespace: "urn:other", sequence: { [root]: { type, nillable: true } } },
    ...more,
  });
  const numbers = rooted("ArrayOfInt", { list: { int } }, { result: "Item" });
  const bytes = (text: string) => new TextEncoder().encode(text);

  test.each([
    ["a repeated element", { Item: { type: int, minOccurs: 0, maxOccurs: Infinity } }],
    ["a list of other items", { Item: { type: { list: { Key: int } } } }],
  ])("stands for %s in the wrapper", (_, sequence) => {
    const document = writeRoot(numbers, wrapper(sequence), { Item: [1, 2] });
    expect(new TextDecoder().decode(document)).toContain(' xmlns="urn:other"><int>1</int><int>2</int></ArrayOfInt>');
    expect(readRoot(numbers, wrapper(sequence), document)).toEqual({ Item: [1, 2] });
  });

  test("is absent where the wrapper would lack the element", () => {
    const repeated = wrapper({ Item: { type: int, minOccurs: 0, maxOccurs: Infinity } });
    const optional = wrapper({ Item: { type: { list: { Key: int } }, minOccurs: 0 } });
    const required = wrapper({ Item: { type: { list: { Key: int } }, nillable: true } });
    const empty = bytes('<ArrayOfInt xmlns="urn:other"/>');
    const nil = bytes(
      '<ArrayOfInt xmlns="urn:other" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>',
    );
    expect(readRoot(numbers, repeated, empty)).toEqual({ Item: undefined });
    expect(readRoot(numbers, optional, empty)).toEqual({ Item: [] });
    expect(readRoot(numbers, optional, nil)).toEqual({ Item: undefined });
    expect(readRoot(numbers, required, nil)).toEqual({ Item: null });
    expect(readRoot(numbers, repeated, writeRoot(numbers, repeated, {}))).toEqual({ Item: undefined });
    expect(() => writeRoot(numbers, required, {})).toThrow("expected");
  });

  test("is the value itself without a result", () => {
    const response = wrapper({ A: int, B: int });
    const alone = rooted("string", string);
    expect(readRoot(alone, response, writeRoot(alone, response, "x"))).toBe("x");
  });

  test("may lack the number with which ASMX declares a list", () => {
    const response = wrapper({ Item: { type: int, maxOccurs: Infinity } });
    const numbered = rooted("ArrayOfInt12", { list: { int } }, { result: "Item" });
    for (const root of ["ArrayOfInt12", "ArrayOfInt"]) {
      expect(readRoot(numbered, response, bytes(`<${root} xmlns="urn:other"><int>7</int></${root}>`))).toEqual({
        Item: [7],
      });
    }
    expect(() => readRoot(numbered, response, bytes('<ArrayOfInt1 xmlns="urn:other"/>'))).toThrow(
      'expected <ArrayOfInt12> of "urn:other", found <ArrayOfInt1>',
    );
    expect(() => readRoot(rooted("Int12", int), response, bytes('<Int xmlns="urn:other">7</Int>'))).toThrow("expected");
  });
});

// The cursor takes a document that ends with an empty root of simple type for one that is cut.
test("an empty root and a nil one are read", () => {
  const responseOf = (R: Particle): Message => ({
    body: { namespace, sequence: { OpResponse: { namespace, sequence: { R } } } },
  });
  const bytes = new TextEncoder().encode(`<string xmlns="${namespace}" />`);
  expect(readRoot({ ...http, root: "string", result: "R" }, responseOf(string), bytes)).toEqual({ R: "" });
  const nillable = responseOf({ type: int, nillable: true });
  const int32 = { ...http, root: "int", result: "R" };
  expect(readRoot(int32, nillable, writeRoot(int32, nillable, { R: null }))).toEqual({ R: null });
});

test("a reply can have any root", () => {
  const result = { ...http, result: "R" };
  const responseOf = (R: Particle): Message => ({
    body: { namespace, sequence: { OpResponse: { namespace, sequence: { R } } } },
  });
  const document = new TextEncoder().encode('<any xmlns="urn:x" a="1">t</any>');
  const any = {
    name: "any",
    namespace: "urn:x",
    attributes: [{ name: "a", namespace: "", value: "1" }],
    children: ["t"],
  };
  const value = { R: { name: "R", namespace, attributes: [], children: [any] } };
  expect(readRoot(result, responseOf(anyType), document)).toEqual(value);
  expect(readRoot(result, responseOf(anyType), writeRoot(result, responseOf(anyType), value))).toEqual(value);
  expect(
    readRoot(result, responseOf({ attributes: attributes({ $a: int }), text: simpleContent(string) }), document),
  ).toEqual({
    R: { $a: 1, $value: "t" },
  });
});
