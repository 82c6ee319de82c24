import { expect, test } from "vitest";
import { definitions, read } from "./read.js";

test("a reference to a part of WSDL that is wrong in its namespace alone means the one that there is, with a warning", () => {
  const { wsdl, diagnostics } = read({
    "a.wsdl": definitions(
      '<w:message name="M"/><w:portType name="P"><w:operation name="o"><w:input message="u:M"/><w:output message="u:N"/>' +
        '</w:operation></w:portType><w:binding name="B" type="q:P"><w:operation name="o"><w:input>' +
        '<soap:header message="u:M" part="p"/></w:input></w:operation></w:binding>' +
        '<w:service name="S"><w:port name="p" binding="u:B"/></w:service>',
    ),
  });
  const name = (local: string) => ({ namespace: "urn:t", local });
  expect(wsdl?.portTypes.get("{urn:t}P")?.operations).toMatchObject([
    { input: { message: name("M") }, output: { message: { namespace: "urn:u", local: "N" } } },
  ]);
  expect(wsdl?.bindings.get("{urn:t}B")).toMatchObject({
    portType: name("P"),
    operations: [{ input: { header: [{ message: name("M") }] } }],
  });
  expect(wsdl?.services).toMatchObject([{ ports: [{ binding: name("B") }] }]);
  expect(diagnostics.map(({ severity }) => severity)).toEqual(Array(4).fill("warning"));
});

test("an ambiguous local name keeps its namespace", () => {
  const { wsdl, codes } = read(
    {
      "a.wsdl": definitions(
        '<w:import namespace="urn:v" location="b.wsdl"/><w:message name="M"/><w:portType name="P"><w:operation name="o">' +
          '<w:input message="u:M"/></w:operation></w:portType>',
      ),
      "b.wsdl": definitions('<w:message name="M"/>', 'targetNamespace="urn:v"'),
    },
    { entry: "a.wsdl" },
  );
  expect(wsdl?.portTypes.get("{urn:t}P")?.operations[0]?.input?.message).toEqual({ namespace: "urn:u", local: "M" });
  expect(codes).toEqual([]);
});

test("a reference into a missing document keeps its namespace", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(
      '<w:import namespace="urn:u" location="gone.wsdl"/><w:message name="M"/><w:portType name="P"><w:operation name="o">' +
        '<w:input message="u:M"/></w:operation></w:portType>',
    ),
  });
  expect(wsdl?.portTypes.get("{urn:t}P")?.operations[0]?.input?.message).toEqual({ namespace: "urn:u", local: "M" });
  expect(codes).toEqual(["import-unresolved"]);
});
