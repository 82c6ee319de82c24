import { expect, test } from "vitest";
import { isStandIn, typeWord } from "../generator/type-words.js";

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
])("%s names the type %s", (text, type) => {
  expect(typeWord(text)).toBe(type);
});

test.each(["Single", "Double", "Short", "xsd:Room", "System.Room", "{customer}", "toString", "value", "9 value"])(
  "%s names no type",
  (text) => {
    expect(typeWord(text)).toBeUndefined();
  },
);

test.each(["?", "${id}", "${#Project#id}", "{{id}}"])("%s stands for a value", (text) => {
  expect(isStandIn(text)).toBe(true);
});
