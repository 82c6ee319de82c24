import { expect, test } from "vitest";
import { attributeProperties, elementProperties, typeNames } from "../../generator/values/property-names.js";
import { attribute, element, qname } from "../support/model.js";

test("$type contains local names, with namespaces where two would be equal", () => {
  const names = typeNames(
    [qname("Dog", "urn:a"), qname("Dog", "urn:corp:zoo"), qname("__proto__"), qname("a-b")].map((name) => ({ name })),
  );
  expect([...names.values()].map(({ name }) => name)).toEqual(["Dog", "Dog_zoo", "__proto__", "a-b"]);
});

test("a type with another name in messages keeps that name there", () => {
  const names = typeNames([{ name: qname("Orders_Dog"), xmlName: qname("Dog") }]);
  expect([...names.values()]).toMatchObject([{ name: "Orders_Dog", local: "Dog" }]);
});

test("an attribute keeps out of the way of a group's property, where there is one", () => {
  const attributes = [attribute("choice", "int"), attribute("sequence", "int")];
  expect(attributeProperties(attributes, ["A", "$choice"])).toEqual(["$$choice", "$sequence"]);
});

test("properties keep their wire names, and attributes stay out of the way", () => {
  expect(
    elementProperties([
      element("Tag", "string"),
      element("Tag", "string", "urn:corp:tags"),
      element("__proto__", "int"),
    ]),
  ).toEqual(["Tag", "Tag_tags", "__proto__"]);
  const attributes = ["id", "any", "attributes", "type", "value"].map((name) => attribute(name, "string"));
  expect(attributeProperties([...attributes, attribute("id", "string", "optional", "urn:corp:ids")], [])).toEqual([
    "$id",
    "$$any",
    "$$attributes",
    "$$type",
    "$$value",
    "$id_ids",
  ]);
});
