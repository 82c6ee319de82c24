import { resolve } from "node:path";
import { configurationPlace, readConfiguration, type Configuration } from "../configuration.js";
import { hasErrors, strictly, type Diagnostic, type Report } from "../diagnostic.js";
import { commentPath } from "../../templates/escape.js";
import { operationsIn, provenanceOf } from "../emit/provenance.js";
import { runtimeFiles } from "../emit/runtime.js";
import { generateModules } from "../generate.js";
import type { OutputFile } from "../emit/output-file.js";
import type { Spec } from "../source.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import { compareOutput, ourFiles, type Coverage } from "./output/compare-output.js";
import type { RunObserver } from "./cache/run-cache.js";
import { shownPath } from "./files.js";
import type { GenerateOptions } from "./options.js";
import { readRuntime } from "./package.js";
import { countDiagnostics, printDiagnostics, visible } from "./print-diagnostics.js";
import { progress } from "./progress.js";
import { readConfigurationSource } from "./input/read-configuration-source.js";
import { findSpecs } from "./input/find-specs.js";
import { readSpecs, standardInput } from "./input/read-specs.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";
import { staleness } from "./output/staleness.js";
import { checkSummary, writeSummary } from "./output/summary.js";
import { writeOutput } from "./output/write-output.js";

/**
 * Runs `soapwright generate`, which writes all files of a spec, or none if it has an error. In that case its old files
 * remain.
 */
export async function generateCommand(
  words: readonly string[],
  options: GenerateOptions,
  shell: Shell,
  observer?: RunObserver,
): Promise<ExitCode> {
  const quiet = options.quiet === true;
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);

  const read = readConfiguration(await readConfigurationSource(options.config, shell), report);
  const configuration = options.strict === true ? { ...read, strict: true } : read;
  const { paths, complete } = await findSpecs(words, configuration, shell, report);
  await observer?.open(complete ? [configuration.specs] : paths);
  const reads = (await readSpecs(paths, options.name, shell)).map(({ spec, diagnostics }) => ({
    spec,
    diagnostics: configuration.strict === true ? diagnostics.map(strictly) : diagnostics,
  }));
  const specs = reads.map(({ spec }) => spec);
  if (complete) checkServices(configuration, specs, report);
  const isUsable = !hasErrors(diagnostics);
  for (const each of reads) each.diagnostics.forEach(report);

  const out = options.out ?? configuration.out;
  const folder = { folder: resolve(shell.directory, out), shown: shownPath(shell.directory, out) };
  const found = await ourFiles(folder);
  const exported = exportedOperations(found);
  const broken = new Set(reads.flatMap(({ spec, diagnostics }) => (hasErrors(diagnostics) ? [spec] : [])));
  const { step, end } = progress(shell, quiet || options.diagnostics === "json");
  const generation = await generateModules(specs, configuration, {
    start: ({ path }) => step(`reading ${path}`),
    isBroken: (spec) => broken.has(spec),
    exportedBy: ({ path }) => exported.get(commentPath(path)) ?? new Set(),
  });
  end();
  generation.diagnostics.forEach(report);

  const failedSpecs = generation.specs.filter(({ isGenerated }) => !isGenerated).map(({ path }) => path);
  const named = coversSpecs(specs);
  const all = coversFolder(shownPath(shell.directory, configuration.specs));
  const covers = without(failedSpecs, (path) => named(path) || (complete && all(path)));
  const refusals: Diagnostic[] = [];
  const refuse: Report = (refusal) => void refusals.push(refusal);
  const modules = [...generation.files, ...kept(found, generation.files, covers)];
  const files = [...generation.files, ...runtimeFiles(await readRuntime(), modules, configuration, refuse)];
  const isWanted = isUsable && failedSpecs.length < specs.length;
  const changes = isWanted ? await compareOutput(folder, files, found, covers, refuse) : [];
  refusals.forEach(report);
  const isWritable = isWanted && !hasErrors(refusals);
  const stale = isWritable && options.check === true && changes.length > 0;
  if (stale) changes.map((change) => staleness(change, folder)).forEach(report);
  else if (isWritable && options.check !== true) await writeOutput(folder, changes);

  const sources = [...specs.flatMap((spec) => spec.sources), ...(configuration.source ? [configuration.source] : [])];
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  let err = "";
  const print = (text: string): void => {
    err += text;
    shell.err(text);
  };
  printDiagnostics(shown, sources, options.diagnostics, { ...shell, err: print });
  const failed = !isWritable || failedSpecs.length > 0;
  if (failed && options.diagnostics === "text") {
    const what = isWritable ? `${failedSpecs.map(visible).join(", ")}: nothing was written` : "nothing was written";
    shell.err(`${countDiagnostics(shown)}; ${what}\n`);
  }
  if (isWritable && !quiet) {
    const run = { specs: generation.specs, changes, files: files.length, shown: folder.shown };
    shell.out(options.check === true ? checkSummary(run) : writeSummary(run, configuration.importExtension));
  }
  if (failed) return exitCodes.errors;
  if (stale) return exitCodes.stale;
  const unchanged = { specs: generation.specs, changes: [], files: files.length, shown: folder.shown };
  await observer?.close?.(folder.folder, {
    out: quiet ? "" : writeSummary(unchanged, configuration.importExtension),
    err,
  });
  return exitCodes.fine;
}

/** Modules of other specs, which this run neither writes nor removes, but which share the runtime. */
function kept(found: readonly OutputFile[], written: readonly OutputFile[], covers: Coverage): readonly OutputFile[] {
  const paths = new Set(written.map(({ path }) => path));
  return found.filter(({ path, text }) => !paths.has(path) && !covers(provenanceOf(text)));
}

/** The current exports of the clients in the folder, by the paths of their specs in the first lines. */
function exportedOperations(files: readonly OutputFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const exported = new Map<string, Set<string>>();
  for (const { text } of files) {
    const path = provenanceOf(text);
    if (path === undefined) continue;
    const known = exported.get(path) ?? new Set();
    for (const name of operationsIn(text)) known.add(name);
    exported.set(path, known);
  }
  return exported;
}

/** Excludes specs with errors, which keep their files. */
function without(specs: readonly string[], covers: Coverage): Coverage {
  const paths = new Set(specs.map(commentPath));
  return (path) => covers(path) && (path === undefined || !paths.has(path));
}

/**
 * Covers modules of all specs in the folder. Others, such as those from standard input, could not be generated again,
 * so they stay.
 */
function coversFolder(specs: string): Coverage {
  return (path) => path === undefined || specs === "." || path.startsWith(commentPath(`${specs}/`));
}

/** Covers modules of the given specs only. */
function coversSpecs(specs: readonly Spec[]): Coverage {
  const paths = new Set(
    specs
      .map(({ path }) => path)
      .filter((path) => path !== standardInput)
      .map(commentPath),
  );
  return (path) => path !== undefined && paths.has(path);
}

/** Reports services in the configuration that match no spec, because their settings would silently have no effect. */
function checkServices(configuration: Configuration, specs: readonly Spec[], report: Report): void {
  const names = specs.map(({ name }) => name);
  for (const name of Object.keys(configuration.services)) {
    // The part after a `/` is a service of the spec, which is checked with the spec.
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
