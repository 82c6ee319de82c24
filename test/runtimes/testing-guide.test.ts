/** Compiles the tests that docs/testing.md shows, and runs them in vitest and in Jest, with msw. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { defaultConfiguration, generate, readRuntime } from "../../generator/index.js";
import { readDocument, root, type Block } from "../docs/blocks.js";
import { folderAt, installed, isInstalled, type Folder } from "./set-up.js";

const tests = readDocument("docs/testing.md").blocks.filter(({ file }) => file.endsWith(".test.ts"));
const compiler = { strict: true, target: "es2022", skipLibCheck: true, noEmit: true, types: ["node"] };

const [inMemory, withMsw, withMock] = tests;

test("the guide shows tests with a port in memory, with msw and with a mock of fetch", () => {
  expect(tests.map(({ file }) => file)).toEqual(["total.test.ts", "price.test.ts", "fetch.test.ts"]);
});

test.skipIf(!isInstalled && process.env["CI"] !== "true")(
  "the tests of the guide compile, and pass in vitest",
  async () => {
    const folder = await folderOf(".js", [inMemory, withMsw], {
      "package.json": { type: "module" },
      "tsconfig.json": { compilerOptions: { ...compiler, module: "nodenext" } },
    });
    await folder.run("typescript", "-p", ".");
    expect(await folder.run("vitest", "run")).toContain("3 passed");
  },
);

test.skipIf(!isInstalled && process.env["CI"] !== "true")(
  "the tests of the guide compile, and pass in Jest with what the guide says to change",
  async () => {
    const text = (inMemory?.text ?? "")
      .replace('"vitest"', '"@jest/globals"')
      .replaceAll(/(from "\.[^"]*)\.js"/g, '$1"');
    const folder = await folderOf("", [{ file: "total.test.ts", text }, withMock], {
      "package.json": { private: true },
      "tsconfig.json": {
        compilerOptions: {
          ...compiler,
          module: "commonjs",
          moduleResolution: "node10",
          ignoreDeprecations: "6.0",
          esModuleInterop: true,
        },
      },
      "jest.config.js": `const { createDefaultPreset } = require("ts-jest");
module.exports = { testEnvironment: "node", transform: { ...createDefaultPreset().transform } };
`,
    });
    expect(JSON.parse(await folder.run("jest", "--json", "--silent"))).toMatchObject({ numPassedTests: 3 });
  },
);

/** Tests of the guide beside the client and the server of the shop. */
async function folderOf(
  importExtension: ".js" | "",
  shown: readonly (Pick<Block, "file" | "text"> | undefined)[],
  settings: Readonly<Record<string, string | object>>,
): Promise<Folder> {
  expect(isInstalled, "RUNTIMES names the folder in which test/runtimes/package.json is installed").toBe(true);
  const path = await mkdtemp(join(installed, "guide-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const wsdl = { path: "specs/shop/shop.wsdl", text: await readFile(join(root, "test/docs/shop.wsdl"), "utf8") };
  const configuration = { ...defaultConfiguration, server: true, importExtension };
  const spec = { name: "shop", path: "specs/shop", sources: [wsdl] };
  const { files } = await generate([spec], configuration, await readRuntime());
  const texts = [
    ...files.map((file) => [`generated/${file.path}`, file.text] as const),
    ...shown.flatMap((block) => (block === undefined ? [] : [[block.file, block.text] as const])),
    ...Object.entries(settings),
  ];
  for (const [name, content] of texts) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folderAt(path);
}
