import type { Binding } from "../bindings.js";
import type { ServiceConfiguration } from "../configuration.js";
import type { Report } from "../diagnostic.js";
import { matchesGlob } from "../glob.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import type { PlaceOf } from "./overrides/apply-overrides.js";
import type { Operation, Service } from "./service.js";

/** The settings that select operations and bindings. */
export type Narrowing = Pick<ServiceConfiguration, "ignore" | "operations" | "bindings">;

/** True for an operation that matches `operations`, if given, and does not match `ignore`. */
export function isKept({ ignore = [], operations }: Narrowing, name: string): boolean {
  return !ignore.includes(name) && operations?.some((pattern) => matchesGlob(pattern, name)) !== false;
}

/** The service with the kept operations; undefined without any. Keeps types that are no longer reached. */
export function narrow(service: Service, narrowing: Narrowing): Service | undefined {
  const operations = service.operations
    .filter(({ name }) => isKept(narrowing, name))
    .flatMap((operation) => withBindings(operation, narrowing) ?? []);
  const ports = service.ports.filter(({ binding }) => isOffered(narrowing, binding));
  return operations.length === 0 ? undefined : { ...service, ports, operations };
}

/** The operation in the kept bindings; undefined without any. */
function withBindings(operation: Operation, narrowing: Narrowing): Operation | undefined {
  if (narrowing.bindings === undefined) return operation;
  const bindings = operation.bindings.filter(({ binding }) => isOffered(narrowing, binding));
  return bindings.length === 0 ? undefined : { ...operation, bindings };
}

function isOffered({ bindings }: Narrowing, binding: Binding): boolean {
  return bindings?.includes(binding) !== false;
}

/** Reports bindings in the configuration that no operation has. */
export function reportBindings(
  { bindings = [] }: Narrowing,
  services: readonly Service[],
  report: Report,
  placeOf: PlaceOf,
): void {
  const operations = services.flatMap((service) => service.operations);
  const known = new Set(operations.flatMap((operation) => operation.bindings.map(({ binding }) => binding)));
  if (known.size === 0) return;
  for (const [index, binding] of bindings.entries()) {
    if (known.has(binding)) continue;
    const message = `found ${JSON.stringify(binding)}, expected a binding of the spec: ${[...known].join(", ")}`;
    report({ severity: "error", code: "configuration-bindings", message, place: placeOf("bindings", index) });
  }
}

/**
 * Reports settings for operations that do not exist, because they would silently have no effect. `known` are the names
 * of all operations.
 */
export function reportUnmatched(
  { ignore = [], operations = [] }: Narrowing,
  known: readonly string[],
  report: Report,
  placeOf: PlaceOf,
): void {
  for (const [index, name] of ignore.entries()) {
    if (known.includes(name)) continue;
    const message = `found ${JSON.stringify(name)}, expected the name of an operation`;
    const place = placeOf("ignore", index);
    report({ severity: "error", code: "configuration-ignore", message, place, hint: suggest(name, known) });
  }
  for (const [index, pattern] of operations.entries()) {
    if (known.some((name) => matchesGlob(pattern, name))) continue;
    const message = `found ${JSON.stringify(pattern)}, expected the name of an operation, or a pattern that matches one`;
    const place = placeOf("operations", index);
    report({ severity: "error", code: "configuration-operations", message, place, hint: suggest(pattern, known) });
  }
}
