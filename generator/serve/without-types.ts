import { ts } from "ts-morph";

/** A generated module as JavaScript. */
export function withoutTypes(text: string): string {
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
} satisfies ts.CompilerOptions;
