import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The size of a bundle for browsers that makes one call over one binding, minified: as it is and compressed, in bytes. */
export async function sizeOf(
  module: string,
  operation: string,
  binding: string,
): Promise<{ minified: number; gzip: number }> {
  const contents = `import { address, ${operation} } from "./generated/${module}.js";
import { ${binding} } from "./generated/runtime/index.js";
globalThis.call = (request) => ${operation}(${binding}(address), request);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}
