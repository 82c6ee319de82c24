import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { AnyOperation } from "../../templates/runtime/binding/binding.js";
import type { Diagnostic } from "../diagnostic.js";
import { envelopeNamespaces } from "../namespaces.js";
import type { Service } from "../model/service.js";
import { readXml } from "../read/xml.js";
import { formatPlace, type Source } from "../source.js";
import { printStandIn } from "../stand-in/print-stand-in.js";
import { shownPath } from "./files.js";
import { inspectSpecs } from "./input/inspect-specs.js";
import { specReader } from "./input/read-source.js";
import { ifFound } from "./input/specs-in-folder.js";
import { proposalsFor, type PlacedMisfit, type Proposal } from "./learn/proposals.js";
import { repliesIn } from "./learn/replies-in.js";
import { writeOverrides } from "./learn/write-overrides.js";
import { loadStandIn } from "./load-stand-in.js";
import type { LearnOptions } from "./options.js";
import { readStandIn } from "./package.js";
import { printDiagnostics, visible } from "./print-diagnostics.js";
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
  const { specs, configuration, exitCode } = await inspectSpecs(word, { ...options, quiet: true }, shell);
  if (exitCode !== exitCodes.fine) return exitCode;
  const replies = sources.flatMap((source) => repliesIn(source, (each) => void diagnostics.push(each)));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  printDiagnostics(errors, sources, options.diagnostics, shell);
  if (errors.length > 0) return exitCodes.errors;

  const services = specs.flatMap((spec) => spec.services);
  const { modules, contracts, remove } = await loadStandIn(
    await printStandIn(specs, configuration, await readStandIn()),
  );
  try {
    const operations = operationsByRoot(
      services,
      contracts.map((contract) => Object.values(contract().operations)),
    );
    const misfits: PlacedMisfit[] = [];
    let read = 0;
    let redacted = 0;
    for (const { text, place } of replies) {
      const found = rootIn(text);
      const operation = found && operations.get(found.root);
      if (found === undefined || operation === undefined) continue;
      const reading = await modules.readReplyOf(operation, found.binding, new TextEncoder().encode(text));
      if (reading.kind === "fault") continue;
      read += 1;
      const starts = lineStarts(text);
      for (const misfit of reading.misfits) {
        if (misfit.isRedacted) redacted += 1;
        else misfits.push({ ...misfit, place: place((starts[misfit.line - 1] ?? 0) + Math.max(0, misfit.column - 1)) });
      }
    }
    const { proposals, others } = proposalsFor(misfits);
    const counted = `${read} ${read === 1 ? "reply" : "replies"} read`;
    if (read === 0)
      throw new UsageError(
        `found no reply of ${services.map(({ name }) => name).join(", ")}, expected envelopes of its operations`,
      );
    if (redacted > 0) shell.err(`${redacted} redacted values were not considered\n`);
    shell.out(`${[counted, ...proposalLines(proposals), ...otherLines(others)].map(visible).join("\n")}\n`);
    if (options.write !== true || proposals.length === 0) return exitCodes.fine;
    const [spec] = specs;
    const path = await writeOverrides(spec?.spec.name ?? word, proposals, options.config, shell);
    shell.out(`updated ${path}; soapwright generate writes the client with it\n`);
    return exitCodes.fine;
  } finally {
    await remove();
  }
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

/** The operations by the local names of their responses' roots; the first of several with one name. */
function operationsByRoot(
  services: readonly Service[],
  contracts: readonly (readonly { readonly operation: () => AnyOperation }[])[],
): ReadonlyMap<string, () => AnyOperation> {
  const found = new Map<string, () => AnyOperation>();
  for (const [index, { operations }] of services.entries()) {
    const byName = new Map(contracts[index]?.map(({ operation }) => [operation().name, operation]));
    for (const { name, response } of operations) {
      const root = (response?.wrapper ?? response?.body[0]?.name)?.local;
      const operation = byName.get(name);
      if (root !== undefined && operation !== undefined && !found.has(root)) found.set(root, operation);
    }
  }
  return found;
}

/** The version of SOAP of an envelope, and the local name of the first element in its Body. */
function rootIn(text: string): { readonly binding: "soap11" | "soap12"; readonly root: string } | undefined {
  const reading = readXml(text.replace(/^[\ufeff\s]*/, ""));
  if (reading.kind !== "document" || reading.root.localName !== "Envelope") return undefined;
  const binding = (["soap11", "soap12"] as const).find(
    (each) => envelopeNamespaces[each] === reading.root.namespaceURI,
  );
  const body = [...reading.root.childNodes].find(({ localName }) => localName === "Body");
  const root =
    [...(body?.childNodes ?? [])].find(({ nodeType }) => nodeType === reading.root.ELEMENT_NODE)?.localName ?? "";
  return binding === undefined || root === "" ? undefined : { binding, root };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
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

function otherLines(others: readonly Omit<Proposal, "facts">[]): readonly string[] {
  if (others.length === 0) return [];
  return [
    "",
    "misfits that no override settles:",
    ...others.map(({ path, ...evidence }) => `  ${path}: ${evidenceText(evidence)}`),
  ];
}

/** `expected decimal; 3 times, first at traffic.har:14:7` */
function evidenceText({ expected, count, first }: Pick<Proposal, "expected" | "count" | "first">): string {
  return `expected ${expected}; ${count === 1 ? "once" : `${count} times, first`} at ${formatPlace(first)}`;
}
