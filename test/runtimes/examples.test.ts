/** Builds and runs each project in examples/ with the packed package, as a reader would after `npm install`. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { run } from "../clean-room/folder.js";
import { installed, isInstalled, versionOf } from "./set-up.js";
import { turboCache } from "./turbo-cache.js";

const root = join(import.meta.dirname, "../..");
const source = join(root, "examples");
const examples = (await readdir(source, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const request = {
  method: "POST",
  headers: { "content-type": "text/xml; charset=utf-8", soapaction: '"http://shop.example/GetPrice"' },
  body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetPrice xmlns="http://shop.example/"><Sku>A-1</Sku></GetPrice></s:Body></s:Envelope>`,
};

const runs: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  async node(folder) {
    await npm(folder, ["test"]);
    const SHOP = await standIn(folder);
    expect(await npm(folder, ["start"], { SHOP })).toMatch(/^-?\d+(\.\d+)?\n$/m);
  },
  async next(folder) {
    await npm(folder, ["run", "build"]);
    const SHOP = await standIn(folder);
    const port = await freePort();
    await start(folder, ["next", "start", "-H", "127.0.0.1", "-p", port], port, { SHOP });
    expect(await textAt(`http://127.0.0.1:${port}/`)).toMatch(/price: (<!-- -->)?-?\d/);
  },
  async worker(folder) {
    await npm(folder, ["test"]);
    const SHOP = await standIn(folder);
    const [port, inspector] = [await freePort(), await freePort()];
    const options = ["--ip", "127.0.0.1", "--port", port, "--inspector-port", inspector, "--var", `SHOP:${SHOP}`];
    // Else wrangler asks other hosts for its latest version and for the properties of a request.
    await start(folder, ["wrangler", "dev", ...options], port, { WRANGLER_HIDE_BANNER: "true", NODE_ENV: "test" });
    const answer: unknown = JSON.parse(await textAt(`http://127.0.0.1:${port}/A-1`));
    expect(answer).toEqual({ price: expect.stringMatching(/^-?\d/) as string });
  },
  async servers(folder) {
    await npm(folder, ["test"]);
    for (const program of ["express.ts", "fastify.ts"]) {
      const PORT = await freePort();
      await start(folder, ["tsx", program], PORT, { PORT });
      const origin = `http://127.0.0.1:${PORT}`;
      expect(await textAt(`${origin}/shop.asmx?op=GetPrice`), program).toContain("GetPriceResponse");
      expect(await textAt(`${origin}/shop.asmx`, request), program).toContain(">9.95<");
      const order = { method: "POST", headers: { "content-type": "application/json" }, body: `{"Sku":"A-1"}` };
      expect(await textAt(`${origin}/orders`, order), program).toBe(order.body);
    }
  },
  async vitest(folder) {
    expect(await npm(folder, ["test"])).toContain("3 passed");
  },
  async turborepo(folder) {
    const turbo = async (task: string): Promise<string> =>
      /\d+ cached, \d+ total/.exec(await npm(folder, ["run", task]))?.[0] ?? "";
    expect(await turbo("generate")).toBe("0 cached, 2 total");
    expect(await turbo("build")).toBe("0 cached, 4 total");
    await rm(join(folder, "packages/prices/dist"), { recursive: true });
    await rm(join(folder, "packages/prices/generated"), { recursive: true });
    expect(await turbo("generate")).toBe("2 cached, 2 total");
    expect(await turbo("build")).toBe("4 cached, 4 total");
    expect(await readdir(join(folder, "packages/prices/dist/src"))).toContain("index.js");

    const page = join(folder, "specs/shop/GetPrice.txt");
    await writeFile(page, (await readFile(page, "utf8")).replace("decimal", "double"));
    await expect(turbo("build")).rejects.toThrow("1 not up to date");
    expect(await turbo("generate")).toBe("0 cached, 2 total");
    expect(await turbo("build")).toBe("0 cached, 4 total");
  },
};

test("every example is run", () => {
  expect(Object.keys(runs).sort()).toEqual([...examples].sort());
});

let folder = "";
let home = "";
/** The programs of `npm run`, those of this project and this version of Node before all others. */
const binaries = (): string => join(folder, "node_modules/.bin");

if (isInstalled) {
  // Programs find the packages in the folders above their own.
  beforeAll(async () => {
    folder = await mkdtemp(join(installed, "examples-"));
    home = await mkdtemp(join(tmpdir(), "soapwright-examples-home-"));
    await mkdir(binaries(), { recursive: true });
    await run("npm", ["pack", "--silent", "--pack-destination", folder], root);
    const [tarball = ""] = await readdir(folder).then((names) => names.filter((name) => name.endsWith(".tgz")));
    await run("tar", ["-xzf", tarball], folder);
    const program = join(folder, "node_modules/soapwright");
    await cp(join(folder, "package"), program, { recursive: true });
    await symlink(join(root, "node_modules"), join(program, "node_modules"));
    await chmod(join(program, "dist/generator/cli.js"), 0o755); // as npm does
    await symlink(join(program, "dist/generator/cli.js"), join(binaries(), "soapwright"));
    await symlink(join(installed, "node_modules/node24/bin/node"), join(binaries(), "node"));
    await symlink(join(installed, "node_modules/typescript/bin/tsc"), join(binaries(), "tsc"));
  });
  afterAll(async () => {
    for (const each of [folder, home]) await rm(each, { recursive: true, force: true, maxRetries: 5 });
  });
}

