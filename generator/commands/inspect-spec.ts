import { readConfiguration } from "../configuration.js";
import { hasErrors, type Diagnostic, type Report } from "../diagnostic.js";
import { inspect } from "../inspect.js";
import type { Service } from "../model/service.js";
import { printDiagnostics } from "./print-diagnostics.js";
import type { CommonOptions } from "./program.js";
import { readConfigurationSource } from "./read-configuration-source.js";
import { readSpec } from "./read-specs.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";

/** Reads the one spec of a command and prints its diagnostics. With errors, its services are what could be read. */
export async function inspectSpec(
  path: string,
  options: CommonOptions,
  shell: Shell,
): Promise<{ readonly services: readonly Service[]; readonly exitCode: ExitCode }> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const configuration = readConfiguration(await readConfigurationSource(options.config, shell), report);
  const spec = await readSpec(path, options.name, shell, report);
  const inspection = inspect(spec, configuration);
  inspection.diagnostics.forEach(report);
  const sources = [...spec.sources, ...(configuration.source ? [configuration.source] : [])];
  printDiagnostics(diagnostics, sources, options.diagnostics, shell);
  return {
    services: inspection.services,
    exitCode: hasErrors(diagnostics) ? exitCodes.errors : exitCodes.fine,
  };
}
