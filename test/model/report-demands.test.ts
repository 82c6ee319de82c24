import { expect, test } from "vitest";
import type { Demand } from "../../generator/policies/demands.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { reportDemands, withoutIgnoredDemands } from "../../generator/model/report-demands.js";
import type { Service } from "../../generator/model/service.js";
import { operation, port, service } from "../support/model.js";

const place = { path: "shop.wsdl", line: 1, column: 1 };

function demand(name: string): Demand {
  return { name, namespace: "urn:p" };
}

function demanding(ofPort: readonly Demand[], ofOperation: readonly Demand[] = []): Service {
  const get = operation("Get", { bindings: [{ binding: "soap11", place, demands: ofOperation }] });
  const evidence = { address: { kind: "declared", places: [place] } } as const;
  return service([get], [], { ports: [{ ...port("soap11"), name: "A", demands: ofPort, evidence }] });
}

function reportsOf(found: Service): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  reportDemands(found, (diagnostic) => diagnostics.push(diagnostic));
  return diagnostics;
}

test("a port is reported with the options that satisfy what it and its operations demand", () => {
  expect(reportsOf(demanding([demand("Addressing")], [demand("UsernameToken")]))).toMatchObject([
    {
      code: "port-demands",
      message:
        "found port A, which demands WS-Addressing and a UsernameToken of WS-Security, expected the port to have steps: [addressing(), security([usernameToken({ username, password })])]; clients do not send it by themselves",
      hint: 'write: soap11(address, { steps: [addressing(), security([usernameToken({ username, password })])] }), with the configuration "runtimeParts": ["addressing","security"] unless the runtime is a package',
    },
  ]);
});

test("a demand that the runtime lacks is named in place of options, and facts alone are not reported", () => {
  const [report] = reportsOf(demanding([demand("Addressing"), demand("KerberosToken")]));
  expect(report?.message).toMatch(/, and the runtime lacks a Kerberos token of WS-Security$/);
  expect(report?.hint).toMatch(
    /^the runtime can send a part: soap11\(address, \{ steps: \[addressing\(\)\] \}\), with /,
  );
  expect(reportsOf(demanding([demand("KerberosToken")]))[0]).not.toHaveProperty("hint");
  expect(reportsOf(demanding([demand("TransportBinding"), demand("AlgorithmSuite")]))).toEqual([]);
});

test("demands that the configuration ignores are left out, and others that it names are errors", () => {
  const found = demanding([demand("Addressing"), demand("MTOM")], [demand("UsernameToken")]);
  const ignoring = (...ignoreDemands: string[]) => {
    const codes: string[] = [];
    const report = (each: Diagnostic): unknown => codes.push(each.code);
    const [left] = withoutIgnoredDemands([found], { ignoreDemands }, report, () => place);
    return { codes, ports: left?.ports, bindings: left?.operations[0]?.bindings };
  };
  expect(ignoring("Addressing", "User*")).toMatchObject({ codes: [], ports: [{ demands: [demand("MTOM")] }] });
  expect(ignoring("User*").bindings).toEqual([{ binding: "soap11", place }]);
  expect(ignoring("*").ports?.[0]).not.toHaveProperty("demands");
  expect(ignoring("Adressing").codes).toEqual(["configuration-demands"]);
});

test("a port is not reported for what an operation demands at another port", () => {
  const found = demanding([], [{ ...demand("Addressing"), ports: ["B"] }]);
  expect(reportsOf(found)).toEqual([]);
  expect(reportsOf({ ...found, ports: found.ports.map((each) => ({ ...each, name: "B" })) })).toMatchObject([
    { message: expect.stringMatching(/^found port B, which demands WS-Addressing,/) as string },
  ]);
});
