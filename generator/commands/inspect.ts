import { formatService } from "../model/format-service.js";
import { modelVersion } from "../model/service.js";
import { inspectSpec } from "./input/inspect-spec.js";
import type { InspectOptions } from "./options.js";
import type { ExitCode, Shell } from "./shell.js";

/** `soapwright inspect`: prints the model of a spec, also of one with errors as far as it could be read. */
export async function inspectCommand(path: string, options: InspectOptions, shell: Shell): Promise<ExitCode> {
  const { services, exitCode } = await inspectSpec(path, options, shell);
  if (options.json === true) {
    shell.out(`${JSON.stringify({ version: modelVersion, services }, null, 2)}\n`);
  } else {
    shell.out(services.map((service) => formatService(service, { explain: options.explain === true })).join("\n"));
  }
  return exitCode;
}
