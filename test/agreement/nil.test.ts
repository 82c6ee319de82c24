import { expect, test } from "vitest";
import { simpleContent, attributes, ID, int, nil, string, type Table } from "../../templates/runtime/index.js";
import { namespace, read, refusal, wrap, write } from "../runtime/engine.js";

const amount = (): Table => ({
  namespace,
  attributes: attributes({ $why: string, $at: { type: int, use: "optional" } }),
  text: simpleContent(int),
});
const line = (): Table => ({
  namespace,
  attributes: attributes({ $id: { type: ID, use: "optional" } }),
  sequence: { K: int },
});
const order: Table = {
  namespace,
  sequence: {
    Amount: { type: amount, minOccurs: 0, nillable: nil },
    Line: { type: line, minOccurs: 0, maxOccurs: Infinity, nillable: nil },
    Note: { type: string, minOccurs: 0, nillable: true },
  },
};

test("a nil element with attributes is an object of them, and is written so", () => {
  const content =
    '<Amount why="sold out" at="7" xsi:nil="true"/><Line xsi:nil="true"/><Line id="a" xsi:nil="true"/><Note xsi:nil="true"/>';
  const value = read(order, wrap(content));
  expect(value).toEqual({
    Amount: { $nil: true, $why: "sold out", $at: 7 },
    Line: [null, { $nil: true, $id: "a" }],
    Note: null,
  });
  expect(write(order, value)).toBe(content);
});

test("a nil element keeps attributes that its schema does not declare", () => {
  const content = '<Line xmlns:a1="urn:x" a1:from="cache" xsi:nil="true"/>';
  const value = read(order, wrap(content));
  expect(value).toMatchObject({
    Line: [{ $nil: true, $attributes: [{ name: "from", namespace: "urn:x", value: "cache" }] }],
  });
  expect(write(order, value)).toBe(content);
});

test("a nil element without attributes is null, also where one is required", () => {
  expect(read(order, wrap('<Amount xsi:nil="1" xmlns:p="urn:p"/>'))).toMatchObject({ Amount: null });
  expect(read(order, wrap('<Line xsi:type="Line" xsi:nil="true"/>'))).toMatchObject({ Line: [null] });
});

test("a nil element with some attributes must have those that are required", () => {
  expect(refusal(() => read(order, wrap('<Amount at="7" xsi:nil="true"/>')))).toBe(
    "r/Amount (line 1): expected attribute why, which is missing",
  );
});

test("null is not written without attributes that are required", () => {
  expect(refusal(() => write(order, { Amount: null }))).toBe(
    "Amount: expected { $nil: true, $why: string }, as the attribute is required, found null",
  );
  expect(write(order, { Line: [null] })).toBe('<Line xsi:nil="true"/>');
});

test("a nil element has no content", () => {
  expect(refusal(() => write(order, { Amount: { $nil: true, $why: "x", $value: 3 } }))).toBe(
    "Amount.$value: expected no such property",
  );
  expect(refusal(() => write(order, { Line: [{ $nil: true, K: 3 }] }))).toBe("Line[0].K: expected no such property");
  expect(refusal(() => write(order, { Note: { $nil: true } }))).toBe("Note: expected string, found an object");
});
