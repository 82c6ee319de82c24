import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileEach } from "../../support/compile.js";
import { shopWsdl } from "../../support/shop-wsdl.js";
import { helpPage } from "../../support/help-page.js";
import { workspace } from "../workspace.js";

test("a run that writes a client for the first time ends with a call of its first operation", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const { out } = await place.run("generate");
  expect(out).toMatch(
    /files changed in generated\/runtime\ngenerated: \d+ files, \d+ changed\n(?:specs.*\n.*\n)to call it:\n {2}import \{ address, getPrice \} from "\.\/generated\/shop\.js";\n {2}import \{ soap11 \} from "\.\/generated\/runtime\/index\.js";\n {2}const reply = await getPrice\(soap11\(address\), \{ Sku \}\);\n$/,
  );
  await place.write("specs/shop/GetStock.txt", helpPage("GetStock"));
  expect((await place.run("generate")).out).not.toContain("import");
});

test("a run that writes a client for the first time names what its pages do not state, and what would", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const first = (await place.run("generate")).out;
  expect(first).toContain(
    "specs/shop: not known: which elements may be absent or nil\n  to know it, save https://shop.example/shop.asmx?wsdl as specs/shop/shop.wsdl; soapwright inspect shop --explain states what is assumed\n",
  );
  expect((await place.run("inspect", "shop", "--explain")).out).toMatch(/minOccurs.* assumed/);
  await place.write("specs/shop/GetStock.txt", helpPage("GetStock"));
  expect((await place.run("generate")).out).not.toContain("not known");
  await place.write("specs/declared/shop.wsdl", shopWsdl());
  expect((await place.run("generate")).out).not.toContain("not known");
});

test("a spec of one file becomes a folder for its WSDL, quoted for the shell", async () => {
  const place = await workspace();
  await place.write("specs/Track.txt", helpPage());
  await place.write("specs/my parcels.txt", helpPage());
  const { out } = await place.run("generate");
  const url = "https://shop.example/shop.asmx?wsdl";
  expect(out).toContain(
    `  to know it, mkdir specs/Track && mv specs/Track.txt specs/Track/, then save ${url} as specs/Track/Track.wsdl; soapwright inspect Track --explain states`,
  );
  expect(out).toContain(
    `  to know it, mkdir 'specs/my parcels' && mv 'specs/my parcels.txt' 'specs/my parcels'/, then save ${url} as 'specs/my parcels/my parcels.wsdl'; soapwright inspect 'my parcels' --explain`,
  );
});

test("a run that writes several clients for the first time names those whose imports it does not print", async () => {
  const place = await workspace();
  for (const name of ["orders", "prices", "stock"]) await place.write(`specs/${name}/Get.txt`, helpPage());
  const { out } = await place.run("generate");
  expect(out).toMatch(
    /to call it:\n.* from "\.\/generated\/orders\.js";\n.*\n.*\nand 2 more new clients: prices, stock\n$/,
  );
});

test("the imports follow the folder and the extension that the configuration has", async () => {
  const place = await workspace();
  await place.write("app/specs/shop/GetPrice.txt", helpPage());
  await place.write("app/soapwright.config.json", JSON.stringify({ importExtension: ".ts" }));
  const { out } = await place.runIn({ directory: place.path("app") }, "generate", "--out", "../soap");
  expect(out).toContain('import { address, getPrice } from "../soap/shop.ts";');
  expect(out).toContain('import { soap11 } from "../soap/runtime/index.ts";');
});

test("a value whose name is a word of the language is in a variable of another name", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage().replaceAll("Sku", "class"));
  expect((await place.run("generate")).out).toContain("getPrice(soap11(address), { class: class_ });");
});

test("the call that is printed compiles, with what policies demand and with attachments", async () => {
  const cases = [
    { name: "policies-demand-signatures", file: "returns.wsdl", values: ["key", "certificate", "trust", "Year"] },
    { name: "parts-of-a-multipart-are-attachments", file: "claims.wsdl", values: ["Policy", "photo", "form"] },
  ];
  const sets: ReadonlyMap<string, string>[] = [];
  for (const { name, file, values } of cases) {
    const place = await workspace();
    await place.write(`specs/shop/${file}`, readFileSync(`test/cases/${name}/${file}`));
    const { out } = await place.run("generate");
    const [, printed = ""] = /to call it:\n((?: {2}.*\n)+)/.exec(out) ?? [];
    const declared = values.map((value) => `declare const ${value}: any;`).join("\n");
    const program = `${printed.replaceAll("./generated/", "./")}${declared}\nexport { reply };\n`;
    const isModule = /^generated\/(?!runtime\/)[\w/-]+\.ts$/;
    const modules = (await place.list()).filter((path) => isModule.test(path));
    const texts = modules.map(async (path) => [path.slice("generated/".length), await place.read(path)] as const);
    sets.push(new Map([...(await Promise.all(texts)), ["program.ts", program]]));
  }
  expect(sets.map((set) => set.get("program.ts"))).toEqual([
    expect.stringContaining('// with "runtimeParts": ["'),
    expect.stringContaining("{ parts: { photo, form } });"),
  ]);
  expect(compileEach(sets, (name) => name === "program.ts")).toEqual([[], []]);
});
