import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type * as Configuration from "../../../generator/configuration.js";
import type * as Diagnostic from "../../../generator/diagnostic.js";
import type * as Client from "../../../generator/emit/client.js";
import type * as Inspect from "../../../generator/inspect.js";

/** The functions of a generator that clients are printed with. */
export type Generator = Pick<typeof Inspect, "inspect"> &
  Pick<typeof Client, "emitServices"> &
  Pick<typeof Configuration, "defaultConfiguration"> &
  Pick<typeof Diagnostic, "hasErrors">;

/** The last commit of 0.1.0, before the changelog had unreleased changes. */
const release = "17b30f59";

const root = join(import.meta.dirname, "../../..");

/** True if the history of this clone reaches back to the release. */
export function hasRelease(): boolean {
  try {
    execFileSync("git", ["cat-file", "-e", `${release}^{commit}`], { cwd: root, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The generator of the release, bundled from its sources; the packages that it imports are those of this project. */
export async function releasedGenerator(): Promise<Generator> {
  const folder = mkdtempSync(join(tmpdir(), "soapwright-release-"));
  const cache = join(root, "node_modules/.cache/soapwright-names");
  mkdirSync(cache, { recursive: true });
  try {
    const archive = execFileSync("git", ["archive", release, "generator", "templates", "package.json"], {
      cwd: root,
      maxBuffer: 2 ** 28,
    });
    execFileSync("tar", ["x", "-C", folder], { input: archive });
    const contents = `
      export { inspect } from "./generator/inspect.ts";
      export { emitServices } from "./generator/emit/client.ts";
      export { defaultConfiguration } from "./generator/configuration.ts";
      export { hasErrors } from "./generator/diagnostic.ts";`;
    await build({
      stdin: { contents, resolveDir: folder, loader: "ts" },
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "warning",
      outfile: join(cache, "release.mjs"),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return (await import(join(cache, "release.mjs"))) as Generator; // it exports what `contents` names
}
