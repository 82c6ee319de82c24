/** A way to build and run generated code, and what all of them have in common. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Archive } from "./service.js";

export interface SetUp {
  /** The row of the table in the documentation. Set-ups that differ only in `version` share one. */
  readonly name: string;
  /** The package of the version that the row lists. */
  readonly version: string;
  /** The version in words, where it is that of no package. */
  readonly shownVersion?: string;
  /** The settings that it needs or that are tested, in words and Markdown. */
  readonly settings: string;
  readonly importExtension: ".js" | ".ts" | "";
  /** All of the runtime, with its transports for Node, in place of what runs on the web. */
  readonly platform?: "node";
  /** The files beside the program, by their paths. */
  readonly files: Readonly<Record<string, string | object>>;
  /** Builds and runs the program. Returns what it printed. */
  readonly run: (folder: Folder, archive: Archive) => Promise<string>;
}

export interface Folder {
  readonly path: string;
  /** Runs the program of an installed package, and returns its output. */
  readonly run: (program: string, ...args: readonly string[]) => Promise<string>;
}

/** The folder in which `test/runtimes/package.json` is installed. */
export const installed = process.env["RUNTIMES"] ?? "";
export const isInstalled = installed !== "" && existsSync(join(installed, "node_modules/typescript"));

const packageOf = (name: string): string => join(installed, "node_modules", name);

/** The version of an installed package. */
export function versionOf(name: string): string {
  return readManifest(name).version;
}

interface Manifest {
  readonly version: string;
  readonly bin?: string | Readonly<Record<string, string>>;
}

function readManifest(name: string): Manifest {
  return JSON.parse(readFileSync(join(packageOf(name), "package.json"), "utf8")) as Manifest; // npm wrote it
}

/** The name of the client that a set-up needs. */
export function clientOf({ importExtension, platform }: Pick<SetUp, "importExtension" | "platform">): string {
  return `${platform ?? "web"}${importExtension}`;
}

/** The program, with the certificates that it signs with. */
const programFiles = [
  ...["calls.ts", "main.ts", "signatures.ts"].map((name) => join(import.meta.dirname, "files", name)),
  join(import.meta.dirname, "../support/certificate.ts"),
];

/** Makes the folder of a set-up: its files, the program and the generated client. */
export async function makeFolder(setUp: SetUp, path: string, clients: string): Promise<Folder> {
  const client = clientOf(setUp);
  await mkdir(path, { recursive: true });
  await cp(join(clients, client, "generated"), join(path, "generated"), { recursive: true });
  for (const file of programFiles) {
    const text = await readFile(file, "utf8");
    await writeFile(join(path, basename(file)), text.replace(/(from "\.[^"]*)\.js"/g, `$1${setUp.importExtension}"`));
  }
  for (const [name, content] of Object.entries({ "package.json": { type: "module" }, ...setUp.files })) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
  return folderAt(path);
}

export function folderAt(path: string): Folder {
  return { path, run: (program, ...args) => run(path, program, args) };
}

async function run(cwd: string, program: string, args: readonly string[]): Promise<string> {
  const { bin = {} } = readManifest(program);
  const script = typeof bin === "string" ? bin : (bin[program] ?? Object.values(bin)[0] ?? "");
  // Scripts start with "env node", which is this version.
  const env = {
    PATH: [join(packageOf("node24"), "bin"), process.env["PATH"]].join(delimiter),
    HOME: process.env["HOME"],
    NEXT_TELEMETRY_DISABLED: "1",
    DENO_NO_UPDATE_CHECK: "1",
  };
  const options = { cwd, env, maxBuffer: 16 * 1024 * 1024 };
  const running = promisify(execFile)(join(packageOf(program), script), args, options);
  const { stdout } = await running.catch((error: unknown) => {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string }; // of execFile
    throw new Error(`${program} ${args.join(" ")} failed in ${cwd}:\n${stdout.slice(-8000)}\n${stderr.slice(-8000)}`);
  });
  return stdout.trim();
}
