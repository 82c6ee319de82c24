import { build } from "esbuild";
import { expect, test } from "vitest";

/** The runtime's files that a bundle for browsers with one call over `binding` holds code of. */
async function filesOf(binding: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: {
      contents: `import { getOrder } from "./test/runtime/orders.js";
        import { ${binding} } from "./templates/runtime/index.js";
        globalThis.call = (request) => getOrder(${binding}("https://h/"), request);`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => {
    const file = /^templates\/runtime\/(.*)\.ts$/.exec(path)?.[1];
    return file !== undefined && bytesInOutput > 0 ? [file] : [];
  });
}

test("a bundle holds the bindings that are used and no other", async () => {
  for (const binding of ["soap11", "soap12"]) {
    const files = await filesOf(binding);
    expect(files).toEqual(expect.arrayContaining(["soap", "envelope", "fault", "port"]));
    expect(files.filter((file) => ["http", "form", "root"].includes(file))).toEqual([]);
  }
  for (const binding of ["httpGet", "httpPost"]) {
    const files = await filesOf(binding);
    expect(files).toEqual(expect.arrayContaining(["http", "form", "root", "port"]));
    expect(files.filter((file) => ["soap", "envelope", "fault", "write", "output"].includes(file))).toEqual([]);
  }
});

test("simple types that are not used stay out of a bundle", async () => {
  const files = await filesOf("soap11");
  expect(files).toContain("binary");
  expect(files).not.toContain("date");
});
