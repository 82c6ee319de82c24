import type { Configuration } from "../../configuration.js";
import { hasErrors, type Diagnostic } from "../../diagnostic.js";
import { inspect } from "../../inspect.js";
import type { Service } from "../../model/service.js";
import { findSpecs } from "../input/find-specs.js";
import { readSpecs } from "../input/read-specs.js";
import { printDiagnostics } from "../print-diagnostics.js";
import type { Shell } from "../shell.js";

/** The services of a spec, which is read below the directory of `files`; undefined if it has errors, which are printed. */
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
  printDiagnostics(
    errors,
    read.flatMap(({ spec }) => spec.sources),
    "text",
    shell,
  );
  return hasErrors(errors) ? undefined : services;
}
