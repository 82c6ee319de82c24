import {
  StructureKind,
  type ExportDeclarationStructure,
  type ImportDeclarationStructure,
  type StatementStructures,
} from "ts-morph";
import { importsIn, structureOf, type Import, type Origin, type Statement } from "./code.js";

export interface ModuleStructure {
  readonly statements: readonly StatementStructures[];
  /** All that the statements import, each name once. */
  readonly imports: readonly Import[];
}

/** How a module imports those that are not beside it. */
export type Specifiers = { readonly [origin in Origin]?: string | undefined };

/** The statements, below the declarations that import the symbols in them and no others. */
export function withImports(statements: readonly Statement[], specifiers: Specifiers): ModuleStructure {
  const imports = distinct(statements.flatMap(importsIn));
  return { imports, statements: [...importDeclarations(imports, specifiers), ...statements.map(structureOf)] };
}

/** `export { type Item } from "./Types.js";`: name by name, so that only what the operations need is exported, and none twice. */
export function exportDeclarations(exports: readonly Import[]): ExportDeclarationStructure[] {
  return byOrigin(exports).map(([moduleSpecifier, names], index) => {
    const { isTypeOnly, named } = clauseOf(names);
    const leadingTrivia = index === 0 ? "\n" : "";
    return { kind: StructureKind.ExportDeclaration, moduleSpecifier, isTypeOnly, namedExports: named, leadingTrivia };
  });
}

/** `import { ItemTable, type Item } from "./Types.js";`, the modules beside this one in the order of their first use. */
function importDeclarations(imports: readonly Import[], specifiers: Specifiers): ImportDeclarationStructure[] {
  return byOrigin(imports)
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([from, names]) => {
      const { isTypeOnly, named } = clauseOf(names);
      const moduleSpecifier = specifiers[from] ?? from;
      return { kind: StructureKind.ImportDeclaration, moduleSpecifier, isTypeOnly, namedImports: named };
    });
}

const first: readonly Origin[] = ["runtime", "checked"];

function rank(origin: Origin): number {
  return first.includes(origin) ? first.indexOf(origin) : first.length;
}

/** A name that is printed both as a type and as a value is imported as a value, which is both. */
function distinct(imports: readonly Import[]): readonly Import[] {
  const byName = new Map<string, Import>();
  for (const each of imports) if (!each.isType || !byName.has(each.as)) byName.set(each.as, each);
  return [...byName.values()];
}

function byOrigin(imports: readonly Import[]): (readonly [Origin, readonly Import[]])[] {
  const groups = new Map<Origin, Import[]>();
  for (const each of imports) {
    const group = groups.get(each.from);
    if (group === undefined) groups.set(each.from, [each]);
    else group.push(each);
  }
  return [...groups];
}

/** Values first, each by its name. Where all are types the declaration says so, and nothing of it is left at run time. */
function clauseOf(names: readonly Import[]) {
  const isTypeOnly = names.every(({ isType }) => isType);
  const named = [...names]
    .sort((a, b) => Number(a.isType) - Number(b.isType) || (a.name < b.name ? -1 : 1))
    .map(({ name, as, isType }) => ({ name, isTypeOnly: isType && !isTypeOnly, ...(as !== name && { alias: as }) }));
  return { isTypeOnly, named };
}
