import { expect, test } from "vitest";
import { checkSpecName, specNameFor } from "../../../generator/commands/add/spec-name.js";

test.each([
  ["https://shop.example/shop.asmx?wsdl", "shop"],
  ["https://shop.example/ws/v1/OrderService.svc", "OrderService"],
  ["https://shop.example/orders/Service.asmx", "orders"],
  ["https://www.shop.example/", "shop"],
  ["https://api.shop.example/soap/v2.0/?wsdl", "shop"],
  ["https://127.0.0.1:8080/", "service"],
  ["http://[::1]/service.asmx", "service"],
  ["http://intranet/", "intranet"],
  ["https://shop.example/Bücher%20Liste.wsdl", "B-C3-BCcher-20Liste"],
])("the spec of %s is %s", (url, expected) => {
  expect(specNameFor(new URL(url))).toBe(expected);
});

test("the spec of a file has its name", () => {
  expect(specNameFor("mail/Get Price (2).txt")).toBe("Get-Price-2");
});

test("names of folders are taken, and no paths", () => {
  expect(["shop", "Shop 2", "bücher", "a.b"].map(checkSpecName)).toEqual(["shop", "Shop 2", "bücher", "a.b"]);
  for (const name of ["", ".", "..", "a/b", "a\\b", ".hidden", "a.", "a ", "\u0000", "--", "a\nb"].filter(
    (each) => each !== "--",
  ))
    expect(() => checkSpecName(name)).toThrow(/expected one of a folder/);
});
