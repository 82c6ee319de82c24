import { clark, type Operation, type Port, type Service } from "../model/service.js";
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
  /** Types and choices that other modules declare and this one exports again. */
  readonly exported: Named;
}

/**
 * The modules of a spec: a single one for one service with types in one namespace; otherwise one for each service and
 * one for each namespace. `declared` are the types and choices of all services that have a declaration.
 */
export function layoutOf(services: readonly Service[], declared: Named, spec: string): readonly ModulePlan[] {
  const folder = fileName(spec);
  const ofTypes = new Set(declared.types.map(({ name }) => name.namespace));
  const [only, ...others] = services;
  if (only !== undefined && others.length === 0 && ofTypes.size <= 1) {
    return [{ ...only, path: folder, shared: false, declared, exported: nothing }];
  }
  const namespaces = [...new Set([...ofTypes, ...declared.choices.map(({ head }) => head.namespace)])];
  const names = moduleNames(
    services.map(({ name }) => name),
    namespaces,
  );
  const keys = new Set(declared.types.map(({ name }) => clark(name)));
  const choices = new Map(declared.choices.map((choice) => [choice.key, choice]));
  return [
    ...services.map((service, index): ModulePlan => {
      const exported = {
        types: service.types.filter(({ name }) => keys.has(clark(name))),
        choices: [...new Set(service.types.flatMap(choiceKeys).flatMap((key) => choices.get(key) ?? []))],
      };
      return {
        ...service,
        path: `${folder}/${names.services[index] ?? ""}`,
        shared: true,
        declared: nothing,
        exported,
      };
    }),
    ...namespaces.map((namespace, index): ModulePlan => ({
      path: `${folder}/${names.namespaces[index] ?? ""}`,
      shared: true,
      namespace,
      ports: [],
      operations: [],
      declared: {
        types: declared.types.filter(({ name }) => name.namespace === namespace),
        choices: declared.choices.filter(({ head }) => head.namespace === namespace),
      },
      exported: nothing,
    })),
  ];
}

const nothing: Named = { types: [], choices: [] };
