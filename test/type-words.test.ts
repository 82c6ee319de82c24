import { expect, test } from "vitest";
import { isOptionalType, isStandIn, typeWord } from "../generator/type-words.js";

test.each([
  ["int", "int"],
  ["q1:QName", "QName"],
  ["String", "string"],
  ["Int32", "int"],
  ["Byte[]", "base64Binary"],
  ["System.Double", "double"],
  ["System.String", "string"],
  ["xsd:dateTime", "dateTime"],
  ["xs:int", "int"],
  ["integer value", "integer"],
  ["[integer]", "integer"],
  ["{DateTime}", "dateTime"],
  ["Zeichenfolge", "string"],
  ["int?", "int"],
  ["string (optional)", "string"],
  ["decimal(18,2)", "decimal"],
  ["string[50]", "string"],
  ["int - required", "int"],
  ["xsd:string(50), required", "string"],
])("%s names the type %s", (text, type) => {
  expect(typeWord(text)).toBe(type);
});

test.each([
  "Single",
  "Double",
  "Short",
  "xsd:Room",
  "System.Room",
  "{customer}",
  "toString",
  "value",
  "9 value",
  "cat?",
  "room (18,2)",
  "date - line",
])("%s names no type", (text) => {
  expect(typeWord(text)).toBeUndefined();
});

test.each(["?", "${id}", "${#Project#id}", "{{id}}"])("%s stands for a value", (text) => {
  expect(isStandIn(text)).toBe(true);
});

test.each<[string, boolean]>([
  ["int?", true],
  ["string(50) (optional)", true],
  ["int - required", false],
  ["int", false],
  ["really?", false],
])("%s is optional: %s", (text, expected) => {
  expect(isOptionalType(text)).toBe(expected);
});
