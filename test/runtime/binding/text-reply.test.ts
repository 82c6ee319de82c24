import { describe, expect, test } from "vitest";
import { readRoot } from "../../../templates/runtime/binding/root.js";
import type { Particle } from "../../../templates/runtime/complex/table.js";
import { facets, int, restricted, string, textReply, type Message } from "../../../templates/runtime/index.js";
import { writeRoot } from "../../../templates/runtime/server/root.js";
import { namespace } from "../orders.js";

const http = { location: "/Op" };

describe("a reply that is text", () => {
  const encoder = new TextEncoder();
  const responseOf = (R: Particle): Message => ({ body: { namespace, sequence: { R } } });

  test("is the response's one element, wrapped or not", () => {
    const text = { ...http, text: textReply };
    expect(readRoot(text, responseOf(string), encoder.encode("<a>\r\n"))).toBe("<a>\r\n");
    expect(readRoot(text, responseOf(int), encoder.encode(" 7"))).toBe(7);
    expect(readRoot(text, responseOf(string), new Uint8Array())).toBe("");
    const wrapped: Message = { body: { namespace, sequence: { Response: { sequence: { R: string } } } } };
    expect(readRoot({ ...text, result: "R" }, wrapped, encoder.encode("x"))).toEqual({ R: "x" });
    expect(writeRoot({ ...text, result: "R" }, wrapped, { R: "é" })).toEqual(encoder.encode("é"));
    expect(writeRoot(text, responseOf(int), 7)).toEqual(encoder.encode("7"));
  });

  test("is decoded by its charset", () => {
    const text = { ...http, text: textReply };
    const latin = new Uint8Array([0xe9]);
    expect(readRoot(text, responseOf(string), latin, { charset: "iso-8859-1" })).toBe("é");
    expect(readRoot(text, responseOf(string), new Uint8Array([0xef, 0xbb, 0xbf, 97]))).toBe("a");
    expect(() => readRoot(text, responseOf(string), latin)).toThrow("not utf-8");
    expect(() => readRoot(text, responseOf(string), latin, { charset: "klingon" })).toThrow("expected a known charset");
  });

  test("does not fit a type other than a text", () => {
    const text = { ...http, text: textReply };
    expect(() => readRoot(text, responseOf(int), encoder.encode("x"))).toThrow('expected int, found "x"');
    expect(() => readRoot(text, responseOf({ sequence: {} }), encoder.encode("x"))).toThrow(
      "expected XML, which text cannot stand for",
    );
    const short = responseOf(restricted(string, { maxLength: 1 }));
    expect(readRoot(text, short, encoder.encode("ab"))).toBe("ab");
    expect(() => readRoot(text, short, encoder.encode("ab"), { validate: facets })).toThrow(
      "expected at most 1 character",
    );
  });
});
