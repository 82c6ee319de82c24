import { Malformed } from "../../../templates/runtime/error.js";
import * as builtin from "../../../templates/runtime/simple/boolean.js";
import { expect, test } from "vitest";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

test("booleans", () => {
  expect(["true", "false", "1", "0", " true\n"].map((text) => read(builtin.boolean, text))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
  expect(["True", "False"].map((text) => parseParameter(builtin.boolean, text))).toEqual([true, false]);
  expect([true, false].map((value) => [written(builtin.boolean, value), builtin.boolean.form(value)])).toEqual([
    ["true", "true"],
    ["false", "false"],
  ]);
  for (const text of ["", "TRUE", "yes", "2", "tru e"]) expectRefused(builtin.boolean, text);
  expect(() => read(builtin.boolean, "True")).toThrow(Malformed);
  expectUnwritable(builtin.boolean, "true");
});
