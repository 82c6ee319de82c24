import { configurationPlace, serviceConfiguration, type Configuration } from "./configuration.js";
import { hasErrors, leniently, strictly, withHint, type Diagnostic, type Report } from "./diagnostic.js";
import { applyOverrides, type PlaceOf } from "./model/overrides/apply-overrides.js";
import { fromSamples } from "./model/from-samples.js";
import { isOperation, type LeftOut } from "./model/left-out.js";
import { namesInWildcards, withoutCarried } from "./model/overrides/named-elements.js";
import { operationNames } from "./model/narrow-wsdl.js";
import { isKept, narrow, reportBindings, reportUnmatched, type Narrowing } from "./model/narrow.js";
import { reportDemands, withoutIgnoredDemands } from "./model/report-demands.js";
import { reportUnsettled } from "./model/report-unsettled.js";
import type { Service } from "./model/service.js";
import { withoutSettled } from "./model/settled.js";
import { shareTypes } from "./model/share-types.js";
import { unify } from "./model/unify.js";
import { declarationOf } from "./model/unify/declaration.js";
import { recordingPage } from "./read/exchange/recording-page.js";
import type { HelpPage } from "./read/help-page/help-page.js";
import { joinHalves } from "./read/help-page/join-halves.js";
import { reportNotShown, wsdlLine } from "./read/help-page/listed-operations.js";
import { reportMissingMessages } from "./read/help-page/missing-messages.js";
import { readPages } from "./read/read-pages.js";
import { sortSources } from "./read/sort-sources.js";
import { readWsdl } from "./read/wsdl/read-wsdl.js";
import type { WsdlDocuments } from "./read/wsdl/wsdl.js";
import type { Spec } from "./source.js";
import { suggest } from "../templates/stand-in/suggestion.js";

