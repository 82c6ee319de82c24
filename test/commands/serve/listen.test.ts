import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { workspace } from "../workspace.js";

const root = join(import.meta.dirname, "../../..");

/** The command line in one file, where it finds what the package ships. */
async function bundledCli(): Promise<string> {
  const folder = await mkdtemp(join(root, "node_modules/.soapwright-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const outfile = join(folder, "cli.mjs");
  const entryPoints = [join(root, "generator/cli.ts")];
  await build({ entryPoints, outfile, bundle: true, platform: "node", format: "esm", packages: "external" });
  return outfile;
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends it, with the exit code 0 and nothing left behind",
  async (signal) => {
    const { directory } = await workspace();
    const child = spawn(process.execPath, [await bundledCli(), "serve", join(root, "specs/pixelz")], {
      cwd: directory,
      env: { ...process.env, TMPDIR: directory },
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill());
    const exit = once(child, "exit");
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    expect(await readdir(directory)).toHaveLength(1);
    const { status } = await fetch(line.replace(/^pages /, ""));
    expect(status).toBe(200);
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
    expect(await readdir(directory)).toEqual([]);
  },
);
