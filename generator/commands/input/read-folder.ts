import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { DiagnosticCode, Report, Severity } from "../../diagnostic.js";
import { isOldPostman, rootElement, sourceKind } from "../../read/source-kind.js";
import type { Source } from "../../source.js";
import { lockName } from "../fetch/lock.js";
import { byCodeUnits, isWithin, isMissing, joinShown } from "../files.js";
import { shellWord } from "../../quote.js";
import { limits, peek, specReader, startOf, tooLargeHint, type SpecFile } from "./read-source.js";

/**
 * Reads the sources in a folder: help pages in the folder itself, and WSDLs, schemas and catalogs at any depth. Ignores
 * hidden files, refuses links out of the folder, and reports everything else that it does not read.
 */
export async function readFolder(folder: SpecFile, report: Report): Promise<readonly Source[]> {
  const reportFile: ReportFile = (path, severity, code, message, hint) =>
    report({ severity, code, message, place: startOf(path), ...(hint !== undefined && { hint }) });
  const files = await filesIn(folder, reportFile);
  const { read } = specReader(folder.shown, report);
  const sources: Source[] = [];
  for (const { name, ...file } of files) {
    const isTop = !name.includes("/");
    const extension = extname(name).toLowerCase();
    const isPage = pageExtensions.includes(extension);
    if (isPage && !isTop) {
      reportFile(
        file.shown,
        "note",
        "source-skipped",
        "found a help page in a subfolder, expected it at the top of the spec's folder; it is not read",
      );
      continue;
    }
    if (!isPage && !otherExtensions.includes(extension)) {
      const start = await peek(file);
      if (!isKnown(start)) {
        reportFile(file.shown, "note", "source-skipped", `${mismatch(start)}; it is not read`, textOf(start));
        continue;
      }
    }
    const source = await read(file);
    if (source === undefined) continue;
    const kind = sourceKind(source);
    const root = kind === "wsdl" ? rootElement(source.text) : undefined;
    if (root !== undefined && !wsdlRoots.includes(root.local)) {
      // A missing schema makes its types XML, but a missing WSDL loses a service.
      const severity = extension === ".xsd" ? "warning" : "error";
      const message = `found <${root.local}>, expected a WSDL or a schema; it is not read`;
      reportFile(file.shown, severity, "source-mismatch", message);
      continue;
    }
    if (!isPage && (kind === "xml" || kind === "json" || (kind === "page" && !isTop))) {
      const expected = kind === "json" ? "a collection of Postman or an HTTP archive" : "a WSDL, a schema or a catalog";
      const found = kind === "json" ? "JSON" : "XML";
      const message = `found other ${found}, expected ${expected}; it is not read`;
      const hint = isOldPostman(source.text) ? "export the collection of Postman as version 2.1" : undefined;
      reportFile(file.shown, "note", "source-skipped", message, hint);
    } else sources.push(source);
  }
  return sources;
}

/** Names what was found in place of a source, and what was expected. */
function mismatch({ path }: Source): string {
  if (scripts.test(path)) return "found a script that calls no curl, expected one that does";
  if (/\.ya?ml$/i.test(path)) return "found other YAML, expected a cassette of vcr";
  const expected = [...pageExtensions, ...otherExtensions, ".yaml", ".yml", ".sh"].join(", ");
  return `found a file of another kind, expected ${expected}`;
}

/** The command that makes a page of a document or a text with an unknown name; undefined for other files. */
function textOf({ path, text }: Source): string | undefined {
  const word = shellWord(path);
  const folder = shellWord(path.slice(0, path.lastIndexOf("/")));
  if (/\.zip$/i.test(path)) return `unpack it: unzip ${word} -d ${folder}`;
  if (archives.test(path)) return "unpack it into the folder";
  if (/\.pdf$/i.test(path)) return `if it has samples, save its text: pdftotext -layout ${word} ${word}.txt`;
  if (isUnknownText({ path, text })) return `if it has samples, rename it: mv ${word} ${shellWord(`${path}.txt`)}`;
  if (!documents.test(path)) return undefined;
  return `if it has samples, save it as plain text: soffice --headless --convert-to txt:Text --outdir ${folder} ${word}`;
}

