import { expect, test } from "vitest";
import { elementA, importing, urnU } from "./wsdl/importing.js";
import { read, required, schema } from "./wsdl/read.js";

test("the catalog says where a URL is, and for which document", () => {
  const texts = {
    "a.wsdl": importing('namespace="urn:u" schemaLocation="http://h.example/x"'),
    "one.xsd": schema(elementA, urnU),
    "two.xsd": schema('<x:element name="b"/>', urnU),
  };
  const location = "http://h.example/x";
  const catalog = [
    { location, path: "one.xsd" },
    { location, path: "two.xsd", from: "a.wsdl" },
  ];
  const { wsdl, codes } = read(texts, { catalog });
  expect([...required(wsdl).schemas.elements.keys()]).toEqual(["{urn:u}b"]);
  expect(codes).toEqual([]);
});
