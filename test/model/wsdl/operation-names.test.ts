import { expect, test } from "vitest";
import { operationNames, type NamedOperation } from "../../../generator/model/wsdl/operation-names.js";

const place = { path: "a.wsdl", line: 1, column: 1 };
const name = (local: string) => ({ namespace: "urn:t", local });

/** Operations as `PortType.operation` or `PortType.operation(input)`, in the binding of the port type unless one is named. */
function namesOf(...operations: readonly string[]): readonly string[] {
  const parsed = operations.map((text) => {
    const [, portType = "", operation = "", input, binding = `${portType}Binding`] =
      /^([^.]*)\.(\w+)(?:\((\w+)\))?(?: in (\w+))?$/.exec(text) ?? [];
    return { portType, operation, input, binding };
  });
  const declarations = parsed.map(({ operation, input }) => ({
    name: operation,
    pattern: "one-way" as const,
    parameterOrder: [],
    ...(input === undefined ? {} : { input: { name: input, message: name("M"), place } }),
    faults: [],
    demands: [],
    place,
  }));
  return operationNames(
    parsed.map(({ portType, binding }, index): NamedOperation => ({
      declaration: declarations[index] as NamedOperation["declaration"], // of the same length
      portType: {
        name: name(portType),
        operations: declarations.filter((_, at) => parsed[at]?.portType === portType),
        demands: [],
        place,
      },
      binding: {
        name: name(binding),
        portType: name(portType),
        protocol: { kind: "other", what: "" },
        operations: [],
        demands: [],
        place,
      },
    })),
  );
}

test("an operation whose name is its own keeps it", () => {
  expect(namesOf("Shop.Get(One)", "Shop.Put")).toEqual(["Get", "Put"]);
});

test("operations that are alone in their port types are named after those, without the word for the kind", () => {
  expect(namesOf("AirLowFareSearchPortType.service", "AirPriceSoap.service", "Hotel.service")).toEqual([
    "AirLowFareSearch",
    "AirPrice",
    "Hotel",
  ]);
});

test("operations that several port types share are named after port type and operation", () => {
  expect(namesOf("UserPort.create", "UserPort.remove", "OrderPort.create", "OrderPort.list")).toEqual([
    "User_create",
    "remove",
    "Order_create",
    "list",
  ]);
});

test("all overloads take the names of their inputs, in any order", () => {
  expect(namesOf("Shop.Get(ById)", "Shop.Get(ByCode)")).toEqual(["ById", "ByCode"]);
  expect(namesOf("Shop.Get(ByCode)", "Shop.Get(ById)")).toEqual(["ByCode", "ById"]);
  expect(namesOf("A.Get(One)", "A.Get(Two)", "B.Get(One)")).toEqual(["A_One", "A_Two", "B_One"]);
});

test("a longer name that is an operation's own is not taken; then bindings distinguish, and last of all numbers", () => {
  expect(namesOf("Shop.Get(Put)", "Shop.Get(Other)", "Shop.Put")).toEqual([
    "ShopBinding_Put",
    "ShopBinding_Other",
    "Put",
  ]);
  expect(namesOf("Shop.Get in OldSoap", "Shop.Get in NewSoap")).toEqual(["Old_Get", "New_Get"]);
  expect(namesOf("http://a/.Get", "http://b/.Get")).toEqual(["Get_1", "Get_2"]);
});
