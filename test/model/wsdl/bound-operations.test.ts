import { expect, test } from "vitest";
import { declare, messages, serviceOf } from "./declare.js";
import { binding, documents, elements, get, http, message, port, portType, service, shown } from "./wsdl-text.js";

test("wrapped documents over SOAP 1.1 and 1.2 are one operation with two bindings", () => {
  const { name, namespace, ports, operations, types } = serviceOf(
    elements +
      documents +
      portType("Shop", get) +
      binding("A") +
      binding("B", { soap: "soap12", action: "" }) +
      service(port("A"), port("B", "B", "soap12")),
  );
  expect({ name, namespace }).toEqual({ name: "shop", namespace: "urn:shop" });
  expect(ports).toMatchObject([
    { name: "A", binding: "soap11", address: "https://shop.example/A", evidence: { address: { kind: "declared" } } },
    { name: "B", binding: "soap12", address: "https://shop.example/B" },
  ]);
  expect(operations).toMatchObject([
    { name: "Get", bindings: [{ binding: "soap11", action: "urn:get" }, { binding: "soap12" }], faults: [] },
  ]);
  expect(operations[0]?.bindings[1]).not.toHaveProperty("action");
  expect(shown(operations[0]?.request)).toEqual({
    style: "document",
    use: "literal",
    header: [],
    body: ["q:Get: Get"],
  });
  expect(shown(operations[0]?.response).body).toEqual(["q:GetResponse: GetResponse"]);
  expect(types.map((type) => [type.name.local, "wrapper" in type, "reply" in type && type.reply])).toEqual([
    ["Get", true, false],
    ["GetResponse", true, true],
    ["Item", false, true],
  ]);
});

test("an empty SOAPAction is not an absent one", () => {
  const declaredAs = (action: string) =>
    serviceOf(elements + documents + portType("Shop", get) + binding("A", { action }) + service(port("A")))
      .operations[0]?.bindings[0];
  expect(declaredAs('soapAction=""')).toMatchObject({ action: "" });
  expect(declaredAs("")).not.toHaveProperty("action");
});

test("one binding at two addresses is one operation, two SOAPActions are two", () => {
  const bindings = binding("A") + binding("B", { action: 'soapAction="urn:other"' });
  const same = serviceOf(
    elements + documents + portType("Shop", get) + binding("A") + service(port("A"), port("C", "A")),
  );
  expect(same.operations.map(({ name }) => name)).toEqual(["Get"]);
  expect(same.ports.map(({ name }) => name)).toEqual(["A", "C"]);
  const other = serviceOf(elements + documents + portType("Shop", get) + bindings + service(port("A"), port("B")));
  expect(other.operations.map(({ name }) => name)).toEqual(["A_Get", "B_Get"]);
});

test("overloads are called by their input's name", () => {
  const overloads = `<wsdl:operation name="Get"><wsdl:input name="One" message="tns:Get"/></wsdl:operation>
    <wsdl:operation name="Get"><wsdl:input name="Two" message="tns:Item"/></wsdl:operation>`;
  const operation = (input: string) =>
    `<wsdl:operation name="Get"><soap:operation soapAction="urn:${input}"/><wsdl:input name="${input}"><soap:body use="literal"/></wsdl:input></wsdl:operation>`;
  const { operations } = serviceOf(
    elements +
      documents +
      message("Item", 'name="p" element="tns:Item"') +
      portType("Shop", overloads) +
      `<wsdl:binding name="A" type="tns:Shop"><soap:binding transport="${http}"/>${operation("Two")}${operation("One")}</wsdl:binding>` +
      service(port("A")),
  );
  expect(operations.map(({ name, bindings }) => [name, bindings[0]])).toMatchObject([
    ["One", { action: "urn:One" }],
    ["Two", { action: "urn:Two" }],
  ]);
  expect(operations[0]).not.toHaveProperty("response");
});

