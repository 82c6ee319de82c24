/** For each rule, a service before and after the change, and the change as it should be found. */
import type { Breaks, RuleName } from "../../generator/diff/rules.js";
import { clark } from "../../generator/model/service.js";
import type { AttachmentPart, Element, Operation, Particle, Service, Type } from "../../generator/model/service.js";
import {
  any,
  attribute,
  complex,
  element,
  elements,
  fault,
  group,
  message,
  oneWay,
  operation,
  port,
  qname,
  restriction,
  service,
  simple,
  soap,
} from "../support/model.js";

export interface DiffCase {
  readonly before: Service;
  readonly after: Service;
  /** The change without its rule: its path, its message and its effect. */
  readonly found: readonly [path: string, message: string, breaks: Breaks];
}

type Directions = "requests" | "replies" | "both";

/** A service whose one operation sends a thing, receives one, or both. */
function shop(thing: Type, others: readonly Type[] = [], directions: Directions = "both"): Service {
  const root = (name: string, isThing: boolean): Element => element(name, isThing ? "Thing" : "Plain");
  const call = operation("Call", {
    request: message([root("Call", directions !== "replies")]),
    response: message([root("CallResponse", directions !== "requests")]),
  });
  const plain = complex("Plain", { Name: "string" });
  return service([call], [...(directions === "both" ? [] : [plain]), thing, ...others]);
}

const thing = (content: Parameters<typeof complex>[1], directions?: Directions): Service =>
  shop(complex("Thing", content), [], directions);
const of = (...particles: readonly Particle[]): Service => thing(particles);
const attributed = (use: "required" | "optional", directions?: Directions): Service =>
  shop(complex("Thing", { A: "string" }, { attributes: [attribute("id", "int", use)] }), [], directions);
const color = (members: readonly string[], open = false, directions?: Directions): Service =>
  shop(complex("Thing", { Color: "Color" }), [simple("Color", members, open)], directions);
const short = (maxLength: number): Service =>
  shop(complex("Thing", { Code: "Code" }), [restriction("Code", "string", { maxLength })]);
const pets = (names: readonly string[], directions?: Directions): Service =>
  shop(
    complex("Thing", { Pet: "Pet" }),
    [
      complex("Pet", { Name: "string" }, { derived: names.map((name) => clark(qname(name))) }),
      ...names.map((name) => complex(name, { Name: "string", [`${name}Age`]: "int" })),
    ],
    directions,
  );
const calls = (more: Partial<Operation>, ...others: readonly Operation[]): Service =>
  service(
    [operation("Call", more), ...others],
    ["Call", "CallResponse", "Other", "OtherResponse", "Lost"].map((name) => complex(name, { A: "string" })),
  );
const other = operation("Other");
/** A service whose one request or reply has these attachments. */
const attached = (message: "request" | "response", parts: { readonly [part: string]: readonly string[] }): Service => {
  const plain = operation("Call");
  const list = Object.entries(parts).map(([name, types]): AttachmentPart => ({ name, types, place: plain.place }));
  return calls({ [message]: { ...plain[message], ...(list.length > 0 && { parts: list }) } });
};
const png = { Photo: ["image/png"] };
const choice = (...names: readonly string[]): readonly Particle[] => [
  group(
    "choice",
    names.map((name) => element(name, "string")),
  ),
];

