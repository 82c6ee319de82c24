import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Bundles the code of an entry for browsers, which imports modules of the folder, and minifies the bundle. */
export type Bundler = (contents: string, folder: string) => Promise<string>;

/** The size of a bundle for browsers that makes one call, minified and compressed with gzip, in bytes. */
export async function sizeOf(
  call: CallInBundle,
  { bundler = esbuild, folder = "generated" }: Place = {},
): Promise<number> {
  const code = await bundler(codeOf(call), resolve(folder));
  return gzipSync(code, { level: 9 }).length;
}

export interface Place {
  readonly bundler?: Bundler;
  /** The folder of the generated modules. */
  readonly folder?: string;
}

/** A call of an operation of a generated module, over a port with options. */
export interface CallInBundle {
  readonly module: string;
  readonly operation: string;
  readonly binding: string;
  /** The options of the port as code: `{ steps: "[addressing()]" }`. */
  readonly options?: { readonly [option: string]: string };
  /** The values of the runtime that the options need. */
  readonly imports?: readonly string[];
}

function codeOf({ module, operation, binding, options = {}, imports = [] }: CallInBundle): string {
  const entries = Object.entries(options).map(([option, value]) => `${option}: ${value}`);
  return `import { address, ${operation} } from "./${module}.js";
import { ${[binding, ...imports].join(", ")} } from "./runtime/index.js";
globalThis.call = (request, options) => ${operation}(${binding}(address, { ${entries.join(", ")} }), request, options);`;
}

export async function esbuild(contents: string, resolveDir: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  return outputFiles[0]?.text ?? "";
}

export async function rolldown(contents: string, folder: string): Promise<string> {
  const { rolldown } = await import("rolldown");
  const entry = "virtual:entry";
  const bundle = await rolldown({
    input: entry,
    platform: "browser",
    transform: { target: "es2022" },
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    plugins: [
      {
        name: "entry",
        resolveId: (id, from) => (id === entry ? id : from === entry ? join(folder, id.replace(/js$/, "ts")) : null),
        load: (id) => (id === entry ? contents : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  return output[0].code;
}
