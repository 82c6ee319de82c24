import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import ts from "typescript";
import { defaultConfiguration, generate, readRuntime, type Source } from "../../generator/index.js";
import { root, type Block, type Document } from "./blocks.js";
import type { Outcome } from "./run.js";

/** A folder for examples, each a file beside the client and the server of `specs/shop`. */
export interface Workspace {
  readonly folder: string;
  /** The client's own module. */
  readonly client: string;
}

/** Generates the specs of these sources, each in `specs/<name>/`. */
export async function workspaceOf(sources: readonly Source[]): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "soapwright-docs-"));
  const names = [...new Set(sources.map(({ path }) => path.split("/")[1] ?? ""))];
  const specs = names.map((name) => {
    const path = `specs/${name}`;
    return { name, path, sources: sources.filter((source) => source.path.startsWith(`${path}/`)) };
  });
  const configuration = {
    ...defaultConfiguration,
    server: true,
    runtimeParts: [
      "document",
      "data",
      "server",
      "trace",
      "facets",
      "asStream",
      "node",
      "streaming",
      "network",
      "security",
      "addressing",
      "attachments",
    ],
  };
  const { files, diagnostics } = await generate(specs, configuration, await readRuntime());
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const texts = [
    { path: "package.json", text: '{ "type": "module" }' },
    // Read by examples, which do not connect with them.
    ...["client.crt", "client.key", "authority.crt", "client.pfx"].map((path) => ({ path, text: "" })),
    ...sources,
    ...files.map(({ path, text }) => ({ path: `generated/${path}`, text })),
  ];
  for (const { path, text } of texts) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, client: files.find(({ path }) => path === "shop.ts")?.text ?? "" };
}

/** An example as a program of its own. */
export interface Program {
  readonly block: Block;
  readonly path: string;
}

export async function writeProgram({ folder }: Workspace, { prologue }: Document, block: Block): Promise<Program> {
  const path = join(folder, `${block.name.replaceAll(/\W/g, "-")}.ts`);
  const isWhole = /^(?:import|export) /m.test(block.text);
  await writeFile(path, isWhole ? `${block.text}\nexport {};\n` : `${prologue}{\n${block.text}}\nexport {};\n`);
  return { block, path };
}

/** The compiler errors of examples, by their names. */
export function compileErrors(programs: readonly Program[]): readonly string[] {
  const files = programs.map(({ path }) => path);
  const program = ts.createProgram(files, {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    paths: { soapwright: [join(root, "generator/index.ts")] },
    noEmit: true,
    skipLibCheck: true,
  });
  return programs.flatMap(({ block, path }) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const line = source?.text.slice(start).split("\n")[0] ?? "";
        return `${block.name}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${line}`;
      },
    );
  });
}

/** Runs examples one after another in processes of their own; `server` answers their calls. */
export async function runPrograms(programs: readonly Program[], server: Program): Promise<ReadonlyMap<Block, Outcome>> {
  const cache = join(root, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  // Inside this project, so that imports of the generator resolve, but not below another package.json.
  const out = await mkdtemp(join(cache, "soapwright-docs-"));
  try {
    await build({
      entryPoints: [join(import.meta.dirname, "run.ts"), ...programs.map(({ path }) => path)],
      entryNames: "[name]",
      outExtension: { ".js": ".mjs" },
      outdir: out,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      alias: { soapwright: join(root, "generator/index.ts") },
      logLevel: "error",
    });
    const bundleOf = ({ path }: Program): string => join(out, `${basename(path, ".ts")}.mjs`);
    const args = [join(out, "run.mjs"), bundleOf(server), ...programs.map(bundleOf)];
    const cwd = dirname(server.path);
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 2 ** 26, timeout: 60_000 });
    const outcomes = JSON.parse(stdout) as readonly Outcome[]; // of our own program
    return new Map(
      outcomes.flatMap((outcome, index) => {
        const block = programs[index]?.block;
        return block === undefined ? [] : [[block, outcome]];
      }),
    );
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
