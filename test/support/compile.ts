import { dirname, join } from "node:path";
import ts from "typescript";

const templates = join(import.meta.dirname, "../../templates");

type Modules = ReadonlyMap<string, string>;

/** The errors of the strictest compiler settings in modules beside the runtime, by their names. */
export function compile(modules: Modules): string[] {
  return compileEach([modules])[0] ?? [];
}

/**
 * The errors in each of several sets of modules, which do not see each other. They share the checked library and runtime.
 * Modules that are not `checked` are only there to be imported.
 */
export function compileEach(
  sets: readonly Modules[],
  checked: (name: string, set: number) => boolean = () => true,
): readonly string[][] {
  const program = programOf(sets);
  return sets.map((modules, index) =>
    [...modules].flatMap(([name, text]) => {
      if (!checked(name, index)) return [];
      const source = program.getSourceFile(pathIn(index, name));
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ messageText, start }) => {
          const line = text.slice(0, start).split("\n").length;
          return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${text.split("\n")[line - 1]}`;
        },
      );
    }),
  );
}

/** Each set has a folder of its own, from which imports lead to the set, or else to the runtime. */
function pathIn(index: number, name: string): string {
  return join(templates, `set-${index}`, name);
}

function programOf(sets: readonly Modules[]): ts.Program {
  const files = sets.flatMap((modules, index) =>
    [...modules].map(([name, text]) => ({ path: pathIn(index, name), besideRuntime: join(templates, name), text })),
  );
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const besideRuntime = new Map(files.map(({ path, besideRuntime }) => [path, besideRuntime]));
  const folders = new Set([...texts.keys()].map((file) => dirname(file)));
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  const resolved = ts.createModuleResolutionCache(templates, (file) => file, options);
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
  host.resolveModuleNameLiterals = (names, file) =>
    names.map(({ text }) => {
      const from = (importer: string) =>
        ts.resolveModuleName(text, importer, options, host, resolved, undefined, ts.ModuleKind.ESNext);
      const inSet = from(file);
      return inSet.resolvedModule === undefined ? from(besideRuntime.get(file) ?? file) : inSet;
    });
  return ts.createProgram([...texts.keys()], options, host);
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
