import { configurationPlace, serviceConfiguration, type Configuration } from "./configuration.js";
import { hasErrors, type Diagnostic, type Report } from "./diagnostic.js";
import { applyOverrides, type PlaceOf } from "./model/apply-overrides.js";
import { fromSamples } from "./model/from-samples.js";
import { operationNames } from "./model/narrow-wsdl.js";
import { isKept, narrow, reportBindings, reportUnmatched, type Narrowing } from "./model/narrow.js";
import { reportUnsettled } from "./model/report-unsettled.js";
import type { Service } from "./model/service.js";
import { shareTypes } from "./model/share-types.js";
import { unify } from "./model/unify.js";
import { declarationOf } from "./model/unify/declaration.js";
import type { HelpPage } from "./read/help-page/help-page.js";
import { reportNotShown } from "./read/help-page/listed-operations.js";
import { readHelpPage } from "./read/help-page/read-help-page.js";
import { sourceKind } from "./read/source-kind.js";
import { readWsdl } from "./read/wsdl/read-wsdl.js";
import type { Wsdl, WsdlDocuments } from "./read/wsdl/wsdl.js";
import type { Source, Spec } from "./source.js";
import { suggest } from "../templates/serve/suggestion.js";

export interface Inspection {
  /** None if the spec has no operation; with errors, what could be read. */
  readonly services: readonly Service[];
  /** Absent if the spec has no WSDL. */
  readonly documents: WsdlDocuments | undefined;
  /** In the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A spec that was read, and what it holds. */
export interface InspectedSpec extends Pick<Inspection, "services" | "documents"> {
  readonly spec: Spec;
}

/** Reads a spec into the model: what its WSDLs declare and its pages show becomes services, which the configuration corrects. */
export function inspect(spec: Spec, configuration: Configuration): Inspection {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const settings = serviceConfiguration(configuration, spec.name);
  const placeOf = placesIn(configuration, spec.name);

  const { found, documents } = findServices(spec, settings, placeOf, report);
  if (found.length === 0 && !hasErrors(diagnostics)) report(noOperation(spec));
  checkServices(spec, found, configuration, report);
  const corrected = applyOverrides(found, settings, report, placeOf).flatMap((service) =>
    correctAlone(service, spec, configuration, report),
  );
  const services = shareTypes(corrected);
  for (const service of services) reportUnsettled(service, report);
  return { services, documents, diagnostics };
}

/** The services with the operations that the configuration keeps; what is wrong with the others is not reported. */
function findServices(
  spec: Spec,
  narrowing: Narrowing,
  placeOf: PlaceOf,
  report: Report,
): { readonly found: readonly Service[]; readonly documents: WsdlDocuments | undefined } {
  const known = new Set<string>();
  const reportKept: Report = (diagnostic) => {
    const { operation } = diagnostic;
    if (operation !== undefined) known.add(operation);
    if (operation === undefined || isKept(narrowing, operation)) report(diagnostic);
  };
  const wsdl = readSchemas(spec, reportKept);
  const declared = declarationOf(wsdl, (name) => isKept(narrowing, name), spec.name, reportKept);
  for (const name of wsdl === undefined ? [] : operationNames(wsdl)) known.add(name);
  const declaredNames = new Set(namesOf(declared.services));
  const pages = readPages(spec, withoutLoss(declaredNames, reportKept));
  const listed = pages.flatMap((page) => [...page.operations, ...page.listed]);
  for (const name of [...declaredNames, ...listed.map(({ name }) => name)]) known.add(name);
  reportUnmatched(narrowing, [...known], report, placeOf);

  const kept = pages.map((page) => ({
    ...page,
    operations: page.operations.filter(({ name }) => isKept(narrowing, name)),
    listed: page.listed.filter(({ name }) => isKept(narrowing, name) && !declaredNames.has(name)),
  }));
  reportNotShown(kept, report);
  const shown = fromSamples(kept, spec.name, withoutLoss(declaredNames, report));
  const all = unify(declared, shown, reportKept);
  reportBindings(narrowing, all, report, placeOf);
  const found = all.flatMap((service) => narrow(service, narrowing) ?? []);
  return { found, documents: wsdl?.documents };
}

function readSchemas(spec: Spec, report: Report): Wsdl | undefined {
  const sources = spec.sources.filter((source) => sourceKind(source) === "wsdl");
  return sources.length === 0 ? undefined : readWsdl({ ...spec, sources }, report);
}

function readPages({ sources, entry }: Spec, report: Report): readonly HelpPage[] {
  // What else there is beside a WSDL that is named, it imports.
  if (entry !== undefined) return [];
  const diagnostics: Diagnostic[] = [];
  const pages = sources
    .filter((source) => isPage(source))
    .map((source) => readHelpPage(source, (diagnostic) => void diagnostics.push(diagnostic)));
  diagnostics.filter((diagnostic) => !isCompleted(diagnostic, pages)).forEach(report);
  return pages;
}

/** What is neither is reported by the reader of pages. */
function isPage(source: Source): boolean {
  const kind = sourceKind(source);
  return kind === "page" || kind === "xml";
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

/** What is wrong with a page is no error where a WSDL declares what it shows, since nothing is missing then. */
function withoutLoss(declared: ReadonlySet<string>, report: Report): Report {
  return (diagnostic) => {
    const { severity, operation } = diagnostic;
    const isLoss = declared.size === 0 || (operation !== undefined && !declared.has(operation));
    report(severity === "error" && !isLoss ? { ...diagnostic, severity: "warning" } : diagnostic);
  };
}

function namesOf(services: readonly Service[]): readonly string[] {
  return services.flatMap(({ operations }) => operations.map(({ name }) => name));
}

/** Applies what the configuration says of one service of several, under `spec/service`. */
function correctAlone(service: Service, spec: Spec, configuration: Configuration, report: Report): readonly Service[] {
  const name = `${spec.name}/${service.name}`;
  const settings = serviceConfiguration(configuration, name);
  if (Object.keys(settings).length === 0) return [service];
  const placeOf = placesIn(configuration, name);
  reportUnmatched(settings, namesOf([service]), report, placeOf);
  reportBindings(settings, [service], report, placeOf);
  const narrowed = narrow(service, settings);
  return narrowed === undefined ? [] : applyOverrides([narrowed], settings, report, placeOf);
}

function placesIn(configuration: Configuration, name: string): PlaceOf {
  return (...path) => configurationPlace(configuration, ["services", name, ...path]);
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
  const message = "found no operation, expected a WSDL or the help page of at least one";
  return { severity: "error", code: "spec-empty", message, place: { path, line: 1, column: 1 } };
}
