import { expect, test } from "vitest";
import { seedOf } from "../../templates/stand-in/seed.js";

test("equal values give the same number, others another", () => {
  const values = [
    undefined,
    null,
    0,
    "0",
    0n,
    true,
    {},
    { a: 1 },
    { a: "1" },
    { b: 1 },
    { a: { b: 1 } },
    [{ a: 1 }, { b: 1 }],
    ["ab", "c"],
    ["a", "bc"],
    [["a"], "b"],
    [["a", "b"]],
    new Date(1),
    new Date(2),
    Uint8Array.of(1, 2),
    Uint8Array.of(2, 1),
  ];
  const seeds = values.map((value) => seedOf(1, value));
  expect(new Set(seeds).size).toBe(values.length);
  expect(values.map((value) => seedOf(1, structuredClone(value)))).toEqual(seeds);
  expect(seedOf(2, "a")).not.toBe(seedOf(1, "a"));
});

test("empty values equal absent ones", () => {
  for (const empty of [undefined, "", [], new Uint8Array()]) {
    expect(seedOf({ a: 1, b: empty })).toBe(seedOf({ a: 1 }));
    expect(seedOf(empty, 1)).toBe(seedOf(undefined, 1));
  }
  expect(seedOf({ a: null })).not.toBe(seedOf({}));
  expect(seedOf({ a: [""] })).not.toBe(seedOf({}));
});

test("each object of a graph is visited once", () => {
  let shared: object = {};
  for (let k = 0; k < 100_000; k++) shared = { left: shared, right: shared };
  expect(seedOf(shared)).toBe(seedOf(shared));
  const cycle: { next?: unknown } = {};
  cycle.next = cycle;
  expect(seedOf(cycle)).not.toBe(seedOf({ next: {} }));
});

test("declarations of namespaces count as absent", () => {
  const declaration = { name: "p", namespace: "http://www.w3.org/2000/xmlns/", value: "urn:p" };
  const attribute = { name: "a", namespace: "", value: "b" };
  expect(seedOf({ attributes: [declaration, attribute] })).toBe(seedOf({ attributes: [attribute] }));
  expect(seedOf({ attributes: [declaration] })).toBe(seedOf({ attributes: [] }));
});