test("faults have the elements of their messages, and one that is not declared has no type", () => {
  const faults = get.replace(
    "</wsdl:operation>",
    `<wsdl:fault name="NoItem" message="tns:NoItem"><wsdl:documentation>There is none.</wsdl:documentation></wsdl:fault>
     <wsdl:fault name="Gone" message="tns:Gone"/></wsdl:operation>`,
  );
  const { services, diagnostics } = declare(
    elements +
      documents +
      message("NoItem", 'name="fault" element="tns:Missing"') +
      portType("Shop", faults) +
      binding("A") +
      service(port("A")),
  );
  expect(services[0]?.operations[0]?.faults).toMatchObject([
    {
      name: "NoItem",
      documentation: "There is none.",
      element: { name: { local: "Missing" }, type: { name: "{urn:shop}Item" } },
    },
  ]);
  expect(messages(diagnostics)).toEqual([
    'warning fault-untyped: found no message "Gone" of "urn:shop", expected its declaration in the spec; fault Gone of Get has no type',
  ]);
});

test.each([
  [
    "a choice of attachments of a request",
    binding("A", {
      input:
        '<mime:multipartRelated><mime:part><soap:body use="literal" parts=""/></mime:part><mime:part><mime:content part="p" type="image/png"/><mime:content part="q" type="image/png"/></mime:part></mime:multipartRelated>',
    }) + message("GetParts", 'name="p" element="tns:Get"', 'name="q" element="tns:Get"'),
    "a choice of the parts p and q in one mime:part",
    get.replace("tns:Get", "tns:GetParts"),
  ],
  ["another transport", binding("A", { transport: "urn:jms" }), "transport urn:jms"],
  [
    "another protocol",
    '<wsdl:binding name="A" type="tns:Shop"><x:binding xmlns:x="urn:x"/><wsdl:operation name="Get"/></wsdl:binding>',
    "urn:x",
  ],
  [
    "a message that is not declared",
    binding("A") + portType("Other", ""),
    'no message "Nowhere" of "urn:shop"',
    get.replace("tns:Get", "tns:Nowhere"),
  ],
  [
    "notifications",
    binding("A"),
    "an operation that starts with an output (notification)",
    '<wsdl:operation name="Get"><wsdl:output message="tns:Get"/></wsdl:operation>',
  ],
])("%s are left out, with a diagnostic", (_, declared, found, operation = get) => {
  const { services, diagnostics } = declare(
    elements + documents + portType("Shop", operation) + declared + service(port("A")),
  );
  expect(services).toEqual([]);
  expect(diagnostics[0]?.message).toContain(`found ${found}`);
  expect(diagnostics.at(-1)).toMatchObject({ severity: "error", code: "operations-missing" });
});

test("demands of an operation that only some bindings of a protocol have are those of their ports, in any order", () => {
  const policy = (name: string) =>
    `<wsp:Policy xmlns:wsp="http://www.w3.org/ns/ws-policy"><a:${name} xmlns:a="urn:a"/></wsp:Policy>`;
  const demanding = (name: string, ...demands: string[]) =>
    binding(name).replace("<soap:operation ", `${demands.map(policy).join("")}$&`);
  const bindings = [demanding("A", "MTOM"), demanding("B", "MTOM", "Addressing"), demanding("C", "MTOM", "Addressing")];
  for (const each of [bindings, bindings.toReversed()]) {
    const { operations } = serviceOf(
      elements + documents + portType("Shop", get) + each.join("") + service(port("A"), port("B"), port("C")),
    );
    expect(operations.map((operation) => operation.bindings)).toMatchObject([
      [
        {
          binding: "soap11",
          demands: [
            { name: "MTOM", namespace: "urn:a" },
            { name: "Addressing", namespace: "urn:a", ports: ["B", "C"] },
          ],
        },
      ],
    ]);
    expect(operations[0]?.bindings[0]).not.toHaveProperty("demands.0.ports");
  }
});
