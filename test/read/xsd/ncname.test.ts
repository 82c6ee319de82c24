import fc from "fast-check";
import { expect, test } from "vitest";
import { isNCName } from "../../../generator/read/xsd/ncname.js";
import { readSchema } from "../wsdl/read.js";

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("a type may be called %s", (name) => {
  const { schemas, codes } = readSchema(`<x:complexType name="${name}"/>`);
  expect(schemas.types.get(`{urn:t}${name}`)).toMatchObject({ name: { local: name } });
  expect(codes).toEqual([]);
});

test.each(["a b", "1a", "a:b", "", "a&quot;;alert(1)//", "*/", "../a", "a\u{0}".slice(0, 1) + "&#10;b"])(
  "a component may not be called %j",
  (name) => {
    const { schemas, diagnostics } = readSchema(`<x:complexType name="${name}"/>`);
    expect(schemas.types.size).toBe(0);
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "name-invalid" }]);
  },
);

test("a name has no white space and no markup in it, whatever it is made of", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      if (isNCName(text)) expect(text).not.toMatch(/[\s<>&"'`:;(){}[\]/\\*$@!?=,+]/);
    }),
  );
});
