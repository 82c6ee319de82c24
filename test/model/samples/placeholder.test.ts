import { expect, test } from "vitest";
import { builtinNames } from "../../../generator/builtins.js";
import { inferOp, memberOf } from "../infer.js";

test("a type word is the builtin of that name", () => {
  const words = builtinNames.filter((word) => word !== "anyType");
  const { service, codes } = inferOp(words.map((word) => `<a_${word}>[${word}]</a_${word}>`).join(""));
  for (const word of words) {
    expect(memberOf(service, "Op", `a_${word}`).type).toEqual({ kind: "builtin", name: word });
  }
  expect(codes).toEqual([]);
});

test.each([
  ["marked values", "<s>[Open] or [Shut]</s>", "Op_s = Open | Shut"],
  ["unmarked values", "<s>Open or Shut</s>", "Op_s = Open | Shut"],
  ["a marked value with the separator in it", "<s>[this or that] or [Shut]</s>", 'Op_s = "this or that" | Shut'],
  ["one marked value that is not a type", "<s>[Open]</s>", "Op_s = Open"],
  ["an empty value", "<s>Open or  or Shut</s>", 'Op_s = Open | "" | Shut'],
  ["a value twice", "<s>[A] or [A] or [B]</s>", "Op_s = A | B"],
])("an enumeration: %s", (_, sample, line) => {
  const { lines, codes } = inferOp(sample);
  expect(lines).toContain(line);
  expect(codes).toEqual([]);
});

test("an enumeration in an attribute is one too", () => {
  const { lines } = inferOp('<v kind="[Red] or [Blue]" size="[int]"><w>[int]</w></v>');
  expect(lines).toEqual(["Op(v?: v): OpResponse()", "v(@kind: v_kind, @size: int, w: int)", "v_kind = Red | Blue"]);
});

test("one unmarked word that is not a type is diagnosed and read as a string", () => {
  const { service, diagnostics } = inferOp("<s>Bestellung 17</s>");
  expect(memberOf(service, "Op", "s")).toMatchObject({
    type: { kind: "builtin", name: "string" },
    evidence: { type: { kind: "assumed" } },
  });
  expect(diagnostics).toMatchObject([
    { severity: "warning", code: "placeholder-unknown", place: { path: "page0.html" } },
  ]);
});

test("bytes is the placeholder of any anonymous simple type", () => {
  const { service, codes } = inferOp("<s>[bytes]</s>");
  expect(memberOf(service, "Op", "s")).toMatchObject({
    type: { name: "string" },
    evidence: { type: { kind: "assumed" } },
  });
  expect(codes).toEqual([]);
});

test("a QName placeholder carries a prefix", () => {
  expect(inferOp('<q xmlns:q1="urn:other">[q1:QName]</q>').lines[0]).toBe("Op(q?: QName): OpResponse()");
});
