import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export type Bundler = keyof typeof bundlers;

/** The size of a bundle for browsers that makes one call, minified and compressed with gzip, in bytes. */
export async function sizeOf(call: CallInBundle, bundler: Bundler = "esbuild"): Promise<number> {
  const code = await bundlers[bundler](codeOf(call));
  return gzipSync(code, { level: 9 }).length;
}

/** A call of an operation of a generated module, over a port with options that are values of the runtime. */
export interface CallInBundle {
  readonly module: string;
  readonly operation: string;
  readonly binding: string;
  /** The options of the port, and the values that they need: `{ trace: "trace(console.log)" }`. */
  readonly options?: { readonly [option: string]: string };
}

function codeOf({ module, operation, binding, options = {} }: CallInBundle): string {
  const values = Object.values(options).map((value) => value.replace(/\W.*/, ""));
  const entries = Object.entries(options).map(([option, value]) => `${option}: ${value}`);
  return `import { address, ${operation} } from "./generated/${module}.js";
import { ${[binding, ...values].join(", ")} } from "./generated/runtime/index.js";
globalThis.call = (request, options) => ${operation}(${binding}(address, { ${entries.join(", ")} }), request, options);`;
}

const bundlers = {
  async esbuild(contents: string): Promise<string> {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: process.cwd() },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "browser",
      target: "es2022",
    });
    return outputFiles[0]?.text ?? "";
  },

  async rolldown(contents: string): Promise<string> {
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
          resolveId: (id, from) =>
            id === entry ? id : from === entry ? `${process.cwd()}/${id.replace(/js$/, "ts")}` : null,
          load: (id) => (id === entry ? contents : null),
        },
      ],
    });
    const { output } = await bundle.generate({ format: "esm", minify: true });
    await bundle.close();
    return output[0].code;
  },
};
