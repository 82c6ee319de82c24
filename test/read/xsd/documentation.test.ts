import { expect, test } from "vitest";
import { readSchema } from "../wsdl/read.js";

test("documentation is joined by paragraphs, with white space collapsed", () => {
  const { schemas } = readSchema(
    '<x:element name="a"><x:annotation><x:documentation>  one\n two \n\n three</x:documentation>' +
      "<x:documentation>four</x:documentation></x:annotation></x:element>",
  );
  expect(schemas.elements.get("{urn:t}a")?.documentation).toBe("one two\n\nthree\n\nfour");
});
