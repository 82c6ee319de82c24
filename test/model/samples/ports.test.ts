import { expect, test } from "vitest";
import { infer, page, readPages, wrapped } from "../infer.js";

test("requests of one service to two hosts are an error that names both places", () => {
  const at = (operation: string, host: string) =>
    page(operation, wrapped("", "", operation).replaceAll("shop.example", host));
  const { service, diagnostics } = infer(readPages(at("A", "a.example"), at("B", "b.example")));
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "addresses-differ", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
  expect(service.ports[0]?.address).toBe("https://a.example/Shop.asmx");
});
