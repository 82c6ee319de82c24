import { expect, test } from "vitest";
import { locationsIn } from "../../../generator/read/wsdl/locations.js";
import { definitions, schema } from "./read.js";

test("the locations of a document are those of all its imports", () => {
  const text = definitions(
    '<w:import location="b.wsdl"/>' +
      `<w:types>${schema('<x:import namespace="urn:u"/><x:include schemaLocation="c.xsd"/><x:redefine schemaLocation="c.xsd"/>')}</w:types>`,
  );
  expect(locationsIn({ path: "a.wsdl", text })).toEqual(["b.wsdl", "c.xsd"]);
  expect(locationsIn({ path: "a.txt", text: "no markup" })).toEqual([]);
});
