import { expect, test } from "vitest";
import { requestOfWords } from "../../../generator/commands/call/request-of-words.js";

test.each([
  [[], undefined],
  [["Sku=A-1"], { Sku: "A-1" }],
  [["Sku=a=b", "Note="], { Sku: "a=b", Note: "" }],
  [["Order.Lines[1].Sku=b", "Order.Lines[0].Sku=a"], { Order: { Lines: [{ Sku: "a" }, { Sku: "b" }] } }],
  [["Tag=a", "Tag=b", "Tag=c"], { Tag: ["a", "b", "c"] }],
  [['p["a-b.c"]=4', 'p.d["e=f"][0]=5'], { p: { "a-b.c": "4", d: { "e=f": ["5"] } } }],
  [["__proto__=1"], JSON.parse('{ "__proto__": "1" }')],
])("%j is the request %j", (words, expected) => {
  expect(requestOfWords(words)).toEqual(expected);
});

test.each([
  [["Sku"], 'found "Sku", expected name=value'],
  [["=1"], 'found "=1", expected name=value'],
  [['a["b=1'], 'found "a[\\"b=1", expected name=value'],
  [["a..b=1"], 'found the name "a..b", expected one such as Order.Lines[0].Sku'],
  [["[0]=1"], 'found the name "[0]", expected one such as Order.Lines[0].Sku'],
  [["a=1", "a.b=2"], "found a.b, expected no parts of a value that is a text"],
  [["a.b=1", "a=2"], "found a value of a, expected values of its parts only"],
  [["a[0]=1", "a.b=2"], "found the index [0] beside names, expected one of both"],
  [["a[1]=1"], "found a[1] without a[0], expected all items"],
  [["a.b[0].c[3]=1", "a.b[0].c[0]=1"], "found a.b[0].c[3] without a.b[0].c[1], expected all items"],
  [[`${"a.".repeat(100)}b=1`], /^found the name/],
])("%j is refused", (words, message) => {
  expect(() => requestOfWords(words)).toThrow(message);
});
