import { describe, expect, test } from "vitest";
import type { Override } from "../../../generator/configuration.js";
import { get, infer, memberOf, page, readPages, soap, wrapped } from "../infer.js";

const prices = readPages(
  page(
    "GetPrice",
    soap("GetPrice", {
      request: '<GetPrice xmlns="urn:shop"><Item id="[int]"><Sku>[string]</Sku></Item></GetPrice>',
      requestHeader: '<User xmlns="urn:shop"><Key>[string]</Key></User>',
      response:
        '<GetPriceResponse xmlns="urn:shop"><Quote><Price><Sku>[string]</Sku></Price><Offer><Sku>[string]</Sku></Offer></Quote></GetPriceResponse>',
    }),
  ),
);

/** The members that the override makes required, and the first hint. */
function required(path: string, override: Override = { minOccurs: 7, maxOccurs: 7 }) {
  const { service, diagnostics } = infer(prices, { overrides: { [path]: override } });
  const members = [
    "GetPrice.Item",
    "Item.Sku",
    "User.Key",
    "GetPriceResponse.Quote",
    "Quote.Price",
    "Quote.Offer",
    "Price.Sku",
    "Offer.Sku",
  ];
  const changed = members.filter((member) => {
    const [type = "", name = ""] = member.split(".");
    return memberOf(service, type, name).minOccurs === 7;
  });
  return { changed, hint: diagnostics.find(({ code }) => code === "configuration-override")?.hint };
}

describe("a path through a message names a part of its value", () => {
  test.each([
    ["GetPrice.request/Item", ["GetPrice.Item"]],
    ["GetPrice.request/Item/Sku", ["Item.Sku"]],
    ["GetPrice.request.header/User/Key", ["User.Key"]],
    ["GetPrice.response/Quote/Price/Sku", ["Price.Sku"]],
    ["GetPrice.response/Quote/*/Sku", ["Price.Sku", "Offer.Sku"]],
    ["*.response/*/*", ["Quote.Price", "Quote.Offer"]],
  ])("%s", (path, changed) => {
    expect(required(path)).toEqual({ changed, hint: undefined });
  });

  test.each([
    ["GetPrice.response/Qoute/Price", 'did you mean "GetPrice.response/Quote/Price"?'],
    ["GetPrice.response/Quote/Price/Skku", 'did you mean "GetPrice.response/Quote/Price/Sku"?'],
    ["GetPrise.response/Quote", 'did you mean "GetPrice.response/Quote"?'],
    ["GetPrice.request/Item/Sku/Deeper", "there is none to choose from"],
  ])("%s suggests another", (path, hint) => {
    expect(required(path)).toEqual({ changed: [], hint });
  });

  test("an attribute is a step with @", () => {
    const { service } = infer(prices, { overrides: { "GetPrice.request/Item/@id": { use: "optional" } } });
    expect(service.types.flatMap((type) => (type.kind === "complex" ? type.attributes : []))).toMatchObject([
      { use: "optional", evidence: { use: { kind: "overridden" } } },
    ]);
  });
});

describe("* in a path matches any characters of one name", () => {
  test.each([
    ["*.Sku", ["Item.Sku", "Price.Sku", "Offer.Sku"]],
    ["Quote.*", ["Quote.Price", "Quote.Offer"]],
    ["*Price*.*", ["GetPrice.Item", "GetPriceResponse.Quote", "Price.Sku"]],
    ["{urn:shop}P*.Sku", ["Price.Sku"]],
  ])("%s", (path, changed) => {
    expect(required(path)).toEqual({ changed, hint: undefined });
  });

  test("is an error if it matches nothing", () => {
    expect(required("*.Skku")).toEqual({ changed: [], hint: expect.stringContaining("known: ") as string });
  });

  test("passes over parts that the facts do not concern", () => {
    const { diagnostics } = infer(prices, { overrides: { "*.*": { use: "required" } } });
    expect(diagnostics).toMatchObject([
      { code: "configuration-override", message: expect.stringContaining("use") as string },
    ]);
    expect(required("Item.*").changed).toEqual(["Item.Sku"]);
  });

  test("yields to a path without it, whatever their order", () => {
    const overrides = { "Price.Sku": { type: "token" }, "*.Sku": { type: "int", nillable: false } };
    const { service } = infer(prices, { overrides });
    expect(memberOf(service, "Price", "Sku")).toMatchObject({ type: { name: "token" }, nillable: false });
    expect(memberOf(service, "Offer", "Sku")).toMatchObject({ type: { name: "int" }, nillable: false });
  });
});

test("a path leads into a reply over HTTP with a type of its own", () => {
  const list = '<ArrayOfInt xmlns="urn:shop"><int>[int]</int><int>[int]</int></ArrayOfInt>';
  const pages = readPages(page("Op", wrapped("", "<Item>[int]</Item><Item>[int]</Item>"), get("Op", "", list)));
  const { service, codes } = infer(pages, {
    overrides: { "Op.httpGet/int": { nillable: false }, "Op.httpGet.ArrayOfInt": { nillable: false } },
  });
  expect(codes).toEqual([]);
  expect(memberOf(service, "ArrayOfInt", "int").nillable).toBe(false);
  expect(service.operations[0]?.bindings[1]).toMatchObject({ reply: { nillable: false } });
});
