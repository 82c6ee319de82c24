import { clark, type Operation, type Port, type Service } from "../model/service.js";
import { operationElements, referencesOf } from "../model/traversal.js";
import type { ServiceConfiguration } from "../configuration.js";
import { fileName } from "../../templates/escape.js";
import { choiceKeys } from "../values/types.js";
import { moduleNames, type Named } from "./names.js";

/** The content of a module before names are chosen. */
export interface ModulePlan {
  /** As in `Module`. */
  readonly path: string;
  /** True if the spec has several modules. */
  readonly shared: boolean;
  /** The namespace of the service, or of the types. */
  readonly namespace: string;
  readonly ports: readonly Port[];
  readonly operations: readonly Operation[];
  readonly declared: Named;
  /** True if it declares the values of anyType. */
  readonly any: boolean;
  /** Types and choices that other modules declare and this one exports again. */
  readonly exported: Named;
}

/**
 * The modules of a spec: a single one for one service with types in one namespace; otherwise one for each service and
 * one for each namespace. `declared` are the types and choices of all services that have a declaration. Values of anyType, if
 * there are `any`, can be of all types, so that they have a module of their own beside several others.
 */
export function layoutOf(
  services: readonly Service[],
  declared: Named,
  spec: string,
  overrides: NonNullable<ServiceConfiguration["overrides"]> = {},
  any = false,
): readonly ModulePlan[] {
  const folder = fileName(spec);
  const ofTypes = new Set(declared.types.map(({ name }) => name.namespace));
  const [only, ...others] = services;
  if (only !== undefined && others.length === 0 && ofTypes.size <= 1) {
    return [{ ...only, path: folder, shared: false, declared, any, exported: nothing }];
  }
  const wrappers = ownWrappers(services);
  const withOperations = new Set([...wrappers.values()].flatMap((keys) => [...keys]));
  const apart = declared.types.filter(({ name }) => !withOperations.has(clark(name)));
  const namespaces = [
    ...new Set([...apart.map(({ name }) => name.namespace), ...declared.choices.map(({ head }) => head.namespace)]),
  ];
  const names = moduleNames(
    services.map(({ name }) => name),
    namespaces,
    (uri) => overrides[`{${uri}}`]?.name,
    any,
  );
  const keys = new Set(declared.types.map(({ name }) => clark(name)));
  const choices = new Map(declared.choices.map((choice) => [choice.key, choice]));
  return [
    ...services.map((service, index): ModulePlan => {
      const own = wrappers.get(service) ?? new Set();
      const types = service.types.filter(({ name }) => keys.has(clark(name)));
      return {
        ...service,
        path: `${folder}/${names.services[index] ?? ""}`,
        shared: true,
        declared: { types: types.filter(({ name }) => own.has(clark(name))), choices: [] },
        any: false,
        exported: {
          types: types.filter(({ name }) => !own.has(clark(name))),
          choices: [...new Set(service.types.flatMap(choiceKeys).flatMap((key) => choices.get(key) ?? []))],
        },
      };
    }),
    ...namespaces.map((namespace, index): ModulePlan => ({
      path: `${folder}/${names.namespaces[index] ?? ""}`,
      shared: true,
      namespace,
      ports: [],
      operations: [],
      declared: {
        types: apart.filter(({ name }) => name.namespace === namespace),
        choices: declared.choices.filter(({ head }) => head.namespace === namespace),
      },
      any: false,
      exported: nothing,
    })),
    ...names.any.map((name) => ({ ...anyModule, path: `${folder}/${name}` })),
  ];
}

/** The keys of the wrappers that are declared with the operations of their service, because nothing else refers to them. */
function ownWrappers(services: readonly Service[]): ReadonlyMap<Service, ReadonlySet<string>> {
  const referred = new Set(services.flatMap(({ types }) => types.flatMap(referencesOf).map(({ name }) => name)));
  const users = new Map<string, Service | undefined>();
  for (const service of services) {
    for (const { type } of service.operations.flatMap(operationElements)) {
      users.set(type.name, users.has(type.name) && users.get(type.name) !== service ? undefined : service);
    }
  }
  return new Map(
    services.map((service) => {
      const wrappers = service.types.filter((type) => type.kind === "complex" && type.wrapper === true);
      const keys = wrappers.map(({ name }) => clark(name));
      return [service, new Set(keys.filter((key) => users.get(key) === service && !referred.has(key)))];
    }),
  );
}

const nothing: Named = { types: [], choices: [] };

const anyModule: Omit<ModulePlan, "path"> = {
  shared: true,
  namespace: "",
  ports: [],
  operations: [],
  declared: nothing,
  any: true,
  exported: nothing,
};
