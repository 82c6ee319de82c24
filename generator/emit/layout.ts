import { clark, type Operation, type Port, type Service, type Type } from "../model/service.js";
import { fileName } from "../../templates/escape.js";
import { moduleNames } from "./names.js";

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
  readonly declared: readonly Type[];
  /** Types that other modules declare and this one exports again. */
  readonly exported: readonly Type[];
}

/**
 * The modules of a spec: a single one for one service with types in one namespace; otherwise one for each service and
 * one for each namespace. `declared` are the types of all services that have a declaration.
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
