import { expect, test } from "vitest";
import { compareServices } from "../../generator/diff/compare-services.js";
import { either, rules, type Breaks, type RuleName } from "../../generator/diff/rules.js";
import { service } from "../support/model.js";
import { cases } from "./cases.js";

const named = Object.entries(cases).flatMap(([rule, list]) => list.map((each) => ({ rule, ...each })));

test.each(named)("$rule: $found", ({ rule, before, after, found: [path, message, breaks] }) => {
  const changes = compareServices([before], [after]);
  expect(changes).toContainEqual(expect.objectContaining({ rule, path, message, breaks }));
  expect(compareServices([after], [after])).toEqual([]);
});

test("each rule has a case", () => {
  const apart = ["service-added", "service-removed"];
  const missing = (Object.keys(rules) as RuleName[]).filter((rule) => cases[rule].length === 0);
  expect(missing).toEqual(apart);
  const [one, two] = ["a", "b"].map((name) => service([], [], { name }));
  if (one === undefined || two === undefined) throw new Error("unreachable");
  expect(compareServices([one], [one, two]).map(({ rule, service }) => [rule, service])).toEqual([
    ["service-added", "b"],
  ]);
  expect(compareServices([one, two], [one]).map(({ rule, service }) => [rule, service])).toEqual([
    ["service-removed", "b"],
  ]);
});

test("the only service of both specs is the same one, whatever its name", () => {
  expect(compareServices([service([], [], { name: "old" })], [service([], [], { name: "new" })])).toEqual([]);
});

test.each<[Breaks, Breaks, Breaks]>([
  ["nothing", "nothing", "nothing"],
  ["nothing", "wire", "wire"],
  ["wire", "compile", "both"],
  ["both", "nothing", "both"],
])("%s and %s break %s", (one, other, both) => {
  expect(either(one, other)).toBe(both);
  expect(either(other, one)).toBe(both);
});
