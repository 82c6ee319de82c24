import { expect, test } from "vitest";
import { workspace } from "./workspace.js";

test("help shows examples and exit codes, and is what comes without a command", async () => {
  const place = await workspace();
  const help = await place.run("--help");
  expect(help.code).toBe(0);
  expect(help.out).toContain("$ soapwright generate ");
  expect(help.out).toContain("Exit codes: 0 fine, 1 errors, 2 wrong usage, 3");
  expect(help.err).toBe("");
  const none = await place.run();
  expect(none).toEqual({ code: 2, out: "", err: help.out });
});

test.each(["--version", "-v"])("%s prints the version of the package", async (option) => {
  const place = await workspace();
  expect((await place.run(option)).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each(["inspect", "samples", "serve"])("%s without a spec names those that there are", async (command) => {
  const place = await workspace();
  const missing = `error: missing required argument 'spec'\n(soapwright ${command} --help shows examples and options)\n`;
  const none = await place.run(command);
  expect(none.code).toBe(2);
  expect(none.err).toContain(`${missing}found no folder specs, expected the specs in it; add one with soapwright add`);
  await place.write("specs/orders/Get.txt", "");
  await place.write("specs/shop/Get.txt", "");
  expect(await place.run(command)).toEqual({ code: 2, out: "", err: `${missing}specs holds orders, shop\n` });
  expect((await place.run(command, "--config", "none.json")).err).toContain("found no configuration at none.json");
  await place.write("soap/stock/Get.txt", "");
  await place.write("other.json", JSON.stringify({ specs: "soap" }));
  expect((await place.run(command, "--config", "other.json")).err).toBe(`${missing}soap holds stock\n`);
});
