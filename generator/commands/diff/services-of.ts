import type { Configuration } from "../../configuration.js";
import { hasErrors, leniently, type Diagnostic, type DiagnosticCode } from "../../diagnostic.js";
import { inspect } from "../../inspect.js";
import type { Service } from "../../model/service.js";
import { findSpecs } from "../input/find-specs.js";
import { readSpecs } from "../input/read-specs.js";
import { printDiagnostics } from "../print-diagnostics.js";
import type { Shell } from "../shell.js";

/** Settings that match nothing in one of two specs may match in the other, which has the new name of a part. */
const unmatched: ReadonlySet<DiagnosticCode> = new Set([
  "configuration-override",
  "configuration-ignore",
  "configuration-operations",
  "configuration-bindings",
]);

/** The services of a spec, which is read below the directory of `files`; undefined if it has errors. They are
 * printed, and settings that match nothing as warnings. */
export async function servicesOf(
  word: string,
  configuration: Configuration,
  files: Shell,
  shell: Shell,
): Promise<readonly Service[] | undefined> {
  const diagnostics: Diagnostic[] = [];
  const { paths } = await findSpecs([word], configuration, files, (each) => void diagnostics.push(each));
  const read = await readSpecs(paths, undefined, files);
  const services = read.flatMap(({ spec, diagnostics: found }) => {
    const inspection = inspect(spec, configuration);
    diagnostics.push(...found, ...inspection.diagnostics);
    return inspection.services;
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  // Where the settings leave nothing, all of the other spec would seem to be new, or to be gone.
  const comparable = services.length > 0;
  const printed = errors.map((each) => (comparable && unmatched.has(each.code) ? leniently(each) : each));
  printDiagnostics(
    printed,
    read.flatMap(({ spec }) => spec.sources),
    "text",
    shell,
  );
  return hasErrors(printed) ? undefined : services;
}
