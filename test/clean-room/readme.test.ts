import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { readDocument, type Block } from "../docs/blocks.js";
import { emptyFolder, root, run } from "./folder.js";

const { blocks, text } = readDocument("README.md");
const packed = await mkdtemp(join(tmpdir(), "soapwright-packed-"));

beforeAll(() => run("npm", ["pack", "--silent", "--pack-destination", packed], root));
afterAll(() => rm(packed, { recursive: true, force: true }));

test("the README's path of two minutes starts from npm init and installs all that it runs", () => {
  expect(commands().slice(0, 2)).toEqual(["npm init -y", "npm install --save-dev soapwright tsx"]);
});

test.each([
  ["the help page that it shows", pages()],
  ["a WSDL", [{ file: "specs/shop/shop.wsdl", text: await readFile(join(root, "test/docs/shop.wsdl"), "utf8") }]],
  ["a request and its response without their heads", [...pages().map(withoutHeads), ...configurations()]],
])("the README's path of two minutes prints a price, from %s", async (_, files) => {
  const folder = await emptyFolder();
  const port = await freePort();
  const [tarball = ""] = await readdir(packed);
  const ofReader = blocks.filter(({ file }) => file === "call.mts");
  let printed = "";
  for (const command of commands()) {
    const line = command.replace(/\bsoapwright\b(?= tsx)/, join(packed, tarball)).replaceAll("8080", String(port));
    if (/ serve /.test(line)) await serve(line, folder);
    else printed = await run("bash", ["-c", line], folder);
    if (!command.startsWith("mkdir ")) continue;
    for (const { file, text } of [...files, ...ofReader])
      await write(join(folder, file), text.replaceAll("8080", String(port)));
  }
  expect(printed).toMatch(/^-?\d+(\.\d+)?\n$/);
  expect(await readFile(join(folder, "package.json"), "utf8")).not.toContain('"type": "module"');
});

type SavedFile = Pick<Block, "file" | "text">;

/** The lines of the path, as a reader types them. */
function commands(): readonly string[] {
  const path = /^## Two minutes\n([^]*?)^## /m.exec(text)?.[1] ?? "";
  const lines = blocks.filter(({ language }) => language === "sh").flatMap((block) => block.text.trim().split("\n"));
  return lines.filter((line) => path.includes(line));
}

function pages(): readonly SavedFile[] {
  return blocks.filter(({ language }) => language === "http");
}

function withoutHeads({ file, text }: SavedFile): SavedFile {
  return { file, text: text.replace(/^(?:POST|HTTP)[^]*?\n\n/gm, "") };
}

/** The configuration that the document on specs recommends for envelopes alone. */
function configurations(): readonly SavedFile[] {
  const [block] = readDocument("docs/samples.md").blocks.filter(({ language }) => language === "json");
  return [{ file: "soapwright.config.json", text: block?.text ?? "" }];
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Starts the reader's second terminal, and waits until it has printed its addresses. */
async function serve(line: string, cwd: string): Promise<void> {
  // In a group of its own, since npx starts another process that outlives it.
  const child = spawn("bash", ["-c", line], { cwd, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    const exit = once(child, "exit");
    process.kill(-(child.pid ?? 0), "SIGTERM");
    await exit;
  });
  await once(child.stdout, "data");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on TCP
  server.close();
  await once(server, "close");
  return port;
}
