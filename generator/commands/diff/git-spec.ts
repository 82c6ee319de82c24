import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { limits } from "../input/read-source.js";
import { isMissing } from "../files.js";
import { UsageError, type Shell } from "../shell.js";

/** A copy of a path as a revision of Git has it, below a folder of its own. */
export interface Checkout {
  /** The folder, below which the path is the same as below the working directory. */
  readonly directory: string;
  readonly remove: () => Promise<void>;
}

/** Copies the files at a path out of a revision. Throws a UsageError if Git does not know one of them. */
export async function checkout(path: string, revision: string, shell: Pick<Shell, "directory">): Promise<Checkout> {
  const git = async (...args: readonly string[]): Promise<Buffer> => {
    try {
      const options = { cwd: shell.directory, encoding: "buffer", maxBuffer: limits.fileBytes } as const;
      return (await promisify(execFile)("git", args, options)).stdout;
    } catch (error) {
      if (isMissing(error)) throw new UsageError("found no git, expected it for --git");
      const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
      throw new UsageError(`git: ${said.split("\n")[0]?.replace(/^fatal: /, "") ?? "it failed"}`);
    }
  };
  await git("rev-parse", "--git-dir");
  const commit = await git("rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`).then(
    (text) => text.toString().trim(),
    () => {
      throw new UsageError(
        `found no revision ${JSON.stringify(revision)} in Git, expected a branch, a tag or a commit, such as --git main`,
      );
    },
  );
  const listed = (await git("ls-tree", "-r", "-z", commit, "--", path)).toString().split("\0");
  // Links could lead out of the copy.
  const files = listed.flatMap((line) => /^100\d{3} blob [\da-f]+\t(.*)$/s.exec(line)?.[1] ?? []);
  if (files.length === 0) throw new UsageError(`found nothing at ${path} in ${revision}, expected a spec`);
  if (files.length > limits.files)
    throw new UsageError(`found more than ${limits.files} files at ${path} in ${revision}`);
  const directory = await mkdtemp(join(tmpdir(), "soapwright-diff-"));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    for (const file of files) {
      const text = await git("cat-file", "blob", `${commit}:./${file}`);
      await mkdir(dirname(join(directory, file)), { recursive: true });
      await writeFile(join(directory, file), text);
    }
    return { directory, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
