import fc from "fast-check";
import { expect, test } from "vitest";
import { formatted, print, printPlain } from "../../generator/emit/print.js";
import type { StatementStructure } from "../../templates/statement.js";
import { randomStatement } from "../support/random-statements.js";

const head = "// Generated.\n";

test("prints what prettier makes of the whole module, as ts-morph prints it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomStatement, { minLength: 1, maxLength: 30 }), async (statements) => {
      expect(await print(head, statements)).toBe(await formatted(await printPlain(head, statements)));
    }),
    { numRuns: 8 },
  );
});

test("formats by parts what it does not lay out itself", async () => {
  const statements = Array.from({ length: 200 }, (_, index): StatementStructure => ({
    kind: "alias",
    name: `T${index}`,
    type: `{ readonly [key: string]: ${"T".repeat(index + 1)} }`,
    leadingTrivia: index % 3 === 0 ? "\n" : "",
  }));
  expect(await print(head, statements)).toBe(await formatted(await printPlain(head, statements)));
});
