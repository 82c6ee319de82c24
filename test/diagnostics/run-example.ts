import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { program } from "../../generator/commands/program.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { shell } from "../commands/workspace.js";
import { applyText } from "./example-text.js";
import type { Edit, Example } from "./example.js";

/** Runs the command line on an example in a folder of its own, and returns its diagnostics. */
export async function runExample({ base, edits, command, isGenerated }: Example): Promise<readonly Diagnostic[]> {
  const directory = await mkdtemp(join(tmpdir(), "soapwright-"));
  try {
    for (const [path, text] of Object.entries(base)) await write(join(directory, path), text);
    if (isGenerated) await run(directory, ["generate"]);
    for (const edit of edits) await apply(edit, directory);
    return await run(directory, command);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function run(directory: string, command: readonly string[]): Promise<readonly Diagnostic[]> {
  const lines: string[] = [];
  const err = (text: string) => void lines.push(...text.split("\n"));
  await program([...command, "--diagnostics", "json"], shell(directory, { err }));
  const others = lines.filter((line) => line !== "" && !line.startsWith("{"));
  if (others.length > 0) throw new Error(others.join("\n"));
  // The command line prints each diagnostic as it is.
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Diagnostic);
}

async function apply(edit: Edit, directory: string): Promise<void> {
  const path = join(directory, edit.path);
  switch (edit.kind) {
    case "replace":
    case "cut":
      return write(path, applyText(edit, await readFile(path, "utf8")));
    case "copy": {
      const text = await readFile(join(directory, edit.of), "utf8");
      return write(path, edit.from === "" ? text : text.replaceAll(edit.from, edit.to));
    }
    case "file":
      return write(path, edit.text);
    case "many":
      await write(path, "");
      // Links are made sooner than files.
      await Promise.all(
        Array.from({ length: edit.count - 1 }, (_, index) =>
          link(path, path.replace(/0(?=\.\w+$)/, String(index + 1))),
        ),
      );
      return;
    case "link":
      await mkdir(dirname(path), { recursive: true });
      return symlink(edit.target, path);
  }
}

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
