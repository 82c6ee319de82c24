import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  defaultConfiguration,
  generate,
  inspect,
  readConfiguration,
  readRuntime,
  type Configuration,
  type Spec,
} from "../generator/index.js";
import { helpPage } from "./support/help-page.js";

const runtime = await readRuntime();

test("the same texts give the same files, in whatever order the pages come", async () => {
  const pixelz = await seed("pixelz", ["GetImageStatus", "RejectProcessedImage"]);
  const first = await generate([pixelz], defaultConfiguration, runtime);
  const again = await generate([{ ...pixelz, sources: pixelz.sources.toReversed() }], defaultConfiguration, runtime);
  expect(first.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(first.files.map(({ path }) => path)).toContain("pixelz.ts");
  expect(again).toEqual(first);
});

test("an error in one spec leaves no files, and the specs after it are still read", async () => {
  const broken = (name: string): Spec => spec(name, helpPage().replace("</Sku>", ""));
  const { files, diagnostics } = await generate([broken("a"), spec("b"), broken("c")], defaultConfiguration, runtime);
  expect(files).toEqual([]);
  const paths = diagnostics.filter(({ severity }) => severity === "error").map(({ place }) => place.path);
  expect(new Set(paths)).toEqual(new Set(["specs/a/Page.txt", "specs/c/Page.txt"]));
});

test("every import of what is generated ends as the configuration says", async () => {
  const { files } = await generate([spec("shop")], { ...defaultConfiguration, importExtension: ".ts" }, runtime);
  const imports = files.flatMap(({ text }) => [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, path]) => path));
  expect(imports.length).toBeGreaterThan(10);
  expect(imports.filter((path) => path?.endsWith(".ts") !== true)).toEqual([]);
});

test("operations are left out by name", () => {
  const shop = spec("shop", helpPage("GetPrice"), helpPage("GetRate"));
  const { service, diagnostics } = inspect(
    shop,
    configuration('{ "services": { "shop": { "ignore": ["GetRate"] } } }'),
  );
  expect(service?.operations.map(({ name }) => name)).toEqual(["GetPrice"]);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("to leave out what is not there is an error with a suggestion", () => {
  const { diagnostics } = inspect(
    spec("shop"),
    configuration('{ "services": { "shop": { "ignore": ["GetPrise"] } } }'),
  );
  expect(diagnostics).toContainEqual({
    severity: "error",
    code: "configuration-ignore",
    message: 'found "GetPrise", expected the name of an operation',
    place: { path: "soapwright.config.json", line: 1, column: 27 },
    hint: 'did you mean "GetPrice"?',
  });
});

test("a service of which everything is left out is an error, not an empty file", () => {
  const { service, diagnostics } = inspect(
    spec("shop"),
    configuration('{ "services": { "shop": { "ignore": ["GetPrice"] } } }'),
  );
  expect(service).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toContain("spec-empty");
});

function configuration(text: string): Configuration {
  return readConfiguration({ path: "soapwright.config.json", text }, ({ message }) => expect.fail(message));
}

function spec(name: string, ...pages: readonly string[]): Spec {
  const texts = pages.length === 0 ? [helpPage()] : pages;
  const path = (index: number): string => `specs/${name}/Page${index === 0 ? "" : index}.txt`;
  return { name, path: `specs/${name}`, sources: texts.map((text, index) => ({ path: path(index), text })) };
}

async function seed(name: string, operations: readonly string[]): Promise<Spec> {
  const sources = operations.map(async (operation) => {
    const path = `specs/${name}/${operation}.txt`;
    return { path, text: await readFile(new URL(`../${path}`, import.meta.url), "utf8") };
  });
  return { name, path: `specs/${name}`, sources: await Promise.all(sources) };
}
