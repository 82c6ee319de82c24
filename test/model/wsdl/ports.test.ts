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
