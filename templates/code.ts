/**
 * Code that knows its imports: printing a symbol imports it. `code` and `join` combine pieces, and a module imports
 * what its statements contain.
 */
import type { StatementStructure } from "./statement.js";

/** Text of a module, alone or with the imports of the symbols in it. */
export type Code = string | CodeWithImports;

interface CodeWithImports {
  readonly text: string;
  readonly imports: readonly Import[];
}

/** A name that one module exports and another prints. */
export interface Import {
  readonly from: Origin;
  /** `*` for the whole module, as a namespace. */
  readonly name: string;
  /** The local name, chosen by the naming pass. */
  readonly as: string;
  readonly isType: boolean;
}

/**
 * The origin of an import: the runtime, the types that check tables, or the path of a generated module in the same
 * folder.
 */
export type Origin = "runtime" | "checked" | `./${string}`;

/** A symbol that another module exports. */
export function symbol(from: Origin, name: string, isType: boolean, as = name): Code {
  return { text: as, imports: [{ from, name, as, isType }] };
}

/** A symbol of a module that is imported as a namespace: `Types.Item`. */
export function memberOf(namespace: string, from: Origin, name: string, isType: boolean): Code {
  return { text: `${namespace}.${name}`, imports: [{ from, name: "*", as: namespace, isType }] };
}

/** Template literals of code: `` code`Promise<${type}>` ``. */
export function code(texts: TemplateStringsArray, ...parts: readonly Code[]): Code {
  const text = texts.reduce((before, after, index) => before + textOf(parts[index - 1] ?? "") + after);
  return withImportsOf(parts, text);
}

export function join(parts: readonly Code[], separator = ""): Code {
  return withImportsOf(parts, parts.map(textOf).join(separator));
}

export function textOf(part: Code): string {
  return typeof part === "string" ? part : part.text;
}

export function importsOf(part: Code): readonly Import[] {
  return typeof part === "string" ? [] : part.imports;
}

/** Changes the text of the code, except for its symbols. */
export function mapText(part: Code, change: (text: string) => string): Code {
  return typeof part === "string" ? change(part) : { ...part, text: change(part.text) };
}

function withImportsOf(parts: readonly Code[], text: string): Code {
  const importing = parts.filter((part) => typeof part !== "string");
  const [only, ...others] = importing;
  if (only === undefined) return text;
  return { text, imports: others.length === 0 ? only.imports : importing.flatMap(({ imports }) => imports) };
}

/** A structure with code in place of text. */
export type Coded<Structure> = Structure extends string
  ? string extends Structure
    ? Code
    : Structure
  : Structure extends (...parameters: never) => unknown
    ? Structure
    : Structure extends object
      ? { readonly [Key in keyof Structure]: Coded<Structure[Key]> }
      : Structure;

export type Statement = Coded<StatementStructure>;

/** The statement with the text of its code. */
export function structureOf(statement: Statement): StatementStructure {
  // Text has replaced all code, so this is a structure again.
  return withTexts(statement) as StatementStructure;
}

/** The imports of all code in a statement. */
export function importsIn(statement: Statement): readonly Import[] {
  return importsWithin(statement);
}

function withTexts(part: unknown): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (isCode(part)) return part.text;
  if (Array.isArray(part)) return part.map(withTexts);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withTexts(value)]));
}

function importsWithin(part: unknown): readonly Import[] {
  if (typeof part !== "object" || part === null) return [];
  return isCode(part) ? part.imports : Object.values(part).flatMap(importsWithin);
}

/** Recognizes code: no structure has a property of this name. */
function isCode(part: object): part is CodeWithImports {
  return "imports" in part;
}
