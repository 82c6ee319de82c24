import { clark, type Operation, type Port, type Service, type Type } from "../model/service.js";
import { fileName } from "../../templates/escape.js";
import { moduleNames } from "./names.js";

/** What one module is to hold, before anything in it has a name. */
export interface ModulePlan {
  /** As in `Module`. */
  readonly path: string;
  /** True if it is one of several. */
  readonly shared: boolean;
  /** The module's own: the service's, or that of its types. */
  readonly namespace: string;
  readonly ports: readonly Port[];
  readonly operations: readonly Operation[];
  readonly declared: readonly Type[];
  /** The declared types of other modules that this one hands on. */
  readonly exported: readonly Type[];
}

/**
 * The modules of the services of a spec: one, if it is one service whose types are in one namespace; else one for each service
 * and one for each namespace. `declared` are the types that have a declaration, of all services.
 */
export function layoutOf(services: readonly Service[], declared: readonly Type[], spec: string): readonly ModulePlan[] {
  const folder = fileName(spec);
  const namespaces = [...new Set(declared.map(({ name }) => name.namespace))];
  const [only, ...others] = services;
  if (only !== undefined && others.length === 0 && namespaces.length <= 1) {
    return [{ ...only, path: folder, shared: false, declared, exported: [] }];
  }
  const names = moduleNames(
    services.map(({ name }) => name),
    namespaces,
  );
  const keys = new Set(declared.map(({ name }) => clark(name)));
  return [
    ...services.map((service, index): ModulePlan => {
      const exported = service.types.filter(({ name }) => keys.has(clark(name)));
      return { ...service, path: `${folder}/${names.services[index] ?? ""}`, shared: true, declared: [], exported };
    }),
    ...namespaces.map((namespace, index): ModulePlan => ({
      path: `${folder}/${names.namespaces[index] ?? ""}`,
      shared: true,
      namespace,
      ports: [],
      operations: [],
      declared: declared.filter(({ name }) => name.namespace === namespace),
      exported: [],
    })),
  ];
}
