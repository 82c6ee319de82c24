import { listItem } from "../../generator/model/content-kind.js";
import { expect, test } from "vitest";
import { inferOp, typeNamed } from "./infer.js";

test("conventions: what a response reaches can lack anything, what only requests reach is as ASMX declares it", () => {
  const member =
    '<V k="[int]" t="[string]"><I>[int]</I><S>[string]</S><E>[A] or [B]</E><L><guid>[guid]</guid><guid>[guid]</guid></L><T><string>[string]</string><string>[string]</string></T></V>';
  expect(inferOp(member).lines).toEqual([
    "Op(V?: V): OpResponse()",
    "V(@k: int, @t?: string, I: int, S?: string, E: V_E, L?: L, T?: T)",
    "V_E = A | B",
    "L(guid[]: guid)",
    "T(string[]: string | nil)",
  ]);
  expect(inferOp(member, member).lines).toEqual([
    "Op(V?: V): OpResponse(V?: V | nil)",
    "V(@k?: int, @t?: string, I?: int | nil, S?: string | nil, E?: V_E | nil, L?: L | nil, T?: T | nil)",
    "V_E = A | B | …",
    "L(guid[]: guid | nil)",
    "T(string[]: string | nil)",
  ]);
  expect(listItem(typeNamed(inferOp(member).service, "L"))).toBeDefined();
});
