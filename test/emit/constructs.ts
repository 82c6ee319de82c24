/** A service with everything that WSDLs and schemas can declare but help pages cannot show. */
import { clark, type Particle, type Service } from "../../generator/model/service.js";
import {
  any,
  attribute,
  complex,
  element,
  elements,
  fault,
  group,
  http,
  listOf,
  message,
  namespace,
  oneWay,
  operation,
  port,
  qname,
  restriction,
  service,
  simple,
  substitutes,
  unionOf,
} from "../support/model.js";

export function constructs(): Service {
  return service(
    [
      operation("Pay", {
        documentation: "Pays for what was ordered.",
        faults: [fault("OutOfStock"), fault("Refused", "Reason"), { ...fault("OutOfStock"), name: "SoldOut" }],
      }),
      oneWay(operation("Adopt", { request: message([element("Animal", "Animal")]), faults: [fault("Gone", "Code")] })),
      operation("GetPrice", {
        bindings: [
          http("httpGet", "/price/(sku)", {
            urlReplacement: true,
            parameters: [{ name: "sku", element: "Sku" }],
            text: true,
          }),
        ],
      }),
    ],
    [
      complex("Pay", [
        element("Payment", "Payment"),
        group(
          "choice",
          [element("Ship", "Address"), group("sequence", elements({ Shop: "string", Day: "date?" }))],
          "?",
        ),
        group(
          "choice",
          elements({ A: "int", B: "int", C: "int", D: "int", E: "int", F: "int", G: "int", H: "int", I: "int" }),
        ),
      ]),
      complex("PayResponse", [
        { ...element("State", "State?"), default: "open" },
        { ...element("Count", "int"), fixed: "1", documentation: "How many there are." },
        element("Extra", "Extra"),
        element("Text", "Text"),
        element("Log", "Log?*"),
        element("Deposit", "Deposit"),
        element("Refund", "Refund"),
      ]),
      complex(
        "Payment",
        [
          element("Id", "string"),
          group("choice", [
            element("Card", "Card"),
            group("sequence", [
              { ...element("Cash", "decimal"), documentation: "In coins." },
              element("Currency", "Currency?"),
            ]),
          ]),
          element("Note", "string?"),
        ],
        { documentation: "By card or in cash." },
      ),
      complex("Deposit", [element("Day", "date"), means()]),
      complex("Refund", [
        group("choice", [element("Reason", "string"), group("sequence", [means("?"), element("Clerk", "Sku")])]),
        means("*"),
      ]),
      complex("Card", elements({ Number: "CardNumber", Codes: "Codes?", Limit: "Limit!" })),
      complex("Address", [
        group("sequence", elements({ Street: "string", Zip: "Zip" }), "?"),
        element("Country", "Country?"),
      ]),
      complex("OutOfStock", elements({ Sku: "Sku*" })),
      complex("Animal", elements({ Name: "string" }), { derived: [key("Dog"), key("Cat")] }),
      complex("Dog", elements({ Name: "string", Friends: "Animal?*" }), { derived: [key("Puppy")] }),
      complex("Cat", elements({ Name: "string", Life: "Life*" })),
      complex("Puppy", elements({ Name: "string", Friends: "Animal?*" }), { attributes: [attribute("type", "int")] }),
      complex("Thing", elements({ Sku: "Sku" }), { abstract: true, derived: [key("Book")] }),
      complex("Book", [element("Sku", "Sku"), group("choice", elements({ Isbn: "string", Title: "string" }))]),
      complex("GetPrice", elements({ Sku: "Sku" })),
      complex("GetPriceResponse", elements({ Price: "decimal" })),
      complex(
        "Extra",
        [
          group("choice", elements({ Red: "int", Green: "string?" }), "*"),
          any({ not: namespace }),
          group("sequence", [element("Key", "string"), element("Value", "Thing?!"), any()], "?*"),
          group("choice", [element("Left", "int*"), group("sequence", elements({ Left: "int?*", Right: "int" }))]),
          element("End", "boolean"),
          any(),
        ],
        {
          attributes: [
            { ...attribute("choice", "Zip", "optional"), default: "00000", documentation: "Where." },
            { ...attribute("version", "string"), fixed: "2" },
          ],
        },
      ),
      complex(
        "Text",
        {
          kind: "sequence",
          mixed: true,
          particles: [group("choice", [...elements({ b: "string", i: "Text?" }), any(["urn:a", ""])], "?*")],
        },
        { attributes: [attribute("lang", "language", "optional")] },
      ),
      complex(
        "Log",
        { kind: "text", type: { kind: "type", name: key("Line") } },
        { attributes: [attribute("at", "When")] },
      ),
      restriction(
        "CardNumber",
        "string",
        { patterns: ["[0-9]{4}( [0-9]{4}){3}", "[^@]*"] },
        { documentation: "As embossed." },
      ),
      restriction("Zip", "string", { maxLength: 5, patterns: ["[0-9]+"] }),
      restriction(
        "Limit",
        "decimal",
        { minInclusive: "0", maxExclusive: "1000", totalDigits: 6, fractionDigits: 2 },
        { anonymous: true },
      ),
      restriction("Sku", "string", {}),
      { ...restriction("Life", "int", { minInclusive: "1", maxInclusive: "9" }), enumeration: ["1", "2", "9"] },
      restriction("Line", "normalizedString", { minLength: 1, maxLength: 80 }, { anonymous: true }),
      simple("State", ["open", "paid"]),
      simple("Currency", ["EUR", "USD"]),
      listOf("Codes", "int", { facets: { length: 3 } }),
      unionOf("Country", ["State", "string"]),
      unionOf("When", ["dateTime", "date"], { anonymous: true }),
      unionOf("Code", ["int", "token"]),
      listOf("Reason", "Code", { anonymous: true }),
    ],
    {
      ports: [
        { ...port("soap11", "https://a.example/shop"), name: "ShopSoap" },
        { ...port("soap12", "https://b.example/shop"), name: "ShopSoap12" },
        port("httpGet", "https://c.example/shop"),
      ],
    },
  );
}

/** The choice of the substitution group of `Means`. */
function means(facts = ""): Particle {
  return substitutes(qname("Means"), [element("Voucher", "Limit"), element("Transfer", "Card!")], facts);
}

function key(local: string): string {
  return clark(qname(local));
}
