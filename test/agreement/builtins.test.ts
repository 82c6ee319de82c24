import { describe, expect, test } from "vitest";
import * as builtin from "../support/builtins.js";
import { builtinNames } from "../../generator/builtins.js";
import { RequestError } from "../../templates/runtime/error.js";
import { parseParameter } from "../../templates/runtime/simple/parameter.js";
import { written } from "../runtime/read-simple.js";

test("there is a codec for every builtin, under its name", () => {
  const { openEnumeration, enumeration, ...codecs } = builtin;
  for (const name of builtinNames) {
    if (name === "anyType") continue; // has no text
    expect(codecs).toHaveProperty(name);
  }
  for (const [key, codec] of Object.entries(codecs)) {
    if (!key.includes("As")) expect(codec.name).toBe(key);
  }
});

describe("messages", () => {
  test("say what was expected and what was found", () => {
    expect(() => parseParameter(builtin.int, "seven")).toThrow('expected int, found "seven"');
    expect(() => written(builtin.int, "seven" as never)).toThrow('expected int, found "seven"');
    expect(() => written(builtin.int, undefined as never)).toThrow("expected int, found undefined");
    expect(() => written(builtin.long, 5 as never)).toThrow("expected long, found 5");
    expect(() => written(builtin.int, 5n as never)).toThrow("expected int, found 5n");
    expect(() => written(builtin.string, null as never)).toThrow("expected string, found null");
    expect(() => written(builtin.string, {} as never)).toThrow("expected string, found an object");
    expect(() => written(builtin.string, [] as never)).toThrow("expected string, found an array");
    expect(() => written(builtin.string, Symbol("x") as never)).toThrow("expected string, found a symbol");
    expect(() => parseParameter(builtin.int, "x".repeat(1000))).toThrow(`found "${"x".repeat(57)}..."`);
  });

  test("a request error gathers its path on the way out", () => {
    const error = new RequestError("expected int, found null").within("ID").within(2).within("items").within("Get");
    expect(error.path).toBe("Get.items[2].ID");
    expect(error.message).toBe("Get.items[2].ID: expected int, found null");
    expect(new RequestError("expected int, found null").within(0).within(1).path).toBe("[1][0]");
  });
});
