/** The bundlers of `RUNTIMES`, for the sizes of bundles. They take modules in JavaScript, as a compiler prints them. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, transform } from "esbuild";
import type { Bundler } from "../../bench/size.js";
import { folderAt } from "./set-up.js";

/** Rollup does not minify; esbuild does it. */
export const rollup: Bundler = async (contents, path) => {
  const folder = await folderWith(contents, path);
  await folder.run("rollup", "entry.js", "--format", "es", "--file", "rollup.js", "--silent", "--failAfterWarnings");
  const bundle = await readFile(join(path, "rollup.js"), "utf8");
  return (await transform(bundle, { minify: true, format: "esm", target: "es2022" })).code;
};

export const webpack: Bundler = async (contents, path) => {
  const folder = await folderWith(contents, path);
  const options = "--mode production --target web --entry ./entry.js --output-path . --output-filename webpack.js";
  await folder.run("webpack-cli", "build", ...options.split(" "));
  return readFile(join(path, "webpack.js"), "utf8");
};

async function folderWith(contents: string, path: string): Promise<ReturnType<typeof folderAt>> {
  await writeFile(join(path, "entry.js"), contents);
  return folderAt(path);
}

/** Writes each module of a folder as JavaScript into another. */
export async function compileModules(folder: string, outdir: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const entryPoints = names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
  await build({ entryPoints, outdir, outbase: folder, format: "esm", target: "es2022" });
  await writeFile(join(outdir, "package.json"), '{ "type": "module" }');
}
