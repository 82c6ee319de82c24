import { expect, test } from "vitest";
import type { Demand } from "../../generator/policies/demands.js";
import { modulePolicies } from "../../generator/emit/policies.js";
import type { Port } from "../../generator/model/service.js";
import { operation, port } from "../support/model.js";

const place = { path: "shop.wsdl", line: 1, column: 1 };
const [addressing, mtom, token] = ["Addressing", "MTOM", "UsernameToken"].map((name) => ({ name, namespace: "urn:p" }));

function bound(name: string, ...demands: readonly (Demand | undefined)[]) {
  const given = demands.filter((demand) => demand !== undefined);
  return operation(name, { bindings: [{ binding: "soap11", place, demands: given }] });
}

function portAt(name: string, ...demands: readonly (Demand | undefined)[]): Port {
  const given = demands.filter((demand) => demand !== undefined);
  return { ...port("soap11"), name, address: `https://shop.example/${name}`, demands: given };
}

/** The demands without which calls are refused, by port, and by operation and port. */
function refusedOf(ports: readonly Port[], ...operations: readonly ReturnType<typeof bound>[]) {
  const policies = modulePolicies("security", ports, operations, new Map());
  return {
    ports: Object.fromEntries(policies.ports.map(({ name = "", refused }) => [name, refused])),
    operations: Object.fromEntries(
      policies.operations.map(({ operation, port, refused }) => [`${operation.name} ${port?.name ?? "*"}`, refused]),
    ),
    checked: [...policies.checked].map(({ name }) => name),
  };
}

test("an operation demands what its port and itself demand, whatever the order of the ports", () => {
  const ports = [portAt("Secure", token), portAt("Basic")];
  for (const each of [ports, ports.toReversed()]) {
    expect(refusedOf(each, bound("Ping", addressing), bound("Pong"))).toEqual({
      ports: { Secure: ["UsernameToken"], Basic: [] },
      operations: { "Ping Secure": ["UsernameToken", "Addressing"], "Ping Basic": ["Addressing"] },
      checked: ["Ping", "Pong"],
    });
  }
});

test("demands of all operations at one port belong to that port", () => {
  const ofSecure = token && { ...token, ports: ["Secure"] };
  expect(refusedOf([portAt("Basic"), portAt("Secure")], bound("Ping", ofSecure), bound("Pong", ofSecure))).toEqual({
    ports: { Secure: ["UsernameToken"], Basic: [] },
    operations: {},
    checked: ["Ping", "Pong"],
  });
});

test("an operation whose demands are the same at all ports is described once", () => {
  expect(refusedOf([portAt("A"), portAt("B")], bound("Ping", mtom), bound("Pong")).operations).toEqual({
    "Ping *": ["MTOM"],
  });
});
