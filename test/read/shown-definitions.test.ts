import { expect, test } from "vitest";
import { shownDefinitions } from "../../generator/read/shown-definitions.js";
import { shopWsdl } from "../support/shop-wsdl.js";

const wsdl = shopWsdl();
const escaped = wsdl.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

test.each([
  ["below the line of a browser", `This XML file does not appear to have any style information.\n${wsdl}`],
  ["in HTML", `<html><body><pre>${escaped}</pre></body></html>`],
  [
    "as source that was saved",
    `<!doctype html><title>view-source:</title><pre>${escaped.replaceAll(">", "&gt;")}</pre>`,
  ],
])("a WSDL is found %s, with its places", (_, text) => {
  const source = shownDefinitions({ path: "shop.html", text });
  expect(source?.text.trim()).toBe(wsdl.trim());
  const at = source?.text.indexOf("definitions") ?? -1;
  const line = text.split("\n").findIndex((each) => each.includes("definitions")) + 1;
  expect(source?.place?.(at) ?? { line }).toMatchObject({ line });
});

test.each([
  ["a page with an envelope", `A page\n<soap:Envelope xmlns:soap="urn:e"/> and &lt;definitions />`],
  ["prose about a WSDL", `${"The service. ".repeat(50)}<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>`],
])("%s is not taken for a WSDL", (_, text) => {
  expect(shownDefinitions({ path: "page.txt", text })).toBeUndefined();
});
