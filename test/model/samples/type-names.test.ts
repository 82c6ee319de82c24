import { expect, test } from "vitest";
import { get, infer, page, readPages, wrapped } from "../infer.js";

test("a shown name takes precedence over names of elements, in any order", () => {
  const first = page("A", wrapped("<Order><Nr>[string]</Nr></Order>", "", "A"));
  const order = "<Id>[int]</Id>";
  const second = page(
    "B",
    wrapped("", `<BResult>${order}</BResult>`, "B"),
    get("B", "", `<Order xmlns="urn:shop">${order}</Order>`),
  );
  const { lines } = infer(readPages(first, second));
  expect(lines).toContain("A_Order(Nr?: string)");
  expect(lines).toContain("Order(Id?: int | nil)");
});

test("one name with two contents is an error that names both places", () => {
  const reply = (operation: string, content: string) =>
    page(
      operation,
      wrapped("", `<${operation}Result>${content}</${operation}Result>`, operation),
      get(operation, "", `<Order xmlns="urn:shop">${content}</Order>`),
    );
  const { diagnostics } = infer(readPages(reply("A", "<Id>[int]</Id>"), reply("B", "<Id>[string]</Id>")));
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "types-disagree", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
});
