import { join } from "node:path";
import ts from "typescript";

const templates = join(import.meta.dirname, "../../templates");

/** What the compiler, at its strictest, finds wrong with a module that stands next to the runtime. */
export function typecheck(text: string): string[] {
  const path = join(templates, "module-under-test.ts");
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
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (file) => file === path || disk.fileExists(file);
  host.readFile = (file) => (file === path ? text : disk.readFile(file));
  host.getSourceFile = (file, version, ...rest) => {
    if (file === path) return ts.createSourceFile(file, text, version, true);
    let parsed = parsedFiles.get(file);
    if (parsed === undefined) {
      parsed = disk.getSourceFile(file, version, ...rest);
      if (parsed !== undefined) parsedFiles.set(file, parsed);
    }
    return parsed;
  };
  const program = ts.createProgram([path], options, host);
  const source = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText, start }) => {
      const line = text.slice(0, start).split("\n").length;
      return `${text.split("\n")[line - 1]?.trim()} (line ${line}): ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    },
  );
}

/** The library's and the runtime's files are the same for every program. */
const parsedFiles = new Map<string, ts.SourceFile>();
