import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/**
 * The greatest sizes of minified browser bundles with one operation of a service that is known from samples, in bytes
 * after gzip. A change that makes bundles larger names its reason when it raises them.
 */
test.each([
  ["soap11", 18_600],
  ["soap12", 18_600],
  ["httpGet", 16_000],
  ["httpPost", 16_000],
] as const)("a bundle of one operation over %s has at most %i bytes", async (binding, most) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { address, getImageStatus } from "./generated/pixelz.js";
        import { ${binding} } from "./generated/runtime/index.js";
        globalThis.reply = getImageStatus(${binding}(address), {});`,
      resolveDir: process.cwd(),
      loader: "ts",
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  const [file] = outputFiles;
  const size = gzipSync(file?.contents ?? "", { level: 9 }).length;
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThanOrEqual(most);
});
