import { readConfiguration } from "../configuration.js";
import { hasErrors, type Diagnostic, type Report } from "../diagnostic.js";
import { inspect } from "../inspect.js";
import { formatService } from "../model/format-service.js";
import { modelVersion } from "../model/service.js";
import { printDiagnostics } from "./print-diagnostics.js";
import type { InspectOptions } from "./program.js";
import { readConfigurationSource } from "./read-configuration-source.js";
import { readSpec } from "./read-specs.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";

/** `soapwright inspect`: prints the model of a spec, also of one with errors as far as it could be read. */
export async function inspectCommand(path: string, options: InspectOptions, shell: Shell): Promise<ExitCode> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);

  const configuration = readConfiguration(await readConfigurationSource(options.config, shell), report);
  const spec = await readSpec(path, options.name, shell, report);
  const inspection = inspect(spec, configuration);
  inspection.diagnostics.forEach(report);

  const sources = [...spec.sources, ...(configuration.source ? [configuration.source] : [])];
  printDiagnostics(diagnostics, sources, options.diagnostics, shell);
  const { services } = inspection;
  if (options.json === true) {
    shell.out(`${JSON.stringify({ version: modelVersion, services }, null, 2)}\n`);
  } else {
    shell.out(services.map((service) => formatService(service, { explain: options.explain === true })).join("\n"));
  }
  return hasErrors(diagnostics) ? exitCodes.errors : exitCodes.fine;
}
