import { overSoap } from "../bindings.js";
import { demandsAt, type Demand } from "../policies/demands.js";
import type { Report } from "../diagnostic.js";
import { matchesGlob } from "../glob.js";
import { phraseOf, remedyFor } from "../policies/remedy.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import type { ServiceConfiguration } from "../configuration.js";
import type { PlaceOf } from "./overrides/apply-overrides.js";
import { portHint } from "./port-hint.js";
import type { Operation, OperationBinding, Port, Service } from "./service.js";

/** The demands of a port and of the operations that it offers. */
export function demandsOfPort(
  { name, binding, demands = [] }: Port,
  operations: readonly Operation[],
): readonly Demand[] {
  const own = operations.flatMap(({ bindings }) =>
    bindings.filter(overSoap).filter((each) => each.binding === binding),
  );
  return [...demands, ...own.flatMap((bound) => demandsAt(name, bound.demands))];
}

/** Reports what each port demands of callers beside its messages, and the options of a port that satisfy it. */
export function reportDemands({ ports, operations }: Service, report: Report): void {
  for (const port of ports) {
    const remedy = remedyFor(demandsOfPort(port, operations));
    const { words, missing, options } = remedy;
    const [place] = port.evidence.address.places.slice(-1);
    if (words.length === 0 || place === undefined) continue;
    const lack = missing.length === 0 ? "" : `, and the runtime lacks ${phraseOf(missing)}`;
    const expected =
      missing.length > 0 ? "that in headerBlocks or in a step of the program" : `the port to have ${options}`;
    report({
      severity: "warning",
      code: "port-demands",
      message: `found port ${port.name ?? port.binding}, which demands ${phraseOf(words)}, expected ${expected}; clients do not send it by themselves${lack}`,
      place,
      ...(options !== "" && {
        hint: `${missing.length === 0 ? "write" : "the runtime can send a part"}: ${portHint(port.binding, remedy)}`,
      }),
    });
  }
}

/** Leaves out the demands that the configuration names. Reports names of other demands, which would have no effect. */
export function withoutIgnoredDemands(
  services: readonly Service[],
  { ignoreDemands = [] }: Pick<ServiceConfiguration, "ignoreDemands">,
  report: Report,
  placeOf: PlaceOf,
): readonly Service[] {
  if (ignoreDemands.length === 0) return services;
  const all = services.flatMap(({ ports, operations }) => ports.flatMap((port) => demandsOfPort(port, operations)));
  const known = [...new Set(all.map(({ name }) => name))];
  for (const [index, pattern] of ignoreDemands.entries()) {
    if (known.some((name) => matchesGlob(pattern, name))) continue;
    const message = `found ${JSON.stringify(pattern)}, expected the name of a demand, or a pattern that matches one`;
    const place = placeOf("ignoreDemands", index);
    report({ severity: "error", code: "configuration-demands", message, place, hint: suggest(pattern, known) });
  }
  const kept = <T extends { readonly demands?: readonly Demand[] }>({
    demands,
    ...rest
  }: T): Omit<T, "demands"> & Pick<T, "demands"> => {
    const left = demands?.filter(({ name }) => !ignoreDemands.some((pattern) => matchesGlob(pattern, name))) ?? [];
    return left.length === 0 ? rest : { ...rest, demands: left };
  };
  const keptBinding = (bound: OperationBinding): OperationBinding => (overSoap(bound) ? kept(bound) : bound);
  return services.map((service) => ({
    ...service,
    ports: service.ports.map((port) => kept(port)),
    operations: service.operations.map((operation) => ({
      ...operation,
      bindings: operation.bindings.map(keptBinding),
    })),
  }));
}
