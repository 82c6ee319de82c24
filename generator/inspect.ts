import { configurationPlace, serviceConfiguration, type Configuration } from "./configuration.js";
import { hasErrors, type Diagnostic, type Report } from "./diagnostic.js";
import { applyOverrides } from "./model/apply-overrides.js";
import { fromSamples } from "./model/from-samples.js";
import type { Service } from "./model/service.js";
import type { HelpPage } from "./read/help-page/help-page.js";
import { reportNotShown } from "./read/help-page/listed-operations.js";
import { readHelpPage } from "./read/help-page/read-help-page.js";
import type { Place, Spec } from "./source.js";
import { suggest } from "./suggestion.js";

export interface Inspection {
  /** Absent if the spec shows no operation; with errors, what could be read. */
  readonly service?: Service;
  /** In the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a spec into the model: its pages become one service, which the configuration corrects. */
export function inspect(spec: Spec, configuration: Configuration): Inspection {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const { ignore = [], ...corrections } = serviceConfiguration(configuration, spec.name);
  const placeOf = (...path: readonly string[]): Place =>
    configurationPlace(configuration, ["services", spec.name, ...path]);

  const pages = readPages(spec, ignore, placeOf("ignore"), report);
  reportNotShown(pages, report);
  const service = fromSamples(pages, spec.name, report);
  if (service === undefined) {
    if (!hasErrors(diagnostics)) report(noOperation(spec));
    return { diagnostics };
  }
  return { service: applyOverrides(service, corrections, report, placeOf), diagnostics };
}

function noOperation({ path }: Spec): Diagnostic {
  const message = "found no operation, expected the help page of at least one";
  return { severity: "error", code: "spec-empty", message, place: { path, line: 1, column: 1 } };
}

/** The pages of a spec without the operations that the configuration leaves out, and without what is wrong with those. */
function readPages(spec: Spec, ignore: readonly string[], place: Place, report: Report): readonly HelpPage[] {
  const found = new Set<string>();
  const pages = spec.sources.map((source) =>
    readHelpPage(source, (diagnostic) => {
      if (diagnostic.operation !== undefined) found.add(diagnostic.operation);
      if (diagnostic.operation === undefined || !ignore.includes(diagnostic.operation)) report(diagnostic);
    }),
  );
  for (const { name } of pages.flatMap(({ operations, listed }) => [...operations, ...listed])) found.add(name);
  for (const name of ignore.filter((each) => !found.has(each))) {
    const message = `found ${JSON.stringify(name)}, expected the name of an operation`;
    report({ severity: "error", code: "configuration-ignore", message, place, hint: suggest(name, [...found]) });
  }
  const kept = ({ name }: { readonly name: string }) => !ignore.includes(name);
  return pages.map((page) => ({ ...page, operations: page.operations.filter(kept), listed: page.listed.filter(kept) }));
}
