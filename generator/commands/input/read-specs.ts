import { stat } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import type { Diagnostic, Report } from "../../diagnostic.js";
import { sourceKind } from "../../read/source-kind.js";
import type { Spec } from "../../source.js";
import { catalogOf } from "./catalog-of.js";
import { decodeText } from "./decode-text.js";
import { shownPath } from "../files.js";
import { readFileTree } from "./read-file-tree.js";
import { readFolder } from "./read-folder.js";
import { readInput } from "./read-input.js";
import { limits, megabytes, startOf } from "./read-source.js";
import { UsageError, type Shell } from "../shell.js";
import { withUrls } from "./with-urls.js";

export interface ReadSpec {
  readonly spec: Spec;
  /** Diagnostics about the files themselves, not about their content. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The path of standard input in messages and generated files. */
export const standardInput = "standard input";

/** Reads the specs at paths that exist: folders, single files, or `-` for standard input, which is called `name`. */
export async function readSpecs(
  paths: readonly string[],
  name: string | undefined,
  shell: Shell,
): Promise<readonly ReadSpec[]> {
  if (name !== undefined && !paths.includes("-")) throw new UsageError("--name is for standard input, expected - too");
  const specs: ReadSpec[] = [];
  for (const path of paths) {
    const diagnostics: Diagnostic[] = [];
    const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
    const spec = path === "-" ? await readInputSpec(name, shell, report) : await readFiles(path, shell, report);
    const same = specs.find((other) => other.spec.name === spec.name)?.spec;
    if (same !== undefined) throw new UsageError(`${same.path} and ${spec.path} are both named ${spec.name}`);
    specs.push({ spec, diagnostics });
  }
  return specs;
}

async function readFiles(path: string, shell: Shell, report: Report): Promise<Spec> {
  const absolute = resolve(shell.directory, path);
  const shown = shownPath(shell.directory, path);
  if ((await stat(absolute)).isDirectory()) {
    const sources = await withUrls(await readFolder({ absolute, shown }, report), { absolute, shown });
    return withCatalog({ name: basename(absolute), path: shown, sources }, report);
  }
  const sources = await readFileTree({ absolute, shown }, report);
  const spec = { name: basename(absolute, extname(absolute)), path: shown, sources };
  const isWsdl = sources[0] !== undefined && sourceKind(sources[0]) === "wsdl";
  return isWsdl ? withCatalog({ ...spec, entry: shown }, report) : spec;
}

function withCatalog(spec: Spec, report: Report): Spec {
  const catalog = catalogOf(spec.sources, report);
  return catalog.length === 0 ? spec : { ...spec, catalog };
}

/** Reads a spec from standard input: `pbpaste | soapwright generate - --name shop`. */
async function readInputSpec(name: string | undefined, shell: Shell, report: Report): Promise<Spec> {
  if (name === undefined) throw new UsageError("standard input has no name, expected --name <name>");
  if (/^\.*$|[/\\]/.test(name))
    throw new UsageError(`found the name ${JSON.stringify(name)}, expected one of a folder`);
  const bytes = await readInput(shell, `a page or a WSDL: pbpaste | soapwright generate - --name ${name}`);
  if (bytes === undefined) {
    const message = `found more than ${megabytes(limits.fileBytes)}, expected at most that`;
    report({ severity: "error", code: "source-too-large", message, place: startOf(standardInput) });
    return { name, path: standardInput, sources: [] };
  }
  const source = { path: standardInput, text: decodeText(bytes, standardInput, report) };
  const spec = { name, path: standardInput, sources: [source] };
  return sourceKind(source) === "wsdl" ? { ...spec, entry: standardInput } : spec;
}
