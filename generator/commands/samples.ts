import type { Binding } from "../bindings.js";
import type { InspectedSpec } from "../inspect.js";
import type { Operation, Service } from "../model/service.js";
import { pageText, samplePage } from "../pages/help-page.js";
import { pageHtml } from "../pages/page-html.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import { examplePages } from "./example-pages.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import type { SamplesOptions } from "./options.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/**
 * Runs `soapwright samples`, which prints the messages of operations as a help page. A spec with errors gets
 * placeholders instead of values, because its stand-in cannot run.
 */
export async function samplesCommand(
  word: string,
  name: string | undefined,
  options: SamplesOptions,
  shell: Shell,
): Promise<ExitCode> {
  const { specs, configuration, exitCode } = await inspectSpecs([word], options, shell);
  const selected = select(specs, name, options.binding);
  if (options.values === true && exitCode !== exitCodes.fine) return exitCode;
  const pages =
    options.values === true ? await examplePages(selected, configuration) : servicesOf(selected).map(samplePage);
  for (const page of pages) shell.out(options.html === true ? pageHtml(page) : pageText(page));
  return exitCode;
}

/** The specs with only the given operation and binding; by default, with all. */
function select(
  specs: readonly InspectedSpec[],
  name: string | undefined,
  binding: Binding | undefined,
): readonly InspectedSpec[] {
  const named = having(specs, (operation) => (name === undefined || operation.name === name ? operation : undefined));
  const services = servicesOf(specs);
  const titles = services.map((service) => service.name).join(", ");
  if (name !== undefined && services.length > 0 && named.length === 0) {
    const known = operationsOf(specs).map((operation) => operation.name);
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

/** The specs with the operations that `keep` returns, except for services and specs without any. */
function having(
  specs: readonly InspectedSpec[],
  keep: (operation: Operation) => Operation | undefined,
): readonly InspectedSpec[] {
  return specs.flatMap((spec) => {
    const services = spec.services
      .map((service) => ({ ...service, operations: service.operations.flatMap((operation) => keep(operation) ?? []) }))
      .filter(({ operations }) => operations.length > 0);
    return services.length === 0 ? [] : { ...spec, services };
  });
}

function servicesOf(specs: readonly InspectedSpec[]): readonly Service[] {
  return specs.flatMap(({ services }) => services);
}

function operationsOf(specs: readonly InspectedSpec[]): readonly Operation[] {
  return servicesOf(specs).flatMap(({ operations }) => operations);
}

function bindingsOf(operations: readonly Operation[]): readonly Binding[] {
  return [...new Set(operations.flatMap(({ bindings }) => bindings.map(({ binding }) => binding)))];
}
