import type { Configuration } from "./configuration.js";
import { hasErrors, type Diagnostic, type Report } from "./diagnostic.js";
import { emitServices } from "./emit/client.js";
import type { OutputFile } from "./emit/output-file.js";
import { runtimeFiles } from "./emit/runtime.js";
import { inspect } from "./inspect.js";
import type { Spec } from "./source.js";

/** A file of the runtime that generated modules import: `cursor.ts`. */
export interface RuntimeSource {
  readonly name: string;
  readonly text: string;
}

export interface Generation {
  /** None if a diagnostic is an error: a run gives all of its files or none. */
  readonly files: readonly OutputFile[];
  /** In the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Generates the clients of `specs` and the runtime that they share; `start` is told of each spec before its work begins. */
export async function generate(
  specs: readonly Spec[],
  configuration: Configuration,
  runtime: readonly RuntimeSource[],
  start: (spec: Spec) => void = () => undefined,
): Promise<Generation> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const files: OutputFile[] = [];
  for (const spec of specs) {
    start(spec);
    const inspection = inspect(spec, configuration);
    inspection.diagnostics.forEach(report);
    // A spec with errors is not printed, but those after it are, so that one run reports everything.
    if (hasErrors(inspection.diagnostics)) continue;
    files.push(...(await emitServices(inspection.services, { spec, configuration })));
  }
  files.push(...runtimeFiles(runtime, configuration.importExtension));
  return { files: hasErrors(diagnostics) ? [] : files, diagnostics };
}
