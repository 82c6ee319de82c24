import { formatService } from "../model/format-service.js";
import { modelVersion } from "../model/service.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import type { InspectOptions } from "./options.js";
import type { ExitCode, Shell } from "./shell.js";

/**
 * Runs `soapwright inspect`, which prints the model of specs. For a spec with errors it prints the parts that could be
 * read.
 */
export async function inspectCommand(word: string, options: InspectOptions, shell: Shell): Promise<ExitCode> {
  const { specs, exitCode } = await inspectSpecs(word, options, shell);
  const services = specs.flatMap((spec) => spec.services);
  if (options.json === true) {
    shell.out(`${JSON.stringify({ version: modelVersion, services }, null, 2)}\n`);
  } else {
    shell.out(services.map((service) => formatService(service, { explain: options.explain === true })).join("\n"));
  }
  return exitCode;
}
