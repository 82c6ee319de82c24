import { expect, test } from "vitest";
import { declare, sending, serviceOf, typesOf } from "./declare.js";
import { complex, element, root, sequence } from "./schema-text.js";

test("only the types that messages reach are there, outer before inner", () => {
  const types = typesOf(
    root(element("a", "tns:A"), element("b", "tns:B")) +
      complex("B", sequence(element("c", "tns:C"))) +
      complex("A", sequence(element("c", "tns:C"))) +
      complex("C", "") +
      complex("Unused", ""),
  );
  expect([...types.keys()]).toEqual(["Root", "A", "C", "B"]);
});

test("a complex type where a text is wanted is a warning, and any text is accepted", () => {
  const { diagnostics } = declare(
    sending(
      complex("A", "") +
        '<xs:element name="Root"><xs:complexType><xs:attribute name="a" type="tns:A"/></xs:complexType></xs:element>',
    ),
  );
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning component-mismatch"]);
});

test("documentation is kept, and every fact is declared at its place", () => {
  const note = (text: string) => `<xs:annotation><xs:documentation>${text}</xs:documentation></xs:annotation>`;
  const types = typesOf(
    `<xs:element name="Root" type="tns:A"/>
    <xs:complexType name="A">${note("All of it.")}<xs:sequence>
      <xs:element name="a" type="xs:int">${note("Part of it.")}</xs:element></xs:sequence></xs:complexType>`,
  );
  const declared = {
    kind: "declared",
    places: [{ path: "shop/shop.wsdl", line: expect.any(Number) as number, column: expect.any(Number) as number }],
  };
  expect(types.get("A")).toMatchObject({
    documentation: "All of it.",
    evidence: { name: declared, content: declared },
    content: {
      particles: [
        {
          documentation: "Part of it.",
          evidence: { name: declared, type: declared, minOccurs: declared, maxOccurs: declared, nillable: declared },
        },
      ],
    },
  });
});

test("a model is the same after JSON", () => {
  const service = serviceOf(sending(root(element("a", "xs:int"), '<xs:any maxOccurs="unbounded"/>')));
  expect(JSON.parse(JSON.stringify(service))).toEqual(service);
});
