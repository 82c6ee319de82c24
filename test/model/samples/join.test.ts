import { expect, test } from "vitest";
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
