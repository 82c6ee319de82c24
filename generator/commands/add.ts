import { resolve } from "node:path";
import { readConfiguration } from "../configuration.js";
import type { Diagnostic } from "../diagnostic.js";
import { shellWord } from "../quote.js";
import { givenFiles } from "./add/given-files.js";
import { inspectNew } from "./add/inspect-new.js";
import { otherAddress } from "./add/service-address.js";
import { checkSpecName, specNameFor } from "./add/spec-name.js";
import { DownloadError } from "./fetch/download.js";
import { fetchSpec } from "./fetch/fetch-spec.js";
import { parseUrl } from "./fetch/parse-url.js";
import { isWithin, joinShown, shownPath } from "./files.js";
import { generateCommand } from "./generate.js";
import { readConfigurationSource } from "./input/read-configuration-source.js";
import { entriesOf, specName } from "./input/specs-in-folder.js";
import type { AddOptions } from "./options.js";
import { writeOutput } from "./output/write-output.js";
import { countDiagnostics, printDiagnostics, visible } from "./print-diagnostics.js";
import { printRemark } from "./print-remark.js";
import { progress } from "./progress.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/**
 * Runs `soapwright add`, which saves a service into a new spec, from its address or from files, and generates its client.
 * Writes nothing if an address cannot be fetched.
 */
export async function addCommand(words: readonly string[], options: AddOptions, shell: Shell): Promise<ExitCode> {
  const sources = words.map((word) => parseUrl(word) ?? word);
  const starts = sources.filter((source) => source instanceof URL);
  const paths = sources.filter((source) => typeof source === "string");
  const name = checkSpecName(options.name ?? nameFor(sources));
  // Errors in the configuration are reported by the generation at the end.
  const configuration = readConfiguration(await readConfigurationSource(options.config, shell), () => undefined);
  const { specs } = configuration;
  const shown = shownPath(shell.directory, specs);
  await checkFree(name, specs, shown, shell);

  const around = paths.find((path) => isWithin(resolve(shell.directory, path), resolve(shell.directory, specs)));
  if (around !== undefined)
    throw new UsageError(`found ${around}, which holds ${shown}, expected the sources of one service`);
  const leftOut: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void leftOut.push(diagnostic);
  const files = new Map<string, Uint8Array | string>(await givenFiles(paths, name, shell, report));
  if (options.quiet !== true) printDiagnostics(leftOut, [], options.diagnostics, shell);
  if (starts.length > 0) {
    const { step, end } = progress(shell, options.quiet === true);
    const origin = { starts, allow: options.allow ?? [], keepQuery: options.keepQuery === true };
    try {
      const fetched = await fetchSpec(name, origin, options, shell, step);
      end();
      for (const [path, bytes] of fetched.files) {
        if (files.has(path))
          throw new UsageError(`found two files named ${path}, expected different names in one spec`);
        files.set(path, bytes);
      }
      fetched.remarks.forEach((remark) => printRemark("warning", remark, shell));
    } catch (error) {
      end();
      if (!(error instanceof DownloadError)) throw error;
      printRemark("error", error, shell);
      return exitCodes.errors;
    }
  }

  const folder = joinShown(shown, name);
  const inspected = await inspectNew(folder, name, files, configuration, shell);
  // A service that was fetched is fetched again once what the errors name is corrected.
  if (inspected.isEmpty || (starts.length > 0 && inspected.hasNothing)) {
    printDiagnostics(inspected.diagnostics, inspected.spec.sources, options.diagnostics, shell);
    if (options.diagnostics === "text") shell.err(`${countDiagnostics(inspected.diagnostics)}; nothing was written\n`);
    return exitCodes.errors;
  }
  const changes = [...files].map(([path, text]) => ({ kind: "create", path, text }) as const);
  await writeOutput({ folder: resolve(shell.directory, specs, name), shown: folder }, changes);
  if (options.quiet !== true) shell.out(`created ${folder} with ${files.size} file${files.size === 1 ? "" : "s"}\n`);
  const { config, diagnostics, quiet } = options;
  const code = await generateCommand(
    [folder],
    { diagnostics, ...(config && { config }), ...(quiet && { quiet }) },
    shell,
  );
  const remark = otherAddress(name, inspected.services, starts);
  if (remark !== undefined) printRemark("warning", remark, shell);
  if (code === exitCodes.errors && diagnostics === "text") {
    const command = `npx soapwright generate ${shellWord(name)}`;
    shell.err(`${visible(folder)} stays: correct what the errors name, then run ${command}; or remove it\n`);
  }
  return code;
}

function nameFor([first, ...others]: readonly (URL | string)[]): string {
  if (first === "-" || first === undefined) throw new UsageError("standard input has no name, expected --name <name>");
  if (typeof first === "string" && others.length > 0) {
    throw new UsageError(`several sources have no common name, expected --name <name>, such as ${specNameFor(first)}`);
  }
  return specNameFor(first);
}

/** Throws a UsageError if there is a spec of this name. */
async function checkFree(name: string, specs: string, shown: string, shell: Shell): Promise<void> {
  const entries = (await entriesOf(specs, shell)) ?? [];
  const isSame = (entry: string): boolean =>
    [entry, specName(entry)].some((each) => each.toLowerCase() === name.toLowerCase());
  const taken = entries.find(isSame);
  if (taken === undefined) return;
  throw new UsageError(
    `found ${joinShown(shown, taken)}, expected no spec of that name; choose another: --name ${shellWord(`${name}2`)}, or remove it first`,
  );
}
