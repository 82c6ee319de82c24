import { describe, expect, test } from "vitest";
import { randomFrom } from "../../templates/stand-in/random-numbers.js";
import { seeds } from "./random-values.js";

describe("numbers", () => {
  test("the same seed gives the same ones, and seeds side by side do not begin alike", () => {
    const firsts = (seed: number): number[] => {
      const random = randomFrom(seed);
      return Array.from({ length: 5 }, () => random(1000));
    };
    expect(firsts(3)).toEqual(firsts(3));
    expect(new Set(seeds.map((seed) => firsts(seed).join())).size).toBe(seeds.length);
    expect(new Set(seeds.map((seed) => randomFrom(seed)(2))).size).toBe(2);
  });

  test("are from 0 up to the limit", () => {
    const random = randomFrom(5);
    const found = Array.from({ length: 500 }, () => random(3));
    expect(new Set(found)).toEqual(new Set([0, 1, 2]));
  });
});
