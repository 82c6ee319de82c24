/** Callers by other vendors: a process reads a call from each line of its input, and prints the result as a line. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Binding } from "../../../generator/bindings.js";
import type { Command } from "../server.js";
import type { Wire } from "./wire.js";

export interface Asked {
  readonly operation: string;
  readonly binding: Binding;
  readonly values: Wire;
  readonly header?: Wire;
}

/** The caller's view of a call. `failed` is an error of its own. */
export type Outcome =
  | { readonly values: Wire; readonly header?: Wire }
  | { readonly fault: { readonly code: string; readonly reason: string; readonly detail: Wire } }
  | { readonly failed: string };

export interface Caller {
  /** Calls an operation. Calls are made one after the other. */
  call(asked: Asked): Promise<Outcome>;
  /** Ends the process, and waits until it has ended. */
  close(): Promise<void>;
}

export function startCaller(command: Command, folder: string): Caller {
  const { ask, close } = startLines(command, folder);
  return { call: async (asked) => JSON.parse(await ask(JSON.stringify(asked))) as Outcome, close }; // as the scripts print it
}

/** A process that prints a line for each line of its input. */
export interface Lines {
  /** Asked one after the other. */
  readonly ask: (line: string) => Promise<string>;
  /** Ends the process, and waits until it has ended. */
  readonly close: () => Promise<void>;
}

export function startLines([program, ...args]: Command, folder: string): Lines {
  const child = spawn(program, args, { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()).once("error", () => resolve()));
  void ended.then(() => process.off("exit", end));
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed = (printed + text).slice(-10_000)));
  // A write to a process that has ended fails through its missing line of output.
  child.stdin.on("error", () => {});
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async ask(asked) {
      child.stdin.write(`${asked}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error(`the caller ended\n${printed}`);
      return line.value;
    },
    close() {
      end();
      return ended;
    },
  };
}