export const cases: Readonly<Record<RuleName, readonly DiffCase[]>> = {
  "service-added": [],
  "service-removed": [],
  "operation-added": [{ before: calls({}), after: calls({}, other), found: ["Other", "is new", "nothing"] }],
  "operation-removed": [{ before: calls({}, other), after: calls({}), found: ["Other", "is gone", "both"] }],
  "type-removed": [
    {
      before: shop(complex("Thing", { A: "One" }), [complex("One", { B: "string" })]),
      after: shop(complex("Thing", { A: "Two" }), [complex("Two", { B: "string" })]),
      found: ["One", "names no type any more", "compile"],
    },
  ],
  "binding-added": [
    {
      before: calls({ bindings: [soap("soap11", "urn:a")] }),
      after: calls({ bindings: [soap("soap11", "urn:a"), soap("soap12", "urn:a")] }),
      found: ["Call", "can be called over soap12", "nothing"],
    },
  ],
  "binding-removed": [
    {
      before: calls({ bindings: [soap("soap11", "urn:a"), soap("soap12", "urn:a")] }),
      after: calls({ bindings: [soap("soap12", "urn:a")] }),
      found: ["Call", "can no longer be called over soap11", "both"],
    },
  ],
  "address-changed": [
    {
      before: calls({}),
      after: { ...calls({}), ports: [port("soap11", "https://example.com/v2"), port("soap12")] },
      found: ["", "has moved from https://example.com/shop.asmx to https://example.com/v2 over soap11", "wire"],
    },
  ],
  "demands-changed": [
    {
      before: calls({}),
      after: {
        ...calls({}),
        ports: [{ ...port("soap11"), demands: [{ name: "Addressing", namespace: "urn:a" }] }, port("soap12")],
      },
      found: ["", "demands Addressing over soap11", "wire"],
    },
  ],
  "action-changed": [
    {
      before: calls({ bindings: [soap("soap11", "urn:a")] }),
      after: calls({ bindings: [soap("soap11", "urn:b")] }),
      found: ["Call", 'was the SOAPAction "urn:a" over soap11, is the SOAPAction "urn:b"', "wire"],
    },
  ],
  "message-form": [
    {
      before: calls({}),
      after: calls({ request: message([element("Call2", "Call")]) }),
      found: [
        "Call.request",
        'was document literal Call of "http://example.com/shop/", is document literal Call2 of "http://example.com/shop/"',
        "wire",
      ],
    },
  ],
  "reply-added": [
    { before: calls({}, oneWay(other)), after: calls({}, other), found: ["Other", "was one-way, replies", "wire"] },
  ],
  "reply-removed": [
    { before: calls({}, other), after: calls({}, oneWay(other)), found: ["Other", "replied, is one-way", "both"] },
  ],
  "attachment-added": [
    {
      before: attached("request", {}),
      after: attached("request", png),
      found: ["Call.request", "has the new attachment Photo", "both"],
    },
    {
      before: attached("response", {}),
      after: attached("response", png),
      found: ["Call.response", "has the new attachment Photo", "wire"],
    },
  ],
  "attachment-removed": [
    {
      before: attached("request", png),
      after: attached("request", {}),
      found: ["Call.request", "has lost the attachment Photo", "both"],
    },
    {
      before: attached("response", png),
      after: attached("response", {}),
      found: ["Call.response", "has lost the attachment Photo", "compile"],
    },
  ],
  "attachment-type": [
    {
      before: attached("request", png),
      after: attached("request", { Photo: ["image/png", "image/jpeg"] }),
      found: ["Call.request", "the attachment Photo was image/png, is image/png or image/jpeg", "wire"],
    },
  ],
  "fault-added": [
    {
      before: calls({}),
      after: calls({ faults: [fault("Lost")] }),
      found: ["Call", "may reply with the new fault Lost", "nothing"],
    },
  ],
  "fault-removed": [
    {
      before: calls({ faults: [fault("Lost")] }),
      after: calls({}),
      found: ["Call", "no longer replies with the fault Lost", "compile"],
    },
  ],
  "member-added": [
    {
      before: thing({ A: "string" }),
      after: thing({ A: "string", B: "string?" }),
      found: ["Thing.B", "is new", "nothing"],
    },
    {
      before: thing({ B: "string" }),
      after: thing({ A: "int?", B: "string" }),
      found: ["Thing.A", "is new", "nothing"],
    },
    {
      before: thing({ A: "string" }),
      after: attributed("optional"),
      found: ["Thing.@id", "is new", "nothing"],
    },
  ],
  "member-added-required": [
    {
      before: thing({ A: "string" }, "requests"),
      after: thing({ A: "string", B: "string" }, "requests"),
      found: ["Thing.B", "is new, and required", "both"],
    },
    {
      before: thing({ A: "string" }, "replies"),
      after: thing({ A: "string", B: "string" }, "replies"),
      found: ["Thing.B", "is new, and required", "nothing"],
    },
    {
      before: thing({ A: "string" }, "replies"),
      after: attributed("required", "replies"),
      found: ["Thing.@id", "is new, and required", "nothing"],
    },
  ],
  "member-removed": [
    {
      before: thing({ A: "string", B: "string?" }, "requests"),
      after: thing({ A: "string" }, "requests"),
      found: ["Thing.B", "is gone", "both"],
    },
    {
      before: thing({ A: "string", B: "string?" }, "replies"),
      after: thing({ A: "string" }, "replies"),
      found: ["Thing.B", "is gone", "compile"],
    },
    {
      before: attributed("optional", "replies"),
      after: thing({ A: "string" }, "replies"),
      found: ["Thing.@id", "is gone", "compile"],
    },
  ],
  "member-removed-required": [
    {
      before: thing({ A: "string", B: "string" }),
      after: thing({ A: "string" }),
      found: ["Thing.B", "is gone", "both"],
    },
  ],
  "member-required": [
    {
      before: thing({ A: "string?" }, "requests"),
      after: thing({ A: "string" }, "requests"),
      found: ["Thing.A", "was optional, is required", "both"],
    },
    {
      before: thing({ A: "string?" }, "replies"),
      after: thing({ A: "string" }, "replies"),
      found: ["Thing.A", "was optional, is required", "nothing"],
    },
    {
      before: attributed("optional", "replies"),
      after: attributed("required", "replies"),
      found: ["Thing.@id", "was optional, is required", "nothing"],
    },
  ],
  "member-optional": [
    {
      before: thing({ A: "string*", B: "int" }, "requests"),
      after: thing({ A: "string*?", B: "int" }, "requests"),
      found: ["Thing.A", "was required, is optional", "nothing"],
    },
    {
      before: thing({ A: "string" }, "requests"),
      after: thing({ A: "string?" }, "requests"),
      found: ["Thing.A", "was required, is optional", "nothing"],
    },
    {
      before: thing({ A: "string" }, "replies"),
      after: thing({ A: "string?" }, "replies"),
      found: ["Thing.A", "was required, is optional", "both"],
    },
  ],
  "member-repeated": [
    {
      before: thing({ A: "string", B: "int" }, "requests"),
      after: thing({ A: "string*", B: "int" }, "requests"),
      found: ["Thing.A", "may repeat", "compile"],
    },
    {
      before: thing({ A: "string", B: "int" }, "replies"),
      after: thing({ A: "string*", B: "int" }, "replies"),
      found: ["Thing.A", "may repeat", "both"],
    },
  ],
  "member-single": [
    {
      before: thing({ A: "string*", B: "int" }, "replies"),
      after: thing({ A: "string", B: "int" }, "replies"),
      found: ["Thing.A", "occurs at most once", "compile"],
    },
    {
      before: thing({ A: "string*", B: "int" }, "requests"),
      after: thing({ A: "string", B: "int" }, "requests"),
      found: ["Thing.A", "occurs at most once", "both"],
    },
  ],
  "member-more": [
    {
      before: of({ ...element("A", "string*"), maxOccurs: 3 }, element("B", "int")),
      after: of(element("A", "string*"), element("B", "int")),
      found: ["Thing.A", "had 1 to 3 items, has 1 to unbounded", "wire"],
    },
  ],
  "member-fewer": [
    {
      before: of(element("A", "string*"), element("B", "int")),
      after: of({ ...element("A", "string*"), maxOccurs: 3 }, element("B", "int")),
      found: ["Thing.A", "had 1 to unbounded items, has 1 to 3", "wire"],
    },
  ],
  "member-nillable": [
    {
      before: thing({ A: "string" }, "requests"),
      after: thing({ A: "string!" }, "requests"),
      found: ["Thing.A", "may be nil", "nothing"],
    },
    {
      before: thing({ A: "string" }, "replies"),
      after: thing({ A: "string!" }, "replies"),
      found: ["Thing.A", "may be nil", "both"],
    },
  ],
  "member-not-nillable": [
    {
      before: thing({ A: "string!" }, "replies"),
      after: thing({ A: "string" }, "replies"),
      found: ["Thing.A", "may not be nil any more", "nothing"],
    },
    {
      before: thing({ A: "string!" }, "requests"),
      after: thing({ A: "string" }, "requests"),
      found: ["Thing.A", "may not be nil any more", "both"],
    },
  ],
  "member-namespace": [
    {
      before: of(element("A", "string")),
      after: of(element("A", "string", "urn:other")),
      found: ["Thing.A", 'was in "http://example.com/shop/", is in "urn:other"', "wire"],
    },
  ],
  "member-value": [
    {
      before: of(element("A", "int?")),
      after: of({ ...element("A", "int?"), default: "7" }),
      found: ["Thing.A", 'had no default, has default "7"', "wire"],
    },
  ],
  "order-changed": [
    {
      before: thing({ A: "string", B: "string" }),
      after: thing({ B: "string", A: "string" }),
      found: ["Thing", 'was "A","B", is "B","A"', "wire"],
    },
  ],
  "group-changed": [
    {
      before: of(...elements({ A: "string?", B: "string?" })),
      after: of(group("choice", elements({ A: "string", B: "string" }), "?")),
      found: ["Thing", 'was "A","B", is ("A"|"B")?', "both"],
    },
  ],
  "alternative-added": [
    {
      before: thing(choice("A", "B"), "requests"),
      after: thing(choice("A", "B", "C"), "requests"),
      found: ["Thing.C", "is a new alternative", "nothing"],
    },
    {
      before: thing(choice("A", "B"), "replies"),
      after: thing(choice("A", "B", "C"), "replies"),
      found: ["Thing.C", "is a new alternative", "both"],
    },
  ],
  "alternative-removed": [
    {
      before: thing(choice("A", "B", "C"), "replies"),
      after: thing(choice("A", "B"), "replies"),
      found: ["Thing.C", "is gone", "compile"],
    },
  ],
  "wildcard-added": [
    {
      before: of(element("A", "string")),
      after: of(element("A", "string"), any()),
      found: ["Thing", "accepts any element", "nothing"],
    },
  ],
  "wildcard-removed": [
    {
      before: of(element("A", "string"), any()),
      after: of(element("A", "string")),
      found: ["Thing", "accepts only elements that it declares", "wire"],
    },
    {
      before: thing([element("A", "string"), any()], "replies"),
      after: thing([element("A", "string")], "replies"),
      found: ["Thing", "accepts only elements that it declares", "nothing"],
    },
  ],
  "type-changed": [
    { before: thing({ A: "int" }), after: thing({ A: "string" }), found: ["Thing.A", "was int, is string", "both"] },
    { before: thing({ A: "int" }), after: thing({ A: "long" }), found: ["Thing.A", "was int, is long", "both"] },
  ],
  "type-wider": [
    {
      before: thing({ A: "short" }, "requests"),
      after: thing({ A: "int" }, "requests"),
      found: ["Thing.A", "was short, is int", "nothing"],
    },
    {
      before: thing({ A: "token" }, "requests"),
      after: thing({ A: "string" }, "requests"),
      found: ["Thing.A", "was token, is string", "nothing"],
    },
    {
      before: thing({ A: "unsignedInt" }, "requests"),
      after: thing({ A: "double" }, "requests"),
      found: ["Thing.A", "was unsignedInt, is double", "nothing"],
    },
  ],
  "type-narrower": [
    {
      before: thing({ A: "integer" }, "replies"),
      after: thing({ A: "long" }, "replies"),
      found: ["Thing.A", "was integer, is long", "nothing"],
    },
    { before: thing({ A: "int" }), after: thing({ A: "byte" }), found: ["Thing.A", "was int, is byte", "wire"] },
  ],
  "value-added": [
    {
      before: color(["red"], false, "requests"),
      after: color(["red", "blue"], false, "requests"),
      found: ["Color", 'has the new member "blue"', "nothing"],
    },
    { before: color(["red"]), after: color(["red", "blue"]), found: ["Color", 'has the new member "blue"', "both"] },
  ],
  "value-added-open": [
    {
      before: color(["red"], true),
      after: color(["red", "blue"], true),
      found: ["Color", 'has the new member "blue"', "nothing"],
    },
  ],
  "value-removed": [
    {
      before: color(["red", "blue"], false, "replies"),
      after: color(["red"], false, "replies"),
      found: ["Color", 'has lost the member "blue"', "compile"],
    },
  ],
  "facets-changed": [
    {
      before: short(5),
      after: short(3),
      found: ["Code", 'had the facets {"maxLength":5}, has {"maxLength":3}', "wire"],
    },
  ],
  "derived-added": [
    {
      before: pets(["Dog"], "requests"),
      after: pets(["Dog", "Cat"], "requests"),
      found: ["Pet", "may be the new type Cat", "nothing"],
    },
  ],
  "derived-removed": [
    {
      before: pets(["Dog", "Cat"], "replies"),
      after: pets(["Dog"], "replies"),
      found: ["Pet", "may not be the type Cat any more", "compile"],
    },
  ],
};
