import { suggestionsOf } from "../assumptions.js";
import { likeness } from "./explain.js";
import type { Service } from "../service.js";

/**
 * Prints what the values of a service look like, followed by the overrides that would give the texts these types, to be
 * added to the configuration. `key` is the name of the service there.
 */
export function formatSuggestions(service: Service, key: string): string {
  const suggestions = suggestionsOf(service);
  if (suggestions.length === 0) return "";
  const width = Math.max(...suggestions.map(({ path }) => path.length));
  const overrides = suggestions.map(({ path, likely }) => `${JSON.stringify(path)}: { "type": "${likely.like}" }`);
  return [
    "",
    "strings whose values look like numbers, as most codes do",
    ...suggestions.map(({ path, likely }) => `  ${path.padEnd(width)}  ${likeness(likely)}`),
    "",
    "to make numbers of them, add what applies to the configuration",
    `  "services": { ${JSON.stringify(key)}: { "overrides": {`,
    ...overrides.map((line, index) => `    ${line}${index < overrides.length - 1 ? "," : ""}`),
    "  } } }",
    "",
  ].join("\n");
}
