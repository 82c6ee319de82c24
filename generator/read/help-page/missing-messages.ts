import type { Report } from "../../diagnostic.js";
import type { HelpPage, MissingMessage } from "./help-page.js";
import { pageDiagnostic } from "./page-diagnostic.js";

/**
 * Reports the messages that a page lacks in one binding and shows in another, if no other of `pages` shows them, once for
 * each page and kind of message. A message that none shows in any binding is reported with its operation.
 */
export function reportMissingMessages(pages: readonly HelpPage[], report: Report): void {
  // The calls of curl in a file are a page of their own, with the same path.
  const shownBy = new Map<string, Set<HelpPage>>();
  for (const page of pages) {
    for (const { name, samples } of page.operations) {
      for (const { message } of samples) {
        const key = keyOf(message, name);
        shownBy.set(key, (shownBy.get(key) ?? new Set()).add(page));
      }
    }
  }
  for (const page of pages) {
    const missing = page.operations.flatMap(({ name, missing }) =>
      missing.filter(({ message }) => {
        const showing = shownBy.get(keyOf(message, name));
        return showing?.size === 1 && showing.has(page);
      }),
    );
    reportMissing("request", missing, report);
    reportMissing("response", missing, report);
  }
}

function keyOf(message: MissingMessage["message"], operation: string): string {
  return `${message} of ${operation}`;
}

const codes = { request: "request-missing", response: "response-missing" } as const;
const expected = { request: "the request before it", response: "an HTTP status line and what follows it" } as const;

function reportMissing(message: MissingMessage["message"], all: readonly MissingMessage[], report: Report): void {
  const [first, ...others] = all.filter((each) => each.message === message);
  if (first === undefined) return;
  const other = message === "request" ? "response" : "request";
  const found = others.length === 0 ? `a ${other}` : `${others.length + 1} ${other}s`;
  const text = `found ${found} without a ${message}, expected ${expected[message]}`;
  const related = others.slice(0, maxRelated).map(({ place }) => place);
  report(pageDiagnostic(codes[message], "warning", first.place, text, { ...(related.length > 0 && { related }) }));
}

const maxRelated = 12;
