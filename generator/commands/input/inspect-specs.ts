import { readConfiguration, type Configuration } from "../../configuration.js";
import { hasErrors, strictly, type Diagnostic, type Report } from "../../diagnostic.js";
import { inspect, type InspectedSpec } from "../../inspect.js";
import type { CommonOptions } from "../options.js";
import { printDiagnostics } from "../print-diagnostics.js";
import { exitCodes, type ExitCode, type Shell } from "../shell.js";
import { findSpecs } from "./find-specs.js";
import { readConfigurationSource } from "./read-configuration-source.js";
import { readSpecs } from "./read-specs.js";

export interface InspectedSpecs {
  readonly specs: readonly InspectedSpec[];
  readonly configuration: Configuration;
  readonly exitCode: ExitCode;
}

/**
 * Reads the specs for the words of a command line, and prints their diagnostics. If there are errors, the services are
 * those that could be read.
 */
export async function inspectSpecs(
  words: readonly string[],
  options: CommonOptions & { readonly quiet?: true },
  shell: Shell,
): Promise<InspectedSpecs> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const configuration = readConfiguration(await readConfigurationSource(options.config, shell), report);
  const { paths } = await findSpecs(words, configuration, shell, report);
  const name = options.name ?? (words.includes("-") ? pastedName : undefined);
  const read = await readSpecs(paths, name, shell);
  const specs = read.map(({ spec, diagnostics }) => {
    (configuration.strict === true ? diagnostics.map(strictly) : diagnostics).forEach(report);
    const { diagnostics: found, ...inspected } = inspect(spec, configuration);
    found.forEach(report);
    return { spec, ...inspected };
  });
  const sources = [
    ...read.flatMap(({ spec }) => spec.sources),
    ...(configuration.source ? [configuration.source] : []),
  ];
  const shown = options.quiet === true ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  printDiagnostics(shown, sources, options.diagnostics, shell);
  return { specs, configuration, exitCode: hasErrors(diagnostics) ? exitCodes.errors : exitCodes.fine };
}

/** The name of a spec from standard input, for which nothing is written. */
const pastedName = "input";
