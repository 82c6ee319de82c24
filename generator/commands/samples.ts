import type { Binding } from "../bindings.js";
import { pageText } from "../pages/help-page.js";
import { pageHtml } from "../pages/page-html.js";
import type { Operation, Service } from "../model/service.js";
import { toSamples } from "../pages/to-samples.js";
import { exampleValues } from "../pages/example-values.js";
import { placeholders } from "../pages/placeholders.js";
import { suggest } from "../../templates/serve/suggestion.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import type { SamplesOptions } from "./options.js";
import { UsageError, type ExitCode, type Shell } from "./shell.js";

/** `soapwright samples`: prints the messages of operations as a help page, also of a spec with errors. */
export async function samplesCommand(
  word: string,
  name: string | undefined,
  options: SamplesOptions,
  shell: Shell,
): Promise<ExitCode> {
  const { specs, exitCode } = await inspectSpecs(word, options, shell);
  const services = specs.flatMap((spec) => spec.services);
  for (const service of select(services, name, options.binding)) {
    const page = {
      service: service.name,
      operations: toSamples(service, options.values === true ? exampleValues : placeholders),
      counted: options.values === true,
    };
    shell.out(options.html === true ? pageHtml(page) : pageText(page));
  }
  return exitCode;
}

/** The services with the one operation and the one binding that are asked for, or with all. */
function select(
  services: readonly Service[],
  name: string | undefined,
  binding: Binding | undefined,
): readonly Service[] {
  const named = having(services, (operation) =>
    name === undefined || operation.name === name ? operation : undefined,
  );
  const titles = services.map((service) => service.name).join(", ");
  if (name !== undefined && services.length > 0 && named.length === 0) {
    const known = operationsOf(services).map((operation) => operation.name);
    throw new UsageError(`${titles} has no operation ${JSON.stringify(name)}: ${suggest(name, known)}`);
  }
  if (binding === undefined) return named;
  const bound = having(named, (operation) => {
    const bindings = operation.bindings.filter((each) => each.binding === binding);
    return bindings.length === 0 ? undefined : { ...operation, bindings };
  });
  if (named.length > 0 && bound.length === 0) {
    const known = bindingsOf(operationsOf(named));
    throw new UsageError(`${name ?? titles} is not bound to ${binding}: ${suggest(binding, known)}`);
  }
  return bound;
}

/** The services with what `keep` leaves of their operations, if anything. */
function having(
  services: readonly Service[],
  keep: (operation: Operation) => Operation | undefined,
): readonly Service[] {
  return services
    .map((service) => ({ ...service, operations: service.operations.flatMap((operation) => keep(operation) ?? []) }))
    .filter(({ operations }) => operations.length > 0);
}

function operationsOf(services: readonly Service[]): readonly Operation[] {
  return services.flatMap(({ operations }) => operations);
}

function bindingsOf(operations: readonly Operation[]): readonly Binding[] {
  return [...new Set(operations.flatMap(({ bindings }) => bindings.map(({ binding }) => binding)))];
}
