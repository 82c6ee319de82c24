/** Builds generated code in the set-ups that users have, runs it there, and prints the table of the documentation from the results. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration, type Configuration } from "../../generator/configuration.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import type { Spec } from "../../generator/source.js";
import { readRuntime } from "../../generator/commands/package.js";
import { generate } from "../../generator/generate.js";
import { compilers, linters } from "./compilers.js";
import { requirementsPage, type Result } from "./requirements-page.js";
import { runtimes } from "./runtimes.js";
import { expectedLines, serveArchive, type Archive } from "./service.js";
import { clientOf, installed, isInstalled, makeFolder, type SetUp } from "./set-up.js";
import { tools } from "./tools.js";

const setUps: readonly SetUp[] = [...runtimes, ...tools, ...compilers, ...linters];

if (!isInstalled) {
  const reason = "found no packages in RUNTIMES: copy test/runtimes/package*.json to a folder, and run npm ci in it";
  const isSkipped = process.env["CI"] !== "true";
  if (isSkipped) console.warn(`skipped all set-ups: ${reason}`);
  test.skipIf(isSkipped)("the set-ups are installed", () => {
    throw new Error(reason);
  });
} else {
  const results: Result[] = [];
  let folder = "";
  let archive: Archive | undefined;

  beforeAll(async () => {
    // Programs find the packages in the folders above their own.
    folder = await mkdtemp(join(installed, "set-ups-"));
    for (const [client, { importExtension, platform }] of new Map(setUps.map((each) => [clientOf(each), each]))) {
      const runtimeParts = platform === "node" ? await foldersOfRuntime() : ["security"];
      await writeClient(join(folder, "clients", client), { importExtension, server: true, runtimeParts });
    }
    archive = await serveArchive(join(folder, "clients/web.js"));
  });
  afterAll(async () => {
    await archive?.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe.concurrent("generated code calls a service", () => {
    test.each(
      setUps.map((setUp, index) => [setUp.name, `${setUp.version}${setUp.importExtension}`, setUp, index] as const),
    )("in %s (%s)", async (name, version, setUp, index) => {
      if (archive === undefined) throw new Error("the service does not run");
      const made = await makeFolder(setUp, join(folder, `set-up-${index}`), join(folder, "clients"));
      const printed = await setUp.run(made, archive);
      expect(printed.split("\n"), `${name} ${version}`).toEqual(expectedLines);
      results.push({ setUp, index });
    });
  });

  test("docs/requirements.md is printed from the results of all set-ups", async () => {
    expect(results.length).toBe(setUps.length);
    const sorted = results.toSorted((one, other) => one.index - other.index);
    await expect(requirementsPage(sorted)).toMatchFileSnapshot("../../docs/requirements.md");
  });
}

async function foldersOfRuntime(): Promise<string[]> {
  const names = (await readRuntime()).map(({ name }) => dirname(name));
  return [...new Set(names)].filter((name) => name !== ".");
}

/** Specs that are generated beside that of the program, so that each set-up compiles and lints what only they have. */
const features = [
  ["claims", "parts-of-a-multipart-are-attachments/claims.wsdl"],
  ["returns", "policies-demand-signatures/returns.wsdl"],
  ["orders", "policies-demand-steps-of-a-port/orders.wsdl"],
] as const;

async function writeClient(folder: string, configuration: Partial<Configuration>): Promise<void> {
  const specs = [
    specIn("archive", join(import.meta.dirname, "specs/archive/archive.wsdl")),
    ...features.map(([name, path]) => specIn(name, join(import.meta.dirname, "../cases", path))),
  ];
  const scalars = { dateTime: "Date" } as const;
  const { files, diagnostics } = await generate(
    specs,
    { ...defaultConfiguration, scalars, ...configuration },
    await readRuntime(),
  );
  const isExpected = ({ severity, place: { path } }: Diagnostic): boolean =>
    severity !== "error" && !path.startsWith("specs/archive/");
  expect(diagnostics.filter((each) => !isExpected(each))).toEqual([]);
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, "generated", path)), { recursive: true });
    await writeFile(join(folder, "generated", path), text);
  }
}

function specIn(name: string, file: string): Spec {
  const path = `specs/${name}`;
  return { name, path, sources: [{ path: `${path}/${basename(file)}`, text: readFileSync(file, "utf8") }] };
}
