import { expect, test } from "vitest";
import { attributes } from "../../../templates/runtime/complex/attributes.js";
import { derivation } from "../../../templates/runtime/complex/derivation.js";
import { mustUnderstand } from "../../../templates/runtime/complex/must-understand.js";
import { nil } from "../../../templates/runtime/complex/nil.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { xsiType } from "../../../templates/runtime/complex/xsi-type.js";
import { base64Binary } from "../../../templates/runtime/simple/binary.js";
import { int } from "../../../templates/runtime/simple/number.js";
import { guid, string } from "../../../templates/runtime/simple/text.js";
import { bytesFrom, soap11, type Operation } from "../../../templates/runtime/index.js";
import { namespace, read, wrap, write } from "../engine.js";
import { response } from "../streaming/batch.js";
import { answering, xml } from "../wire.js";

const xsd = "http://www.w3.org/2001/XMLSchema";
const microsoft = "http://microsoft.com/wsdl/types/";

function LimitTable(): Table {
  return {
    namespace,
    type: { name: "Limit", namespace },
    attributes: attributes({ $unit: { type: string, use: "optional" } }),
    sequence: { Amount: int },
    derivation: derivation({ SoftLimit: SoftLimitTable }),
  };
}

function SoftLimitTable(): Table {
  const type = { name: "SoftLimit", namespace };
  return { namespace, type, derived: true, sequence: { Amount: int, Days: int } };
}

function tableOf(name: string, element: Exclude<NonNullable<Table["sequence"]>[string], () => Table>): Table {
  return { namespace, sequence: { [name]: element } };
}

const limit = tableOf("L", { type: LimitTable, nillable: nil, mark: xsiType("Limit", namespace) });

test.each([
  [
    "a builtin type",
    { type: base64Binary, mark: xsiType("base64Binary") },
    new Uint8Array([0]),
    `<X xmlns:xsd="${xsd}" xsi:type="xsd:base64Binary">AA==</X>`,
  ],
  [
    "a type of Microsoft",
    { type: guid, mark: xsiType("guid", microsoft) },
    "00000000-0000-0000-0000-000000000000",
    `<X xmlns:q="${microsoft}" xsi:type="q:guid">00000000-0000-0000-0000-000000000000</X>`,
  ],
  ["a type in no namespace", { type: int, namespace: "", mark: xsiType("N", "") }, 1, '<X xsi:type="N" xmlns="">1</X>'],
  [
    "each item of a list",
    { type: int, maxOccurs: 2, mark: xsiType("int") },
    [1, 2],
    `<X xmlns:xsd="${xsd}" xsi:type="xsd:int">1</X><X xmlns:xsd="${xsd}" xsi:type="xsd:int">2</X>`,
  ],
  [
    "a list",
    { type: { list: { int } }, mark: xsiType("Ints", namespace) },
    [],
    '<X xmlns:q="urn:n" xsi:type="q:Ints"></X>',
  ],
  [
    "nil",
    { type: int, nillable: true, mark: xsiType("int") },
    null,
    `<X xmlns:xsd="${xsd}" xsi:type="xsd:int" xsi:nil="true"/>`,
  ],
])("states %s in xsi:type, and reads the same", (_, element, value, text) => {
  const table = tableOf("X", element);
  expect(write(table, { X: value })).toBe(text);
  expect(read(table, wrap(text))).toEqual({ X: value });
});

test("an object states its type once", () => {
  const stated = '<L xmlns:q="urn:n" xsi:type="q:Limit"><Amount>1</Amount></L>';
  expect(write(limit, { L: { Amount: 1 } })).toBe(stated);
  expect(read(limit, wrap(stated))).toEqual({ L: { $unit: undefined, Amount: 1 } });
  for (const value of [
    { $type: "Limit", Amount: 1 },
    { $type: "SoftLimit", Amount: 1, Days: 2 },
  ]) {
    const tag = /<L [^>]*>/.exec(write(limit, { L: value }))?.[0];
    expect(tag?.match(/xsi:type="\w+:(\w+)"/g)).toHaveLength(1);
    expect(tag).toContain(`:${value.$type}"`);
  }
});

test("attributes of the element stay, and so do their prefixes", () => {
  const $attributes = [
    { name: "q", namespace: "http://www.w3.org/2000/xmlns/", value: "urn:other" },
    { name: "a", namespace: "", value: ">" },
  ];
  expect(write(limit, { L: { $attributes, $unit: "d", Amount: 1 } })).toBe(
    '<L xmlns:q1="urn:n" xsi:type="q1:Limit" xmlns:q="urn:other" unit="d" a=">"><Amount>1</Amount></L>',
  );
  expect(write(limit, { L: { $nil: true, $unit: "d" } })).toBe(
    '<L xmlns:q="urn:n" xsi:type="q:Limit" unit="d" xsi:nil="true"/>',
  );
  const given = [{ name: "type", namespace: "http://www.w3.org/2001/XMLSchema-instance", value: "Limit" }];
  expect(write(limit, { L: { $attributes: given, Amount: 1 } })).toBe('<L xsi:type="Limit"><Amount>1</Amount></L>');
});

test("a header block states its type beside mustUnderstand", () => {
  const block = tableOf("B", { type: int, mark: xsiType("int", undefined, mustUnderstand) });
  expect(write(block, { B: 1 })).toBe(`<B xmlns:xsd="${xsd}" xsi:type="xsd:int" soap:mustUnderstand="1">1</B>`);
});

test("bytes that are sent while they are read keep their places behind stated types", async () => {
  const { transport, sent } = answering(response(""), xml);
  const file = { type: base64Binary, mark: xsiType("base64Binary") };
  const outer = { type: { namespace, sequence: { First: file, Second: file } }, mark: xsiType("Files", namespace) };
  const request = { body: { namespace, sequence: { Put: outer } } };
  const put = (): Operation<object, object> => ({ name: "Put", request, response: { body: { namespace } } });
  const port = soap11("http://h/", { transport });
  const bytesOf = (...chunk: number[]) => bytesFrom([new Uint8Array(chunk)]);
  await port.call(put, { First: bytesOf(0), Second: bytesOf(1) });
  const tag = `xmlns:xsd="${xsd}" xsi:type="xsd:base64Binary"`;
  expect(sent[0]?.body).toContain(
    `<Put xmlns:q="urn:n" xsi:type="q:Files" xmlns="urn:n"><First ${tag}>AA==</First><Second ${tag}>AQ==</Second></Put>`,
  );
});