/** True for a text whose name does not state that it is one, and which may hold messages. */
export function isUnknownText(source: Source): boolean {
  const extension = extname(source.path).toLowerCase();
  const isNamed = pageExtensions.includes(extension) || otherExtensions.includes(extension);
  if (isNamed || documents.test(source.path) || scripts.test(source.path)) return false;
  const kind = sourceKind(source);
  return (kind === "page" || kind === "xml") && source.text.includes("<") && !source.text.includes("\0");
}

const archives = /\.(?:7z|rar|gz|tgz|tar|bz2|xz)$/i;
const documents = /\.(?:pdf|docx?|odt|rtf)$/i;

/** True for a file that is read whatever its name is, because of its content. A script counts if it calls curl. */
function isKnown(source: Source): boolean {
  const kind = sourceKind(source);
  return kind === "page"
    ? scripts.test(source.path) && /\bcurl\b/.test(source.text)
    : kind !== "xml" && kind !== "json" && kind !== "yaml";
}

const scripts = /\.(?:sh|bash|zsh|bat|cmd|ps1)$/i;
/** The extensions of help pages, and of texts that hold messages, such as logs and mails. */
export const pageExtensions = [
  ...[".txt", ".html", ".htm", ".mhtml", ".mht", ".md"],
  ...[".log", ".svclog", ".out", ".eml"],
];
const otherExtensions = [".wsdl", ".xsd", ".xml", ".json", ".har", ".http", ".rest"];
const wsdlRoots = ["definitions", "description", "schema"];

type ReportFile = (path: string, severity: Severity, code: DiagnosticCode, message: string, hint?: string) => void;

/** A file of the folder; `name` is its path in the folder, with `/`. */
type FoundFile = SpecFile & { readonly name: string };

/**
 * All files in a folder in the order of their names, without the files of file managers, editors and package managers.
 */
async function filesIn({ absolute, shown }: SpecFile, reportFile: ReportFile): Promise<readonly FoundFile[]> {
  const root = await realpath(absolute);
  const found: FoundFile[] = [];
  const folders = [""];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(absolute, folder), { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules" || entry.name === lockName) continue;
      seen += 1;
      if (seen > limits.files) {
        reportFile(
          shown,
          "error",
          "spec-too-large",
          `found more than ${limits.files} files, expected the sources of one service`,
          tooLargeHint,
        );
        return [];
      }
      const name = `${folder}${entry.name}`;
      const file = { name, absolute: join(absolute, name), shown: joinShown(shown, name) };
      const kind = await kindOf(entry, file, root);
      if (kind === "folder") folders.push(`${name}/`);
      else if (kind === "file") found.push(file);
      else if (kind === "outside") {
        reportFile(
          file.shown,
          "error",
          "source-outside",
          "found a symbolic link that leads out of the folder, expected a file in it",
          "copy the file into the folder",
        );
      } else reportFile(file.shown, "note", "source-skipped", `found ${kind}, expected a file; it is not read`);
    }
  }
  return found.sort((one, other) => byCodeUnits(one.name, other.name));
}

type EntryKind =
  | "file"
  | "folder"
  | "outside"
  | "a symbolic link to a folder"
  | "a symbolic link to nothing"
  | "something other than a file";

/**
 * Classifies an entry. A symbolic link counts as its target in the folder at `root`; links to folders are refused,
 * because they can be circular.
 */
async function kindOf(entry: Dirent, { absolute }: SpecFile, root: string): Promise<EntryKind> {
  if (entry.isDirectory()) return "folder";
  if (entry.isFile()) return "file";
  if (!entry.isSymbolicLink()) return "something other than a file";
  try {
    const target = await realpath(absolute);
    if (!isWithin(root, target)) return "outside";
    const found = await stat(target);
    return found.isFile()
      ? "file"
      : found.isDirectory()
        ? "a symbolic link to a folder"
        : "something other than a file";
  } catch (error) {
    if (isMissing(error)) return "a symbolic link to nothing";
    throw error;
  }
}
