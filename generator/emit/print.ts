import { format } from "prettier/standalone";
import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import { IndentationText, Project, type SourceFile, type StatementStructures } from "ts-morph";
import { isLaidOut } from "./laid-out.js";

const printWidth = 100;

/** How many statements are formatted at a time: prettier takes more than linear time and memory for a file. */
const chunk = 64;

/** What stands between statements that are formatted together. */
const seam = "\n//-\n";

/** Makes the text of a module; `head` are its first lines, comments. */
export type Print = (head: string, statements: readonly StatementStructures[]) => Promise<string>;

/** The text of a module that nobody reads. */
export const printPlain: Print = (head, statements) =>
  Promise.resolve(`${head}\n${sourceFileOf(statements).getFullText()}`);

/** The text of a module, laid out by prettier, which is asked only where it might change something. */
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

/** The statements as ts-morph prints them, each without the blank line that may stand before it. */
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

/** The same bytes as from prettier's own parser for TypeScript, sooner. */
export function formatted(text: string): Promise<string> {
  return format(text, { parser: "babel-ts", plugins: [babel, estree], printWidth, endOfLine: "lf" });
}
