import { expect, test } from "vitest";
import { declare, messages, serviceOf } from "./wsdl/declare.js";
import { binding, documents, elements, get, port, portType, service } from "./wsdl/wsdl-text.js";

test("several services have their own names, and share their types", () => {
  const { services } = declare(
    elements +
      documents +
      portType("Shop", get) +
      binding("A") +
      `<wsdl:service name="One">${port("A")}</wsdl:service><wsdl:service name="Two">${port("B", "A")}</wsdl:service>`,
  );
  expect(services.map(({ name }) => name)).toEqual(["One", "Two"]);
  expect(services[0]?.types).toEqual(services[1]?.types);
});

test("bindings without a service are a service without ports", () => {
  const { name, ports, operations } = serviceOf(elements + documents + portType("Shop", get) + binding("A"));
  expect({ name, ports, operations: operations.length }).toEqual({ name: "shop", ports: [], operations: 1 });
});

test("a port type that nothing binds is an error that names it", () => {
  const { diagnostics } = declare(elements + documents + portType("Shop", get));
  expect(messages(diagnostics)).toEqual([
    "error operations-missing: found port type Shop without a binding, expected a binding with an operation that can be called",
  ]);
});

test("documentation of the service and of operations is kept", () => {
  const documented = get.replace("<wsdl:input", "<wsdl:documentation>Gets it.</wsdl:documentation><wsdl:input");
  const { documentation, operations } = serviceOf(
    elements +
      documents +
      portType("Shop", documented) +
      binding("A") +
      service("<wsdl:documentation>The shop.</wsdl:documentation>", port("A")),
  );
  expect([documentation, operations[0]?.documentation]).toEqual(["The shop.", "Gets it."]);
});
