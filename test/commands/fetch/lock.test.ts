import { expect, test } from "vitest";
import { lockText, readLock, type Lock } from "../../../generator/commands/fetch/lock.js";
import type { Diagnostic } from "../../../generator/diagnostic.js";

const lock: Lock = {
  addresses: ["https://shop.example/?wsdl"],
  allow: ["b.example", "a.example"],
  files: {
    "shop.wsdl": { address: "https://shop.example/?wsdl", sha256: "00" },
    "a.xsd": { address: "https://shop.example/a.xsd", sha256: "01", importedBy: ["shop.wsdl"] },
  },
};

function read(text: string) {
  const diagnostics: Diagnostic[] = [];
  const found = readLock({ path: "specs/shop/soapwright.lock.json", text }, (each) => void diagnostics.push(each));
  return { found, messages: diagnostics.map(({ message }) => message) };
}

test("a lock is read as it was written, in an order of its own", () => {
  const text = lockText(lock);
  expect(text.indexOf("a.example")).toBeLessThan(text.indexOf("b.example"));
  expect(text.indexOf("a.xsd")).toBeLessThan(text.indexOf('"shop.wsdl"'));
  expect(read(text)).toEqual({ found: { ...lock, allow: ["a.example", "b.example"] }, messages: [] });
});

test.each([
  ["", /expected/],
  ["[]", /found a list, expected an object/],
  ["{}", /found no version of a lock, expected version 1/],
  ['{"version":2}', /found version 2 of a lock, expected version 1/],
])("%j is refused", (text, message) => {
  const { found, messages } = read(text);
  expect(found).toBeUndefined();
  expect(messages.join("\n")).toMatch(message);
});
