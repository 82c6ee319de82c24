import { expect, test } from "vitest";
import { addressingAction, type ActionUse } from "../../../generator/model/wsdl/addressing-action.js";

const place = { path: "a.wsdl", line: 1, column: 1 };
const demands = [{ name: "Addressing", namespace: "urn:a" }];

function actionOf(
  {
    action,
    inputName,
    namespace = "http://example.com/shop",
    isOneWay = false,
  }: {
    action?: string;
    inputName?: string;
    namespace?: string;
    isOneWay?: boolean;
  },
  more: Partial<ActionUse> = {},
): string | undefined {
  const input = {
    message: { namespace, local: "In" },
    ...(inputName !== undefined && { name: inputName }),
    ...(action !== undefined && { action }),
    place,
  };
  const pattern = isOneWay ? ("one-way" as const) : ("request-response" as const);
  const declaration = { name: "GetPrice", pattern, parameterOrder: [], input, faults: [], demands: [], place };
  const portType = { name: { namespace, local: "Shop" }, operations: [declaration], demands: [], place };
  return addressingAction({ declaration, portType, soapAction: "", demands, ...more });
}

test("the Action that an attribute states comes before all others", () => {
  expect(actionOf({ action: "urn:get" }, { soapAction: "urn:soap" })).toBe("urn:get");
  expect(actionOf({ action: "urn:get" }, { soapAction: undefined, demands: [] })).toBe("urn:get");
  expect(actionOf({ action: "urn:get" }, { soapAction: "urn:get" })).toBeUndefined();
});

test("the default is made of the names where a policy demands addressing of an operation without a SOAPAction", () => {
  expect(actionOf({})).toBe("http://example.com/shop/Shop/GetPriceRequest");
  expect(actionOf({ namespace: "http://example.com/shop/", inputName: "In" })).toBe("http://example.com/shop/Shop/In");
  expect(actionOf({ namespace: "urn:shop", isOneWay: true })).toBe("urn:shop:Shop:GetPrice");
  expect(actionOf({}, { soapAction: "urn:soap" })).toBeUndefined();
  expect(actionOf({}, { demands: [] })).toBeUndefined();
});
