import { rename, rm } from "node:fs/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { helpPage } from "../support/help-page.js";
import { workspace, type Workspace } from "./workspace.js";

interface Watching {
  /** Resolves when it has finished its nth run, with all that was printed. */
  readonly runs: (count: number) => Promise<string>;
  /** Ends it, and gives the exit code. */
  readonly end: () => Promise<number>;
}

/** Runs `soapwright generate --watch` until it is ended, or the test is. */
function watch(place: Workspace, ...args: readonly string[]): Watching {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let printed = "";
  const print = (text: string): void => void (printed += text);
  const run = place.runIn({ ended: () => ended, out: print, err: print }, "generate", "--watch", ...args);
  const finish = async (): Promise<number> => {
    end();
    return (await run).code;
  };
  onTestFinished(async () => {
    await finish();
  });
  return {
    runs: (count) =>
      vi.waitFor(
        () => {
          expect(printed.split("watching; ").length - 1).toBe(count);
          return printed;
        },
        { timeout: 10_000, interval: 20 },
      ),
    end: finish,
  };
}

test("clients are written again when a spec changes, until it is ended", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const { runs, end } = watch(place);
  await runs(1);
  await place.write("specs/shop/GetRate.txt", helpPage("GetRate"));
  expect(await runs(2)).toContain("\nspecs/shop/GetRate.txt has changed\n");
  expect(await place.read("generated/shop.ts")).toContain("export function getRate");
  await place.write("specs/bank/GetSum.txt", helpPage("GetSum"));
  await runs(3);
  expect(await place.read("generated/bank.ts")).toContain("export function getSum");
  expect(await end()).toBe(0);
});

test("a run that fails keeps the clients, and the next change is seen", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const { runs } = watch(place);
  await runs(1);
  const before = await place.read("generated/shop.ts");
  await rename(place.path("specs"), place.path("elsewhere"));
  expect(await runs(2)).toContain("error: found no folder specs");
  await rename(place.path("elsewhere"), place.path("specs"));
  await runs(3);
  await place.write("soapwright.config.json", "{");
  expect(await runs(4)).toContain("soapwright.config.json has changed");
  await rm(place.path("soapwright.config.json"));
  await runs(5);
  expect(await place.read("generated/shop.ts")).toBe(before);
});

test("a single file is watched, and what an editor writes beside it is not", async () => {
  const place = await workspace();
  await place.write("page.txt", helpPage());
  // In another folder, because a file that is watched may import its siblings.
  await place.write("drafts/page.txt", helpPage("GetRate"));
  const { runs } = watch(place, "page.txt");
  await runs(1);
  await place.write(".page.txt.swp", "");
  await place.write("page.txt~", "");
  await rename(place.path("drafts/page.txt"), place.path("page.txt"));
  await runs(2);
  expect(await place.read("generated/page.ts")).toContain("getRate");
});

test("hidden files and packages in a folder of specs start no run", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const { runs } = watch(place);
  await runs(1);
  for (const path of [".git/index", "node_modules/a/package.json", "shop/.GetPrice.txt.swp", "shop/GetPrice.txt~"])
    await place.write(`specs/${path}`, "");
  // Longer than a change must be past.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await runs(1);
});

test.each([
  ["--check", "error: found --watch and --check, expected one of them\n"],
  ["-", "error: found --watch and -, expected specs that are files\n"],
])("%s cannot be watched", async (word, message) => {
  const place = await workspace();
  expect(await place.run("generate", "--watch", word)).toEqual({ code: 2, out: "", err: message });
});
