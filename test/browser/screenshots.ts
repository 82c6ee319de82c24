/** `npm run screenshots`: takes the pictures in docs/screenshots of the pages of `soapwright serve`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { call } from "./operation-page.js";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const viewport = { width: 900, height: 760 };

const server = spawn(process.execPath, ["dist/generator/cli.js", "serve", "test/docs/shop.wsdl", "--port", "8080"], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const [output] = (await once(server.stdout.setEncoding("utf8"), "data")) as [string];
  const pages = /^pages (\S+)/.exec(output)?.[1];
  if (pages === undefined) throw new Error(`found ${output}, expected the address of the pages`);
  mkdirSync("docs/screenshots", { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport });
  await page.goto(pages);
  await page.getByRole("link", { name: "GetPrice" }).click();
  await page.getByRole("radio", { name: "SOAP 1.2" }).check();
  await page.getByRole("textbox", { name: "Sku" }).fill("A-1");
  await call(page, "ok");
  await page.getByRole("heading", { name: "GetPrice", exact: true }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: "docs/screenshots/operation.png" });
  await browser.close();
} finally {
  server.kill();
}
