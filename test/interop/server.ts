/** Servers that other people wrote, run on loopback for as long as a suite needs them. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, test } from "vitest";

export interface Server {
  /** The URL of its root, with a trailing slash: `http://127.0.0.1:40123/`. */
  readonly address: string;
  /** Ends the process, and waits until it has ended. */
  close(): Promise<void>;
}

/** A command and its arguments. */
export type Command = readonly [program: string, ...args: readonly string[]];

/**
 * Declares a suite that needs software which a machine may lack: `needs` are commands that succeed where it is there, by the
 * names that people know it by. Where it is missing the suite is skipped, and the reason is printed; in CI it fails.
 */
export function withSoftware(suite: string, needs: Readonly<Record<string, Command>>, declare: () => void): void {
  const missing = Object.entries(needs)
    .filter(([, [program, ...args]]) => spawnSync(program, args).status !== 0)
    .map(([name]) => name);
  if (missing.length === 0) return void describe(suite, declare);
  const reason = `found no ${missing.join(", no ")}; test/interop/packages.txt names the packages to install`;
  const isSkipped = process.env["CI"] !== "true";
  if (isSkipped) console.warn(`skipped ${suite}: ${reason}`);
  test.skipIf(isSkipped)(suite, () => {
    throw new Error(reason);
  });
}

export interface Closable {
  close(): unknown;
}

/**
 * Gives what holds things that a suite has started, and gives them back. All are closed with the suite, the last first, also where
 * something else does not start; what a hook returns would be lost then.
 */
export function holding(): <T extends Closable>(started: T) => T {
  const held: Closable[] = [];
  afterAll(() => closeAll(held));
  return (started) => {
    held.unshift(started);
    return started;
  };
}

async function closeAll([first, ...others]: readonly Closable[]): Promise<void> {
  if (first === undefined) return;
  try {
    await first.close();
  } finally {
    await closeAll(others);
  }
}

/** Runs a compiler and returns its output, or throws it if the compiler fails. */
export async function run([program, ...args]: Command, folder: string): Promise<string> {
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (printed = (printed + text).slice(-10_000)));
  const status = await new Promise<number | null>(
    (resolve, reject) => void child.once("close", resolve).once("error", reject),
  );
  if (status !== 0) throw new Error(`${program} ended with ${status}\n${printed}`);
  return printed;
}

/** A folder for build output, which is removed when it is closed. */
export function workFolder(name: string): Closable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), `soapwright-${name}-`));
  return { path, close: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Starts a server that prints `LISTENING http://127.0.0.1:PORT/` when it is ready. Throws its output if it ends before.
 */
export async function start([program, ...args]: Command, folder: string): Promise<Server> {
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const end = (): void => void child.kill("SIGKILL");
  const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()).once("error", () => resolve()));
  // It does not outlive a suite that fails before it can close it.
  process.once("exit", end);
  void ended.then(() => process.off("exit", end));
  // Read to the end, as a server that nobody listens to stops at a full pipe.
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed = (printed + text).slice(-10_000)));
  const address = await listening(child, () => printed);
  return {
    address,
    close() {
      end();
      return ended;
    },
  };
}

function listening(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new TypeError("expected a process whose output is read");
    const lines: string[] = [];
    createInterface(child.stdout).on("line", (line) => {
      const address = /^LISTENING (https?:\/\/127\.0\.0\.1:\d+\/)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
      else if (lines.length < 100) lines.push(line);
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      reject(new Error(`the server ended with ${code} before it listened\n${lines.join("\n")}\n${printed()}`));
    });
  });
}
