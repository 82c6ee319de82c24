import { resolve } from "node:path";
import { configurationPlace, readConfiguration, type Configuration } from "../configuration.js";
import { hasErrors, type Diagnostic, type Report } from "../diagnostic.js";
import { commentPath } from "../../templates/escape.js";
import { provenanceOf } from "../emit/provenance.js";
import { runtimeFiles } from "../emit/runtime.js";
import { generateModules } from "../generate.js";
import type { OutputFile } from "../emit/output-file.js";
import type { Spec } from "../source.js";
import { suggest } from "../../templates/serve/suggestion.js";
import { compareOutput, ourFiles, type Change, type Coverage } from "./output/compare-output.js";
import { shownPath } from "./files.js";
import type { GenerateOptions } from "./options.js";
import { readRuntime } from "./package.js";
import { countDiagnostics, printDiagnostics } from "./print-diagnostics.js";
import { progress } from "./progress.js";
import { readConfigurationSource } from "./input/read-configuration-source.js";
import { findSpecs } from "./input/find-specs.js";
import { readSpecs, standardInput } from "./input/read-specs.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";
import { isServer, serverHint, staleness } from "./output/staleness.js";
import { writeOutput } from "./output/write-output.js";

/** `soapwright generate`: writes all files or, if anything is an error, none. */
export async function generateCommand(
  words: readonly string[],
  options: GenerateOptions,
  shell: Shell,
): Promise<ExitCode> {
  const quiet = options.quiet === true;
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);

  const configuration = readConfiguration(await readConfigurationSource(options.config, shell), report);
  const { paths, complete } = await findSpecs(words, configuration, shell, report);
  const specs = await readSpecs(paths, options.name, shell, report);
  if (complete) checkServices(configuration, specs, report);

  const { step, end } = progress(shell, quiet || options.diagnostics === "json");
  const generation = await generateModules(specs, configuration, ({ path }) => step(`reading ${path}`));
  end();
  generation.diagnostics.forEach(report);

  const out = options.out ?? configuration.out;
  const folder = { folder: resolve(shell.directory, out), shown: shownPath(shell.directory, out) };
  const named = coversSpecs(specs);
  const all = coversFolder(shownPath(shell.directory, configuration.specs));
  const covers: Coverage = (path) => named(path) || (complete && all(path));
  const found = await ourFiles(folder);
  const shared = runtimeFiles(
    await readRuntime(),
    [...generation.files, ...kept(found, generation.files, covers)],
    configuration,
    report,
  );
  const files = [...generation.files, ...shared];
  const changes = hasErrors(diagnostics) ? [] : await compareOutput(folder, files, found, covers, report);
  const failed = hasErrors(diagnostics);
  const stale = !failed && options.check === true && changes.length > 0;
  if (stale) changes.map((change) => staleness(change, folder)).forEach(report);
  else if (!failed) await writeOutput(folder, changes);

  const sources = [...specs.flatMap((spec) => spec.sources), ...(configuration.source ? [configuration.source] : [])];
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  printDiagnostics(shown, sources, options.diagnostics, shell);
  if (failed) {
    if (options.diagnostics === "text") shell.err(`${countDiagnostics(shown)}; nothing was written\n`);
    return exitCodes.errors;
  }
  if (!quiet) shell.out(summary(changes, files.length, folder.shown, options.check === true));
  return stale ? exitCodes.stale : exitCodes.fine;
}

/** Modules of other specs, which this run neither writes nor removes, and which share the runtime. */
function kept(found: readonly OutputFile[], written: readonly OutputFile[], covers: Coverage): readonly OutputFile[] {
  const paths = new Set(written.map(({ path }) => path));
  return found.filter(({ path, text }) => !paths.has(path) && !covers(provenanceOf(text)));
}

/** What a run over all specs removes: what comes from elsewhere, such as from standard input, it could not generate again. */
function coversFolder(specs: string): Coverage {
  return (path) => path === undefined || specs === "." || path.startsWith(commentPath(`${specs}/`));
}

/** What a run over named specs removes: modules of theirs that are not there any more. */
function coversSpecs(specs: readonly Spec[]): Coverage {
  const paths = new Set(
    specs
      .map(({ path }) => path)
      .filter((path) => path !== standardInput)
      .map(commentPath),
  );
  return (path) => path !== undefined && paths.has(path);
}

/** A service that the configuration misspells would be generated without what it says. */
function checkServices(configuration: Configuration, specs: readonly Spec[], report: Report): void {
  const names = specs.map(({ name }) => name);
  for (const name of Object.keys(configuration.services)) {
    // What follows a `/` is one service of the spec, which is checked where the spec is read.
    if (names.includes(name.replace(/\/.*/s, ""))) continue;
    report({
      severity: "error",
      code: "configuration-service",
      message: `found ${JSON.stringify(name)}, expected the name of a folder in ${configuration.specs}`,
      place: configurationPlace(configuration, ["services", name]),
      hint: suggest(name, names),
    });
  }
}

const verbs = { create: "created", update: "updated", remove: "removed" } as const;

function summary(changes: readonly Change[], count: number, shown: string, check: boolean): string {
  const total = `${shown}: ${count} files, ${changes.length} ${check ? "not up to date" : "changed"}\n`;
  if (check) return total;
  const clients = changes.filter(({ path }) => !path.startsWith("runtime/"));
  const lines = clients.map(({ kind, path }) => `${verbs[kind]} ${shown}/${path}\n`);
  if (clients.some(({ kind, path }) => kind === "remove" && isServer(path))) lines.push(`hint: ${serverHint}\n`);
  const rest = changes.length - clients.length;
  return `${lines.join("")}${rest === 0 ? "" : `${rest} files changed in ${shown}/runtime\n`}${total}`;
}
