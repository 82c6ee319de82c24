import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { root } from "../blocks.js";

/** An export of an entry of the package, as its declaration describes it. */
export interface ApiExport {
  readonly name: string;
  /** The file of the declaration, from the root of the project. */
  readonly file: string;
  /** The docstring in Markdown, without marks of comments; empty if there is none. */
  readonly doc: string;
  /** Its declarations without bodies and without the docstring, but with those of members. */
  readonly signature: string;
  /** The names of types that the signature mentions. */
  readonly mentions: readonly string[];
  /** Members without a docstring: of interfaces, classes and types that are objects. */
  readonly bare: readonly string[];
}

/** The exports of a module and of what it re-exports, in the order of its text. */
export function exportsOf(path: string): readonly ApiExport[] {
  const all = declarationsOf(path);
  const isExported = (name: string): boolean => all.has(name);
  return [...all].map(([name, declarations]) => describe(name, declarations, isExported));
}

type Declaration =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

const files = new Map<string, ts.SourceFile>();

function sourceOf(path: string): ts.SourceFile {
  let source = files.get(path);
  if (source === undefined) {
    const text = readFileSync(join(root, path), "utf8");
    files.set(path, (source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)));
  }
  return source;
}

/** The declarations of each exported name; overloads of a function are several. */
function declarationsOf(path: string): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, readonly Declaration[]>();
  for (const statement of sourceOf(path).statements) {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      const target = moduleSpecifier && declarationsOf(resolved(path, moduleSpecifier));
      if (exportClause === undefined) {
        for (const [name, declarations] of target ?? [])
          if (!statement.isTypeOnly || declarations.some(isType)) found.set(name, declarations);
      } else if (ts.isNamedExports(exportClause)) {
        for (const { name, propertyName = name } of exportClause.elements)
          found.set(name.text, (target ?? imported(path, propertyName.text))?.get(propertyName.text) ?? []);
      }
      continue;
    }
    for (const [name, declaration] of declared(statement)) found.set(name, [...(found.get(name) ?? []), declaration]);
  }
  return found;
}

function isType(node: Declaration): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
}

/** The exports of the file of the project from which another imports a name; undefined if it is from elsewhere. */
function imported(path: string, name: string): ReadonlyMap<string, readonly Declaration[]> | undefined {
  for (const statement of sourceOf(path).statements) {
    if (!ts.isImportDeclaration(statement) || !statement.moduleSpecifier.getText().startsWith('".')) continue;
    const names = statement.importClause?.namedBindings;
    if (names !== undefined && ts.isNamedImports(names) && names.elements.some((each) => each.name.text === name))
      return declarationsOf(resolved(path, statement.moduleSpecifier));
  }
  return undefined;
}

function resolved(from: string, specifier: ts.Expression): string {
  const path = join(dirname(from), (specifier as ts.StringLiteral).text.replace(/\.js$/, ".ts")); // an import names text
  if (!existsSync(join(root, path))) throw new Error(`${from} re-exports ${path}, which is not there`);
  return path;
}

/** The names that a statement exports. An implementation of overloads is left out by `describe`. */
function declared(statement: ts.Statement): readonly (readonly [string, Declaration])[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => [name.getText(), statement]);
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name !== undefined ? [[statement.name.text, statement]] : [];
}

function describe(name: string, all: readonly Declaration[], isExported: (name: string) => boolean): ApiExport {
  const [first] = all;
  if (first === undefined) throw new Error(`${name} has no declaration`);
  const overloads = all.filter((each) => ts.isFunctionDeclaration(each) && each.body === undefined);
  const shown = overloads.length > 0 ? overloads : all;
  const parts = shown.flatMap(partsOf).flatMap((each) => (isExported(each) ? [] : declarationOf(first, each)));
  return {
    name,
    file: first.getSourceFile().fileName,
    doc: [...new Set(shown.map(docOf))].filter((doc) => doc !== "").join("\n\n"),
    signature: [shown.map((each) => signatureOf(each, name)).join("\n"), ...parts.map(withDoc)].join("\n\n"),
    mentions: [...new Set([...shown, ...parts].flatMap((each) => typesIn(each, name)))],
    bare: shown.flatMap(bareMembers),
  };
}

/** The names of types without which a declaration is incomplete: those that it extends, and those of parameters. */
function partsOf(node: Declaration): readonly string[] {
  const names: string[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isIdentifier(part)) names.push(part.text);
    else ts.forEachChild(part, visit);
  };
  if (ts.isInterfaceDeclaration(node)) node.heritageClauses?.forEach(visit);
  if (ts.isFunctionDeclaration(node))
    for (const { type } of node.parameters) if (type !== undefined && ts.isTypeReferenceNode(type)) visit(type);
  return names;
}

