import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { fingerprint } from "../../../generator/commands/cache/fingerprint.js";
import { workspace } from "../workspace.js";

test("each change of a file, a name or a link gives another fingerprint", async () => {
  const place = await workspace();
  const seen: string[] = [];
  const differs = async (): Promise<void> => {
    const now = await fingerprint([place.path("specs"), place.path("one.json")]);
    expect(now).toBe(await fingerprint([place.path("specs"), place.path("one.json")]));
    expect(seen).not.toContain(now);
    seen.push(now);
  };
  await differs();
  await place.write("specs/a.txt", "1");
  await differs();
  await place.write("specs/a.txt", "2");
  await differs();
  await rename(place.path("specs/a.txt"), place.path("specs/b.txt"));
  await differs();
  await place.write("specs/c/b.txt", "2");
  await differs();
  await symlink("../b.txt", place.path("specs/c/link.txt"));
  await differs();
  await place.write("specs/b.txt", "3");
  await differs();
  await rm(place.path("specs/b.txt"));
  await differs();
  await place.write("one.json", "{}");
  await differs();
});

test("hidden files, packages and empty folders make no difference, and a circle of links ends", async () => {
  const place = await workspace();
  await place.write("specs/a.txt", "1");
  const before = await fingerprint([place.path("specs")]);
  await place.write("specs/.git/x", "1");
  await place.write("specs/node_modules/x.js", "1");
  await mkdir(place.path("specs/empty"));
  expect(await fingerprint([place.path("specs")])).toBe(before);
  await symlink("..", place.path("specs/empty/up"));
  expect(await fingerprint([place.path("specs")])).not.toBe(before);
});

test("parts that are joined differently are different", async () => {
  const place = await workspace();
  await place.write("one/ab", "c");
  await place.write("two/a", "bc");
  expect(await fingerprint([place.path("one")])).not.toBe(await fingerprint([place.path("two")]));
});
