import { readConfiguration, type Configuration } from "../../configuration.js";
import { hasErrors, type Diagnostic, type Report } from "../../diagnostic.js";
import { inspect, type Inspection } from "../../inspect.js";
import type { Spec } from "../../source.js";
import type { CommonOptions } from "../options.js";
import { printDiagnostics } from "../print-diagnostics.js";
import { readConfigurationSource } from "./read-configuration-source.js";
import { readSpec } from "./read-specs.js";
import { exitCodes, type ExitCode, type Shell } from "../shell.js";

export interface InspectedSpec extends Omit<Inspection, "diagnostics"> {
  readonly spec: Spec;
  readonly configuration: Configuration;
  readonly exitCode: ExitCode;
}

/** Reads the one spec of a command and prints its diagnostics. With errors, its services are what could be read. */
export async function inspectSpec(
  path: string,
  options: CommonOptions & { readonly quiet?: true },
  shell: Shell,
): Promise<InspectedSpec> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const configuration = readConfiguration(await readConfigurationSource(options.config, shell), report);
  const spec = await readSpec(path, options.name, shell, report);
  const { services, documents, ...inspection } = inspect(spec, configuration);
  inspection.diagnostics.forEach(report);
  const sources = [...spec.sources, ...(configuration.source ? [configuration.source] : [])];
  const shown = options.quiet === true ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  printDiagnostics(shown, sources, options.diagnostics, shell);
  const exitCode = hasErrors(diagnostics) ? exitCodes.errors : exitCodes.fine;
  return { spec, configuration, services, documents, exitCode };
}
