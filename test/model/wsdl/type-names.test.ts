import { expect, test } from "vitest";
import { typesOf } from "./declare.js";
import { complex, element, extension, root, sequence } from "./schema-text.js";

test("anonymous types are named after their elements, and after their parents if another type could be", () => {
  const item = (name: string, inner: string) =>
    `<xs:element name="${name}"><xs:complexType>${sequence(inner)}</xs:complexType></xs:element>`;
  const types = typesOf(
    root(item("Line", element("a", "xs:int")), item("Other", item("Line", element("b", "xs:int"))), item("Named", "")) +
      complex("Named", ""),
  );
  expect([...types.keys()]).toEqual(["Root", "Root_Line", "Other", "Other_Line", "Root_Named"]);
  expect(types.get("Other_Line")).toMatchObject({ anonymous: true });
});

test("the names of anonymous types depend neither on their order nor on what messages reach", () => {
  const line = `<xs:element name="Line"><xs:complexType>${sequence(element("a", "xs:int"))}</xs:complexType></xs:element>`;
  const unreached = `<xs:group name="G"><xs:sequence>${line}</xs:sequence></xs:group>`;
  expect([...typesOf(root(line) + unreached).keys()]).toEqual(["Root", "Root_Line"]);
  expect([...typesOf(root(line)).keys()]).toEqual(["Root", "Line"]);
});

test("an anonymous type is not named by a word for its place", () => {
  const value = `<xs:element name="value"><xs:complexType>${sequence(element("a", "xs:int"))}</xs:complexType></xs:element>`;
  expect([...typesOf(root(value)).keys()]).toEqual(["Root", "Root_value"]);
});

test("an anonymous type that is reached in two ways is one type", () => {
  const types = typesOf(
    root(element("b", "tns:B"), element("c", "tns:C")) +
      complex(
        "A",
        sequence(
          `<xs:element name="x"><xs:complexType>${sequence(element("a", "xs:int"))}</xs:complexType></xs:element>`,
        ),
      ) +
      complex("B", extension("tns:A", "")) +
      complex("C", extension("tns:A", "")),
  );
  expect([...types.keys()]).toEqual(["Root", "B", "x", "C"]);
});

test("the type of a global element beside a type of its name has another", () => {
  const types = typesOf(root(element("a", "tns:Root")) + complex("Root", ""));
  expect([...types.keys()]).toEqual(["RootElement", "Root"]);
  expect(types.get("RootElement")).toMatchObject({ anonymous: true, wrapper: true });
  expect(types.get("Root")).not.toHaveProperty("wrapper");
});
