/** A service with everything that WSDLs declare and help pages do not show. */
import type { Service, Type } from "../../generator/model/service.js";
import { attribute, complex, element, message, operation, port, qname, service, simple } from "../support/model.js";
import { any, choice, fault, list, sequence, union } from "./particles.js";

/** `more` are types in addition to those that the operation reaches. */
export function zoo(more: readonly Type[] = []): Service {
  const op = operation("Feed", {
    response: message([element("FeedResponse", "FeedResponse")]),
    faults: [fault("Hungry", element("Hungry", "Hunger"))],
  });
  const animal = complex("Animal", { Name: "string" }, { abstract: true, derived: [key("Dog"), key("Cat")] });
  return service(
    [op],
    [
      complex("Feed", { Animal: "Animal", Food: "Food" }, { wrapper: true }),
      complex("FeedResponse", {}, { wrapper: true }),
      animal,
      complex("Dog", { Name: "string", Bone: "Bone?" }),
      complex("Cat", { Name: "string" }, { derived: [key("Lion")] }),
      complex("Lion", { Name: "string", Roar: "Sizes" }),
      complex("Bone", { kind: "text", type: { kind: "type", name: key("Length") } }),
      simple("Length", [], false, "decimal"),
      list("Sizes", "Size"),
      union("Size", "Length", "Word"),
      simple("Word", ["big", "small"]),
      complex("Food", [
        choice([element("Meat", "Meat"), sequence([element("Leaf", "string!"), any({ maxOccurs: 1 })])], {
          maxOccurs: "unbounded",
        }),
      ]),
      complex("Meat", {}, { attributes: [attribute("of", "Word")] }),
      complex("Hunger", { Since: "dateTime" }),
      ...more,
    ],
    { ports: [{ ...port("soap11"), name: "ZooSoap" }] },
  );
}

export function key(local: string): string {
  return `{${qname(local).namespace}}${local}`;
}
