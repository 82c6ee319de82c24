import { expect, test } from "vitest";
import { serviceOf } from "./declare.js";
import { elements, form, httpBinding, httpGet, message, port, portType, service } from "./wsdl-text.js";

test.each([
  ["/Get", "https://shop.example/Shop", "/Get"],
  ["?op=Get", "https://shop.example/Shop", "?op=Get"],
  ["", "https://shop.example/Shop", ""],
  ["Get", "https://shop.example/Shop", "/Get"],
  ["Get", "https://shop.example/Shop/", "/Get"],
  ["Shop/Get", "https://shop.example/services/Shop", "/Get"],
  ["Shop/Get", "https://shop.example/services/Shop/", "/Shop/Get"],
  ["Shopping/Get", "https://shop.example/services/Shop", "/Shopping/Get"],
])("a location %j at the address %j is what follows it: %j", (location, address, expected) => {
  const { operations } = serviceOf(
    elements +
      message("HttpGet", 'name="id" type="xs:int"') +
      message("HttpGetResponse", 'name="Body" element="tns:Item"') +
      portType("X", httpGet) +
      httpBinding("X", "POST", form, '<mime:content type="text/xml"/>', location) +
      service(port("X", "X", "http", address)),
  );
  expect(operations[0]?.bindings).toMatchObject([{ binding: "httpPost", location: expected }]);
});
