import { expect, test } from "vitest";
import { serviceOf } from "./declare.js";
import { binding, elements, get, message, port, portType, service, simpleParts } from "./wsdl-text.js";

test("in SOAP encoding any member can be nil, unless a fault holds its type too, which is literal", () => {
  const encoded = '<soap:body use="encoded" namespace="urn:body"/>';
  const itemOf = (fault: string) => {
    const { types } = serviceOf(
      elements +
        simpleParts +
        message("Missing", 'name="p" element="tns:Missing"') +
        portType("Shop", get.replace("</wsdl:operation>", `${fault}</wsdl:operation>`)) +
        binding("A", { style: "rpc", input: encoded, output: encoded }) +
        service(port("A")),
    );
    return types.find(({ name }) => name.local === "Item");
  };
  expect(itemOf("")).toMatchObject({ content: { particles: [{ nillable: true }] } });
  expect(itemOf('<wsdl:fault name="Missing" message="tns:Missing"/>')).toMatchObject({
    content: { particles: [{ nillable: false }] },
  });
});
