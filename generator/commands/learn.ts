import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { serviceConfiguration, type Configuration } from "../configuration.js";
import { hasErrors, type Diagnostic } from "../diagnostic.js";
import { inspect, type InspectedSpec } from "../inspect.js";
import { sourceKind } from "../read/source-kind.js";
import { formatPlace, type Place, type Source } from "../source.js";
import { shownPath } from "./files.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import { specReader } from "./input/read-source.js";
import { ifFound } from "./input/specs-in-folder.js";
import { proposalsFor, type Evidence, type Proposal } from "./learn/proposals.js";
import { repliesIn } from "./learn/replies-in.js";
import {
  assignReplies,
  fits,
  readReplies,
  type KnownReply,
  type OtherEnvelope,
  type ReadReply,
} from "./learn/reply-reader.js";
import { countOf, settle, type Undecided } from "./learn/settle.js";
import { writeOverrides } from "./learn/write-overrides.js";
import type { LearnOptions } from "./options.js";
import { printDiagnostics, visible } from "./print-diagnostics.js";
import { replyContent } from "./reply-content.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/**
 * Runs `soapwright learn`, which reads the replies in files of traffic, and prints the overrides that would make them fit
 * the spec, with their evidence. With `write` it adds them to the configuration.
 */
export async function learnCommand(
  word: string,
  paths: readonly string[],
  options: LearnOptions,
  shell: Shell,
): Promise<ExitCode> {
  const diagnostics: Diagnostic[] = [];
  const sources = await readTraffic(paths, (each) => void diagnostics.push(each), shell);
  const { specs, configuration, exitCode } = await inspectSpecs([word], { ...options, quiet: true }, shell);
  if (exitCode !== exitCodes.fine) return exitCode;
  const replies = sources.flatMap((source) => repliesIn(source, (each) => void diagnostics.push(each)));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  printDiagnostics(errors, sources, options.diagnostics, shell);
  if (errors.length > 0) return exitCodes.errors;

  const { known, others: rest } = assignReplies(replies, specs);
  const without = filesWithout(sources, known, rest);
  if (known.length === 0) {
    const names = specs.flatMap((spec) => spec.services.map(({ name }) => name)).join(", ");
    throw new UsageError(
      `found no reply of ${names}, expected envelopes of its operations: ${visible(without.join("; "))}`,
    );
  }
  for (const each of without) shell.err(`no reply found: ${visible(each)}\n`);
  const faults = rest.filter(({ root }) => root === "Fault");
  const [fault] = faults;
  if (fault !== undefined) shell.err(`${visible(faultsText(faults.length, fault.place(0)))}\n`);

  const readings = await readReplies(known, specs, configuration);
  const redacted = readings.reduce((sum, each) => sum + each.redacted, 0);
  if (redacted > 0) shell.err(`${redacted} redacted values were not considered\n`);
  const [spec] = specs;
  const name = spec?.spec.name ?? word;
  const { proposals, undecided, others } = await settle(proposalsFor(readings), readings, (tried) => {
    const corrected = withOverrides(configuration, name, tried);
    const inspected = specs.map(({ spec }) => ({ spec, ...inspect(spec, corrected) }));
    return inspected.some((each) => hasErrors(each.diagnostics))
      ? Promise.resolve(undefined)
      : readReplies(known, inspected, corrected);
  });
  const lines = [
    countsText(readings),
    ...proposalLines(proposals),
    ...undecidedLines(undecided),
    ...otherLines(others),
    ...(isOfSamples(specs) ? unknownLines(readings) : []),
  ];
  shell.out(`${lines.map(visible).join("\n")}\n`);
  if (options.write !== true || proposals.length === 0) return exitCodes.fine;
  const path = await writeOverrides(name, proposals, options.config, shell);
  shell.out(`updated ${path}; soapwright generate writes the client with it\n`);
  return exitCodes.fine;
}

async function readTraffic(
  paths: readonly string[],
  report: (diagnostic: Diagnostic) => void,
  shell: Shell,
): Promise<readonly Source[]> {
  const { read } = specReader("the traffic", report);
  const sources: Source[] = [];
  for (const path of paths) {
    const file = { absolute: resolve(shell.directory, path), shown: shownPath(shell.directory, path) };
    const found = await ifFound(stat(file.absolute));
    if (found?.isFile() !== true) throw new UsageError(`found no file at ${file.shown}, expected recorded traffic`);
    const source = await read(file);
    if (source !== undefined) sources.push(source);
  }
  return sources;
}

