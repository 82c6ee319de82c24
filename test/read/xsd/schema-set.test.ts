import { expect, test } from "vitest";
import { importing, urnU } from "../wsdl/importing.js";
import { definitions, read, required, schema } from "../wsdl/read.js";

test("schemas in one WSDL see each other without an import", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(
      `<w:types>${schema('<x:element name="b" type="u:T"/>')}${schema('<x:complexType name="T"/>', urnU)}</w:types>`,
    ),
  });
  expect(required(wsdl).schemas.types.has("{urn:u}T")).toBe(true);
  expect(codes).toEqual([]);
});

test("a schema without a namespace takes that of the schema that includes it, with its references", () => {
  const { wsdl, codes } = read({
    "a.wsdl": importing('schemaLocation="c.xsd"', "include"),
    "c.xsd":
      '<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:x="http://www.w3.org/2001/XMLSchema">' +
      '<include schemaLocation="d.xsd"/></schema>',
    "d.xsd":
      '<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:complexType name="T"/><x:element name="e" type="T"/></x:schema>',
  });
  expect(required(wsdl).schemas.elements.get("{urn:t}e")).toMatchObject({
    type: { name: { namespace: "urn:t", local: "T" } },
  });
  expect(required(wsdl).schemas.types.has("{urn:t}T")).toBe(true);
  expect(codes).toEqual([]);
});