/** The model of a spec, and what it lacks. */
export interface Inspection {
  /** The services; empty if the spec has no operation. If there are errors, those that could be read. */
  readonly services: readonly Service[];
  /**
   * The operations in the spec but not in `services`, except those that the configuration leaves out, and the parts that
   * others lack.
   */
  readonly leftOut: readonly LeftOut[];
  /** Undefined if the spec has no WSDL. */
  readonly documents: WsdlDocuments | undefined;
  /** Diagnostics in the order of their discovery. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A spec with the result of reading it. */
export interface InspectedSpec extends Omit<Inspection, "diagnostics"> {
  readonly spec: Spec;
}

/**
 * Reads a spec into the model: combines the declarations of its WSDLs and the samples of its pages, and applies the
 * configuration.
 */
export function inspect(spec: Spec, configuration: Configuration): Inspection {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => {
    const shown = withHint(diagnostic, spec.name);
    diagnostics.push(configuration.strict === true ? strictly(shown) : shown);
  };
  const settings = serviceConfiguration(configuration, spec.name);
  const placeOf = placesIn(configuration, spec.name);
  const { found, leftOut, lists, documents } = findServices(spec, configuration, report);
  if (found.length === 0 && !hasErrors(diagnostics)) report(noOperation(spec, leftOut, lists));
  checkServices(spec, found, configuration, report);
  const demanding = withoutIgnoredDemands(found, settings, report, placeOf);
  const corrected = applyOverrides(demanding, settings, report, placeOf).flatMap((service) =>
    correctAlone(service, spec, configuration, report),
  );
  const services = shareTypes(corrected.map(withoutCarried));
  for (const service of services) {
    reportDemands(service, report);
    reportUnsettled(service, report);
  }
  return { services, leftOut, documents, diagnostics: withoutSettled(diagnostics, services) };
}

interface Found {
  readonly found: readonly Service[];
  readonly leftOut: readonly LeftOut[];
  /** The pages that list operations. */
  readonly lists: readonly HelpPage[];
  readonly documents: WsdlDocuments | undefined;
}

/** The services with the operations that the configuration keeps. Reports nothing about the others. */
function findServices(spec: Spec, configuration: Configuration, report: Report): Found {
  const narrowing: Narrowing = serviceConfiguration(configuration, spec.name);
  const placeOf = placesIn(configuration, spec.name);
  const keeps = (name: string): boolean => isKept(narrowing, name);
  const { pages: pageSources, recordings, definitions } = sortSources(spec, report);
  const wsdl = definitions.sources.length === 0 ? undefined : readWsdl(definitions, report);
  const declared = declarationOf(wsdl, keeps, spec.name, report, namesInWildcards(configuration, spec.name));
  // Problems of a page are only warnings if a WSDL declares the service.
  const reportPage: Report = declared.services.length === 0 ? report : (diagnostic) => report(leniently(diagnostic));
  const shownPages = readPages(pageSources, keeps, reportPage);
  const recorded = recordings.map(({ source, recording }) => recordingPage(source, recording, keeps, reportPage));
  const declaredNames = new Set(namesOf(declared.services));
  // Traffic adds nothing to an operation that a WSDL declares.
  const pages = joinHalves([
    ...shownPages,
    ...recorded.map((page) => ({
      ...page,
      operations: page.operations.filter(({ name }) => !declaredNames.has(name)),
    })),
  ]);
  const named = pages.flatMap((page) => [...page.operations, ...page.listed]);
  const known = [
    ...(wsdl === undefined ? [] : operationNames(wsdl)),
    ...declaredNames,
    ...named.map(({ name }) => name),
  ];
  reportUnmatched(narrowing, [...new Set(known)], report, placeOf);

  const kept = pages.map((page) => ({
    ...page,
    operations: page.operations.filter(({ name }) => keeps(name)),
    listed: page.listed.filter(({ name }) => keeps(name) && !declaredNames.has(name)),
  }));
  reportMissingMessages(kept, reportPage);
  reportNotShown(kept, report);
  const shown = fromSamples(kept, spec.name, reportPage);
  const all = unify(declared, shown.services, report);
  reportBindings(narrowing, all, report, placeOf);
  const found = all.flatMap((service) => narrow(service, narrowing) ?? []);
  const names = new Set(namesOf(found));
  const leftOut = [...declared.leftOut, ...shown.leftOut.filter(({ name }) => !declared.isBound(name))];
  const lacking = leftOut.filter((each) => isOperation(each) !== names.has(each.name));
  const lists = pages.filter(({ listed }) => listed.length > 0);
  return { found, leftOut: lacking, lists, documents: wsdl?.documents };
}

function namesOf(services: readonly Service[]): readonly string[] {
  return services.flatMap(({ operations }) => operations.map(({ name }) => name));
}

/** Applies the configuration of one service among several, under `spec/service`. */
function correctAlone(service: Service, spec: Spec, configuration: Configuration, report: Report): readonly Service[] {
  const name = `${spec.name}/${service.name}`;
  const settings = serviceConfiguration(configuration, name);
  if (Object.keys(settings).length === 0) return [service];
  const placeOf = placesIn(configuration, name);
  reportUnmatched(settings, namesOf([service]), report, placeOf);
  reportBindings(settings, [service], report, placeOf);
  const narrowed = narrow(service, settings);
  if (narrowed === undefined) return [];
  const demanding = withoutIgnoredDemands([narrowed], settings, report, placeOf);
  return applyOverrides(demanding, settings, report, placeOf);
}

function placesIn(configuration: Configuration, name: string): PlaceOf {
  return (...path) => configurationPlace(configuration, ["services", name, ...path]);
}

/** Reports settings for services that do not exist, because they would silently have no effect. */
function checkServices(spec: Spec, services: readonly Service[], configuration: Configuration, report: Report): void {
  const names = services.length < 2 ? [] : services.map(({ name }) => `${spec.name}/${name}`);
  for (const name of Object.keys(configuration.services)) {
    if (!name.startsWith(`${spec.name}/`) || names.includes(name)) continue;
    const message = `found ${JSON.stringify(name)}, expected the name of one of several services in ${spec.path}`;
    const place = configurationPlace(configuration, ["services", name]);
    report({ severity: "error", code: "configuration-service", message, place, hint: suggest(name, names) });
  }
}

function noOperation({ path }: Spec, leftOut: readonly LeftOut[], [list]: readonly HelpPage[]): Diagnostic {
  const place = { path, line: 1, column: 1 };
  const [first, ...others] = leftOut;
  if (first === undefined && list !== undefined) {
    const message = "found only a list of operations, expected a WSDL or the help page of at least one";
    const line = wsdlLine(list);
    return { severity: "error", code: "spec-empty", message, place, ...(line && { hint: `save the WSDL: ${line}` }) };
  }
  if (first === undefined) {
    const message = "found no operation, expected a WSDL or the help page of at least one";
    return { severity: "error", code: "spec-empty", message, place };
  }
  const found = others.length === 0 ? `only the operation ${first.name}` : `only operations such as ${first.name}`;
  const which = others.length === 0 ? "which cannot be called" : "none of which can be called";
  const message = `found ${found}, ${which}, expected at least one that can`;
  const hint = first.hint ?? "correct what the warning about it names";
  return { severity: "error", code: "spec-empty", message, place, hint };
}
