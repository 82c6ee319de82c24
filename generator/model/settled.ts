import type { Diagnostic } from "../diagnostic.js";
import { formatPlace } from "../source.js";
import type { Evidence, Service } from "./service.js";
import { elementsIn, operationElements } from "./traversal.js";

/**
 * Leaves out the diagnostics whose doubt the configuration settles: about a type at the place of its element, or about
 * an address.
 */
export function withoutSettled(
  diagnostics: readonly Diagnostic[],
  services: readonly Service[],
): readonly Diagnostic[] {
  const typed = overriddenPlaces(services);
  const addressed = addressedPlaces(services);
  const hasAddress = services.length > 0 && services.every(isAddressed);
  return diagnostics.flatMap(({ doubt, ...diagnostic }) => {
    const at = formatPlace(diagnostic.place);
    const isSettled = doubt === "type" ? typed.has(at) : doubt === "address" && (hasAddress || addressed.has(at));
    return isSettled ? [] : diagnostic;
  });
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
    ...operations.flatMap(operationElements),
    ...types.flatMap((type) => (type.kind === "complex" ? [...elementsIn(type.content), ...type.attributes] : [])),
  ]);
  const overridden = parts.map(({ evidence }) => evidence.type).filter(({ kind }) => kind === "overridden");
  return new Set(overridden.flatMap(({ places }) => places.map(formatPlace)));
}
