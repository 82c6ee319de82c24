import { build } from "esbuild";
import { expect, test } from "vitest";

/** The files of `generated` in a bundle for browsers, and its text. */
async function bundled(contents: string): Promise<{ readonly files: readonly string[]; readonly text: string }> {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    splitting: true,
    outdir: "bundle",
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
  });
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  return { files, text: outputFiles.map((file) => file.text).join("\n") };
}

test("a client's bundle contains neither unused operations nor code of a server", async () => {
  const { files, text } = await bundled(`import { getImageStatus } from "./generated/pixelz.js";
    import { soap11 } from "./generated/runtime/index.js";
    globalThis.call = (request) => getImageStatus(soap11("https://h/"), request);`);
  expect(text).toContain("GetImageStatusTable");
  expect(text).not.toContain("RejectProcessedImage");
  expect(files.filter((path) => path.includes("server"))).toEqual([]);
});

test("a bundle of a server contains all operations", async () => {
  const { files, text } = await bundled(`import { servePixelz } from "./generated/pixelz.server.js";
    globalThis.serve = servePixelz;`);
  expect(text).toContain("GetImageStatusTable");
  expect(text).toContain("RejectProcessedImageTable");
  expect(files).toContain("generated/pixelz.server.ts");
});
