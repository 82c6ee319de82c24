import { expect, test } from "vitest";
import { anyType, string, wildcard, type XmlElement } from "../../../templates/runtime/index.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { namespace, read, refusal, wrap, write } from "../engine.js";

const table: Table = {
  namespace,
  sequence: {
    Any: { type: anyType, minOccurs: 0 },
    $any: { type: wildcard(["urn:a"]), minOccurs: 0 },
    Line: { type: { sequence: { Note: { type: string, minOccurs: 0 } } }, minOccurs: 0 },
  },
};

function element(properties: object = {}): XmlElement {
  return { name: "a", namespace: "urn:a", attributes: [], children: [], ...properties };
}

test.each<[unknown, string]>([
  [5, "expected an XML element, found 5"],
  ["a", 'expected an XML element, found "a"'],
  [[element()], "expected an XML element, found an array"],
  [{}, ".name: expected a string, found undefined"],
  [element({ namespace: undefined }), ".namespace: expected a string, found undefined"],
  [element({ attributes: undefined }), ".attributes: expected a list, found undefined"],
  [element({ attributes: [null] }), ".attributes[0]: expected an attribute, found null"],
  [
    element({ attributes: [{ name: "x", namespace: "", value: 7 }] }),
    ".attributes[0].value: expected a string, found 7",
  ],
  [element({ children: "text" }), '.children: expected a list, found "text"'],
  [element({ children: ["a", 7] }), ".children[1]: expected an XML element, found 7"],
  [element({ children: [undefined, "b"] }), ".children[0]: expected an XML element, found undefined"],
  [
    element({ children: ["a", element({ children: [element({ name: "b c" })] })] }),
    '.children[1].children[0]: expected the name of an element, found "b c"',
  ],
])("%j is refused with its path", (value, reason) => {
  const separator = reason.startsWith(".") ? "" : ": ";
  expect(refusal(() => write(table, { Any: value }))).toBe(`Any${separator}${reason}`);
  expect(refusal(() => write(table, { $any: [element(), value] }))).toBe(`$any[1]${separator}${reason}`);
  expect(refusal(() => write(table, { Line: { $any: [value] } }))).toBe(`Line.$any[0]${separator}${reason}`);
});

test.each<[unknown, string]>([
  ["x", 'Line.$attributes: expected a list, found "x"'],
  [[{ name: "x", value: "y" }], "Line.$attributes[0].namespace: expected a string, found undefined"],
])("attributes %j are refused with their path", (attributes, reason) => {
  expect(refusal(() => write(table, { Line: { $attributes: attributes } }))).toBe(reason);
});

const type = { name: "type", namespace: "http://www.w3.org/2001/XMLSchema-instance" };

test("the prefixes xs and xsd of a type are declared", () => {
  const value = element({ name: "Any", namespace, attributes: [{ ...type, value: "xsd:int" }], children: ["7"] });
  const content = '<Any xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:int">7</Any>';
  expect(write(table, { Any: value })).toBe(content);
  expect(write(table, read(table, wrap(content)))).toBe(content);
});

test("another prefix of a type must be declared", () => {
  const attributes = [{ ...type, value: "t:Line" }];
  expect(refusal(() => write(table, { Line: { $attributes: attributes } }))).toBe(
    'Line: expected an attribute { name: "t", namespace: "http://www.w3.org/2000/xmlns/", value: … } beside xsi:type, found none',
  );
  const declaration = { name: "t", namespace: "http://www.w3.org/2000/xmlns/", value: namespace };
  expect(write(table, { Line: { $attributes: [...attributes, declaration] } })).toBe(
    '<Line xmlns:t="urn:n" xsi:type="t:Line"></Line>',
  );
});
