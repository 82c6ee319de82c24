import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { program } from "../../generator/commands/program.js";
import type { Shell } from "../../generator/commands/shell.js";

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Workspace {
  readonly directory: string;
  readonly path: (path: string) => string;
  readonly write: (path: string, text: string | Uint8Array) => Promise<void>;
  readonly read: (path: string) => Promise<string>;
  /** All files, in order, with `/`. */
  readonly list: () => Promise<readonly string[]>;
  /** Runs the command line in this folder. */
  readonly run: (...args: readonly string[]) => Promise<Run>;
  readonly runIn: (shell: Partial<Shell>, ...args: readonly string[]) => Promise<Run>;
}

/** Input from a pipe, in chunks that split characters. */
export function pasted(text: string): Partial<Shell> {
  const bytes = Buffer.from(text);
  return {
    input: async function* () {
      for (let at = 0; at < bytes.length; at += 1001) yield await Promise.resolve(bytes.subarray(at, at + 1001));
    },
  };
}

/** A shell in a folder, whose output nobody reads. */
export function shell(directory: string, given: Partial<Shell> = {}): Shell {
  return {
    directory,
    environment: {},
    input: () => undefined,
    out: () => undefined,
    err: () => undefined,
    terminal: false,
    columns: 80,
    style: (_, text) => text,
    ended: () => Promise.resolve(),
    ...given,
  };
}

/** An empty folder that is removed when the test ends. */
export async function workspace(): Promise<Workspace> {
  const directory = await mkdtemp(join(tmpdir(), "soapwright-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const runIn = async (given: Partial<Shell>, ...args: readonly string[]): Promise<Run> => {
    let out = "";
    let err = "";
    const streams = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    const code = await program(args, shell(directory, { ...streams, ...given }));
    return { code, out, err };
  };
  return {
    directory,
    path: (path) => join(directory, path),
    write: async (path, text) => {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    },
    read: (path) => readFile(join(directory, path), "utf8"),
    list: async () => {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(directory.length + 1)
            .replaceAll("\\", "/"),
        )
        .sort();
    },
    run: (...args) => runIn({}, ...args),
    runIn,
  };
}
