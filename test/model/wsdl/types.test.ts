import { expect, test } from "vitest";
import { declare, sending, serviceOf, typesOf } from "./declare.js";
import { complex, element, extension, restricted, root, sequence, simple } from "./schema-text.js";

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

test("chains of ten thousand types, bases, elements and restrictions are read without recursion", () => {
  const depth = 10_000;
  const chain = (build: (index: number) => string) =>
    Array.from({ length: depth }, (_, index) => build(index)).join("");
  const nested = typesOf(
    element("Root", "tns:T0") +
      chain((index) =>
        complex(`T${index}`, sequence(element("a", index < depth - 1 ? `tns:T${index + 1}` : "xs:int"))),
      ),
  );
  expect(nested.size).toBe(depth);
  const extended = typesOf(
    element("Root", `tns:T${depth - 1}`) +
      chain((index) =>
        complex(
          `T${index}`,
          index === 0 ? "" : extension(`tns:T${index - 1}`, sequence(element(`e${index}`, "xs:int"))),
        ),
      ),
  );
  expect(extended.size).toBe(1);
  const [last] = extended.values();
  expect(last?.kind === "complex" && last.content.kind === "sequence" && last.content.particles.length).toBe(depth - 1);
  const steps = typesOf(
    element("Root", `tns:T${depth - 1}`) +
      chain((index) => simple(`T${index}`, restricted(index === 0 ? "xs:int" : `tns:T${index - 1}`, ""))),
  );
  expect([...steps.values()]).toMatchObject([{ kind: "simple", base: "int" }]);
});

test("a model is the same after JSON", () => {
  const service = serviceOf(sending(root(element("a", "xs:int"), '<xs:any maxOccurs="unbounded"/>')));
  expect(JSON.parse(JSON.stringify(service))).toEqual(service);
});
