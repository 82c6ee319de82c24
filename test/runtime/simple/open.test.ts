import { expect, test } from "vitest";
import { boolean } from "../../../templates/runtime/simple/boolean.js";
import { dateTimeAsDate } from "../../../templates/runtime/simple/date.js";
import { openType } from "../../../templates/runtime/simple/open.js";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import { read, written } from "../read-simple.js";

const paid = openType(boolean);

test("an open type has its own values, and every other text as it is", () => {
  expect([" true ", "0", "Y", "", " maybe"].map((text) => read(paid, text))).toEqual([true, false, "Y", "", " maybe"]);
  expect(read(openType(dateTimeAsDate), "2024-02-01T10:00:00Z")).toEqual(new Date("2024-02-01T10:00:00Z"));
  expect(read(openType(dateTimeAsDate), "soon")).toBe("soon");
});

test("an open type writes what it reads, in parameters too", () => {
  expect([true, false, "Y", ""].map((value) => written(paid, value))).toEqual(["true", "false", "Y", ""]);
  expect([true, "Y"].map((value) => paid.form(value))).toEqual(["true", "Y"]);
  expect([parseParameter(paid, "True"), parseParameter(paid, "Y")]).toEqual([true, "Y"]);
});
