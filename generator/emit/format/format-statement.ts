import type {
  AliasStructure,
  ConstantStructure,
  Docs,
  ExportStructure,
  FunctionStructure,
  ImportStructure,
  InterfaceStructure,
  MethodStructure,
  ParameterStructure,
  PropertyStructure,
  SignatureStructure,
  StatementStructure,
  TypeParameterStructure,
} from "../../../templates/statement.js";
import { readCode, readKey, type CodeReader } from "./code-reader.js";
import { group, hardline, ifBreak, indent, indentIfBreak, line, separated, softline, type Doc } from "./document.js";
import { assignmentDocument, expressionDocument, fluidDocument } from "./expression-document.js";
import { readExpression } from "./expression-syntax.js";
import { requoted } from "./literals.js";
import { printDocument } from "./print-document.js";
import { bareDocument, commentDocument, isHugged, typeDocument } from "./type-document.js";
import { readType, type TypeSyntax } from "./type-syntax.js";

/**
 * The statement in the layout of prettier, without either of prettier and ts-morph, which take most of the time of a
 * run. Undefined for a statement that is not among the forms of the templates, or whose layout is not certain.
 */
export function formatStatement(statement: StatementStructure, width: number): string | undefined {
  const doc = statementDocument(statement);
  return doc === undefined ? undefined : printDocument(doc, width);
}

function statementDocument(statement: StatementStructure): Doc | undefined {
  switch (statement.kind) {
    case "import":
      return linkDocument(statement, importedDocument(statement));
    case "export":
      return linkDocument(statement, namesDocument(statement.namedExports));
    case "constant":
      return constantDocument(statement);
    case "alias":
      return aliasDocument(statement);
    case "interface":
      return interfaceDocument(statement);
    case "function":
      return functionDocument(statement);
  }
}

/** Lays out all parts, or nothing if the form of one is not known. */
function each<Part>(parts: readonly Part[], document: (part: Part) => Doc | undefined): readonly Doc[] | undefined {
  const docs: Doc[] = [];
  for (const part of parts) {
    const doc = document(part);
    if (doc === undefined) return undefined;
    docs.push(doc);
  }
  return docs;
}

/** Reads all of a text as one piece of code. */
function whole<Syntax>(text: string, read: (reader: CodeReader) => Syntax): Syntax | undefined {
  const reader = readCode(text);
  const syntax = read(reader);
  return reader.isComplete() ? syntax : undefined;
}

function typeIn(text: string): TypeSyntax | undefined {
  return whole(text, readType);
}

// ---- imports and constants

function linkDocument(
  { kind, isTypeOnly, moduleSpecifier }: ImportStructure | ExportStructure,
  names: Doc | undefined,
): Doc | undefined {
  const path = whole(JSON.stringify(moduleSpecifier), (reader) => reader.next());
  if (path === undefined || names === undefined) return undefined;
  return [kind, isTypeOnly === true ? " type " : " ", names, " from ", requoted(path), ";"];
}

function importedDocument({ namedImports = [], namespaceImport }: ImportStructure): Doc | undefined {
  if (namespaceImport === undefined) return namesDocument(namedImports);
  return isPlain(namespaceImport) && namedImports.length === 0 ? `* as ${namespaceImport}` : undefined;
}

function namesDocument(specifiers: ExportStructure["namedExports"]): Doc | undefined {
  const names = specifiers.map(({ name, alias, isTypeOnly }) => {
    return `${isTypeOnly === true ? "type " : ""}${name}${alias === undefined ? "" : ` as ${alias}`}`;
  });
  if (names.length === 0 || !names.every(isPlain)) return undefined;
  if (names.length === 1) return ["{ ", names, " }"];
  return group(["{", indent([line, separated([",", line], names)]), ifBreak(","), line, "}"]);
}

function isPlain(text: string): boolean {
  return /^[\w$\u00c0-\u024f ]*$/.test(text);
}

function constantDocument({ declarations, docs, isExported }: ConstantStructure): Doc | undefined {
  const [{ name, type, initializer }] = declarations;
  const value = whole(initializer, readExpression);
  const comments = commentsDocument(docs);
  if (value === undefined || comments === undefined || !isPlain(name)) return undefined;
  if (type !== undefined && !isPlain(type)) return undefined;
  const declared = type === undefined ? name : `${name}: ${type}`;
  return [comments, exported(isExported), assignmentDocument(`const ${declared}`, " =", value), ";"];
}

function exported(isExported: boolean | undefined): string {
  return isExported === true ? "export " : "";
}

/** Lays out documentation, which may be a line, or lines that begin with an empty one. */
function commentsDocument(docs: Docs = []): Doc | undefined {
  const [only, ...others] = docs;
  if (only === undefined) return "";
  const { description } = only;
  if (others.length > 0 || description === "" || /[^\S\n]$/m.test(description)) return undefined;
  const [first = "", ...lines] = description.split("\n");
  if (lines.length === 0) return [`/** ${first} */`, hardline];
  if (first !== "") return undefined;
  return [commentDocument(["/**", ...lines.map((text) => (text === "" ? "*" : `* ${text}`)), "*/"]), hardline];
}

// ---- types

