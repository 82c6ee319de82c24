import { wantsServer, type Configuration } from "./configuration.js";
import { hasErrors, type Diagnostic, type Report } from "./diagnostic.js";
import { emitClients } from "./emit/client.js";
import { emitContracts } from "./emit/contract.js";
import { modulesOf } from "./emit/modules.js";
import type { OutputFile } from "./emit/output-file.js";
import { runtimeFiles, type RuntimeSource } from "./emit/runtime.js";
import { inspect } from "./inspect.js";
import type { Service } from "./model/service.js";
import type { Spec } from "./source.js";

export interface Generation {
  /** None if a diagnostic is an error: a run gives all of its files or none. */
  readonly files: readonly OutputFile[];
  /** In the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Generates the clients of `specs`, the modules that serve them, and the runtime that all share. */
export async function generate(
  specs: readonly Spec[],
  configuration: Configuration,
  runtime: readonly RuntimeSource[],
): Promise<Generation> {
  const { files, diagnostics } = await generateModules(specs, configuration);
  const added: Diagnostic[] = [];
  const shared = runtimeFiles(runtime, files, configuration, (diagnostic) => void added.push(diagnostic));
  return { files: hasErrors(added) ? [] : [...files, ...shared], diagnostics: [...diagnostics, ...added] };
}

/** Generates all but the runtime, which modules from elsewhere may share; `start` is told of each spec before its work begins. */
export async function generateModules(
  specs: readonly Spec[],
  configuration: Configuration,
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
    const { services, documents } = inspection;
    const modules = modulesOf(services, { name: spec.name, configuration });
    const isServed = ({ name }: Service): boolean => wantsServer(configuration, spec.name, name);
    files.push(
      ...(await emitClients(modules, spec)),
      ...(await emitContracts(modules, services, { spec, configuration, documents, isServed })),
    );
  }
  return { files: hasErrors(diagnostics) ? [] : files, diagnostics };
}