/** The declaration of a type that a file declares or imports; none for a type of the platform. */
function declarationOf(user: Declaration, name: string): readonly Declaration[] {
  const source = user.getSourceFile();
  const own = source.statements.filter(
    (each) => (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) && each.name.text === name,
  );
  return own.length > 0 ? (own as Declaration[]) : (imported(source.fileName, name)?.get(name) ?? []);
}

function withDoc(node: Declaration): string {
  const doc = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1)?.getText();
  return `${doc === undefined ? "" : `${doc}\n`}${withoutExport(node.getText())}`;
}

/** The text of the docstring before a node. */
function docOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.at(-1)?.getText() ?? "";
  return text
    .replace(/^\/\*\*\s?|\s*\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .trim();
}

function signatureOf(node: Declaration, name: string): string {
  if (ts.isFunctionDeclaration(node)) return `${functionOf(node)};`;
  if (ts.isVariableStatement(node)) {
    const declaration = node.declarationList.declarations.find((each) => each.name.getText() === name);
    const type = declaration?.type?.getText();
    if (type !== undefined) return `const ${name}: ${type};`;
    return `const ${name} = ${declaration?.initializer?.getText() ?? ""};`;
  }
  if (ts.isClassDeclaration(node)) {
    const members = node.members.filter((each) => !isHidden(each)).map(memberOf);
    return `${headOf(node, node.members)}\n${members.join("\n")}\n}`;
  }
  return withoutExport(node.getText());
}

/** The head of a function. A parameter that is taken apart has the last word of its type as its name. */
function functionOf(node: ts.FunctionDeclaration): string {
  const [first] = node.parameters;
  if (first === undefined) return headOf(node, node.body);
  const parameters = node.parameters.map(({ dotDotDotToken, name, questionToken, type, initializer }) => {
    const typeText = type?.getText() ?? "";
    const shownName = ts.isIdentifier(name)
      ? name.text
      : (/[A-Z][a-z]+(?=<|$)/.exec(typeText)?.[0].toLowerCase() ?? "");
    const isLiteral = initializer !== undefined && !/^[[{(]/.test(initializer.getText());
    const isOptional = questionToken !== undefined || (initializer !== undefined && !isLiteral);
    const value = isLiteral ? ` = ${initializer.getText()}` : "";
    return `${dotDotDotToken ? "..." : ""}${shownName}${isOptional ? "?" : ""}: ${typeText}${value}`;
  });
  const { text } = node.getSourceFile();
  const before = withoutExport(text.slice(node.getStart(), first.getStart()));
  const result = node.type === undefined ? "" : `: ${node.type.getText()}`;
  const line = `${before.trimEnd()}${parameters.join(", ")})${result}`;
  return line.length < 100 ? line : `${before.trimEnd()}\n  ${parameters.join(",\n  ")},\n)${result}`;
}

/** The text of a declaration up to a part of it. */
function headOf(node: ts.Node, end: ts.Node | ts.NodeArray<ts.Node> | undefined): string {
  const text = node.getSourceFile().text.slice(node.getStart(), end === undefined ? node.end : end.pos);
  return withoutExport(text.replace(/;?\s*$/, ""));
}

function withoutExport(text: string): string {
  return text.replace(/^export (?:async |declare )?/, "");
}

function isHidden(member: ts.ClassElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  const name = member.name;
  return (
    (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0 ||
    (name !== undefined && ts.isPrivateIdentifier(name))
  );
}

/** A member of a class with its docstring, without its body or value. */
function memberOf(member: ts.ClassElement): string {
  const doc = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc).at(-1)?.getText();
  const isCallable = ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isAccessor(member);
  const end = isCallable ? member.body : ts.isPropertyDeclaration(member) ? (member.type ?? member.name) : undefined;
  const to = end === undefined ? member.end : isCallable ? end.pos : end.end;
  const text = member
    .getSourceFile()
    .text.slice(member.getStart(), to)
    .replace(/\s*[;{]?\s*$/, "");
  return `${doc === undefined ? "" : `  ${doc}\n`}  ${text};`;
}

/** The names of types in the visible part of a declaration. */
function typesIn(node: Declaration, name: string): readonly string[] {
  const names: string[] = [];
  const own = new Set([name]);
  const visit = (part: ts.Node): void => {
    if (ts.isBlock(part) || (ts.isVariableDeclaration(part) && part.name.getText() !== name)) return;
    if (ts.isClassElement(part) && isHidden(part)) return;
    if (ts.isTypeParameterDeclaration(part)) own.add(part.name.text);
    if (ts.isTypeReferenceNode(part)) names.push(part.typeName.getText());
    if (ts.isExpressionWithTypeArguments(part)) names.push(part.expression.getText());
    ts.forEachChild(part, visit);
  };
  visit(node);
  return names.filter((each) => !own.has(each));
}

function bareMembers(node: Declaration): readonly string[] {
  const members = ts.isInterfaceDeclaration(node)
    ? node.members
    : ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type)
      ? node.type.members
      : [];
  return members.filter((member) => docOf(member) === "").map((member) => member.name?.getText() ?? "");
}
