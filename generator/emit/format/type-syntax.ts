import { isName, readKey, type CodeReader } from "./code-reader.js";

/** A type as the templates print it. */
export type TypeSyntax =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "name"; readonly text: string; readonly parameters: readonly TypeSyntax[] }
  | { readonly kind: "operator"; readonly word: "keyof" | "typeof"; readonly of: TypeSyntax }
  | { readonly kind: "array"; readonly of: TypeSyntax }
  | { readonly kind: "member"; readonly of: TypeSyntax; readonly index: TypeSyntax }
  | { readonly kind: "union" | "intersection"; readonly types: readonly TypeSyntax[] }
  | { readonly kind: "object"; readonly members: readonly TypeMemberSyntax[]; readonly breaks: boolean };

export interface TypeMemberSyntax {
  readonly comment: string | undefined;
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeSyntax;
}

const nothing: TypeSyntax = { kind: "literal", text: "" };

export function readType(reader: CodeReader): TypeSyntax {
  return reader.nested(() => readOperands(reader, "union", "|", () => readIntersection(reader)), nothing);
}

function readIntersection(reader: CodeReader): TypeSyntax {
  return readOperands(reader, "intersection", "&", () => readArray(reader));
}

function readOperands(
  reader: CodeReader,
  kind: "union" | "intersection",
  operator: string,
  read: () => TypeSyntax,
): TypeSyntax {
  const types = [read()];
  while (reader.take(operator)) types.push(read());
  const [only = nothing, ...others] = types;
  if (others.length === 0) return only;
  if (types.some((type) => type.kind === kind)) reader.fail();
  return { kind, types };
}

function readArray(reader: CodeReader): TypeSyntax {
  let type = readOne(reader);
  while (reader.take("[")) {
    if (reader.take("]")) {
      type = { kind: "array", of: type };
    } else {
      type = { kind: "member", of: type, index: readType(reader) };
      reader.expect("]");
    }
  }
  return type;
}

function readOne(reader: CodeReader): TypeSyntax {
  if (reader.take("(")) {
    const type = readType(reader);
    reader.expect(")");
    return type;
  }
  if (reader.peek() === "{") return readObject(reader);
  let text = reader.next();
  if (text.startsWith('"')) return { kind: "literal", text };
  if (text === "keyof" || text === "typeof") return { kind: "operator", word: text, of: readOne(reader) };
  if (!isName(text)) {
    reader.fail();
    return nothing;
  }
  while (reader.take(".")) {
    const name = reader.next();
    text += isName(name) ? `.${name}` : reader.fail();
  }
  const parameters: TypeSyntax[] = [];
  if (reader.take("<")) {
    do parameters.push(readType(reader));
    while (reader.take(","));
    reader.expect(">");
  }
  return { kind: "name", text, parameters };
}

function readObject(reader: CodeReader): TypeSyntax {
  reader.expect("{");
  const breaks = reader.isOnNewLine();
  const members: TypeMemberSyntax[] = [];
  while (!reader.take("}")) {
    if (members.length > 0) reader.expect(";");
    if (reader.take("}")) break;
    const comment = reader.peek().startsWith("/*") ? reader.next() : undefined;
    if (comment !== undefined && !breaks) reader.fail();
    const name = readKey(reader);
    const optional = reader.take("?");
    reader.expect(":");
    members.push({ comment, name, optional, type: readType(reader) });
    if (reader.peek() === "") {
      reader.fail();
      break;
    }
  }
  return { kind: "object", members, breaks: breaks && members.length > 0 };
}
