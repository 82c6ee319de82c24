import { expect, test } from "vitest";
import { demandsAt, demandText, distinctDemands, type Demand } from "../../generator/policies/demands.js";

test("a demand is shown in the words of its policy", () => {
  const token = { name: "UsernameToken", namespace: "urn:p", within: "SupportingTokens", properties: ["HashPassword"] };
  expect(demandText(token)).toBe("UsernameToken(HashPassword) in SupportingTokens");
  expect(demandText({ name: "SignedParts", namespace: "urn:p", parts: ["Body"], message: "response" })).toBe(
    "SignedParts(Body) of responses",
  );
});

test("demands that differ in their namespace only are two", () => {
  const [one, other] = ["urn:a", "urn:b"].map((namespace) => ({ name: "Addressing", namespace }));
  expect(distinctDemands([one, other, { ...one }] as never)).toEqual([one, other]);
});

test("a port makes the demands that are not those of others, and one without a name can make all", () => {
  const shared: Demand = { name: "MTOM", namespace: "urn:p" };
  const demands = [shared, { ...shared, name: "Addressing", ports: ["A", "B"] }];
  expect(demandsAt("A", demands)).toEqual([shared, { ...shared, name: "Addressing" }]);
  expect(demandsAt("C", demands)).toEqual([shared]);
  expect(demandsAt(undefined, demands)).toHaveLength(2);
  expect(demands.map(demandText)).toEqual(["MTOM", "Addressing at port A and B"]);
});
