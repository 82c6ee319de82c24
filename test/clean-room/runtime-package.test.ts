import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { emptyFolder, newcomersCompiler, root, run } from "./folder.js";

beforeAll(() => run("npm", ["run", "--silent", "build"], root));

test("the package of the runtime has the version of the generator", async () => {
  const versions = ["package.json", "templates/runtime/package.json"].map(async (path) => {
    const { version } = JSON.parse(await readFile(join(root, path), "utf8")) as { readonly version: string };
    return version;
  });
  expect(new Set(await Promise.all(versions)).size).toBe(1);
});

test("a client that imports the runtime from its package compiles, calls and takes no more of it than it needs", async () => {
  const folder = await emptyFolder();
  await run("npm", ["pack", "--silent", "--pack-destination", folder], join(root, "dist/runtime-package"));
  const [tarball = ""] = await readdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "newcomer", private: true, type: "module" }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`], folder);

  await mkdir(join(folder, "specs/pixelz"), { recursive: true });
  await cp(join(root, "specs/pixelz/GetImageStatus.txt"), join(folder, "specs/pixelz/GetImageStatus.txt"));
  await writeFile(join(folder, "soapwright.config.json"), JSON.stringify({ runtime: "package", server: true }));
  await run(process.execPath, [join(root, "dist/generator/cli.js"), "generate"], folder);
  expect(await readdir(join(folder, "generated"))).toEqual(["pixelz.pages.ts", "pixelz.server.ts", "pixelz.ts"]);

  const caller = await readFile(join(root, "test/clean-room/call.ts"), "utf8");
  await mkdir(join(folder, "test/clean-room"), { recursive: true });
  await writeFile(
    join(folder, "test/clean-room/call.ts"),
    caller.replace("../../generated/runtime/index.js", "soapwright-runtime/v1"),
  );
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(newcomersCompiler));
  await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc")], folder);
  expect(await run(process.execPath, ["built/test/clean-room/call.js"], folder)).toBe(
    "soap11 ok 42\nsoap12 ok 42\nhttpGet ok 42\nhttpPost ok 42\n",
  );

  const { outputFiles } = await build({
    stdin: {
      contents: `import { getImageStatus } from "./generated/pixelz.js";
        import { httpGet } from "soapwright-runtime/v1";
        globalThis.call = (request) => getImageStatus(httpGet("https://h/"), request);`,
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
  });
  const all = await readFile(join(folder, "node_modules/soapwright-runtime/v1/index.js"), "utf8");
  const parts = ["function httpGet(", "function serve(", "function pattern(", "soap/encoding", "soap/envelope"];
  expect(parts.filter((part) => all.includes(part))).toEqual(parts);
  expect(parts.filter((part) => outputFiles[0]?.text.includes(part))).toEqual(["function httpGet("]);
});

test("each entry of the package of the runtime is one file, and what they share another, so that Node loads them fast", async () => {
  const files = await readdir(join(root, "dist/runtime-package/v1"), { recursive: true });
  expect(files.filter((name) => name.endsWith(".js")).sort()).toEqual(["index.js", "node/index.js", "shared.js"]);
});
