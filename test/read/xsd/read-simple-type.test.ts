import { expect, test } from "vitest";
import { placeless, simpleType } from "../wsdl/read.js";
import { named, xsd } from "./names.js";

test("a union has its named and its own members in order", () => {
  const { variety } = simpleType(
    '<x:simpleType name="T"><x:union memberTypes="x:int t:S"><x:simpleType><x:restriction base="x:string">' +
      '<x:enumeration value="a"/></x:restriction></x:simpleType></x:union></x:simpleType>',
  );
  expect(variety).toMatchObject({
    kind: "union",
    members: [named("int", xsd), named("S"), { kind: "anonymous" }],
  });
});

test("facets keep their values verbatim", () => {
  const { variety } = simpleType(
    '<x:simpleType name="T"><x:restriction base="x:string"><x:pattern value="a b"/><x:enumeration value=" a "/>' +
      "</x:restriction></x:simpleType>",
  );
  expect(placeless(variety)).toEqual({
    kind: "restriction",
    base: named("string", xsd),
    facets: [
      { name: "pattern", value: "a b" },
      { name: "enumeration", value: " a " },
    ],
  });
});
