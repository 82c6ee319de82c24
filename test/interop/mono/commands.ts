/** The commands that fetch and call a service. */
import { expect, test } from "vitest";
import { workspace } from "../../commands/workspace.js";
import type { Site } from "./site.js";

export function commands(site: () => Site): void {
  test("a service is added by its address, called, and up to date", async () => {
    const place = await workspace();
    const added = await place.run("add", `${site().server.address}Values.asmx`, "--name", "values");
    expect(added.code).toBe(0);
    expect(added.out).toContain("created generated/values.ts\n");
    // Mono's own pages of operations end with an error.
    expect(added.err).toMatch(/warning: .*\?op=Boolean is answered with the status 500 \(and \d+ more\)\n/);
    expect(await place.run("call", "values", "Int32", "value=5")).toEqual({
      code: 0,
      out: '{\n  "Int32Result": 5\n}\n',
      err: "",
    });
    expect(await place.run("call", "values", "Strings", "value.string=a", "value.string=b")).toMatchObject({ code: 1 });
    expect(await place.run("call", "values", "Strings", "value=a", "value=b", "--binding", "soap12")).toEqual({
      code: 0,
      out: '{\n  "StringsResult": [\n    "a",\n    "b"\n  ]\n}\n',
      err: "",
    });
    expect(await place.run("update", "--check", "--quiet")).toMatchObject({
      code: 0,
      out: "specs/values: no changes\n",
    });
  });
}
