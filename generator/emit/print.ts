import { format } from "prettier/standalone";
import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import { IndentationText, Project, type SourceFile, type StatementStructures } from "ts-morph";
import { isLaidOut } from "./laid-out.js";

const printWidth = 100;

/** The number of statements to format together: prettier takes more than linear time and memory for a file. */
const chunk = 64;

/** Separates statements that are formatted together. */
const seam = "\n//-\n";

/** Prints a module; `head` is the comments at its start. */
export type Print = (head: string, statements: readonly StatementStructures[]) => Promise<string>;

/** Prints a module for machines, without formatting. */
export const printPlain: Print = (head, statements) =>
  Promise.resolve(`${head}\n${sourceFileOf(statements).getFullText()}`);

/** Prints a module as formatted by prettier, which is skipped for statements that it would not change. */
export const print: Print = async (head, statements) => {
  const printed = textsOf(statements);
  const texts = printed.map(({ text }) => text);
  const loose = [...texts.keys()].filter((index) => !isLaidOut(texts[index] ?? "", printWidth));
  for (let first = 0; first < loose.length; first += chunk) {
    const together = loose.slice(first, first + chunk);
    const text = await formatted(together.map((index) => texts[index]).join(seam));
    text.split(seam).forEach((piece, at) => (texts[together[at] ?? -1] = piece.trim()));
  }
  return `${head}\n${printed.map(({ isApart }, index) => `${isApart ? "\n" : ""}${texts[index]}\n`).join("")}`;
};

/** The statements as ts-morph prints them, without leading blank lines. */
function textsOf(
  statements: readonly StatementStructures[],
): readonly { readonly text: string; readonly isApart: boolean }[] {
  const file = sourceFileOf(statements);
  const text = file.getFullText();
  return file.compilerNode.statements.map((statement, index) => {
    const own = text.slice(statement.getFullStart(), statement.getEnd());
    return { text: own.trim(), isApart: index > 0 && /^\n\s*\n/.test(own) };
  });
}

function sourceFileOf(statements: readonly StatementStructures[]): SourceFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  return project.createSourceFile("module.ts", { statements: [...statements] });
}

/** Formats with a parser that is faster than prettier's default for TypeScript, and gives the same bytes. */
export function formatted(text: string): Promise<string> {
  return format(text, { parser: "babel-ts", plugins: [babel, estree], printWidth, endOfLine: "lf" });
}
