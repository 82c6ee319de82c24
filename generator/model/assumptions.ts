import { overSoap } from "../bindings.js";
import { overrideTargets, type Target } from "./overrides/override-targets.js";
import { type Element, type LikelyType, type Reason, type Service } from "./service.js";
import { elementsIn } from "./traversal.js";

/** An override that the values of a text suggest. */
export interface Suggestion {
  /** The path of the override: `Order.Quantity`. */
  readonly path: string;
  readonly likely: LikelyType;
}

/** The overrides for texts whose values look like numbers, in the order of the types. */
export function suggestionsOf(service: Service): readonly Suggestion[] {
  const seen = new Set<unknown>();
  // Each part has two paths. The one without the namespace of its type comes first.
  return [...overrideTargets(service)].flatMap(([path, targets]) =>
    targets.flatMap((target) => {
      const [part] = target.parts;
      const { values } = typeReason(target) ?? {};
      if (values === undefined || seen.has(part)) return [];
      seen.add(part);
      return [{ path, likely: values }];
    }),
  );
}

function typeReason(target: Target): Reason | undefined {
  switch (target.kind) {
    case "element":
    case "attribute":
      return target.parts[0].evidence.type;
    case "text":
      return target.parts[0].evidence.content;
    case "wildcard":
    case "enumeration":
    case "type":
    case "operation":
    case "response":
      return undefined;
  }
}

/** The facts that no source of a service states, each as the end of `not known: …`. */
export function unknownFacts(service: Service): readonly string[] {
  const { operations, types } = service;
  const replies = operations.filter(({ response }) => response?.evidence?.content.kind === "assumed");
  const actions = operations.filter(({ bindings }) =>
    bindings.some((binding) => overSoap(binding) && binding.evidence?.action.kind === "assumed"),
  );
  const contents = types.filter(
    (type) => type.kind === "complex" && type.content.kind === "unknown" && type.evidence.content.kind === "assumed",
  );
  const texts = suggestionsOf(service);
  const members = types.flatMap((type) => (type.kind === "complex" ? elementsIn(type.content) : []));
  return [
    ...(replies.length === 0 ? [] : [`the response of ${named(replies, "operations")}`]),
    ...(actions.length === 0 ? [] : [`the SOAPAction of ${named(actions, "operations")}`]),
    ...(contents.length === 0
      ? []
      : [
          `the content of ${named(
            contents.map(({ name }) => ({ name: name.local })),
            "types",
          )}`,
        ]),
    ...(texts.length === 0
      ? []
      : [
          `the type of ${named(
            texts.map(({ path }) => ({ name: path })),
            "texts",
          )} with numbers`,
        ]),
    ...(members.some(isOccurrenceAssumed) ? ["which elements may be absent or nil"] : []),
  ];
}

function isOccurrenceAssumed({ evidence }: Element): boolean {
  return evidence.minOccurs.kind === "assumed";
}

const mostNames = 3;

/** Few things by name, many by their number. */
function named(things: readonly { readonly name: string }[], plural: string): string {
  if (things.length > mostNames) return `${things.length} ${plural}`;
  return things.map(({ name }) => name).join(", ");
}
