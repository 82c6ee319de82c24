import { expect, test } from "vitest";
import { readSchema } from "../wsdl/read.js";

test.each([
  ['minOccurs="2" maxOccurs="1"', { minOccurs: 1, maxOccurs: 1 }, ["attribute-invalid"]],
  ['maxOccurs="0"', { minOccurs: 0, maxOccurs: 0 }, []],
  ['minOccurs="3"', { minOccurs: 3, maxOccurs: 3 }, []],
  ['minOccurs="many"', { minOccurs: 1, maxOccurs: 1 }, ["attribute-invalid"]],
  ['maxOccurs="99999999999999999999"', { minOccurs: 1, maxOccurs: "unbounded" }, []],
])("an element with %s occurs %j", (attributes, occurs, expected) => {
  const { schemas, codes } = readSchema(
    `<x:complexType name="T"><x:sequence><x:element name="a" ${attributes}/></x:sequence></x:complexType>`,
  );
  expect(schemas.types.get("{urn:t}T")).toMatchObject({ derivation: { particle: { particles: [occurs] } } });
  expect(codes).toEqual(expected);
});
