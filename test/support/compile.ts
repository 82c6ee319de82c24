import { dirname, join } from "node:path";
import ts from "typescript";

const templates = join(import.meta.dirname, "../../templates");

/** The errors of the strictest compiler settings in modules beside the runtime, by their names. */
export function compile(modules: ReadonlyMap<string, string>): string[] {
  const texts = new Map([...modules].map(([name, text]) => [join(templates, name), text]));
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  const folders = new Set([...texts.keys()].map((file) => dirname(file)));
  host.directoryExists = (folder) => folders.has(folder) || disk.directoryExists?.(folder) === true;
  host.fileExists = (file) => texts.has(file) || disk.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, version, true);
    const parsed = parsedFiles.get(file) ?? disk.getSourceFile(file, version, ...rest);
    if (parsed !== undefined) parsedFiles.set(file, parsed);
    return parsed;
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts].flatMap(([path, text], index) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start }) => {
        const line = text.slice(0, start).split("\n").length;
        const name = [...modules.keys()][index];
        return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${text.split("\n")[line - 1]}`;
      },
    );
  });
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  noEmit: true,
  skipLibCheck: true,
};

/** The library's and the runtime's files are the same for every program. */
const parsedFiles = new Map<string, ts.SourceFile>();
