import { describe, expect, test } from "vitest";
import { choice, int, mixed, optional, repeated, sequence, string, wildcard } from "../../templates/runtime/index.js";
import type { Table } from "../../templates/runtime/table.js";
import { namespace, read, refusal, wrap, write } from "./engine.js";

const payment: Table = {
  namespace,
  sequence: {
    Id: string,
    Card: string,
    Cash: int,
    Currency: { type: string, minOccurs: 0 },
    Note: { type: string, minOccurs: 0 },
  },
  content: sequence("Id", choice("Card", sequence("Cash", "Currency")), "Note"),
};

describe("a choice", () => {
  test.each<[unknown, string]>([
    [{ Id: "a", Card: "c" }, "<Id>a</Id><Card>c</Card>"],
    [
      { Note: "n", Currency: "EUR", Cash: 5, Id: "a", Card: undefined },
      "<Id>a</Id><Cash>5</Cash><Currency>EUR</Currency><Note>n</Note>",
    ],
    [{ Id: "a", Cash: 5 }, "<Id>a</Id><Cash>5</Cash>"],
  ])("%j is written and read", (value, xml) => {
    expect(write(payment, value)).toBe(xml);
    expect(read(payment, wrap(xml))).toEqual(value);
  });
});

const groups: Table = {
  namespace,
  sequence: {
    Id: int,
    $choice: {
      type: repeated({ sequence: { A: string, B: int }, content: choice("A", "B") }),
      minOccurs: 0,
      maxOccurs: Infinity,
    },
    $sequence: { type: repeated({ sequence: { C: string, D: int } }), minOccurs: 0, maxOccurs: Infinity },
    $any: { type: wildcard({ not: namespace }), minOccurs: 0, maxOccurs: Infinity },
    Z: { type: string, minOccurs: 0 },
  },
};

describe("groups", () => {
  test("are written and read in order", () => {
    const xml = '<Id>1</Id><A>x</A><B>2</B><A>y</A><C>c</C><D>1</D><C>d</C><D>2</D><w xmlns="urn:w"></w><Z>z</Z>';
    const value = {
      Id: 1,
      $choice: [{ A: "x" }, { B: 2 }, { A: "y" }],
      $sequence: [
        { C: "c", D: 1 },
        { C: "d", D: 2 },
      ],
      $any: [{ name: "w", namespace: "urn:w", attributes: [], children: [] }],
      Z: "z",
    };
    expect(read(groups, wrap(xml))).toEqual(value);
    expect(write(groups, value)).toBe(xml);
  });
});
