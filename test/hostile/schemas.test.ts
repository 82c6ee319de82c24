import fc from "fast-check";
import { expect, test } from "vitest";
import { typesOf } from "../model/wsdl/declare.js";
import { complex, element, extension, restricted, sequence, simple } from "../model/wsdl/schema-text.js";
import { definitions, read, readSchema, required, schema } from "../read/wsdl/read.js";

const urnU = 'targetNamespace="urn:u"';

test("a document that imports itself under many names is read once", () => {
  const imports = Array.from({ length: 1000 }, (_, n) => `<w:import namespace="urn:t" location="a.wsdl?${n}"/>`);
  const { wsdl, codes } = read(
    { "a.wsdl": definitions(`${imports.join("")}<w:message name="m"/>`) },
    { entry: "a.wsdl" },
  );
  expect(required(wsdl).messages.size).toBe(1);
  expect(codes).toEqual([]);
});

test("a chain of 10,000 includes is read to its end", () => {
  const texts: Record<string, string> = {
    "a.wsdl": definitions(`<w:types>${schema('<x:include schemaLocation="0.xsd"/>')}</w:types>`),
  };
  for (let n = 0; n < 10_000; n++) {
    texts[`${n}.xsd`] = schema(`<x:include schemaLocation="${n + 1}.xsd"/><x:element name="e${n}"/>`);
  }
  texts["10000.xsd"] = schema("");
  const { wsdl, codes } = read(texts, { entry: "a.wsdl" });
  expect(required(wsdl).schemas.elements.size).toBe(10_000);
  expect(codes).toEqual([]);
});

test("100,000 types are read", () => {
  const types = Array.from({ length: 100_000 }, (_, n) => `<x:complexType name="T${n}"/>`);
  expect(readSchema(types.join("")).schemas.types.size).toBe(100_000);
});

test("groups are read as deep as a document can be", () => {
  const depth = 200;
  const content = `${"<x:sequence>".repeat(depth)}<x:element name="a"/>${"</x:sequence>".repeat(depth)}`;
  const { schemas, codes } = readSchema(`<x:complexType name="T">${content}</x:complexType>`);
  expect(schemas.types.size).toBe(1);
  expect(codes).toEqual([]);
});

test("deeper ones are refused", () => {
  const { diagnostics } = read({ "a.wsdl": definitions("<x>".repeat(100_000)) });
  expect(diagnostics).toMatchObject([{ severity: "error", code: "xml-too-deep" }]);
});

test("a large schema without a namespace that many include is refused before it is too much", () => {
  const schemas = Array.from({ length: 700 }, (_, n) =>
    schema('<x:include schemaLocation="big.xsd"/>', `targetNamespace="urn:${n}"`),
  );
  const { diagnostics } = read({
    "a.wsdl": definitions(`<w:types>${schemas.join("")}</w:types>`),
    "big.xsd": `${schema("", "")}<!--${" ".repeat(100_000)}-->`,
  });
  expect(diagnostics).toMatchObject([{ severity: "error", code: "import-too-large" }]);
});

test("nothing that is cut or mangled makes the reader throw", () => {
  const text = definitions(
    `<w:types>${schema(
      '<x:element name="a"><x:complexType><x:sequence><x:any namespace="##other"/></x:sequence></x:complexType></x:element>' +
        '<x:simpleType name="s"><x:restriction base="x:int"><x:maxInclusive value="1"/></x:restriction></x:simpleType>',
      urnU,
    )}</w:types><w:message name="m"><w:part name="p" element="u:a"/></w:message>` +
      '<w:binding name="b" type="t:p"><soap:binding/><w:operation name="o"><w:input><soap:body/></w:input></w:operation></w:binding>',
  );
  const pieces = text.split(/(?=[<"=:])/);
  fc.assert(
    fc.property(fc.nat(pieces.length - 1), fc.nat(pieces.length - 1), fc.nat(3), (at, from, count) => {
      const mangled = pieces.toSpliced(at, count, ...pieces.slice(from, from + 2));
      const { wsdl, diagnostics } = read({ "a.wsdl": mangled.join("") }, { entry: "a.wsdl" });
      expect(wsdl !== undefined || diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    }),
  );
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
