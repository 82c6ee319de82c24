import { configurationPlace, serviceConfiguration, type Configuration } from "./configuration.js";
import { hasErrors, type Diagnostic, type Report } from "./diagnostic.js";
import { applyOverrides } from "./model/apply-overrides.js";
import { fromSamples } from "./model/from-samples.js";
import { reportUnsettled } from "./model/report-unsettled.js";
import type { Service } from "./model/service.js";
import { shareTypes } from "./model/share-types.js";
import type { HelpPage } from "./read/help-page/help-page.js";
import { reportNotShown } from "./read/help-page/listed-operations.js";
import { readHelpPage } from "./read/help-page/read-help-page.js";
import type { Place, Spec } from "./source.js";
import { suggest } from "./suggestion.js";

export interface Inspection {
  /** None if the spec shows no operation; with errors, what could be read. */
  readonly services: readonly Service[];
  /** In the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a spec into the model: its pages become services, which the configuration corrects. */
export function inspect(spec: Spec, configuration: Configuration): Inspection {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const { ignore = [], ...corrections } = serviceConfiguration(configuration, spec.name);
  const placeOf = (...path: readonly string[]): Place =>
    configurationPlace(configuration, ["services", spec.name, ...path]);

  const pages = readPages(spec, ignore, placeOf("ignore"), report);
  reportNotShown(pages, report);
  const shown = fromSamples(pages, spec.name, report);
  if (shown.length === 0 && !hasErrors(diagnostics)) report(noOperation(spec));
  checkServices(spec, shown, configuration, report);
  const corrected = applyOverrides(shown, corrections, report, placeOf).flatMap((service) =>
    correctAlone(service, spec, configuration, report),
  );
  const services = shareTypes(corrected);
  for (const service of services) reportUnsettled(service, report);
  return { services, diagnostics };
}

/** Applies what the configuration says of one service of several, under `spec/service`. */
function correctAlone(service: Service, spec: Spec, configuration: Configuration, report: Report): readonly Service[] {
  const name = `${spec.name}/${service.name}`;
  const { ignore = [], ...corrections } = serviceConfiguration(configuration, name);
  const placeOf = (...path: readonly string[]): Place => configurationPlace(configuration, ["services", name, ...path]);
  checkIgnore(
    ignore,
    service.operations.map((operation) => operation.name),
    placeOf("ignore"),
    report,
  );
  const operations = service.operations.filter((operation) => !ignore.includes(operation.name));
  return operations.length === 0 ? [] : applyOverrides([{ ...service, operations }], corrections, report, placeOf);
}

/** What the configuration says of a service that is not there would be lost. */
function checkServices(spec: Spec, services: readonly Service[], configuration: Configuration, report: Report): void {
  const names = services.length < 2 ? [] : services.map(({ name }) => `${spec.name}/${name}`);
  for (const name of Object.keys(configuration.services)) {
    if (!name.startsWith(`${spec.name}/`) || names.includes(name)) continue;
    const message = `found ${JSON.stringify(name)}, expected the name of one of several services in ${spec.path}`;
    const place = configurationPlace(configuration, ["services", name]);
    report({ severity: "error", code: "configuration-service", message, place, hint: suggest(name, names) });
  }
}

function noOperation({ path }: Spec): Diagnostic {
  const message = "found no operation, expected the help page of at least one";
  return { severity: "error", code: "spec-empty", message, place: { path, line: 1, column: 1 } };
}

/** The pages of a spec without the operations that the configuration leaves out, and without what is wrong with those. */
function readPages(spec: Spec, ignore: readonly string[], place: Place, report: Report): readonly HelpPage[] {
  const diagnostics: Diagnostic[] = [];
  const pages = spec.sources.map((source) => readHelpPage(source, (diagnostic) => void diagnostics.push(diagnostic)));
  const found = new Set(diagnostics.flatMap(({ operation }) => operation ?? []));
  for (const { name } of pages.flatMap(({ operations, listed }) => [...operations, ...listed])) found.add(name);
  for (const diagnostic of diagnostics) {
    const ignored = diagnostic.operation !== undefined && ignore.includes(diagnostic.operation);
    if (!ignored && !isCompleted(diagnostic, pages)) report(diagnostic);
  }
  checkIgnore(ignore, [...found], place, report);
  const kept = ({ name }: { readonly name: string }) => !ignore.includes(name);
  return pages.map((page) => ({ ...page, operations: page.operations.filter(kept), listed: page.listed.filter(kept) }));
}

/** True if a page lacks the request or the response of an operation and another page shows it. */
function isCompleted({ code, operation, place }: Diagnostic, pages: readonly HelpPage[]): boolean {
  const missing = code === "request-missing" ? "request" : code === "response-missing" ? "response" : undefined;
  if (missing === undefined || operation === undefined) return false;
  return pages
    .filter(({ source }) => source.path !== place.path)
    .flatMap(({ operations }) => operations)
    .some(({ name, samples }) => name === operation && samples.some(({ message }) => message === missing));
}

function checkIgnore(ignore: readonly string[], known: readonly string[], place: Place, report: Report): void {
  for (const name of ignore.filter((each) => !known.includes(each))) {
    const message = `found ${JSON.stringify(name)}, expected the name of an operation`;
    report({ severity: "error", code: "configuration-ignore", message, place, hint: suggest(name, known) });
  }
}
