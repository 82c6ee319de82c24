import { expect, test } from "vitest";
import { string } from "../../templates/runtime/builtin.js";
import { messageValue, randomFrom } from "../../templates/serve/random.js";

test("the same seed gives the same value", () => {
  const message = { body: { sequence: { a: string } } };
  const made = (seed: number): unknown => messageValue(message, { random: randomFrom(seed), valid: true });
  expect(made(1)).toEqual(made(1));
  expect(new Set(Array.from({ length: 20 }, (_, seed) => made(seed))).size).toBeGreaterThan(10);
});