/** The files without a reply, each with what is in it: `page.html is an HTML page`. */
function filesWithout(
  sources: readonly Source[],
  known: readonly KnownReply[],
  others: readonly OtherEnvelope[],
): readonly string[] {
  const having = new Set(known.map(({ path }) => path));
  return sources.flatMap(({ path, text }) => {
    if (having.has(path)) return [];
    const roots = new Set(others.flatMap((each) => (each.path === path ? (each.root ?? []) : [])));
    return `${path} ${contentOf(text, [...roots])}`;
  });
}

function contentOf(text: string, roots: readonly string[]): string {
  const content = replyContent(text);
  if (content === "nothing") return "is empty";
  if (content === "an HTML page" || content === "compressed data") return `is ${content}`;
  if (roots.length === 0) return "holds no envelope of a reply";
  const more = roots.length > mostNames ? ` and ${roots.length - mostNames} others` : "";
  return `holds only ${roots.slice(0, mostNames).join(", ")}${more}`;
}

/** The greatest number of names in a message. */
const mostNames = 5;

function faultsText(count: number, first: Place): string {
  const [faults, tell] = count === 1 ? ["fault", "it does"] : ["faults", "they do"];
  return `${count} ${faults} not considered, since ${tell} not tell the operation: the first at ${formatPlace(first)}`;
}

/** `4 replies read (1 of them a fault), all fit` */
function countsText(readings: readonly ReadReply[]): string {
  const faults = readings.filter(({ isFault }) => isFault).length;
  const kinds = faults === 0 ? "" : ` (${faults} of them ${faults === 1 ? "a fault" : "faults"})`;
  const all = readings.length === 1 ? ", which fits" : ", all fit";
  return `${countOf(readings.length)} read${kinds}${readings.every(fits) ? all : ""}`;
}

/** The configuration as it would be with proposals written. */
function withOverrides(configuration: Configuration, spec: string, proposals: readonly Proposal[]): Configuration {
  const own = serviceConfiguration(configuration, spec);
  const overrides = new Map(Object.entries(own.overrides ?? {}));
  for (const { path, facts } of proposals) overrides.set(path, { ...overrides.get(path), ...facts });
  const services = new Map(Object.entries(configuration.services));
  services.set(spec, { ...own, overrides: Object.fromEntries(overrides) });
  return { ...configuration, services: Object.fromEntries(services) };
}

function proposalLines(proposals: readonly Proposal[]): readonly string[] {
  if (proposals.length === 0) return [];
  return [
    "",
    "overrides that would make them fit:",
    ...proposals.flatMap(({ path, facts, ...evidence }) => [
      `  ${JSON.stringify(path)}: ${JSON.stringify(facts)}`,
      `    ${evidenceText(evidence)}`,
    ]),
  ];
}

function undecidedLines(undecided: readonly Undecided[]): readonly string[] {
  if (undecided.length === 0) return [];
  return [
    "",
    "undecided, because other replies contradict them:",
    ...undecided.flatMap(({ path, facts, against, ...evidence }) => [
      `  ${JSON.stringify(path)}: ${JSON.stringify(facts)}`,
      `    ${evidenceText(evidence)}; ${against}`,
    ]),
  ];
}

/** True for specs that declare nothing, so that a sample can show more. In others such content may be declared. */
function isOfSamples(specs: readonly InspectedSpec[]): boolean {
  return specs.every(({ spec }) => spec.sources.every((source) => sourceKind(source) !== "wsdl"));
}

function unknownLines(readings: readonly ReadReply[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of readings.flatMap(({ unknown }) => unknown)) counts.set(path, (counts.get(path) ?? 0) + 1);
  if (counts.size === 0) return [];
  return [
    "",
    "elements that no sample shows, which are in $any; add a sample that shows them to the spec:",
    ...[...counts].map(([path, count]) => `  ${path}: in ${countOf(count)}`),
  ];
}

function otherLines(others: readonly Evidence[]): readonly string[] {
  if (others.length === 0) return [];
  return [
    "",
    "misfits that no override settles:",
    ...others.map(({ path, ...evidence }) => `  ${path}: ${evidenceText(evidence)}`),
  ];
}

/** `expected decimal; 3 times, first at traffic.har:14:7` */
function evidenceText({ expected, count, first }: Pick<Evidence, "expected" | "count" | "first">): string {
  return `expected ${expected}; ${count === 1 ? "once" : `${count} times, first`} at ${formatPlace(first)}`;
}
