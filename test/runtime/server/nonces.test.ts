import { expect, onTestFinished, test, vi } from "vitest";
import { rememberNonces } from "../../../templates/runtime/server/nonces.js";

test("nonces are forgotten after their time, the oldest first, and no more than the limit are kept", () => {
  vi.useFakeTimers({ now: 0, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const nonces = rememberNonces(2, 10);
  const add = (nonce: string) => nonces.add(nonce, "ann");
  expect([add("a"), add("a")]).toEqual(["added", "known"]);
  vi.setSystemTime(5);
  expect([add("b"), add("c"), add("b")]).toEqual(["added", "full", "known"]);
  vi.setSystemTime(10);
  expect(add("a")).toBe("known");
  vi.setSystemTime(11);
  expect([add("c"), add("b"), add("a")]).toEqual(["added", "known", "full"]);
  // A clock that is set back makes nothing new.
  vi.setSystemTime(0);
  expect([add("b"), add("d")]).toEqual(["known", "full"]);
});

test("a user takes at most nine tenths of the room that others leave", () => {
  vi.useFakeTimers({ now: 0, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const nonces = rememberNonces(100, 10);
  let next = 0;
  const fill = (user: string): number => {
    for (let added = 0; ; added++) if (nonces.add(`${next++}`, user) === "full") return added;
  };
  expect([fill("ann"), fill("bob"), fill("ann"), fill("cyd")]).toEqual([90, 9, 0, 1]);
  expect([nonces.add("0", "dan"), nonces.add("x", "dan")]).toEqual(["known", "full"]);
  vi.setSystemTime(11);
  expect([fill("bob"), fill("ann")]).toEqual([90, 9]);
});
