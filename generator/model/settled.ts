import type { Diagnostic, DiagnosticCode } from "../diagnostic.js";
import { formatPlace } from "../source.js";
import type { Evidence, Service } from "./service.js";
import { elementsIn, elementsOf, replyElements } from "./traversal.js";

/** Diagnostics of uncertain types, at the places of the elements, and of uncertain addresses. */
const aboutTypes: ReadonlySet<DiagnosticCode> = new Set([
  "nil-above-depth-limit",
  "placeholder-unknown",
  "siblings-disagree",
]);
const aboutAddresses: ReadonlySet<DiagnosticCode> = new Set(["address-unknown", "addresses-differ"]);

/** Leaves out the diagnostics that the configuration settles by an override of the type or by an address. */
export function withoutSettled(
  diagnostics: readonly Diagnostic[],
  services: readonly Service[],
): readonly Diagnostic[] {
  const places = overriddenPlaces(services);
  const hasAddress = services.length > 0 && services.every(isAddressed);
  const addressed = addressedPlaces(services);
  return diagnostics.filter(
    ({ code, place }) =>
      !(aboutTypes.has(code) && places.has(formatPlace(place))) &&
      !(aboutAddresses.has(code) && (hasAddress || addressed.has(formatPlace(place)))),
  );
}

function isAddressed({ ports }: Service): boolean {
  return ports.length > 0 && ports.every(({ evidence }) => evidence.address.kind === "overridden");
}

/** The places of the samples of operations with addresses of their own. */
function addressedPlaces(services: readonly Service[]): ReadonlySet<string> {
  const operations = services.flatMap((service) => service.operations).filter(({ address }) => address !== undefined);
  return new Set(operations.flatMap(({ bindings }) => bindings.map(({ place }) => formatPlace(place))));
}

/** The places of the samples whose elements and attributes have overridden types. */
function overriddenPlaces(services: readonly Service[]): ReadonlySet<string> {
  const parts = services.flatMap(({ operations, types }): readonly { readonly evidence: Evidence<"type"> }[] => [
    ...operations.flatMap((operation) => [...elementsOf(operation.request), ...replyElements(operation)]),
    ...types.flatMap((type) => (type.kind === "complex" ? [...elementsIn(type.content), ...type.attributes] : [])),
  ]);
  const overridden = parts.map(({ evidence }) => evidence.type).filter(({ kind }) => kind === "overridden");
  return new Set(overridden.flatMap(({ places }) => places.map(formatPlace)));
}