const testInstalled = test.skipIf(!isInstalled && process.env["CI"] !== "true");

testInstalled.each(examples)(
  "the example %s builds and runs",
  async (name) => {
    const path = await copyOf(name);
    await expectInstalled(path);
    await runs[name]?.(path);
  },
  60_000,
);

testInstalled(
  "a clone of the example turborepo takes what another has done, `generate --check` too, from a remote cache",
  async () => {
    const cache = await turboCache();
    onTestFinished(cache.close);
    const turbo = (clone: string, task: string): Promise<string> => npm(clone, ["run", task], cache.variables);
    const first = await copyOf("turborepo", "first");
    expect(await turbo(first, "generate")).toContain("0 cached, 2 total");
    expect(await turbo(first, "build")).toContain("0 cached, 4 total");
    expect([new Set(cache.stored).size, cache.found]).toEqual([6, []]);

    // With `generated/`, which the first one has checked in, but nothing that tasks left.
    const second = join(folder, "second");
    await cp(first, second, { recursive: true, filter: (path) => !/\/(dist|\.turbo|node_modules)$/.test(path) });
    const output = await turbo(second, "build");
    expect(output).toContain("4 cached, 4 total");
    expect(output).toMatch(/@example\/prices:check: cache hit, replaying logs/);
    expect(new Set(cache.found).size).toBe(4);
    expect(await readdir(join(second, "packages/prices/dist/src"))).toContain("index.js");

    const page = join(second, "specs/shop/GetPrice.txt");
    await writeFile(page, (await readFile(page, "utf8")).replace("decimal", "double"));
    await expect(turbo(second, "build")).rejects.toThrow("1 not up to date");
  },
  120_000,
);

/** Copies an example beside the packages. */
async function copyOf(name: string, to = name): Promise<string> {
  expect(isInstalled, "RUNTIMES names the folder in which test/runtimes/package.json is installed").toBe(true);
  const path = join(folder, to);
  await cp(join(source, name), path, { recursive: true });
  return path;
}

/** The installed versions are among those that the example asks for. */
async function expectInstalled(path: string): Promise<void> {
  const { dependencies = {}, devDependencies = {} } = await manifestOf(path);
  const { version } = await manifestOf(root);
  for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (name === "soapwright") expect(range).toBe(`^${version}`);
    else {
      const [wanted, found] = [range.replace("^", ""), versionOf(name)];
      expect(found.split(".")[0], `${name} ${range}`).toBe(wanted.split(".")[0]);
      expect(found.localeCompare(wanted, "en", { numeric: true }), `${name} ${range}`).toBeGreaterThanOrEqual(0);
    }
  }
}

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

async function manifestOf(path: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(path, "package.json"), "utf8")) as Manifest; // of a project
}

function environment(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    HOME: home,
    PATH: [binaries(), join(installed, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
    CI: "true",
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    WRANGLER_SEND_METRICS: "false",
    ...variables,
  };
}

async function npm(cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn("npm", ["--offline", ...args], { cwd, env: environment(variables) });
  const output = outputOf(child);
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed in ${cwd}:\n${output().slice(-8000)}`);
  return output();
}

function outputOf({ stdout, stderr }: ChildProcessWithoutNullStreams): () => string {
  let output = "";
  for (const stream of [stdout, stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  return () => output;
}

/** Starts a program until the test ends; resolves when it answers at the port. */
async function start(
  cwd: string,
  [program = "", ...args]: readonly string[],
  port: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<void> {
  // In a group of its own, since some programs start others.
  const child = spawn(program, args, { cwd, env: environment(variables), detached: true });
  const output = outputOf(child);
  const exit = once(child, "exit");
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  onTestFinished(async () => {
    if (child.pid !== undefined && !hasEnded()) process.kill(-child.pid, "SIGTERM");
    await exit;
  });
  while (!hasEnded()) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${program} ${args.join(" ")} ended:\n${output().slice(-8000)}`);
}

/** Serves the shop of the example; returns the address of the service. */
async function standIn(cwd: string): Promise<string> {
  const port = await freePort();
  await start(cwd, ["soapwright", "serve", "shop", "--port", port], port);
  return `http://127.0.0.1:${port}/shop.asmx`;
}

async function textAt(url: string, init?: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  return response.text();
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on TCP
  server.close();
  await once(server, "close");
  return String(port);
}
