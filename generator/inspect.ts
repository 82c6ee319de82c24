import { type Configuration, serviceConfiguration } from "./configuration.js";
import type { Diagnostic, Report } from "./diagnostic.js";
import type { Service } from "./model/service.js";
import type { Spec } from "./source.js";

export interface Inspection {
  /** Absent if the spec shows no operation; with errors, what could be read. */
  readonly service?: Service;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a spec into the model. */
export function inspect(spec: Spec, configuration: Configuration): Inspection {
  const diagnostics: Diagnostic[] = [];
  const service = readService(spec, configuration, (diagnostic) => void diagnostics.push(diagnostic));
  return { ...(service !== undefined && { service }), diagnostics };
}

/** Pages are read, unified to a service, and corrected by the configuration. */
export function readService(spec: Spec, configuration: Configuration, report: Report): Service | undefined {
  return undefined;
}