function aliasDocument({ name, docs, isExported, type: text }: AliasStructure): Doc | undefined {
  const comments = commentsDocument(docs);
  const type = typeIn(text);
  if (comments === undefined || type === undefined || !isPlain(name)) return undefined;
  const left = `type ${name}`;
  const assignment =
    type.kind === "union" && !isHugged(type)
      ? group([group(left), " =", group(indent([line, bareDocument(type)]))])
      : fluidDocument(left, " =", typeDocument(type));
  return [comments, exported(isExported), assignment, ";"];
}

function interfaceDocument(statement: InterfaceStructure): Doc | undefined {
  const { name, docs, isExported, properties = [], methods = [] } = statement;
  const bases = each(statement.extends ?? [], (base) => {
    const type = typeIn(base);
    return type?.kind === "name" ? typeDocument(type) : undefined;
  });
  const first = each(properties, propertyDocument);
  const last = each(methods, methodDocument);
  const comments = commentsDocument(docs);
  if (bases === undefined || first === undefined || last === undefined || comments === undefined || !isPlain(name)) {
    return undefined;
  }
  const members = [...first, ...last];
  const body = members.length === 0 ? "{}" : ["{", indent([hardline, separated(hardline, members)]), hardline, "}"];
  return [comments, exported(isExported), "interface", headDocument(name, bases), " ", body];
}

function headDocument(name: string, bases: readonly Doc[]): Doc {
  if (bases.length === 0) return [" ", name];
  if (bases.length === 1) return [" ", name, " extends ", bases];
  return group([" ", name, indent([line, "extends", group(indent([line, separated([",", line], bases)]))])]);
}

function propertyDocument({ name, type: text, docs, hasQuestionToken }: PropertyStructure): Doc | undefined {
  const comments = commentsDocument(docs);
  const key = keyDocument(name);
  const type = typeIn(text);
  if (comments === undefined || key === undefined || type === undefined) return undefined;
  return [comments, group([key, hasQuestionToken === true ? "?" : "", ": ", typeDocument(type)]), ";"];
}

function keyDocument(name: string): Doc | undefined {
  const key = whole(name, readKey);
  return key?.startsWith('"') === true ? requoted(key) : key;
}

function methodDocument(method: MethodStructure): Doc | undefined {
  const comments = commentsDocument(method.docs);
  const key = keyDocument(method.name);
  const parameters = parametersDocument(method.parameters);
  const type = typeIn(method.returnType);
  if (comments === undefined || key === undefined || parameters === undefined || type === undefined) return undefined;
  return [comments, group([key, parameters, group([": ", typeDocument(type)])]), ";"];
}

// ---- functions

function functionDocument(statement: FunctionStructure): Doc | undefined {
  const { name, docs, isExported, overloads = [], statements } = statement;
  const [only] = statements;
  const value = /^return ([^]*);$/.exec(only)?.[1];
  const result = value === undefined ? undefined : whole(value, readExpression);
  const comments = commentsDocument(docs);
  const signature = signatureDocument(name, statement);
  const before = each(overloads, (overload) => {
    const above = commentsDocument(overload.docs);
    const signature = signatureDocument(name, isExported === undefined ? overload : { isExported, ...overload });
    return above === undefined || signature === undefined ? undefined : [above, signature, ";", hardline];
  });
  if (result === undefined || comments === undefined || signature === undefined || before === undefined) {
    return undefined;
  }
  const body = ["{", indent([hardline, "return ", expressionDocument(result), ";"]), hardline, "}"];
  return [before, comments, signature, " ", body];
}

function signatureDocument(name: string, signature: SignatureStructure): Doc | undefined {
  const generic = typeParametersDocument(signature.typeParameters);
  const parameters = parametersDocument(signature.parameters);
  const type = typeIn(signature.returnType);
  if (generic === undefined || parameters === undefined || type === undefined || !isPlain(name)) return undefined;
  const list = group([parameters, ": ", typeDocument(type)]);
  return [exported(signature.isExported), "function ", name, generic, list];
}

function typeParametersDocument(parameters: readonly TypeParameterStructure[] = []): Doc | undefined {
  if (parameters.length === 0) return "";
  const docs = each(parameters, ({ name, constraint, default: preset }) => {
    const bound = constraint === undefined ? "" : boundDocument(" extends", constraint);
    const usual = preset === undefined ? "" : boundDocument(" =", preset);
    return bound === undefined || usual === undefined || !isPlain(name) ? undefined : group([name, bound, usual]);
  });
  if (docs === undefined) return undefined;
  return group(["<", indent([softline, separated([",", line], docs)]), ifBreak(","), softline, ">"]);
}

function boundDocument(word: string, bound: string): Doc | undefined {
  const type = typeIn(bound);
  if (type === undefined) return undefined;
  const gap = group(indent(line));
  return [word, gap, indentIfBreak(typeDocument(type), gap)];
}

/** Lays out no parameters, or at least two: a single one may stay on the line of the name. */
function parametersDocument(parameters: readonly ParameterStructure[] = []): Doc | undefined {
  if (parameters.length === 0) return "()";
  if (parameters.length === 1) return undefined;
  const docs = each(parameters, ({ name, type: text, hasQuestionToken }) => {
    const type = typeIn(text);
    if (type === undefined || !isPlain(name)) return undefined;
    return [name, hasQuestionToken === true ? "?" : "", ": ", typeDocument(type)];
  });
  if (docs === undefined) return undefined;
  return ["(", indent([softline, separated([",", line], docs)]), ifBreak(","), softline, ")"];
}
