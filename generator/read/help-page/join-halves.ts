import { fileHalf, type FileHalf } from "./file-half.js";
import type { HelpPage, PageOperation } from "./help-page.js";

/**
 * Gives the two halves of an operation one name: a request and a response that the names of their files pair, and those
 * whose own names do.
 */
export function joinHalves(pages: readonly HelpPage[]): readonly HelpPage[] {
  return joinSuffixes(joinFiles(pages));
}

/** Gives the only operation of `Quote-response.xml` the name of the only one of `Quote-request.xml`. */
function joinFiles(pages: readonly HelpPage[]): readonly HelpPage[] {
  const requests = new Map<string, string | undefined>();
  for (const page of pages) {
    const half = halfIn(page);
    // Several files with one name in common leave open which one is meant.
    if (half?.message === "request") requests.set(half.pair, requests.has(half.pair) ? undefined : half.operation.name);
  }
  return pages.map((page) => {
    const half = halfIn(page);
    const name = half?.message === "response" ? requests.get(half.pair) : undefined;
    return half === undefined || name === undefined ? page : { ...page, operations: [{ ...half.operation, name }] };
  });
}

/** The only operation of a page that shows only the message which the name of its file states. */
function halfIn({ source, operations }: HelpPage): (FileHalf & { readonly operation: PageOperation }) | undefined {
  const [operation, ...others] = operations;
  const half = fileHalf(source.path);
  if (operation === undefined || half === undefined || others.length > 0) return undefined;
  return operation.samples.every(({ message }) => message === half.message) ? { ...half, operation } : undefined;
}

/**
 * Gives the two halves of an operation one name: `getPriceRequest` of a request alone and `getPriceResponse` of a response alone
 * belong to `getPrice`.
 */
function joinSuffixes(pages: readonly HelpPage[]): readonly HelpPage[] {
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
