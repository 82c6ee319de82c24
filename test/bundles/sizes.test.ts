import { expect, test } from "vitest";
import { sizeOf } from "../../bench/size.js";

/**
 * The greatest sizes of minified browser bundles with one operation of a service that is known from samples, in bytes
 * after gzip. A change that makes bundles larger names its reason when it raises them.
 */
test.each([
  ["soap11", 18_600],
  ["soap12", 18_600],
  ["httpGet", 16_000],
  ["httpPost", 16_000],
] as const)("a bundle of one operation over %s has at most %i bytes", async (binding, most) => {
  const { gzip } = await sizeOf("pixelz", "getImageStatus", binding);
  expect(gzip).toBeGreaterThan(1000);
  expect(gzip).toBeLessThanOrEqual(most);
});
