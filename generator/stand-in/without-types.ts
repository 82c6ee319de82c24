import { ts } from "ts-morph";

/** Converts a generated module to JavaScript. */
export function withoutTypes(text: string): string {
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
} satisfies ts.CompilerOptions;
