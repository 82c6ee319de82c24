import { expect, test } from "vitest";
import type { BuiltinName } from "../../generator/builtins.js";
import type { TypeReference } from "../../generator/model/service.js";
import { matchesEmpty, takesEmptyText } from "../../generator/values/empty-text.js";
import type { AnySimple } from "../../generator/values/restriction.js";

const head = {
  name: { namespace: "", local: "T" },
  anonymous: false,
  evidence: {} as never,
  reply: false,
  open: false,
};

function takes(type: BuiltinName | AnySimple): boolean {
  const known = new Map<string, BuiltinName | AnySimple>([["T", type]]);
  const typeOf = (reference: TypeReference) =>
    reference.kind === "builtin" ? reference.name : known.get(reference.name);
  return takesEmptyText({ kind: "type", name: "T" }, typeOf);
}

function restricted(facets: object, enumeration: readonly string[] = []): AnySimple {
  return { ...head, kind: "simple", base: "string", enumeration, facets };
}

test.each(["string", "token", "anyURI", "anySimpleType", "base64Binary"] as const)(
  "an empty element is a value of %s",
  (name) => {
    expect(takes(name)).toBe(true);
  },
);

test.each(["int", "boolean", "dateTime", "guid", "NMTOKENS", "QName", "language"] as const)(
  "an empty element is not a value of %s",
  (name) => {
    expect(takes(name)).toBe(false);
  },
);

test("facets decide whether the empty text is a value", () => {
  expect(takes(restricted({ maxLength: 5 }))).toBe(true);
  expect(takes(restricted({ minLength: 1 }))).toBe(false);
  expect(takes(restricted({ length: 2 }))).toBe(false);
  expect(takes(restricted({}, ["a", "b"]))).toBe(false);
  expect(takes(restricted({}, ["a", ""]))).toBe(true);
  expect(takes(restricted({ patterns: ["a*", "a"] }))).toBe(false);
});

test("a list takes the empty text, and a union if one of its members does", () => {
  const item = { kind: "builtin", name: "int" } as const;
  expect(takes({ ...head, kind: "list", item })).toBe(true);
  expect(takes({ ...head, kind: "list", item, facets: { minLength: 1 } })).toBe(false);
  expect(takes({ ...head, kind: "union", members: [item] })).toBe(false);
  expect(takes({ ...head, kind: "union", members: [item, { kind: "builtin", name: "string" }] })).toBe(true);
});

test.each(["", "a?", "a*b*", "(a|b*)", "a|", "[a-z]{0,5}", "(ab){0}", "^$", "(a?){3}", "\\p{L}*", "[a-z-[aeiou]]*"])(
  "the pattern %j matches the empty text",
  (pattern) => {
    expect(matchesEmpty(pattern)).toBe(true);
  },
);

test.each(["a", "a+", "a|b", "[a?]", "\\?", "(a|b)c*", "a{1,}", "\\p{L}", "[*]", "\\(a?", "[\\]?]", "[a-[b]]", "a^?"])(
  "the pattern %j does not match the empty text",
  (pattern) => {
    expect(matchesEmpty(pattern)).toBe(false);
  },
);

test("hostile patterns take linear time", () => {
  const started = performance.now();
  for (const part of ["(", "[", "\\p{", "{", "(a?){9}", "|", ")"]) matchesEmpty(part.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
