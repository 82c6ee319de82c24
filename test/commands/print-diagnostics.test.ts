import { expect, test } from "vitest";
import { countDiagnostics, printDiagnostics } from "../../generator/commands/print-diagnostics.js";
import type { Shell } from "../../generator/commands/shell.js";
import type { Diagnostic } from "../../generator/diagnostic.js";

const cut: Diagnostic = {
  severity: "error",
  code: "sample-cut",
  message: "found the end of the page, expected </Sku>",
  place: { path: "specs/shop/GetPrice.txt", line: 2, column: 4 },
  related: [{ path: "specs/shop/GetPrice.txt", line: 1, column: 1 }],
  hint: "copy the whole page",
};

test("a diagnostic in a pipe is its place, severity, code and message, then what else is known", () => {
  expect(printed([cut], { terminal: false })).toBe(
    `specs/shop/GetPrice.txt:2:4: error sample-cut: found the end of the page, expected </Sku>
  see specs/shop/GetPrice.txt:1:1
  hint: copy the whole page
`,
  );
});

test("a terminal also shows the line, with a caret under the place", () => {
  expect(printed([cut], { terminal: true }, "first\n\t<S>ku\n")).toContain("expected </Sku>\n   <S>ku\n     ^\n  see ");
});

test("a long line is cut to the width of the terminal around the place", () => {
  const line = `${"x".repeat(5000)}HERE${"y".repeat(5000)}`;
  const found: Diagnostic = { ...cut, place: { ...cut.place, line: 1, column: 5001 } };
  const lines = printed([found], { terminal: true, columns: 60 }, line).split("\n");
  const caret = lines[2]?.indexOf("^") ?? -1;
  expect(lines[1]?.slice(caret)).toMatch(/^HERE/);
  expect(lines[1]?.length).toBeLessThanOrEqual(60);
});

test("text from a spec cannot steer the terminal", () => {
  const hostile: Diagnostic = { ...cut, message: "found \u001b[2J\u202egnp\u0007\n" };
  const shown = printed([hostile], { terminal: true }, "a\n\u001b]0;title\u0007\n");
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test("the same diagnostic at many places is one line, with the first place and the count", () => {
  const at = (line: number): Diagnostic => ({ ...cut, place: { ...cut.place, line } });
  const other: Diagnostic = { ...cut, message: "found another" };
  const lines = printed([at(1), other, at(2), at(3)], { terminal: false }).split("\n");
  expect(lines.filter((line) => line.includes("error"))).toEqual([
    "specs/shop/GetPrice.txt:1:4: error sample-cut: found the end of the page, expected </Sku> (and at 2 more places)",
    "specs/shop/GetPrice.txt:2:4: error sample-cut: found another",
  ]);
});

test("JSON is one object a line, with all that is known", () => {
  let err = "";
  printDiagnostics(
    [cut, cut],
    [],
    "json",
    shell({}, (text) => (err += text)),
  );
  expect(err).toBe(`${JSON.stringify(cut)}\n${JSON.stringify(cut)}\n`);
});

test("counts are worded", () => {
  const warning: Diagnostic = { ...cut, severity: "warning" };
  expect(countDiagnostics([cut, warning, cut])).toBe("2 errors, 1 warning");
  expect(countDiagnostics([])).toBe("");
});

function printed(diagnostics: readonly Diagnostic[], partial: Partial<Shell>, text = ""): string {
  let err = "";
  const sources = [{ path: "specs/shop/GetPrice.txt", text }];
  printDiagnostics(
    diagnostics,
    sources,
    "text",
    shell(partial, (written) => (err += written)),
  );
  return err;
}

function shell(partial: Partial<Shell>, err: (text: string) => void): Shell {
  return {
    directory: "/",
    environment: {},
    input: () => undefined,
    out: () => undefined,
    err,
    terminal: false,
    columns: 80,
    ended: () => Promise.resolve(),
    style: (_, text) => text,
    ...partial,
  };
}
