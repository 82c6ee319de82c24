import { expect, test } from "vitest";
import { declare, sending } from "./declare.js";

test("a type that no schema of the spec declares names the document that would", () => {
  const missing = sending('<xs:element name="Root" type="m:Gone" xmlns:m="urn:gone"/>').replace(
    "<xs:import ",
    '<xs:import namespace="urn:gone" schemaLocation="gone.xsd"/><xs:import ',
  );
  const unresolved = declare(missing).diagnostics.find(({ code }) => code === "component-unresolved");
  expect(unresolved?.hint).toMatch(/^save "gone\.xsd", which is imported at shop\/shop\.wsdl:\d+:\d+$/);
});
