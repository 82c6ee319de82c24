import { expect, test } from "vitest";
import { compareServices } from "../../generator/diff/compare-services.js";
import type { Service } from "../../generator/model/service.js";
import { complex, element, message, operation, service, simple } from "../support/model.js";

/** A service whose types refer to each other in a chain, the last of which has a member of type `last`. */
function chain(length: number, last: string): Service {
  const types = Array.from({ length }, (_, index) =>
    complex(`T${index}`, { Next: index + 1 < length ? `T${index + 1}` : last }),
  );
  const call = operation("Call", { request: message([element("Call", "T0")]), response: message([]) });
  return service([call], types);
}

test("types that refer to each other in a chain or a circle are compared once", () => {
  const length = 20_000;
  const changes = compareServices([chain(length, "T0")], [chain(length, "string")]);
  expect(changes.map(({ path, message }) => [path, message])).toEqual([[`T${length - 1}.Next`, "was T0, is string"]]);
});

test("large enumerations are compared in linear time", () => {
  const colors = (count: number, more: string): Service => {
    const members = [...Array.from({ length: count }, (_, index) => `color-${index}`), more];
    const call = operation("Call", { request: message([element("Call", "Color")]), response: message([]) });
    return service([call], [simple("Color", members)]);
  };
  const time = (count: number): number => {
    const [before, after] = [colors(count, "red"), colors(count, "blue")];
    const from = process.cpuUsage();
    expect(compareServices([before], [after]).map(({ rule }) => rule)).toEqual(["value-added", "value-removed"]);
    return process.cpuUsage(from).user;
  };
  time(1_000);
  expect(time(80_000)).toBeLessThan(time(10_000) * 8 * 6 + 100_000);
});

test("each of several differences of one part is found", () => {
  const before = service(
    [operation("Call")],
    [complex("Call", { A: "string", B: "int" }), complex("CallResponse", {})],
  );
  const after = service([operation("Call")], [complex("Call", { A: "int?!*", B: "int" }), complex("CallResponse", {})]);
  expect(compareServices([before], [after]).map(({ rule }) => rule)).toEqual([
    "member-repeated",
    "member-optional",
    "member-nillable",
    "type-changed",
  ]);
});
