import ts from "typescript";

/** An export that a module declares, with its text in a form that does not depend on how the module imports. */
export interface ClientExport {
  readonly kind: "operation" | "type" | "table";
  /** The module. */
  readonly path: string;
  readonly text: string;
}

/** The exports of all modules of a client by name. Types and the constants of the same name are one. */
export function clientExports(
  files: readonly { readonly path: string; readonly text: string }[],
): ReadonlyMap<string, ClientExport> {
  const found = new Map<string, ClientExport>();
  for (const { path, text } of files) {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const plain = plainNames(source);
    for (const statement of source.statements) {
      const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
      if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
      if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
        const head = text.slice(statement.getStart(), statement.body?.pos ?? statement.end);
        const kind = /\bport: Port</.test(head) ? "operation" : "table";
        found.set(`${statement.name.text}()`, { kind, path, text: kind === "table" ? "" : plain(head) });
      } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
        found.set(statement.name.text, { kind: "type", path, text: plain(statement.getText()) });
      }
    }
  }
  return found;
}

/** Replaces the names that a module gives to imports by those that they are exported with. */
function plainNames(source: ts.SourceFile): (text: string) => string {
  const names = new Map<string, string>();
  const namespaces: string[] = [];
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) namespaces.push(bindings.name.text);
    else
      for (const { name, propertyName } of bindings.elements)
        if (propertyName !== undefined) names.set(name.text, propertyName.text);
  }
  const prefix = namespaces.length === 0 ? undefined : new RegExp(`\\b(?:${namespaces.join("|")})\\.`, "g");
  return (text) => {
    const bare = text
      .replace(/\/\*\*[^]*?\*\//g, "")
      .replace(/\s+/g, " ")
      .replace(/(?<=[<([]) | (?=[>)\]])|,(?= ?[)>\]])/g, "");
    return (prefix === undefined ? bare : bare.replace(prefix, "")).replace(/\w+/g, (word) => names.get(word) ?? word);
  };
}
