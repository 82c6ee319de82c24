import type { LookupFunction } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkedLookup } from "../../../generator/commands/fetch/lookup.js";

const addresses = (...found: readonly string[]) => found.map((address) => ({ address, family: 4 }));
const ask = (lookup: LookupFunction, hostname: string) => promisify(lookup)(hostname, { all: true });

test("a host that the user named may be private, but must not become so", async () => {
  let answer = addresses("10.0.0.1");
  const lookup = checkedLookup(() => Promise.resolve(answer))(false);
  expect(await ask(lookup, "intranet.example")).toEqual(answer);
  answer = addresses("1.1.1.1");
  expect(await ask(lookup, "shop.example")).toEqual(answer);
  answer = addresses("1.1.1.1", "127.0.0.1");
  await expect(ask(lookup, "Shop.example")).rejects.toThrow(
    "Shop.example has the address 127.0.0.1, which is not public",
  );
});

test("a host that only a pattern names must be public", async () => {
  const lookup = checkedLookup(() => Promise.resolve(addresses("1.1.1.1", "169.254.169.254")))(true);
  await expect(ask(lookup, "cdn.example")).rejects.toThrow("169.254.169.254, which is not public");
});

test("the first address is given where one is asked for, and errors are passed on", async () => {
  const lookup = checkedLookup((hostname) =>
    hostname === "shop.example"
      ? Promise.resolve(addresses("1.1.1.1", "1.0.0.1"))
      : Promise.reject(new Error("ENOTFOUND")),
  )(false);
  expect(await promisify(lookup)("shop.example", {})).toBe("1.1.1.1");
  await expect(ask(lookup, "gone.example")).rejects.toThrow("ENOTFOUND");
  await expect(ask(checkedLookup(() => Promise.resolve([]))(false), "none.example")).rejects.toThrow("no address");
});
