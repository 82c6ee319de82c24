import { isName, readKey, type CodeReader } from "./code-reader.js";

/** An expression as the templates print it. */
export type ExpressionSyntax =
  | { readonly kind: "text" | "number" | "boolean" | "name"; readonly text: string }
  | { readonly kind: "array"; readonly items: readonly ExpressionSyntax[] }
  | { readonly kind: "object"; readonly properties: readonly PropertySyntax[]; readonly breaks: boolean }
  | { readonly kind: "call"; readonly of: ExpressionSyntax; readonly parts: readonly ExpressionSyntax[] }
  | { readonly kind: "member"; readonly of: ExpressionSyntax; readonly name: string }
  | { readonly kind: "item"; readonly of: ExpressionSyntax; readonly index: string }
  | { readonly kind: "constant"; readonly of: ExpressionSyntax }
  | { readonly kind: "import"; readonly path: string }
  | { readonly kind: "function"; readonly parameter: string; readonly body: ExpressionSyntax };

export type PropertySyntax =
  | { readonly kind: "property"; readonly key: string; readonly value: ExpressionSyntax }
  | { readonly kind: "shorthand"; readonly key: string }
  | { readonly kind: "spread"; readonly of: ExpressionSyntax };

const nothing: ExpressionSyntax = { kind: "name", text: "" };

export function readExpression(reader: CodeReader): ExpressionSyntax {
  return reader.nested(() => {
    const expression = readChain(reader);
    if (!reader.take("as")) return expression;
    reader.expect("const");
    return { kind: "constant", of: expression };
  }, nothing);
}

function readChain(reader: CodeReader): ExpressionSyntax {
  let expression = readOne(reader);
  for (;;) {
    if (reader.take("(")) {
      if (!isCallable(expression)) reader.fail();
      expression = { kind: "call", of: expression, parts: readParts(reader) };
    } else if (reader.take(".")) {
      if (expression.kind !== "name" && expression.kind !== "call") reader.fail();
      expression = { kind: "member", of: expression, name: reader.next() };
    } else if (reader.take("[")) {
      const index = reader.next();
      if (expression.kind !== "name" || !isNumber(index)) reader.fail();
      reader.expect("]");
      expression = { kind: "item", of: expression, index };
    } else {
      return expression;
    }
  }
}

/** True for a function, or a function of an object with a name. */
function isCallable(expression: ExpressionSyntax): boolean {
  return expression.kind === "name" || (expression.kind === "member" && expression.of.kind === "name");
}

function readParts(reader: CodeReader): readonly ExpressionSyntax[] {
  const parts = readItems(reader, ")");
  if (parts.some(({ kind }) => kind === "function")) reader.fail();
  return parts;
}

function readArray(reader: CodeReader): ExpressionSyntax {
  const items = readItems(reader, "]");
  if (items.some(({ kind }) => kind === "number")) reader.fail();
  return { kind: "array", items };
}

function readOne(reader: CodeReader): ExpressionSyntax {
  if (reader.take("[")) return readArray(reader);
  if (reader.take("(")) return readFunction(reader);
  if (reader.peek() === "{") return readObject(reader);
  const text = reader.next();
  if (text.startsWith('"')) return { kind: "text", text };
  if (isNumber(text)) return { kind: "number", text };
  if (text === "true" || text === "false") return { kind: "boolean", text };
  if (text === "import") return readImport(reader);
  if (!isName(text)) reader.fail();
  return { kind: "name", text };
}

function readImport(reader: CodeReader): ExpressionSyntax {
  reader.expect("(");
  const path = reader.next();
  if (!path.startsWith('"')) reader.fail();
  reader.expect(")");
  return { kind: "import", path };
}

/** Reads the rest of `() => import("./shop.pages.js")` or of `(v) => ({ Id: v[0] })`. */
function readFunction(reader: CodeReader): ExpressionSyntax {
  const parameter = reader.peek() === ")" ? "" : reader.next();
  if (parameter !== "" && !isName(parameter)) reader.fail();
  reader.expect(")");
  reader.expect("=>");
  if (!reader.take("(")) return { kind: "function", parameter, body: readExpression(reader) };
  const body = readObject(reader);
  reader.expect(")");
  return { kind: "function", parameter, body };
}

function readItems(reader: CodeReader, end: string): readonly ExpressionSyntax[] {
  const items: ExpressionSyntax[] = [];
  if (reader.take(end)) return items;
  do items.push(readExpression(reader));
  while (reader.take(","));
  reader.expect(end);
  return items;
}

function readObject(reader: CodeReader): ExpressionSyntax {
  reader.expect("{");
  const breaks = reader.isOnNewLine();
  const properties: PropertySyntax[] = [];
  while (!reader.take("}")) {
    properties.push(readProperty(reader));
    if (reader.take("}")) break;
    reader.expect(",");
    if (reader.peek() === "") {
      reader.fail();
      break;
    }
  }
  return { kind: "object", properties, breaks: breaks && properties.length > 0 };
}

function readProperty(reader: CodeReader): PropertySyntax {
  if (reader.take("...")) return { kind: "spread", of: readExpression(reader) };
  const key = reader.take("[") ? readComputedKey(reader) : readKey(reader);
  if (reader.take(":")) return { kind: "property", key, value: readExpression(reader) };
  return { kind: "shorthand", key };
}

function readComputedKey(reader: CodeReader): string {
  const text = reader.next();
  reader.expect("]");
  return text === '"__proto__"' ? `[${text}]` : reader.fail();
}

function isNumber(token: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(token);
}
