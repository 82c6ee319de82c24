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
