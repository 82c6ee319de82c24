/** Operations that are not as the others, and why. */
import type { Binding } from "../../../generator/bindings.js";
import type { Origin } from "./clients.js";

export type Exception =
  /** Not called with random values: another test calls it. */
  | (Where & { readonly kind: "apart" })
  /** Called nevertheless: the known defect must show, and no other. */
  | (Where & { readonly kind: "wrong"; readonly shows: RegExp });

interface Where {
  readonly service: string;
  readonly operations: readonly string[];
  /** All of them, unless some are named. */
  readonly bindings?: readonly Binding[];
  readonly origins?: readonly Origin[];
  readonly because: string;
}

const forms = ["httpGet", "httpPost"] as const;

const exceptions: readonly Exception[] = [
  {
    kind: "apart",
    service: "shapes",
    operations: ["Element", "Anything", "Table", "Rows"],
    because: "C# takes no random XML for an element, an object or a DataSet",
  },
  {
    kind: "apart",
    service: "encoded",
    operations: ["Graph", "Ring", "Same", "Paired"],
    because: "what they show is which references are to one value",
  },
  {
    kind: "apart",
    service: "values",
    operations: ["OneAccess", "Accesses"],
    bindings: forms,
    because: "most of their values are not the same in C#",
  },
  {
    kind: "wrong",
    service: "shapes",
    operations: ["Inherited", "InheritedList"],
    origins: ["pages"],
    shows: /type is abstract: name='Animal'/,
    because: "pages show neither that a type is abstract nor which types are derived from it",
  },
  {
    kind: "wrong",
    service: "encoded",
    operations: ["Inherited", "InheritedList"],
    origins: ["pages"],
    shows: /type is abstract: name='Figure'/,
    because: "pages show neither that a type is abstract nor which types are derived from it",
  },
  {
    kind: "wrong",
    service: "shapes",
    operations: ["Attributes", "AttributesList"],
    origins: ["pages"],
    shows: /Input string was not in a correct format|\.\$(?:value|Digits): sent undefined, read/,
    because:
      "pages show neither the text of an element with attributes, which is a number here, nor what must be there",
  },
  {
    kind: "wrong",
    service: "shapes",
    operations: ["NestedArrays"],
    origins: ["pages"],
    shows: /\.Planes/,
    because: "pages cut what is nested so deep, so that an array is taken for an element of unknown content",
  },
  {
    kind: "wrong",
    service: "shapes",
    operations: ["Optional"],
    origins: ["pages"],
    shows: /\.Nil\w*: sent undefined, read null/,
    because: "pages do not show what is nillable, and what is absent there comes back as nil",
  },
  {
    kind: "wrong",
    service: "shapes",
    operations: ["AttributesList"],
    origins: ["wsdl"],
    shows: /: sent \{"\$nil":true,[^{}]*\}, read null /,
    because: "in C# a null has no attributes",
  },
];

/** The exception of this kind that concerns an operation. */
export function exceptionOf<Kind extends Exception["kind"]>(
  kind: Kind,
  service: string,
  operation: string,
  binding: Binding,
  origin: Origin,
): Extract<Exception, { kind: Kind }> | undefined {
  return exceptionsOf(kind, service, binding, origin).find(({ operations }) => operations.includes(operation));
}

export function exceptionsOf<Kind extends Exception["kind"]>(
  kind: Kind,
  service: string,
  binding: Binding,
  origin: Origin,
): readonly Extract<Exception, { kind: Kind }>[] {
  return exceptions.filter(
    (each): each is Extract<Exception, { kind: Kind }> =>
      each.kind === kind &&
      each.service === service &&
      (each.bindings ?? [binding]).includes(binding) &&
      (each.origins ?? [origin]).includes(origin),
  );
}
