import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Makes the files of a folder the first commit on `main`. */
export async function commitAll(folder: string): Promise<void> {
  const git = (...args: readonly string[]) =>
    promisify(execFile)("git", ["-c", "user.name=me", "-c", "user.email=me@shop.example", ...args], { cwd: folder });
  await git("init", "--quiet", "--initial-branch", "main");
  await git("add", ".");
  await git("commit", "--quiet", "--message", "Add the spec");
}
