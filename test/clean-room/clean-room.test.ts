import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readDocument } from "../docs/blocks.js";
import { emptyFolder, newcomersCompiler, root, run } from "./folder.js";

test("the README names the commands that a fresh clone needs", () => {
  expect(readmeCommands()).toEqual(["npm ci && npm run generate", "npm ci && npm test"]);
});

test.each(readmeCommands())("%s works in a fresh clone and changes nothing in it", async (command) => {
  const clone = join(await emptyFolder(), "soapwright");
  await run("git", ["clone", "--quiet", root, clone], root);
  await run("bash", ["-c", command], clone);
  expect(await run("git", ["status", "--porcelain"], clone)).toBe("");
});

test("the packed package generates a client that compiles and calls", async () => {
  const folder = await emptyFolder();
  await run("npm", ["pack", "--silent", "--pack-destination", folder], root);
  const [tarball = ""] = await readdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "newcomer", private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", `./${tarball}`], folder);

  await mkdir(join(folder, "specs/pixelz"), { recursive: true });
  await cp(join(root, "specs/pixelz/GetImageStatus.txt"), join(folder, "specs/pixelz/GetImageStatus.txt"));
  await run("npx", ["soapwright", "generate"], folder);
  await run("npx", ["soapwright", "generate", "--check"], folder);
  const help = await run("npx", ["soapwright", "inspect", "specs/pixelz"], folder);
  expect(help).toContain("GetImageStatus(");

  expect(await served(join(folder, "node_modules/soapwright/dist/generator/cli.js"), "specs/pixelz", folder)).toBe(200);

  await cp(join(root, "test/clean-room/call.ts"), join(folder, "test/clean-room/call.ts"));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(newcomersCompiler));
  await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc")], folder);
  expect(await run(process.execPath, ["built/test/clean-room/call.js"], folder)).toBe(
    "soap11 ok 42\nsoap12 ok 42\nhttpGet ok 42\nhttpPost ok 42\n",
  );
});

test("the package holds what it needs and nothing else", async () => {
  const [{ files }] = JSON.parse(await run("npm", ["pack", "--dry-run", "--json"], root)) as [
    { files: { path: string }[] },
  ];
  const folders = new Set(files.map(({ path }) => /^(?:templates\/|dist\/)?[^/]+/.exec(path)?.[0]));
  expect([...folders].sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist/generator",
    "dist/templates",
    "docs",
    "package.json",
    "templates/configuration.schema.json",
    "templates/runtime",
    "templates/stand-in",
  ]);
});

/** Runs `soapwright serve` until it has shown its pages; gives the status of these. */
async function served(cli: string, spec: string, cwd: string): Promise<number> {
  const child = spawn(process.execPath, [cli, "serve", spec], { cwd, stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  onTestFinished(() => void child.kill());
  const [first] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  const { status } = await fetch(/^pages (.*)$/m.exec(first)?.[1] ?? "");
  child.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
  return status;
}

/** The commands that the README gives for a clone. */
function readmeCommands(): readonly string[] {
  return readDocument("README.md")
    .blocks.filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, ""))
    .filter((line) => line.startsWith("npm ci && "));
}
