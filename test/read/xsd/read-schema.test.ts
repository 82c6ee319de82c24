import { expect, test } from "vitest";
import { readSchema } from "../wsdl/read.js";

test("a place is where a component begins", () => {
  const { schemas } = readSchema('\n  <x:element name="a"/>');
  expect(schemas.elements.get("{urn:t}a")?.place).toEqual({ path: "a.wsdl", line: 2, column: 3 });
});

test("an element of XML Schema where it means nothing is a warning", () => {
  const { codes } = readSchema('<x:element name="a"><x:complexType><x:seqence/></x:complexType></x:element>');
  expect(codes).toEqual(["element-unexpected"]);
});
