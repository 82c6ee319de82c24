import { format } from "prettier/standalone";
import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import { Project, type StatementStructures } from "ts-morph";

/** How many statements are formatted at a time: prettier takes more than linear time and memory for a file. */
const chunk = 64;

/** The text of a module, laid out by prettier; `header` is its first line. */
export async function print(header: string, statements: readonly StatementStructures[]): Promise<string> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile("module.ts", { statements: [...statements] });
  const text = file.getFullText();
  const starts = file.compilerNode.statements.map((statement) => statement.getFullStart());
  const pieces: string[] = [];
  for (let first = 0; first < starts.length; first += chunk) {
    pieces.push(await formatted(text.slice(starts[first], starts[first + chunk])));
  }
  return `${header}\n${pieces.join("\n")}`;
}

/** The same bytes as from prettier's own parser for TypeScript, sooner. */
export function formatted(text: string): Promise<string> {
  return format(text, { parser: "babel-ts", plugins: [babel, estree], printWidth: 100, endOfLine: "lf" });
}
