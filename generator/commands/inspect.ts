import { formatService } from "../model/format/format-service.js";
import { formatSuggestions } from "../model/format/format-suggestions.js";
import { modelVersion } from "../model/service.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import type { InspectOptions } from "./options.js";
import type { ExitCode, Shell } from "./shell.js";

/**
 * Runs `soapwright inspect`, which prints the model of specs. For a spec with errors it prints the parts that could be
 * read.
 */
export async function inspectCommand(word: string, options: InspectOptions, shell: Shell): Promise<ExitCode> {
  const { specs, exitCode } = await inspectSpecs([word], options, shell);
  const services = specs.flatMap((spec) => spec.services);
  if (options.json === true) {
    shell.out(`${JSON.stringify({ version: modelVersion, services }, null, 2)}\n`);
  } else {
    const texts = specs.flatMap(({ spec, services }) =>
      services.map((service) => {
        const key = services.length === 1 ? spec.name : `${spec.name}/${service.name}`;
        return formatService(service, { explain: options.explain === true }) + formatSuggestions(service, key);
      }),
    );
    shell.out(texts.join("\n"));
  }
  return exitCode;
}
