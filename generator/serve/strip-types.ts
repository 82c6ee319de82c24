import { ts } from "ts-morph";

/**
 * A module of TypeScript as JavaScript: what says types is cut out, and the rest stays as it stands. It is for our own modules,
 * whose syntax is erasable and whose statements end with semicolons, and takes a tenth of the time that the compiler does.
 */
export function stripTypes(path: string, text: string): string {
  const source = ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const pieces: string[] = [];
  let kept = 0;
  const cut = (from: number, to: number): void => {
    pieces.push(text.slice(kept, from));
    kept = to;
  };
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (isErased(node)) cut(node.pos, isListed(node) ? after(/\s*,?/y, text, node.end) : node.end);
    else if (isMark(node, parent)) cut(node.getStart(source), after(/\s*/y, text, node.end));
    // The colon stands before it.
    else if (isType(node)) cut(node.pos - 1, node.end);
    else if (isAssertion(node)) {
      visit(node.expression, node);
      cut(node.expression.end, node.end);
    } else {
      const types = typesOf(node);
      ts.forEachChild(node, (child) => {
        if (types?.includes(child) !== true) visit(child, node);
        // The brackets stand around them.
        else if (child === types[0]) cut(types.pos - 1, after(/\s*>/y, text, types.end));
      });
    }
  };
  visit(source, source);
  return pieces.join("") + text.slice(kept);
}

/** True for what is gone as a whole. */
function isErased(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isIndexSignatureDeclaration(node)) {
    return true;
  }
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (ts.isExportDeclaration(node) || ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) return node.isTypeOnly;
  if (ts.isParameter(node)) return ts.isIdentifier(node.name) && node.name.text === "this";
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  // An overload, or what a class leaves to those that extend it.
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) {
    return node.body === undefined;
  }
  return (
    ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true
  );
}

/** True for what a comma may follow. */
function isListed(node: ts.Node): boolean {
  return ts.isImportSpecifier(node) || ts.isExportSpecifier(node) || ts.isParameter(node);
}

/** True for a modifier of types alone, and for the mark of what is optional or assigned elsewhere. */
function isMark({ kind }: ts.Node, parent: ts.Node): boolean {
  return marks.has(kind) && !ts.isConditionalExpression(parent);
}

const marks: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PublicKeyword,
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.ReadonlyKeyword,
  ts.SyntaxKind.OverrideKeyword,
  ts.SyntaxKind.AbstractKeyword,
  ts.SyntaxKind.QuestionToken,
  ts.SyntaxKind.ExclamationToken,
]);

function isType(node: ts.Node): boolean {
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);
}

function isAssertion(node: ts.Node): node is ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node);
}

/** The types in angle brackets that a node has among its children. */
function typesOf(node: ts.Node): ts.NodeArray<ts.Node> | undefined {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return node.typeParameters;
  return ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
    ? node.typeArguments
    : undefined;
}

/** Where what follows `at` and matches the sticky pattern ends. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
