import { expect, test } from "vitest";
import { claims, namespaceNames, uriTail } from "../generator/claims.js";
import { operationNames } from "./emit/operation-names.js";

test("a thousand names that come to the same take no more than a thousand steps", () => {
  const names = operationNames(Array.from({ length: 1000 }, (_, index) => `a${String.fromCodePoint(0x2190 + index)}`));
  expect(new Set(names).size).toBe(1000);
});

test("the most telling word of a namespace is the last one of its path that is not a version or a common word", () => {
  const tails = {
    "http://example.com/2005/Types.xsd": "Types",
    "http://example.com/orders/v1_2/": "orders",
    "http://example.com/premises-base/": "base",
    "http://schemas.datacontract.org/2004/07/Shop.Data": "Data",
    "http://www.example.com": "example",
    "http://billing.shop.example.com": "billing",
    "http://soap.billing.example.com/ws": "billing",
    "http://tempuri.org/": "tempuri",
    "http://lang.java": "lang",
    "urn:accounting_2023_2.lists.webservices.example.com": "accounting_2023_2",
    "urn:corp-GetReport:2013-05-03": "GetReport",
    "urn:xsd": "xsd",
    "http://localhost": "localhost",
    "": "",
  };
  expect(Object.fromEntries(Object.keys(tails).map((uri) => [uri, uriTail(uri)]))).toEqual(tails);
});

test("all namespaces that share their most telling word take more, in any order", () => {
  const names = {
    "http://example.com/premises-base/": "premises_base",
    "http://example.com/bills-base/": "bills_base",
    "http://example.com/bills/": "bills",
    "http://example.com/orders/v1": "orders_v1",
    "http://example.com/orders/v2": "orders_v2",
    "urn:types.common.example.com": "types_common",
    "urn:types.sales.example.com": "types_sales",
  };
  const uris = Object.keys(names);
  expect(Object.fromEntries(namespaceNames(uris))).toEqual(names);
  expect(Object.fromEntries(namespaceNames(uris.toReversed()))).toEqual(names);
});

test("a candidate that is a function is made only if those before it are taken", () => {
  const claim = claims(new Set(), [new Set()]);
  let count = 0;
  const other = (): string => `b${++count}`;
  expect([claim(["a", other]), count]).toEqual(["a", 0]);
  expect([claim(["a", other]), count]).toEqual(["b1", 1]);
});
