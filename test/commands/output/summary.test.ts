import { expect, test } from "vitest";
import { helpPage } from "../../support/help-page.js";
import { workspace } from "../workspace.js";

test("a run that writes a client for the first time ends with the imports that call its first operation", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const { out } = await place.run("generate");
  expect(out).toMatch(
    /files changed in generated\/runtime\ngenerated: \d+ files, \d+ changed\nto call it:\n {2}import \{ address, getPrice \} from "\.\/generated\/shop\.js";\n {2}import \{ soap11 \} from "\.\/generated\/runtime\/index\.js";\n$/,
  );
  await place.write("specs/shop/GetStock.txt", helpPage("GetStock"));
  expect((await place.run("generate")).out).not.toContain("import");
});

test("a run that writes several clients for the first time names those whose imports it does not print", async () => {
  const place = await workspace();
  for (const name of ["orders", "prices", "stock"]) await place.write(`specs/${name}/Get.txt`, helpPage());
  const { out } = await place.run("generate");
  expect(out).toMatch(
    /to call it:\n.* from "\.\/generated\/orders\.js";\n.*\nand 2 more new clients: prices, stock\n$/,
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
