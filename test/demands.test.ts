import { expect, test } from "vitest";
import { demandText, distinctDemands } from "../generator/demands.js";

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
