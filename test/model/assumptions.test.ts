import { expect, test } from "vitest";
import { suggestionsOf, unknownFacts } from "../../generator/model/assumptions.js";
import type { Override } from "../../generator/configuration.js";
import { formatSuggestions } from "../../generator/model/format/format-suggestions.js";
import { wsdlAddress } from "../../generator/model/report-unsettled.js";
import { inferOp, infer, page, readPages, soap } from "./infer.js";
import { observe, observeReplies } from "./observe.js";

const values = [
  '<Order no="7"><Count>1</Count><Cost cur="EUR">9.5</Cost><Code>a</Code><Test>1</Test></Order>',
  '<Order no="8"><Count>2</Count><Cost cur="EUR">10</Cost><Code>2</Code><Test>x</Test></Order>',
];

test("an override is suggested for each string whose values look like numbers, with few exceptions", () => {
  expect(suggestionsOf(observeReplies(...values).service)).toEqual([
    { path: "Order.@no", likely: { like: "int", fitting: 2, all: 2 } },
    { path: "Order.Count", likely: { like: "int", fitting: 2, all: 2 } },
    { path: "Cost.$value", likely: { like: "decimal", fitting: 2, all: 2 } },
  ]);
  const four = ["<N>1</N>", "<N>2</N>", "<N>3</N>", "<N>4</N>"];
  expect(suggestionsOf(observeReplies(...four, "<N>abc</N>").service)).toMatchObject([
    { likely: { fitting: 4, all: 5 } },
  ]);
  expect(suggestionsOf(observeReplies(...four, "<N>abc</N>", "<N>d</N>").service)).toEqual([]);
  expect(suggestionsOf(observeReplies("<N>1</N>", "<N/>").service)).toMatchObject([{ likely: { fitting: 1, all: 1 } }]);
});

test("only the values of an element itself are counted, not those of others with its name", () => {
  const reply = "<Order><Id>1</Id><Line><Id>A</Id></Line><Line><Id>B</Id></Line></Order>";
  expect(suggestionsOf(observeReplies(reply, reply.replace("1", "2")).service)).toEqual([
    { path: "Order.Id", likely: { like: "int", fitting: 2, all: 2 } },
  ]);
});

test("the suggested lines are an override that the spec takes", () => {
  const { service } = observeReplies(...values);
  const text = formatSuggestions(service, "shop");
  expect(text).toContain("\n  Order.Count  looks like int in 2 of 2 values\n");
  const lines = text.slice(text.indexOf('  "services"'));
  const { services } = JSON.parse(`{ ${lines} }`) as { services: { shop: { overrides: Record<string, Override> } } };
  expect(services.shop.overrides).toEqual({
    "Order.@no": { type: "int" },
    "Order.Count": { type: "int" },
    "Cost.$value": { type: "decimal" },
  });
  expect(formatSuggestions(inferOp("<a>[int]</a>").service, "shop")).toBe("");
});

test("the unknown facts of a service are named, many of a kind by their number", () => {
  const half = (operation: string) =>
    page(operation, soap(operation, { request: `<${operation} xmlns="urn:shop" />`, action: "x" }));
  expect(unknownFacts(infer(readPages(half("A"), half("B"))).service)).toEqual(["the response of A, B"]);
  expect(unknownFacts(infer(readPages(...["A", "B", "C", "D"].map(half))).service)).toEqual([
    "the response of 4 operations",
  ]);
  expect(unknownFacts(inferOp("<a>[int]</a>").service)).toEqual(["which elements may be absent or nil"]);
  expect(
    unknownFacts(observe({ request: '<Op xmlns="urn:shop"><Id>7</Id></Op>', response: "<OpResponse/>" }).service),
  ).toEqual(["the type of Op.Id with numbers", "which elements may be absent or nil"]);
});

test("the WSDL of a service is at its address, without the query", () => {
  const at = (address: string) =>
    wsdlAddress({ ports: [{ binding: "soap11", address, evidence: { address: { kind: "shown", places: [] } } }] });
  expect(at("https://shop.example:8443/a/shop.asmx?key=secret")).toBe("https://shop.example:8443/a/shop.asmx?wsdl");
  expect(wsdlAddress({ ports: [] })).toBeUndefined();
});
