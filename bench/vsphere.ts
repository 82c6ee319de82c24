/** Measures the largest well-known service: generating, importing, calling and type-checking its client. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { version } from "typescript";
import { finish, progress } from "./progress.js";
import type { Usage } from "./results.js";
import { inTurns, median } from "./rounds.js";

const wsdl = "wsdl/real/darkedges__vim25-cxf/src/main/resources/wsdl/vim25/vimService.wsdl";
const folder = resolve("node_modules/.cache/soapwright-bench/vsphere");
const modules = join(folder, "modules");

/** TypeScript 7, beside the version that the project compiles with. */
const nativeFolder = "node_modules/.cache/typescript-7";
const nativeCompiler = compilerIn(nativeFolder);

/** The figures, or the reason for their absence. The corpus is not part of the project: `CORPUS` is its path. */
export async function vsphere(rounds: number): Promise<{
  readonly figures: { readonly [name: string]: Usage };
  readonly notMeasured: readonly string[];
}> {
  const spec = resolve(process.env["CORPUS"] ?? "../shared/corpus", wsdl);
  if (!existsSync(spec)) return { figures: {}, notMeasured: ["vSphere, whose WSDL is not here: CORPUS is its path"] };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(modules, { recursive: true });

  progress("vSphere");
  const generating = usageOf(rounds, () => run("dist/generator/cli.js", generate(spec)));
  const [client = "", runtime = ""] = ["vimService.ts", "runtime/index.ts"].map((name) => join(folder, name));

  await transpile(runtime, client);
  withPackage();
  const names = ["empty", "vimService", "withPackage", "login"] as const;
  const times = inTurns(names, rounds, (name) => importing(join(modules, `${name}.js`)));
  const overEmpty = (name: (typeof names)[number]): Usage => ({
    wall: rounded(((times.get(name) ?? NaN) - (times.get("empty") ?? NaN)) / 1000),
  });

  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [client] }));
  const checking = usageOf(rounds, () => run("node_modules/typescript/bin/tsc", ["-p", folder]));
  // Its time alone, because the compiler is a process of its own.
  const natively = nativeCompiler && {
    [`vSphere: tsc ${nativeCompiler.version} --strict`]: {
      wall: usageOf(rounds, () => run(nativeCompiler.script, ["-p", folder])).wall,
    },
  };
  finish();
  return {
    figures: {
      "vSphere: generate": generating,
      "vSphere: import of the module": overEmpty("vimService"),
      "vSphere: import of the module, with soapwright-runtime": overEmpty("withPackage"),
      "vSphere: import of a bundle, and its first call": overEmpty("login"),
      [`vSphere: tsc ${version} --strict`]: checking,
      ...natively,
    },
    notMeasured:
      nativeCompiler === undefined
        ? [`TypeScript 7, which is not installed: npm install --prefix ${nativeFolder} typescript@7`]
        : [],
  };
}

/** With the default configuration, in place of that of the project, which has servers written too. */
function generate(spec: string): readonly string[] {
  const configuration = join(folder, "soapwright.config.json");
  writeFileSync(configuration, "{}\n");
  return ["generate", spec, "--out", folder, "--config", configuration, "--quiet"];
}

/** The TypeScript that is installed in a folder. */
function compilerIn(folder: string): { readonly version: string; readonly script: string } | undefined {
  const home = join(folder, "node_modules/typescript");
  const manifest = join(home, "package.json");
  if (!existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return { version, script: join(home, "bin/tsc") };
}

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: "es2022",
  module: "nodenext",
  lib: ["es2022", "dom", "dom.iterable"],
  types: [],
  skipLibCheck: true,
};

/** As JavaScript: the whole client, file by file; a bundle that makes one call; and a module that holds nothing. */
async function transpile(runtime: string, client: string): Promise<void> {
  const common = { format: "esm", platform: "node", target: "es2022" } as const;
  writeFileSync(join(modules, "package.json"), '{ "type": "module" }');
  writeFileSync(join(modules, "empty.js"), "export {};\n");
  const files = readdirSync(join(folder, "runtime"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, "runtime", name));
  await build({ ...common, entryPoints: [client, ...files], outdir: modules, outbase: folder });
  const contents = `import { login } from ${JSON.stringify(client)};
import { soap11 } from ${JSON.stringify(runtime)};
let isWritten = false;
const transport = () => new Promise(() => void (isWritten = true));
void login(soap11("http://127.0.0.1/", { transport, timeout: 0 }), {
  _this: { $$type: "SessionManager", $value: "SessionManager" }, userName: "me", password: "secret",
});
if (!isWritten) throw new Error("the request was not written at once");`;
  const stdin = { contents, resolveDir: process.cwd() };
  await build({ ...common, stdin, bundle: true, minify: true, outfile: join(modules, "login.js") });
}

/** The same module with the package `soapwright-runtime` in place of the copied runtime. */
function withPackage(): void {
  const code = readFileSync(join(modules, "vimService.js"), "utf8");
  writeFileSync(join(modules, "withPackage.js"), code.replace('"./runtime/index.js"', '"soapwright-runtime/v1"'));
  mkdirSync(join(modules, "node_modules"));
  symlinkSync(resolve("dist/runtime-package"), join(modules, "node_modules/soapwright-runtime"));
}

/** The cost of a script in a process of its own, in seconds. */
function run(script: string, args: readonly string[]): Required<Usage> {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", probe, script, ...args], {
    encoding: "utf8",
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  const [, cpu, kilobytes] = /^usage (\d+) (\d+)$/m.exec(stderr) ?? [];
  if (status !== 0 || cpu === undefined) throw new Error(`${script} failed: ${stdout}${stderr}`);
  return { wall, cpu: Number(cpu) / 1e6, megabytes: Number(kilobytes) / 1000 };
}

/** Tells at the end what the process has used, in microseconds and kilobytes. */
const probe = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(2, "usage " + (userCPUTime + systemCPUTime) + " " + maxRSS + "\\n");
});`)}`;

/** Milliseconds until a module is imported and what it begins at once has been done. */
function importing(path: string): number {
  const code = `const start = performance.now();
await import(${JSON.stringify(pathToFileURL(path).href)});
console.log(performance.now() - start);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
  const time = Number(stdout);
  if (stdout === "" || Number.isNaN(time)) throw new Error(stderr);
  return time;
}

/** The median of each figure. */
function usageOf(rounds: number, measure: () => Required<Usage>): Usage {
  const all = Array.from({ length: rounds }, measure);
  return {
    wall: rounded(median(all.map(({ wall }) => wall))),
    cpu: rounded(median(all.map(({ cpu }) => cpu))),
    megabytes: Math.round(median(all.map(({ megabytes }) => megabytes))),
  };
}

function rounded(figure: number): number {
  return Number(figure.toPrecision(3));
}
