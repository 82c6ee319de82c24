import type { Report } from "../../diagnostic.js";
import type { HelpPage, MissingMessage } from "./help-page.js";
import { pageDiagnostic } from "./page-diagnostic.js";

/** Reports the messages that a page lacks and no other of `pages` shows, once for each page and kind of message. */
export function reportMissingMessages(pages: readonly HelpPage[], report: Report): void {
  const shownBy = new Map<string, Set<string>>();
  for (const { source, operations } of pages) {
    for (const { name, samples } of operations) {
      for (const { message } of samples) {
        const key = keyOf(message, name);
        shownBy.set(key, (shownBy.get(key) ?? new Set()).add(source.path));
      }
    }
  }
  for (const { source, operations } of pages) {
    const missing = operations.flatMap(({ name, missing }) =>
      missing.filter(({ message }) => {
        const paths = shownBy.get(keyOf(message, name)) ?? new Set();
        return paths.size === (paths.has(source.path) ? 1 : 0);
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
