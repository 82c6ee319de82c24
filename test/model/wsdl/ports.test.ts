import { expect, test } from "vitest";
import { declare } from "./declare.js";
import { binding, documents, elements, get, port, portType, service } from "./wsdl-text.js";

test("a port without an address that can be called is left out, its operations are not", () => {
  const { services, diagnostics } = declare(
    elements + documents + portType("Shop", get) + binding("A") + service(port("A", "A", "soap", "REPLACE_ME")),
  );
  expect(services[0]).toMatchObject({ ports: [], operations: [{ name: "Get" }] });
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "address-unknown" }]);
});

test("demands of the port, its binding and its port type are facts of the port", () => {
  const addressing =
    '<wsp:Policy xmlns:wsp="http://www.w3.org/ns/ws-policy"><a:Addressing xmlns:a="urn:a"/></wsp:Policy>';
  const queue = '<q:queue xmlns:q="urn:q" wsdl:required="true"/>';
  const { services } = declare(
    elements +
      documents +
      portType("Shop", queue + get) +
      binding("A").replace("<soap:binding", `${addressing}<soap:binding`) +
      service(port("A")),
  );
  const demands = [
    { name: "Addressing", namespace: "urn:a" },
    { name: "queue", namespace: "urn:q", isExtension: true },
  ];
  expect(services[0]?.ports).toMatchObject([{ name: "A", demands }]);
});
