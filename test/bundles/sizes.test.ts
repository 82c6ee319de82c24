import { expect, test } from "vitest";
import { sizeOf } from "../../bench/size.js";

/**
 * The greatest sizes of minified browser bundles with one operation of a service that is known from samples, in bytes
 * after gzip. A change that makes bundles larger names its reason when it raises them.
 */
test.each([
  ["soap11", 19_100],
  ["soap12", 19_120],
  ["httpGet", 16_210],
  ["httpPost", 16_240],
] as const)("a bundle of one operation over %s has at most %i bytes", async (binding, most) => {
  const size = await sizeOf({ module: "pixelz", operation: "getImageStatus", binding });
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThanOrEqual(most);
});
