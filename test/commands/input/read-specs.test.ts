import { mkdir, symlink, truncate } from "node:fs/promises";
import { expect, test } from "vitest";
import { readSpecs } from "../../../generator/commands/input/read-specs.js";
import type { Spec } from "../../../generator/source.js";
import { helpPage } from "../../support/help-page.js";
import { itemSchema, shopWsdl } from "../../support/shop-wsdl.js";
import { pasted, shell, workspace } from "../workspace.js";
import { pathsOf, read } from "./read-spec.js";

test("a folder is read with all of its tree: pages of the folder itself, WSDL, schemas and catalogs at any depth", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  await place.write("specs/shop/shop.wsdl", shopWsdl());
  await place.write("specs/shop/xsd/deep/items.xsd", itemSchema());
  await place.write("specs/shop/service.asmx", shopWsdl());
  await place.write("specs/shop/docs/page.html", helpPage());
  await place.write("specs/shop/docs/build.xml", "<project/>");
  await place.write("specs/shop/.git/config.xml", "<config/>");
  await place.write("specs/shop/node_modules/x/x.wsdl", shopWsdl());
  const { spec, codes } = await read(place, "specs/shop");
  expect(pathsOf(spec)).toEqual([
    "specs/shop/GetPrice.txt",
    "specs/shop/service.asmx",
    "specs/shop/shop.wsdl",
    "specs/shop/xsd/deep/items.xsd",
  ]);
  expect(spec.entry).toBeUndefined();
  expect(codes).toEqual([
    "note source-skipped specs/shop/docs/build.xml",
    "note source-skipped specs/shop/docs/page.html",
  ]);
});

test.each([
  ["page.xml", helpPage(), true],
  ["page.xml", '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"></html>', true],
  ["page.xml", '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"/>', true],
  ["shop.txt", shopWsdl(), true],
  ["shop.xml", `<!-- <a> -->\n<?x y?>${shopWsdl().replace(/^.*\n/, "")}`, true],
  ["types.xml", '<schema xmlns="http://www.w3.org/1999/XMLSchema"/>', true],
  ["bpmn.xml", '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', false],
  ["notes.pdf", "%PDF", false],
  ["shop.http", "POST https://shop.example/shop.asmx", true],
  ["shop.har", '{"log":{"entries":[]}}', true],
  ["calls.yaml", "interactions:\n- request:\n    uri: https://shop.example/\n", true],
  ["compose.yaml", "services:\n  shop: {}\n", false],
  ["package.json", '{"name":"shop"}', false],
  ["hits.json", JSON.stringify({ hits: [{ message: '<s:Envelope xmlns:s="urn:s">' }] }), true],
  ["old.json", JSON.stringify({ requests: [{ collectionId: "1", rawModeData: "<Envelope>" }] }), false],
  ["calls.sh", "#!/bin/sh\ncurl https://shop.example/shop.asmx -d @GetPrice.xml\n", true],
  ["build.sh", "#!/bin/sh\nmake\n", false],
  ["calls.log", helpPage(), true],
  ["call.eml", helpPage(), true],
  ["trace.svclog", helpPage(), true],
  ["curl.out", helpPage(), true],
  ["calls.dump", helpPage(), false],
])("what %s is, its content says", async (name, text, isRead) => {
  const place = await workspace();
  await place.write(`specs/shop/${name}`, text);
  const { spec, codes } = await read(place, "specs/shop");
  expect(pathsOf(spec)).toEqual(isRead ? [`specs/shop/${name}`] : []);
  expect(codes).toEqual(isRead ? [] : [`note source-skipped specs/shop/${name}`]);
});

test("the folder of a spec may be a symbolic link itself", async () => {
  const place = await workspace();
  await place.write("elsewhere/shop.wsdl", shopWsdl());
  await mkdir(place.path("specs"));
  await symlink(place.path("elsewhere"), place.path("specs/shop"));
  const { spec, codes } = await read(place, "specs/shop");
  expect({ paths: pathsOf(spec), codes }).toEqual({ paths: ["specs/shop/shop.wsdl"], codes: [] });
});

test("a file, a folder and standard input that are too large are refused", async () => {
  const place = await workspace();
  await place.write("shop/large.wsdl", "");
  await truncate(place.path("shop/large.wsdl"), 40 * 2 ** 20);
  expect((await read(place, "shop")).codes).toEqual(["error source-too-large shop/large.wsdl"]);
  expect((await read(place, "shop/large.wsdl")).codes).toEqual(["error source-too-large shop/large.wsdl"]);
  await mkdir(place.path("sum"));
  for (const name of "abcdef") {
    await place.write(`sum/${name}.wsdl`, "");
    await truncate(place.path(`sum/${name}.wsdl`), 25 * 2 ** 20);
  }
  const { spec, codes } = await read(place, "sum");
  expect(pathsOf(spec)).toHaveLength(5);
  expect(codes).toEqual(["error spec-too-large sum"]);
});

test("standard input is a page or a WSDL", async () => {
  const place = await workspace();
  const input = async (text: string): Promise<Spec> => {
    const [read] = await readSpecs(["-"], "shop", shell(place.directory, pasted(text)));
    return read?.spec ?? expect.fail("found no spec");
  };
  expect((await input(`\n${shopWsdl()}`)).entry).toBe("standard input");
  expect((await input(helpPage())).entry).toBeUndefined();
});

test.each([
  ["guide.pdf", "pdftotext -layout specs/shop/guide.pdf specs/shop/guide.pdf.txt"],
  ["the guide.docx", "soffice --headless --convert-to txt:Text --outdir specs/shop 'specs/shop/the guide.docx'"],
  ["the calls.dump", "mv 'specs/shop/the calls.dump' 'specs/shop/the calls.dump.txt'"],
  ["all.zip", "unzip specs/shop/all.zip -d specs/shop"],
  ["page.rtf", "soffice --headless --convert-to txt:Text --outdir specs/shop specs/shop/page.rtf"],
])("%s is not read, and the note has the command that saves its text", async (name, command) => {
  const place = await workspace();
  await place.write(`specs/shop/${name}`, "<Sku>");
  const { diagnostics } = await read(place, "specs/shop");
  expect(diagnostics).toMatchObject([
    { code: "source-skipped", hint: expect.stringContaining(`: ${command}`) as string },
  ]);
});

test("a collection of Postman, version 1, is not read, and the note has the version to export", async () => {
  const place = await workspace();
  await place.write("specs/shop/old.json", '{"requests":[{"collectionId":"1"}]}');
  const { diagnostics } = await read(place, "specs/shop");
  expect(diagnostics).toMatchObject([{ hint: "export the collection of Postman as version 2.1" }]);
});
