import { expect, test } from "vitest";
import { showContent, typesOf } from "./declare.js";
import { complex, element, extension, root, sequence } from "./schema-text.js";

test("a type lists the types derived from it directly, and reaches them", () => {
  const types = typesOf(
    root(element("pet", "tns:Animal")) +
      complex("Poodle", extension("tns:Dog", "")) +
      complex("Dog", extension("tns:Animal", sequence(element("bark", "xs:string")))) +
      complex("Animal", sequence(element("name", "xs:string")), 'abstract="true"'),
  );
  expect([...types.keys()]).toEqual(["Root", "Animal", "Dog", "Poodle"]);
  expect(types.get("Animal")).toMatchObject({ abstract: true, derived: ["{urn:shop}Dog"] });
  expect(types.get("Dog")).toMatchObject({ derived: ["{urn:shop}Poodle"] });
  expect(types.get("Poodle")).not.toHaveProperty("derived");
  expect(showContent(types.get("Poodle"))).toBe("name, bark");
});
