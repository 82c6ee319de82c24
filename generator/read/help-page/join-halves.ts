import type { HelpPage } from "./help-page.js";

/**
 * Gives the two halves of an operation one name: `getPriceRequest` of a request alone and `getPriceResponse` of a response alone
 * belong to `getPrice`.
 */
export function joinHalves(pages: readonly HelpPage[]): readonly HelpPage[] {
  const operations = pages.flatMap((page) => page.operations);
  const namesWith = (message: "request" | "response"): ReadonlySet<string> =>
    new Set(
      operations.flatMap(({ name, samples }) => (samples.some((sample) => sample.message === message) ? name : [])),
    );
  const requested = namesWith("request");
  const answered = namesWith("response");
  return pages.map((page) => ({
    ...page,
    operations: page.operations.map((operation) => {
      const name = operation.name.replace(/Request$/, "");
      const isHalf = answered.has(name) && !requested.has(name) && !answered.has(operation.name);
      return isHalf ? { ...operation, name } : operation;
    }),
  }));
}
