import { importsIn, structureOf, type Import, type Origin, type Statement } from "./code.js";
import type { ExportStructure, ImportStructure, StatementStructure } from "./statement.js";

export interface ModuleStructure {
  readonly statements: readonly StatementStructure[];
  /** All imports of the statements, without duplicates. */
  readonly imports: readonly Import[];
}

/** The module specifiers of the origins that are not in the same folder. */
export type Specifiers = { readonly [origin in Origin]?: string | undefined };

/** The statements below their import declarations. */
export function withImports(statements: readonly Statement[], specifiers: Specifiers): ModuleStructure {
  const imports = distinct(statements.flatMap(importsIn));
  return { imports, statements: [...importDeclarations(imports, specifiers), ...statements.map(structureOf)] };
}

/**
 * `export { type Item } from "./Types.js";`: lists names, so that only what the operations need is exported, and
 * nothing twice.
 */
export function exportDeclarations(exports: readonly Import[]): ExportStructure[] {
  return byOrigin(exports).map(([moduleSpecifier, names], index) => {
    const { isTypeOnly, named } = clauseOf(names);
    const leadingTrivia = index === 0 ? "\n" : "";
    return { kind: "export", moduleSpecifier, isTypeOnly, namedExports: named, leadingTrivia };
  });
}

/**
 * `import { ItemTable, type Item } from "./Types.js";` or `import * as Types from "./Types.js";`, with modules of the
 * same folder in the order of their first use.
 */
function importDeclarations(imports: readonly Import[], specifiers: Specifiers): ImportStructure[] {
  return byOrigin(imports)
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([from, names]) => {
      const { isTypeOnly, named } = clauseOf(names);
      const moduleSpecifier = specifiers[from] ?? from;
      const namespace = names.find(({ name }) => name === "*");
      const clause = namespace === undefined ? { namedImports: named } : { namespaceImport: namespace.as };
      return { kind: "import", moduleSpecifier, isTypeOnly, ...clause };
    });
}

const first: readonly Origin[] = ["runtime", "checked"];

function rank(origin: Origin): number {
  return first.includes(origin) ? first.indexOf(origin) : first.length;
}

/**
 * Merges duplicates: a name that is printed both as a type and as a value is imported as a value, which includes the
 * type.
 */
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

/**
 * Values before types, both in alphabetical order. A declaration of types alone is `import type`, which leaves nothing
 * at run time.
 */
function clauseOf(names: readonly Import[]) {
  const isTypeOnly = names.every(({ isType }) => isType);
  const named = [...names]
    .sort((a, b) => Number(a.isType) - Number(b.isType) || (a.name < b.name ? -1 : 1))
    .map(({ name, as, isType }) => ({ name, isTypeOnly: isType && !isTypeOnly, ...(as !== name && { alias: as }) }));
  return { isTypeOnly, named };
}
