import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readConfiguration } from "../../generator/configuration.js";
import { site, type Page } from "../commands/fetch/site.js";
import { workspace } from "../commands/workspace.js";
import { commitAll } from "../support/commit-all.js";
import { helpPage } from "../support/help-page.js";
import { userDocuments, type Block } from "./blocks.js";
import type { Outcome } from "./run.js";
import { compileErrors, runPrograms, workspaceOf, writeProgram, type Workspace } from "./workspace.js";

/** Languages of blocks that are run; `text` is the output of a program. */
const languages = ["sh", "ts", "json", "yaml", "http", "text", "xml", "mermaid"];

/** `test/diagnostics/` tries the examples of diagnostics, most of which are wrong on purpose; references have none. */
const documents = userDocuments().filter(({ path }) => !/^docs\/(?:diagnostics|api.*)\.md$/.test(path));
const wsdls = ["shop", "stock", "claims", "camera", "archive"].map((name) => ({
  path: `specs/${name}/${name}.wsdl`,
  text: readFileSync(join(import.meta.dirname, `${name}.wsdl`), "utf8"),
}));
const blocks = (language: string): readonly Block[] =>
  documents.flatMap((document) => document.blocks.filter((block) => block.language === language));

test("every block of code states a language that is checked here", () => {
  const fences = documents.flatMap(({ path, text, blocks }) => {
    const count = [...text.matchAll(/^ *```/gm)].length;
    return count === blocks.length * 2 ? [] : [`${path}: ${count} fences, ${blocks.length} blocks`];
  });
  expect(fences).toEqual([]);
  const all = documents.flatMap((document) => document.blocks);
  expect(all.filter(({ language }) => !languages.includes(language))).toEqual([]);
});

describe("examples in TypeScript", () => {
  const examples = blocks("ts").filter(({ file }) => !file.startsWith("generated/") && !isTest(file));
  let shop: Workspace;
  let readme: Workspace;
  let errors: readonly string[];
  let outcomes: ReadonlyMap<Block, Outcome>;

  beforeAll(async () => {
    shop = await workspaceOf(wsdls);
    readme = await workspaceOf(blocks("http").map(({ file, text }) => ({ path: file, text })));
    const programs = await Promise.all(
      documents.flatMap((document) =>
        document.blocks
          .filter((block) => examples.includes(block))
          .map((block) => writeProgram(document.path === "README.md" ? readme : shop, document, block)),
      ),
    );
    errors = compileErrors(programs);
    const server = programs.find(({ block }) => block.name.startsWith("docs/serving.md"));
    if (server === undefined) throw new Error("expected an example in docs/serving.md that answers the others");
    outcomes = await runPrograms(programs, server);
  });

  afterAll(async () => {
    for (const { folder } of [shop, readme]) await rm(folder, { recursive: true, force: true });
  });

  test("compile with tsc --strict", () => {
    expect(errors).toEqual([]);
  });

  test.each(examples.map((block) => ({ name: block.name, block })))(
    "$name runs and prints what it states",
    ({ block }) => {
      expect(outcomes.get(block)?.failure).toBeUndefined();
      const stated = [...block.text.matchAll(/console\.log\(.*\);? \/\/ (.*)$/gm)].map(([, line]) => line);
      const printed = outcomes.get(block)?.printed ?? [];
      expect(stated.filter((line) => line === undefined || !printed.includes(line))).toEqual([]);
    },
  );

  test("the generated code in the README is part of the generated client", () => {
    const shown = blocks("ts").filter(({ file }) => file === "generated/shop.ts");
    expect(shown.length).toBeGreaterThan(0);
    for (const part of shown.flatMap(({ text }) => text.split("\n\n"))) expect(readme.client).toContain(part.trimEnd());
  });
});

test("each way into the README, from the file that it shows, leads to the same typed call", async () => {
  const [document] = documents;
  const call = document?.blocks.find(({ file }) => file === "call.mts");
  if (document === undefined || call === undefined) throw new Error("expected a call in the README");
  const ways = document.blocks.filter(({ file }) => file.startsWith("specs/"));
  expect(ways.map(({ language }) => language)).toEqual(["http", "xml", "text"]);
  const shops = await Promise.all(ways.map(({ file, text }) => workspaceOf([{ path: file, text }])));
  onTestFinished(async () => {
    for (const { folder } of shops) await rm(folder, { recursive: true, force: true });
  });
  const programs = await Promise.all(shops.map((shop) => writeProgram(shop, document, call)));
  expect(compileErrors(programs)).toEqual([]);
  for (const { client } of shops) expect(client).toContain('export const address = "https://shop.example/shop.asmx";');
});

test.each(named(blocks("json").filter(({ file }) => file === "" || file.endsWith("soapwright.config.json"))))(
  "$name is a configuration without an error",
  ({ block }) => {
    const messages: string[] = [];
    readConfiguration({ path: block.name, text: block.text }, ({ message }) => void messages.push(message));
    expect(messages).toEqual([]);
  },
);

const scripts = [...blocks("sh"), ...blocks("json"), ...blocks("yaml")];

test.each(named(scripts.filter((block) => commandLines(block).length > 0)))(
  "$name runs command lines that end well",
  async ({ block }) => {
    const place = await workspace();
    const adds = /\bsoapwright (?:add|update) /.test(block.text);
    for (const { path, text } of adds ? [] : wsdls.slice(0, 1)) await place.write(path, text);
    const learns = block.text.includes("> reply.xml");
    const { origin } = await site(
      adds ? onlineShop(wsdls[0]?.text ?? "") : { "/shop.asmx": learns ? unfitReply : priceReply },
    );
    for (const { file, text } of blocks("json").filter(({ file }) => file.startsWith("replies/")))
      await place.write(file, text);
    if (block.text.includes("soapwright update")) await place.run("add", `${origin}/shop.asmx`);
    if (block.text.includes("generate --check")) await place.run("generate");
    if (block.text.includes("traffic.har")) await place.write("traffic.har", archive());
    if (block.text.includes("--git ")) await commitAll(place.directory);
    await place.write("page.html", blocks("http")[0]?.text ?? "");
    for (const path of block.text.match(/\b(?:old|new)\.wsdl\b/g) ?? []) await place.write(path, wsdls[0]?.text ?? "");
    await place.write("request.json", '{ "Sku": "A-1" }');
    await place.write("mail/lookup.wsdl", wsdls[0]?.text ?? "");
    for (const line of commandLines(block)) {
      const input = () => (line.includes("pbpaste") ? pasted(wsdls[0]?.text ?? "") : undefined);
      const run = await place.runIn(
        { input },
        ...wordsOf(line).map((word) => word.replace("https://shop.example", origin).replace("origin/main", "main")),
      );
      const [, redirection] = / > (\S+)/.exec(line) ?? [];
      if (redirection !== undefined) await place.write(redirection, run.out);
      expect({ line, ...run }).toMatchObject({ line, code: redirection === "reply.xml" ? 1 : 0 });
    }
  },
);

test("the catalog of the guide leads imports by URL to the files that it names", async () => {
  const [catalog] = blocks("xml").filter(({ file }) => isCatalog(file));
  const place = await workspace();
  await place.write(catalog?.file ?? "", catalog?.text ?? "");
  const rules = [...(catalog?.text.matchAll(/name="(.*?)" uri="(.*?)"/g) ?? [])];
  expect(rules.length).toBeGreaterThan(0);
  const schema = (content: string): string =>
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:parts">${content}</xs:schema>`;
  for (const [index, [, , file = ""]] of rules.entries())
    await place.write(
      `specs/shop/${file}`,
      schema(`<xs:simpleType name="Part${index}"><xs:restriction base="xs:int"/></xs:simpleType>`),
    );
  const includes = rules.map(([, url = ""]) => `<xs:include schemaLocation="${url}"/>`).join("");
  await place.write(
    "specs/shop/shop.wsdl",
    (wsdls[0]?.text ?? "").replace("<wsdl:types>", `<wsdl:types>${schema(includes)}`),
  );
  const { code, err } = await place.run("inspect", "shop");
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

const samples = blocks("xml").filter(({ file }) => !isCatalog(file));

test.each(named(samples))("$name is a sample without a warning on its types", async ({ block }) => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", block.text);
  const { code, out, err } = await place.run("inspect", "shop");
  expect(code).toBe(0);
  expect(out).toContain("GetPrice(Sku?: string): GetPriceResponse(GetPriceResult?: decimal | nil)");
  expect(err).not.toContain("placeholder");
});

/** A file of tests, which `test/runtimes/` runs in vitest and in Jest. */
function isTest(file: string): boolean {
  return file.endsWith(".test.ts");
}

function isCatalog(file: string): boolean {
  return file.endsWith("/catalog.xml");
}

function named(all: readonly Block[]): readonly { readonly name: string; readonly block: Block }[] {
  return all.map((block) => ({ name: block.name, block }));
}

/** The calls of soapwright among the lines of a block, or in the strings of a package or a workflow. */
function commandLines({ language, text }: Block): readonly string[] {
  if (language === "sh") return text.split("\n").filter((line) => /^(?:npx |.*\| (?:npx )?)?soapwright /.test(line));
  return stringsIn(parseYaml(text)).flatMap((line) => /\bsoapwright [^"]+/.exec(line) ?? []);
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** The arguments of soapwright in a line, without its comment, pipes and redirections. */
function wordsOf(line: string): readonly string[] {
  const call = line.replace(/^.*?\bsoapwright /, "").replace(/\s+#.*$|\s+[|>&].*$/, "");
  const words = [...call.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  // The port that readers see may be taken here.
  return words.map((word, index) => (words[index - 1] === "--port" ? "0" : word));
}

const priceReply: Page = {
  httpHeaders: { "Content-Type": "text/xml" },
  body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
    <GetPriceResponse xmlns="http://shop.example/"><GetPriceResult>9.95</GetPriceResult></GetPriceResponse>
  </s:Body></s:Envelope>`,
};

/** A reply that does not fit the spec, which `call` reports and `learn` reads. */
const unfitReply: Page = { ...priceReply, body: String(priceReply.body).replace("9.95", "n/a") };

/** An HTTP archive with one reply. */
function archive(): string {
  const request = { method: "POST", url: "https://shop.example/shop.asmx", headers: [] };
  const response = { status: 200, headers: [], content: { mimeType: "text/xml", text: priceReply.body } };
  return JSON.stringify({ log: { version: "1.2", entries: [{ request, response }] } });
}

/** The pages of a service of ASMX, and WSDLs at other addresses. */
function onlineShop(wsdl: string): Readonly<Record<string, string>> {
  const list = '<html><body><a href="shop.asmx?op=GetPrice">GetPrice</a></body></html>';
  const page = `<html><body><pre>${helpPage().replaceAll("<", "&lt;")}</pre></body></html>`;
  const service = (path: string) => [
    [path, list],
    [`${path}?op=GetPrice`, page],
    [`${path}?wsdl`, wsdl],
  ];
  return Object.fromEntries(["/shop.asmx", "/stock.asmx", "/orders.svc"].flatMap(service)) as Record<string, string>;
}

async function* pasted(text: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
