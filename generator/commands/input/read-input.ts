import { UsageError, type Shell } from "../shell.js";
import { limits } from "./read-source.js";

/** The bytes of standard input; undefined for more than a file may have. Throws a UsageError for a terminal. */
export async function readInput(shell: Shell, expected: string): Promise<Buffer | undefined> {
  const input = shell.input();
  if (input === undefined) throw new UsageError(`standard input is a terminal, expected ${expected}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > limits.fileBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
