import { describe, expect, test } from "vitest";
import { infer, memberOf, page, readPages, soap, wrapped } from "../infer.js";

test("an operation whose samples of SOAP 1.1 and 1.2 contradict each other is left out, with both places", () => {
  const section = (version: "soap11" | "soap12", member: string) =>
    soap("Op", {
      version,
      request: `<Op xmlns="urn:shop">${member}</Op>`,
      response: '<OpResponse xmlns="urn:shop" />',
    });
  const agree = infer(readPages(page("Op", section("soap11", "<a>[int]</a>"), section("soap12", "<a>[int]</a>"))));
  expect(agree.codes).toEqual([]);
  expect(memberOf(agree.service, "Op", "a").evidence.type.places).toHaveLength(2);
  for (const other of ["<a>[long]</a>", "<b>[int]</b>", "", "<a>[int]</a><a>[int]</a>", "<a>[A] or [B]</a>"]) {
    const { diagnostics, lines } = infer(
      readPages(
        page("Op", section("soap11", "<a>[int]</a>"), section("soap12", other)),
        page("Whole", wrapped("", "", "Whole")),
      ),
    );
    expect(diagnostics).toMatchObject([
      { severity: "warning", code: "samples-disagree", related: [{ path: "page0.html" }] },
    ]);
    expect(lines[0]).toBe("Whole(): WholeResponse()");
  }
});

describe("a value where another sample shows a type", () => {
  const section = (version: "soap11" | "soap12", member: string) =>
    soap("Op", {
      version,
      request: `<Op xmlns="urn:shop">${member}</Op>`,
      response: '<OpResponse xmlns="urn:shop" />',
    });
  const both = (one: string, other: string) =>
    infer(readPages(page("Op", section("soap11", one), section("soap12", other))));

  test.each([
    ["a type word", "<a>[Berlin]</a>", "<a>[string]</a>", "Op(a?: string): OpResponse()"],
    ["a type word in an attribute", '<a b="[17]">[int]</a>', '<a b="[int]">[int]</a>', "Op(a?: a): OpResponse()"],
    ["an enumeration", "<a>[A]</a>", "<a>[A] or [B]</a>", "Op(a: Op_a): OpResponse()"],
    ["another value", "<a>[Berlin]</a>", "<a>[Rome]</a>", "Op(a?: string): OpResponse()"],
  ])("gives way to %s, with a warning that does not show it", (_, one, other, line) => {
    for (const { lines, diagnostics } of [both(one, other), both(other, one)]) {
      expect(lines[0]).toBe(line);
      expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["placeholder-unknown"]));
      expect(new Set(diagnostics.map(({ message }) => message)).size).toBe(1);
      expect(JSON.stringify(diagnostics)).not.toMatch(/Berlin|17/);
    }
  });

  test("is an enumeration of one value where all samples show it", () => {
    const { lines, codes } = both("<a>[Only]</a>", "<a>[Only]</a>");
    expect(lines).toEqual(["Op(a: Op_a): OpResponse()", "Op_a = Only"]);
    expect(codes).toEqual([]);
  });

  test("gives way to no element, which contradicts it", () => {
    expect(() => both("<a>[Berlin]</a>", "<a><b>[int]</b></a>")).toThrow("one service");
  });

  test("an empty element gives way to what another sample shows in it", () => {
    expect(both("<a />", "<a>[string]</a>").lines[0]).toBe("Op(a?: string): OpResponse()");
    expect(both("<a><b>[int]</b><c>[int]</c></a>", "<a />").lines[1]).toBe("a(b: int, c: int)");
  });
});

describe("several samples of one message in one binding", () => {
  const once = (member: string) =>
    page(
      "Op",
      soap("Op", { request: `<Op xmlns="urn:shop">${member}</Op>`, response: '<OpResponse xmlns="urn:shop" />' }),
    );
  const operation = (...members: readonly string[]) => infer(readPages(...members.map(once))).lines[0];

  test("are united where each lacks optional members and one order fits", () => {
    const [a, b, c] = ["<a>[int]</a>", "<b>[int]</b>", "<c>[int]</c>"];
    expect(operation(`${a}${b}${c}`, `${a}${c}`)).toBe("Op(a: int, b?: int, c: int): OpResponse()");
    expect(operation(`${a}${c}`, `${b}${c}`.replace(b, `${a}${b}`))).toBe("Op(a: int, b?: int, c: int): OpResponse()");
    expect(operation(a, `${a}${b}`, `${a}${b}${c}`)).toBe("Op(a: int, b?: int, c?: int): OpResponse()");
    expect(operation(`${a}${b}`, `${a}${b}${b}`)).toBe("Op(a: int, b[]: int): OpResponse()");
  });

  test("are united in depth, and by their attributes", () => {
    const found = infer(
      readPages(once('<o x="[int]"><p>[int]</p><q>[int]</q></o>'), once('<o y="[int]"><q>[int]</q></o>')),
    );
    expect(found.lines[1]).toBe("o(@x: int, @y: int, p?: int, q: int)");
    expect(memberOf(found.service, "o", "p").evidence.minOccurs.kind).toBe("shown");
  });

  test.each([
    ["their orders differ", "<a>[int]</a><b>[int]</b>", "<b>[int]</b><a>[int]</a>"],
    ["nothing shows the order", "<a>[int]</a><b>[int]</b>", "<a>[int]</a><c>[int]</c>"],
  ])("contradict each other where %s", (_, one, other) => {
    expect(() => operation(one, other)).toThrow("one service");
  });

  test("take time that grows with their number of members", () => {
    const many = Array.from({ length: 4000 }, (_, index) => `<m${index}>[int]</m${index}>`);
    expect(operation(many.join(""), many.filter((_, index) => index % 2 === 0).join(""))).toContain("m3999?: int");
  });
});
