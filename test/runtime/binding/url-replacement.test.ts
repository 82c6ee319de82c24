import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeLocation } from "../../../templates/runtime/binding/url-replacement.js";
import { base64Binary, int, string, urlReplacement, type Message } from "../../../templates/runtime/index.js";
import { readLocation } from "../../../templates/runtime/server/form.js";
import { namespace } from "../orders.js";

describe("a location with parameters in it", () => {
  const located = { location: "/orders(number)/(tag)", urlReplacement };
  const parts: Message = {
    body: { namespace, sequence: { number: int, tag: { type: string, minOccurs: 0 } } },
  };

  test("holds their texts, encoded", () => {
    expect(writeLocation(located, parts, { number: 7, tag: "a/b c?é" })).toBe("/orders7/a%2Fb%20c%3F%C3%A9");
    expect(writeLocation(located, parts, { number: -1 })).toBe("/orders-1/");
    const renamed = { location: "/(n)/(t)/(n)", urlReplacement, parameters: { number: "n", tag: "t" } };
    expect(writeLocation(renamed, parts, { number: 7, tag: "(n)" })).toBe("/7/(n)/7");
    const queried = { location: "/o?n=(number)&t=(tag)", urlReplacement };
    expect(writeLocation(queried, parts, { number: 7, tag: "&=" })).toBe("/o?n=7&t=%26%3D");
    const bytes: Message = { body: { namespace, sequence: { b: base64Binary } } };
    expect(writeLocation({ location: "/(b)", urlReplacement }, bytes, new Uint8Array([1, 2]))).toBe("/1%2C2");
  });

  test("leads nowhere else", () => {
    for (const tag of [".", ".."]) {
      expect(() => writeLocation(located, parts, { number: 7, tag })).toThrow(
        "expected texts that make no . or .. of a part of /orders(number)/(tag)",
      );
    }
    expect(writeLocation(located, parts, { number: 7, tag: "..." })).toBe("/orders7/...");
    expect(writeLocation(located, parts, { number: 7, tag: "../x" })).toBe("/orders7/..%2Fx");
    expect(() => writeLocation({ ...located, location: "/(number)" }, parts, { number: 7, tag: "x" })).toThrow(
      "expected no tag, for which /(number) has no place",
    );
    expect(writeLocation({ ...located, location: "/(number)" }, parts, { number: 7 })).toBe("/7");
  });

  test("is read", () => {
    expect(readLocation(located, parts, "/orders7/a%2Fb%20c")).toEqual({ number: 7, tag: "a/b c" });
    expect(readLocation(located, parts, "/orders7/")).toEqual({ number: 7, tag: "" });
    for (const other of ["/orders7", "/order/7", "x/orders7/"]) {
      expect(readLocation(located, parts, other)).toBeUndefined();
    }
    expect(() => readLocation(located, parts, "/ordersx/")).toThrow('expected int, found "x"');
    const closed = { location: "/(number)-(tag).xml", urlReplacement };
    expect(readLocation(closed, parts, "/7-a.xml.xml")).toEqual({ number: 7, tag: "a.xml" });
    expect(readLocation({ location: "/fixed", urlReplacement }, { body: {} }, "/fixed")).toEqual({});
    expect(readLocation({ location: "/fixed", urlReplacement }, { body: {} }, "/fixed/x")).toBeUndefined();
  });

  test("is read as it is written", () => {
    const tag = fc.string({ unit: "binary" }).filter((text) => text !== "." && text !== "..");
    fc.assert(
      fc.property(fc.nat(2_000_000_000), tag, (number, tag) => {
        const request = { number, tag };
        expect(readLocation(located, parts, writeLocation(located, parts, request))).toEqual(request);
      }),
    );
  });
});
