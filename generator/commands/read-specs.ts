import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import type { Report } from "../diagnostic.js";
import type { Source, Spec } from "../source.js";
import { decodeText } from "./decode-text.js";
import { byCodeUnits, isMissing, shownPath } from "./files.js";
import { UsageError, type Shell } from "./shell.js";

/** How messages and generated files name it. */
export const standardInput = "standard input";

/** Reads the specs at `paths`, each a folder, a single file, or `-` for standard input, which `name` names. */
export async function readSpecs(
  paths: readonly string[],
  name: string | undefined,
  shell: Shell,
  report: Report,
): Promise<readonly Spec[]> {
  if (name !== undefined && !paths.includes("-")) throw new UsageError("--name is for standard input, expected - too");
  const specs: Spec[] = [];
  for (const path of paths) {
    const spec = path === "-" ? await readInput(name, shell, report) : await readFiles(path, shell, report);
    const same = specs.find((other) => other.name === spec.name);
    if (same !== undefined) throw new UsageError(`${same.path} and ${spec.path} are both named ${spec.name}`);
    specs.push(spec);
  }
  return specs;
}

/** Reads one spec, likewise. */
export async function readSpec(path: string, name: string | undefined, shell: Shell, report: Report): Promise<Spec> {
  const [spec] = await readSpecs([path], name, shell, report);
  if (spec === undefined) throw new TypeError("one path gives one spec");
  return spec;
}

/** The folders in `folder`, each a spec. */
export async function findSpecs(folder: string, shell: Shell, report: Report): Promise<readonly string[]> {
  const shown = shownPath(shell.directory, folder);
  const entries = await listFolder(resolve(shell.directory, folder));
  if (entries === undefined)
    throw new UsageError(`there is no folder ${shown}; save a help page as ${shown}/<name>/<operation>.txt`);
  const names: string[] = [];
  for (const name of entries) {
    const path = join(folder, name);
    if ((await stat(resolve(shell.directory, path))).isDirectory()) names.push(path);
    else {
      report({
        severity: "warning",
        code: "spec-not-in-folder",
        message: "found a file, expected a folder for each service",
        place: start(shownPath(shell.directory, path)),
        hint: `move it to ${shown}/<name>/${name}`,
      });
    }
  }
  if (names.length === 0)
    throw new UsageError(`${shown} holds no spec; save a help page as ${shown}/<name>/<operation>.txt`);
  return names;
}

async function readFiles(path: string, shell: Shell, report: Report): Promise<Spec> {
  const absolute = resolve(shell.directory, path);
  const shown = shownPath(shell.directory, path);
  const names = await listFolder(absolute);
  if (names === undefined) {
    const source = await readSource(absolute, shown, report);
    return { name: basename(absolute, extname(absolute)), path: shown, sources: source === undefined ? [] : [source] };
  }
  const sources: Source[] = [];
  for (const name of names) {
    const source = await readSource(join(absolute, name), shown === "." ? name : `${shown}/${name}`, report);
    if (source !== undefined) sources.push(source);
  }
  if (names.length === 0) {
    const message = "found an empty folder, expected help pages";
    report({ severity: "error", code: "spec-empty", message, place: start(shown) });
  }
  return { name: basename(absolute), path: shown, sources };
}

/** Reads what is pasted: `pbpaste | soapwright generate - --name shop`. */
async function readInput(name: string | undefined, shell: Shell, report: Report): Promise<Spec> {
  if (name === undefined) throw new UsageError("standard input has no name, expected --name <name>");
  if (/^\.*$|[/\\]/.test(name))
    throw new UsageError(`found the name ${JSON.stringify(name)}, expected one of a folder`);
  const input = shell.input();
  if (input === undefined) {
    throw new UsageError(
      `standard input is a terminal, expected a page: pbpaste | soapwright generate - --name ${name}`,
    );
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > maxBytes) {
      const message = `found more than ${maxBytes} bytes`;
      report({ severity: "error", code: "source-too-large", message, place: start(standardInput) });
      return { name, path: standardInput, sources: [] };
    }
    chunks.push(chunk);
  }
  const text = decodeText(Buffer.concat(chunks), standardInput, report);
  return { name, path: standardInput, sources: [{ path: standardInput, text }] };
}

/** In order, without what a file manager or an editor hides; `undefined` for what is no folder. */
async function listFolder(absolute: string): Promise<readonly string[] | undefined> {
  try {
    const names = await readdir(absolute);
    return names.filter((name) => !name.startsWith(".")).sort(byCodeUnits);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const pageExtensions = [".txt", ".html", ".htm", ".md"];
const schemaExtensions = [".wsdl", ".xsd", ".xml"];

/** A page as long as this is none. */
const maxBytes = 32 * 1024 * 1024;

async function readSource(absolute: string, path: string, report: Report): Promise<Source | undefined> {
  const skip = (severity: "error" | "note", code: string, message: string): undefined => {
    report({ severity, code, message, place: start(path) });
  };
  const found = await stat(absolute).catch((error: unknown) => {
    if (isMissing(error)) throw new UsageError(`there is no spec at ${path}`);
    throw error;
  });
  const extension = extname(path).toLowerCase();
  if (found.isDirectory()) return skip("note", "source-skipped", "found a folder in a spec, which is not read");
  if (schemaExtensions.includes(extension)) {
    return skip(
      "error",
      "source-not-supported",
      `found ${extension}, expected help pages: WSDL and XSD are not read yet`,
    );
  }
  if (!pageExtensions.includes(extension)) {
    return skip("note", "source-skipped", `found a file that is not read, expected ${pageExtensions.join(", ")}`);
  }
  if (found.size > maxBytes) {
    return skip("error", "source-too-large", `found ${found.size} bytes, expected at most ${maxBytes}`);
  }
  return { path, text: decodeText(await readFile(absolute), path, report) };
}

function start(path: string): { readonly path: string; readonly line: 1; readonly column: 1 } {
  return { path, line: 1, column: 1 };
}
