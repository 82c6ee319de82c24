/** False for an element's name that only states its place in a message, and would tell a reader nothing about a type. */
export function isTelling(name: string): boolean {
  return !words.has(name.toLowerCase());
}

const words: ReadonlySet<string> = new Set([
  ...["value", "values", "data", "object", "element", "type", "content", "result", "results", "return"],
  ...["request", "response", "reply", "param", "params", "parameter", "parameters", "arg", "args"],
  ...["in", "out", "input", "output"],
]);
