import { resolve } from "node:path";
import { configurationPlace, readConfiguration, type Configuration } from "../configuration.js";
import { hasErrors, strictly, type Diagnostic, type Report } from "../diagnostic.js";
import { commentPath } from "../../templates/escape.js";
import { operationsIn, provenanceOf } from "../emit/provenance.js";
import { runtimeFiles } from "../emit/runtime.js";
import { generateModules, type GeneratedSpec } from "../generate.js";
import type { OutputFile } from "../emit/output-file.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import { compareOutput, ourFiles, type Change, type OutputFolder } from "./output/compare-output.js";
import type { RunObserver } from "./cache/run-cache.js";
import { shownPath } from "./files.js";
import type { GenerateOptions } from "./options.js";
import { readRuntime } from "./package.js";
import { countDiagnostics, printDiagnostics, visible } from "./print-diagnostics.js";
import { progress } from "./progress.js";
import { readConfigurationSource } from "./input/read-configuration-source.js";
import { findSpecs } from "./input/find-specs.js";
import { readSpecs, type ReadSpec } from "./input/read-specs.js";
import { exitCodes, type ExitCode, type Shell } from "./shell.js";
import { coverageOf, type Coverage } from "./output/coverage.js";
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
  const inputs = await readInputs(words, options, shell, observer);
  const diagnostics = [...inputs.diagnostics];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const { folder, changes, ...output } = await generateOutput(inputs, options, shell, report);
  const isStale = options.check === true && changes !== undefined && changes.length > 0;
  if (isStale) changes.map((change) => staleness(change, folder)).forEach(report);
  else if (options.check !== true && changes !== undefined) await writeOutput(folder, changes);

  const failed = output.specs.filter(isFailed).map(({ path }) => path);
  const shown = options.quiet === true ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  const err = printInputDiagnostics(shown, inputs, options, shell);
  if ((changes === undefined || failed.length > 0) && options.diagnostics === "text") {
    const what = changes === undefined ? "nothing" : `${failed.map(visible).join(", ")}: nothing`;
    shell.err(`${countDiagnostics(shown)}; ${what} was written\n`);
  }
  const summary = (made: readonly Change[]): string => {
    const run = { ...output, changes: made, shown: folder.shown };
    return options.check === true ? checkSummary(run) : writeSummary(run, inputs.configuration.importExtension);
  };
  if (changes !== undefined && options.quiet !== true) shell.out(summary(changes));
  if (changes === undefined || failed.length > 0) return exitCodes.errors;
  if (isStale) return exitCodes.stale;
  await observer?.close?.(folder.folder, { out: options.quiet === true ? "" : summary([]), err });
  return exitCodes.fine;
}

/** The configuration and the specs of a run. */
interface Inputs {
  readonly configuration: Configuration;
  /** False if the configuration has an error, with which nothing is written. */
  readonly isUsable: boolean;
  readonly specs: readonly ReadSpec[];
  /** True for all specs of the folder. */
  readonly isComplete: boolean;
  /** Those of the configuration and of the files. */
  readonly diagnostics: readonly Diagnostic[];
}

async function readInputs(
  words: readonly string[],
  options: GenerateOptions,
  shell: Shell,
  observer: RunObserver | undefined,
): Promise<Inputs> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  const read = readConfiguration(await readConfigurationSource(options.config, shell), report);
  const configuration = options.strict === true ? { ...read, strict: true } : read;
  const { paths, complete: isComplete } = await findSpecs(words, configuration, shell, report);
  await observer?.open(isComplete ? [configuration.specs] : paths);
  const specs = (await readSpecs(paths, options.name, shell)).map(({ spec, diagnostics }) => ({
    spec,
    diagnostics: configuration.strict === true ? diagnostics.map(strictly) : diagnostics,
  }));
  if (isComplete) checkServices(configuration, specs, report);
  const isUsable = !hasErrors(diagnostics);
  return {
    configuration,
    isUsable,
    specs,
    isComplete,
    diagnostics: [...diagnostics, ...specs.flatMap((each) => each.diagnostics)],
  };
}

/** The result of a run, before it is written. */
interface Output {
  readonly folder: OutputFolder;
  readonly specs: readonly GeneratedSpec[];
  /** The number of all files. */
  readonly files: number;
  /** The changes to make in the folder; undefined if nothing may be written. */
  readonly changes: readonly Change[] | undefined;
}

async function generateOutput(
  { configuration, isUsable, specs: read, isComplete }: Inputs,
  options: GenerateOptions,
  shell: Shell,
  report: Report,
): Promise<Output> {
  const out = options.out ?? configuration.out;
  const folder = { folder: resolve(shell.directory, out), shown: shownPath(shell.directory, out) };
  const found = await ourFiles(folder);
  const exported = exportedOperations(found);
  const specs = read.map(({ spec }) => spec);
  const broken = new Set(read.flatMap(({ spec, diagnostics }) => (hasErrors(diagnostics) ? [spec] : [])));
  const { step, end } = progress(shell, options.quiet === true || options.diagnostics === "json");
  const generation = await generateModules(specs, configuration, {
    start: ({ path }) => step(`reading ${path}`),
    isBroken: (spec) => broken.has(spec),
    exportedBy: ({ path }) => exported.get(commentPath(path)) ?? new Set(),
  });
  end();
  generation.diagnostics.forEach(report);

  const failed = generation.specs.filter(isFailed).map(({ path }) => path);
  const specFolder = isComplete ? shownPath(shell.directory, configuration.specs) : undefined;
  const covers = coverageOf(
    specs.map(({ path }) => path),
    failed,
    specFolder,
  );
  const refusals: Diagnostic[] = [];
  const refuse: Report = (refusal) => void refusals.push(refusal);
  const modules = [...generation.files, ...kept(found, generation.files, covers)];
  const files = [...generation.files, ...runtimeFiles(await readRuntime(), modules, configuration, refuse)];
  const isWanted = isUsable && failed.length < specs.length;
  const changes = isWanted ? await compareOutput(folder, files, found, covers, refuse) : [];
  refusals.forEach(report);
  const isWritable = isWanted && !hasErrors(refusals);
  return { folder, specs: generation.specs, files: files.length, changes: isWritable ? changes : undefined };
}

function isFailed({ isGenerated }: GeneratedSpec): boolean {
  return !isGenerated;
}

/** Prints diagnostics with excerpts from the inputs, and returns what was printed. */
function printInputDiagnostics(
  diagnostics: readonly Diagnostic[],
  { specs, configuration }: Inputs,
  options: GenerateOptions,
  shell: Shell,
): string {
  let printed = "";
  const err = (text: string): void => {
    printed += text;
    shell.err(text);
  };
  const sources = [
    ...specs.flatMap(({ spec }) => spec.sources),
    ...(configuration.source ? [configuration.source] : []),
  ];
  printDiagnostics(diagnostics, sources, options.diagnostics, { ...shell, err });
  return printed;
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

/** Reports services in the configuration that match no spec, because their settings would silently have no effect. */
function checkServices(configuration: Configuration, specs: readonly ReadSpec[], report: Report): void {
  const names = specs.map(({ spec }) => spec.name);
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
