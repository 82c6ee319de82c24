import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { loadStandIn } from "../../generator/commands/load-stand-in.js";
import { readStandIn } from "../../generator/commands/package.js";
import { defaultConfiguration } from "../../generator/configuration.js";
import { inspect } from "../../generator/inspect.js";
import { printStandIn, type PrintedStandIn } from "../../generator/stand-in/print-stand-in.js";
import { shopWsdl } from "../support/shop-wsdl.js";

async function printed(): Promise<PrintedStandIn> {
  const spec = { name: "shop", path: "specs/shop", sources: [{ path: "specs/shop/shop.wsdl", text: shopWsdl() }] };
  const { diagnostics: _, ...inspected } = inspect(spec, defaultConfiguration);
  return printStandIn([{ spec, ...inspected }], defaultConfiguration, await readStandIn());
}

test("stand-ins of one process share their modules, at once and later, and leave nothing behind", async () => {
  const temporary = await mkdtemp(join(tmpdir(), "soapwright-"));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  vi.stubEnv("TMPDIR", temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const [one, two] = await Promise.all([loadStandIn(await printed()), loadStandIn(await printed())]);
  expect(two.modules.standIn).toBe(one.modules.standIn);
  expect(two.contracts[0]?.().name).toBe("shop");
  expect(two.contracts[0]).not.toBe(one.contracts[0]);
  await Promise.all([one.remove(), one.remove()]);
  expect(readdirSync(temporary)).toHaveLength(1);
  await two.remove();
  expect(readdirSync(temporary)).toEqual([]);
  const later = await loadStandIn(await printed());
  expect(later.modules.standIn).toBe(one.modules.standIn);
  await later.remove();
  expect(readdirSync(temporary)).toEqual([]);
});

test("a folder for temporary files that is gone does not matter later", async () => {
  const temporary = await mkdtemp(join(tmpdir(), "soapwright-"));
  vi.stubEnv("TMPDIR", temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  await (await loadStandIn(await printed())).remove();
  await rm(temporary, { recursive: true });
  vi.unstubAllEnvs();
  const { contracts, remove } = await loadStandIn(await printed());
  expect(contracts[0]?.().name).toBe("shop");
  await remove();
  expect(existsSync(temporary)).toBe(false);
});
