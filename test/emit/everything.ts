/** A service with every construct of a model. */
import type { Service } from "../../generator/model/service.js";
import {
  any,
  attribute,
  complex,
  element,
  elements,
  http,
  message,
  namespace,
  oneWay,
  operation,
  port,
  qname,
  rpc,
  service,
  simple,
} from "../support/model.js";

export const typesNamespace = "http://example.com/shop/Types.xsd";

export function everything(): Service {
  return service(
    [
      operation("PlaceOrder", {
        documentation: "Places an order.",
        request: message([element("PlaceOrder", "PlaceOrder")], [element("Session", "Session?")]),
        response: message(
          [element("PlaceOrderResponse", "PlaceOrderResponse")],
          [element("Balance", "decimal?"), element("Session", "Session?!")],
        ),
      }),
      operation("GetOrders", {
        bindings: [
          http("httpGet", "/GetOrders", {
            parameters: [
              { name: "customer", element: "Customer" },
              { name: "Since", element: "Since" },
            ],
            root: qname("ArrayOfOrder", typesNamespace),
            result: "GetOrdersResult",
          }),
        ],
      }),
      oneWay(operation("Notify", { request: message([element("Message", "string")]) })),
      operation("Ping", { request: message([]), response: message([element("A", "int"), element("B", "string?!*")]) }),
      operation("Add", {
        request: rpc("Add", elements({ left: "int", right: "int" }, "")),
        response: rpc("AddResponse", elements({ return: "long" }, "")),
      }),
    ],
    [
      complex("PlaceOrder", { Order: "Order?", Urgent: "boolean" }),
      complex("Session", { Token: "base64Binary?" }, { documentation: "Of one user." }),
      complex("PlaceOrderResponse", { Receipt: "Receipt?", Note: "Note?!", Prices: "ArrayOfPrice?" }),
      complex("GetOrders", { Customer: "string?", Since: "date" }),
      complex("GetOrdersResponse", { GetOrdersResult: "ArrayOfOrder?!" }),
      complex("ArrayOfOrder", { Order: "Order?!*" }),
      complex(
        "Order",
        [
          ...elements({
            Lines: "ArrayOfLine?",
            State: "State",
            Grid: "ArrayOfArrayOfLine?",
            Notes: "Note?*",
            Tag: "string",
          }),
          element("Tag", "string?", typesNamespace),
          element("Extra", "anyType?!"),
          any(),
        ],
        {
          attributes: [
            attribute("id", "int"),
            attribute("any", "string", "optional"),
            attribute("lang", "language", "optional", "http://www.w3.org/XML/1998/namespace"),
          ],
        },
      ),
      complex("ArrayOfLine", { Line: "Line?!*" }),
      complex("ArrayOfArrayOfLine", { ArrayOfLine: "ArrayOfLine?!*" }),
      complex("Line", { Sku: "guid", Count: "unsignedLong", Children: "ArrayOfLine?", Tree: "Tree?" }),
      simple("State", ["open", "paid"]),
      simple("Colour", ["red", "green", "blue"], true),
      simple("Code", []),
      complex("Receipt", { kind: "unknown" }),
      complex(
        "Note",
        { kind: "text", type: { kind: "type", name: `{${namespace}}Colour` } },
        { attributes: [attribute("by", "Code")] },
      ),
      complex("ArrayOfPrice", [element("Price", "Price!*", typesNamespace)]),
      {
        ...complex("Price", elements({ Amount: "decimal", Since: "dateTime?!" }, typesNamespace)),
        name: qname("Price", typesNamespace),
      },
      complex("Tree", { Tree: "Tree?!*" }),
    ],
    { ports: [port("soap11"), port("soap12"), port("httpGet", "https://example.com/http/shop.asmx/?key=secret")] },
  );
}
