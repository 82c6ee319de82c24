import ts from "typescript";
import { isChoicePart } from "../support/choice-part.js";
import { clientExports } from "../../templates/runtime-exports.js";

/** Returns the parts of a generated module outside the few forms of code that such a module consists of. */
export function unexpected(text: string): readonly string[] {
  const source = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022, true);
  const errors = "parseDiagnostics" in source && Array.isArray(source.parseDiagnostics) ? source.parseDiagnostics : [];
  const found: string[] = errors.map(() => "an error of syntax");
  const callable = callableIn(source);
  for (const match of text.matchAll(invisible)) found.push(`U+${match[0].codePointAt(0)?.toString(16) ?? ""}`);
  for (const statement of source.statements) if (!isDeclaration(statement)) found.push(statement.getText());
  const open: ts.Node[] = [source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isHarmless(node, callable)) found.push(node.getText());
    if (ts.getJSDocTags(node).length > 0) found.push(...ts.getJSDocTags(node).map((tag) => tag.getText()));
    node.forEachChild((child) => void open.push(child));
  }
  return found;
}

/** Control characters but the line feed, and characters that hide or reorder their neighbours. */
const invisible = /[\p{Zl}\p{Zp}\p{Cs}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\n)\p{Cc}/gu;

/** True for an expression without effects when the module is imported. */
function isDeclaration(statement: ts.Statement): boolean {
  // An overload has no body.
  if (ts.isFunctionDeclaration(statement)) return statement.body === undefined || isBody(statement.body);
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true;
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
    const { moduleSpecifier } = statement;
    // An import without names would only run the imported module.
    if (ts.isImportDeclaration(statement) && statement.importClause === undefined) return false;
    return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) && isOwnModule(moduleSpecifier.text);
  }
  if (!ts.isVariableStatement(statement)) return false;
  const { flags, declarations } = statement.declarationList;
  return (flags & ts.NodeFlags.Const) !== 0 && declarations.every(({ initializer }) => isConstant(initializer));
}

/** A function returns something; that is all it does. */
function isBody({ statements }: ts.Block): boolean {
  return statements.length === 1 && statements.every((statement) => ts.isReturnStatement(statement));
}

function isOwnModule(path: string): boolean {
  return /^\.\.?\/(?:runtime\/index|[^/\\]+)\.js$/.test(path);
}

/** A text, or a list of texts. */
function isConstant(initializer: ts.Expression | undefined): boolean {
  if (initializer === undefined) return false;
  if (ts.isStringLiteral(initializer)) return true;
  if (!ts.isAsExpression(initializer)) return false;
  const { expression, type } = initializer;
  return (
    type.getText() === "const" &&
    ts.isArrayLiteralExpression(expression) &&
    expression.elements.every(ts.isStringLiteral)
  );
}

/** The names of functions: the module's own, those that it imports, and the one that a port has. */
function callableIn(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set(["port.call", ...Object.keys(clientExports)]);
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) names.add(statement.name.text);
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings !== undefined && ts.isNamedImports(bindings)) {
      for (const { name } of bindings.elements) names.add(name.text);
    }
  }
  return names;
}

function isHarmless(node: ts.Node, callable: ReadonlySet<string>): boolean {
  if (ts.isCallExpression(node)) return callable.has(node.expression.getText());
  if (ts.isPropertyAccessExpression(node)) return node.getText() === "port.call" || isChoicePart(node);
  if (ts.isSpreadAssignment(node)) return isChoicePart(node.expression);
  if (ts.isPropertyAssignment(node)) return !(ts.isIdentifier(node.name) && node.name.text === "__proto__");
  // A table that is made when it is needed.
  if (ts.isArrowFunction(node)) return node.parameters.length === 0 && !ts.isBlock(node.body);
  return !foreign.has(node.kind);
}

/** Syntax that no module contains. */
const foreign: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.PostfixUnaryExpression,
  ts.SyntaxKind.DeleteExpression,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.YieldExpression,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.Decorator,
]);
