import type { SourceFile, StatementStructures } from "ts-morph";
import type { StatementStructure } from "../../templates/statement.js";
import { formatStatement } from "./format/format-statement.js";

const printWidth = 100;

/** The number of statements to format together: prettier takes more than linear time and memory for a file. */
const chunk = 64;

/** Separates statements that are formatted together. */
const seam = "\n//-\n";

/** Prints a module; `head` is the comments at its start. */
export type Print = (head: string, statements: readonly StatementStructure[]) => Promise<string>;

/** Prints a module for machines, without formatting. */
export const printPlain: Print = async (head, statements) =>
  `${head}\n${(await sourceFileOf(statements)).getFullText()}`;

/**
 * Prints a module in the layout of prettier. Statements of the usual forms are laid out here; the others are printed by
 * ts-morph and formatted by prettier, which are loaded for them only.
 */
export const print: Print = async (head, statements) => {
  const texts = statements.map((statement) => formatStatement(statement, printWidth));
  const others = [...texts.keys()].filter((index) => texts[index] === undefined);
  const printed = await formattedTexts(others.flatMap((index) => statements[index] ?? []));
  others.forEach((index, at) => (texts[index] = printed[at]));
  const apart = statements.map((statement, index) => index > 0 && isApart(statement, statements[index - 1]));
  return `${head}\n${texts.map((text, index) => `${apart[index] ? "\n" : ""}${text}\n`).join("")}`;
};

/** True for a statement below a blank line, where ts-morph puts one. */
function isApart(statement: StatementStructure, before: StatementStructure | undefined): boolean {
  return statement.leadingTrivia === "\n" || isBlock(statement) || (before !== undefined && isBlock(before));
}

function isBlock({ kind }: StatementStructure): boolean {
  return kind === "function" || kind === "interface";
}

/** The statements as ts-morph prints and prettier formats them. */
async function formattedTexts(statements: readonly StatementStructure[]): Promise<readonly string[]> {
  if (statements.length === 0) return [];
  const printed = await printedTexts(statements);
  const texts: string[] = [];
  for (let first = 0; first < printed.length; first += chunk) {
    const text = await formatted(printed.slice(first, first + chunk).join(seam));
    texts.push(...text.split(seam).map((piece) => piece.trim()));
  }
  return texts;
}

/** The statements as ts-morph prints them, without leading blank lines. */
async function printedTexts(statements: readonly StatementStructure[]): Promise<readonly string[]> {
  const file = await sourceFileOf(statements);
  const text = file.getFullText();
  const nodes = file.compilerNode.statements[Symbol.iterator]();
  return statements.map((statement) => {
    const count = statement.kind === "function" ? 1 + (statement.overloads?.length ?? 0) : 1;
    const [first, ...others] = Array.from({ length: count }, () => nodes.next().value);
    return text.slice(first?.getFullStart(), (others.at(-1) ?? first)?.getEnd()).trim();
  });
}

async function sourceFileOf(statements: readonly StatementStructure[]): Promise<SourceFile> {
  const { IndentationText, Project, StructureKind, VariableDeclarationKind } = await import("ts-morph");
  const kinds = {
    import: { kind: StructureKind.ImportDeclaration },
    export: { kind: StructureKind.ExportDeclaration },
    constant: { kind: StructureKind.VariableStatement, declarationKind: VariableDeclarationKind.Const },
    alias: { kind: StructureKind.TypeAlias },
    interface: { kind: StructureKind.Interface },
    function: { kind: StructureKind.Function },
  } as const;
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  // ts-morph declares lists that it only reads as mutable.
  const structures = statements.map((each) => ({ ...each, ...kinds[each.kind] }) as StatementStructures);
  return project.createSourceFile("module.ts", { statements: structures });
}

/** Formats with a parser that is faster than prettier's default for TypeScript, and gives the same bytes. */
export async function formatted(text: string): Promise<string> {
  const [{ format }, ...plugins] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
  ]);
  return format(text, { parser: "babel-ts", plugins, printWidth, endOfLine: "lf" });
}
