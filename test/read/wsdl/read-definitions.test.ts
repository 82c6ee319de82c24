import { expect, test } from "vitest";
import { name, wsdl } from "./wsdl-text.js";
import { placeless } from "./read.js";

test("a message has its parts in order, by element or by type", () => {
  const { messages } = wsdl(
    '<w:message name="M"><w:part name="a" element="t:E"/><w:part name="b" type="t:T"/></w:message>',
  );
  expect(placeless(messages.get("{urn:t}M"))).toEqual({
    name: name("M"),
    demands: [],
    parts: [
      { name: "a", element: name("E") },
      { name: "b", type: name("T") },
    ],
  });
});

test.each([
  ['<w:input message="t:I"/>', "one-way"],
  ['<w:input message="t:I"/><w:output message="t:O"/>', "request-response"],
  ['<w:output message="t:O"/>', "notification"],
  ['<w:output message="t:O"/><w:input message="t:I"/>', "solicit-response"],
])("an operation with %s is %s", (content, pattern) => {
  const { portTypes } = wsdl(`<w:portType name="P"><w:operation name="o">${content}</w:operation></w:portType>`);
  expect(portTypes.get("{urn:t}P")?.operations).toMatchObject([{ name: "o", pattern }]);
});

test("an operation has its faults, parameter order and documentation", () => {
  const { portTypes } = wsdl(
    '<w:portType name="P"><w:operation name="o" parameterOrder="a  b"><w:documentation> Does. </w:documentation>' +
      '<w:input name="i" message="t:I"/><w:fault name="f" message="t:F"><w:documentation>Fails.</w:documentation></w:fault>' +
      "</w:operation></w:portType>",
  );
  expect(placeless(portTypes.get("{urn:t}P")?.operations[0])).toEqual({
    name: "o",
    demands: [],
    documentation: "Does.",
    pattern: "one-way",
    parameterOrder: ["a", "b"],
    input: { name: "i", message: name("I") },
    faults: [{ name: "f", message: name("F"), documentation: "Fails." }],
  });
});

test("overloads stay apart", () => {
  const operation = (input: string) => `<w:operation name="o"><w:input name="${input}" message="t:I"/></w:operation>`;
  const { portTypes } = wsdl(`<w:portType name="P">${operation("a")}${operation("b")}</w:portType>`);
  expect(portTypes.get("{urn:t}P")?.operations.map(({ input }) => input?.name)).toEqual(["a", "b"]);
});

test("a service has its ports with their addresses", () => {
  const { services } = wsdl(
    '<w:service name="S"><w:documentation>All.</w:documentation><w:port name="p" binding="t:B">' +
      '<soap12:address location="http://h.example/s"/></w:port><w:port name="q" binding="t:B"/></w:service>',
  );
  expect(placeless(services)).toEqual([
    {
      name: name("S"),
      demands: [],
      documentation: "All.",
      ports: [
        { name: "p", binding: name("B"), demands: [], address: "http://h.example/s" },
        { name: "q", binding: name("B"), demands: [] },
      ],
    },
  ]);
});
