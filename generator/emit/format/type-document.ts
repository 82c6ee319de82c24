import { group, hardline, ifBreak, indent, line, separated, softline, type Doc } from "./document.js";
import { requoted } from "./literals.js";
import type { TypeMemberSyntax, TypeSyntax } from "./type-syntax.js";

/** Lays out a type in the way of prettier. */
export function typeDocument(type: TypeSyntax): Doc {
  return type.kind === "union" && !isHugged(type) ? group(indent([softline, unionDocument(type)])) : bareDocument(type);
}

/** Lays out a type whose place already lets it begin on a line of its own. */
export function bareDocument(type: TypeSyntax): Doc {
  switch (type.kind) {
    case "literal":
      return requoted(type.text);
    case "name":
      return [type.text, parametersDocument(type.parameters)];
    case "operator":
      return [type.word, " ", enclosed(type.of, isOperation(type.of) || isOperator(type.of, "keyof"))];
    case "array":
      return [enclosed(type.of, isOperation(type.of) || type.of.kind === "operator"), "[]"];
    case "member":
      return [
        enclosed(type.of, isOperation(type.of) || type.of.kind === "operator"),
        "[",
        typeDocument(type.index),
        "]",
      ];
    case "union":
      return isHugged(type) ? separated(" | ", type.types.map(operandDocument)) : unionDocument(type);
    case "intersection":
      return intersectionDocument(type.types);
    case "object":
      return objectDocument(type.members, type.breaks);
  }
}

type Operation = Extract<TypeSyntax, { readonly kind: "union" | "intersection" }>;

function isOperation(type: TypeSyntax): type is Operation {
  return type.kind === "union" || type.kind === "intersection";
}

function isOperator(type: TypeSyntax, word: "keyof"): boolean {
  return type.kind === "operator" && type.word === word;
}

function unionDocument({ types }: Operation): Doc {
  return group(types.map((type, index) => [index === 0 ? ifBreak("| ") : [line, "| "], indent(operandDocument(type))]));
}

/** True for a union of one object or name with `null` or `void`, which stays together. */
export function isHugged(type: TypeSyntax): boolean {
  if (type.kind !== "union") return false;
  const first = type.types.find((each) => each.kind === "object" || (each.kind === "name" && !isKeyword(each.text)));
  return first !== undefined && type.types.every((each) => each === first || isNothing(each));
}

function isNothing(type: TypeSyntax): boolean {
  return type.kind === "name" && (type.text === "null" || type.text === "void");
}

function isKeyword(name: string): boolean {
  return keywords.has(name);
}

const keywords: ReadonlySet<string> = new Set(
  "any bigint boolean never null number object string symbol undefined unknown void true false".split(" "),
);

function operandDocument(type: TypeSyntax): Doc {
  return enclosed(type, isOperation(type));
}

/** The type in parentheses, if its place requires them. */
function enclosed(type: TypeSyntax, isRequired: boolean): Doc {
  if (!isRequired) return bareDocument(type);
  if (type.kind !== "union" || isHugged(type)) return ["(", bareDocument(type), ")"];
  return ["(", group([indent([softline, unionDocument(type)]), softline]), ")"];
}

function intersectionDocument(types: readonly TypeSyntax[]): Doc {
  let isIndented = false;
  return group(
    types.map((type, index): Doc => {
      const doc = operandDocument(type);
      const before = types[index - 1];
      if (before === undefined) return doc;
      if (before.kind === "object" && type.kind === "object") return [" & ", isIndented ? indent(doc) : doc];
      if (before.kind !== "object" && type.kind !== "object") return indent([" &", line, doc]);
      if (index > 1) isIndented = true;
      return [" & ", index > 1 ? indent(doc) : doc];
    }),
  );
}

function parametersDocument(types: readonly TypeSyntax[]): Doc {
  const [only, ...others] = types;
  if (only === undefined) return "";
  if (others.length === 0 && isSimple(only)) return ["<", bareDocument(only), ">"];
  return group(["<", indent([softline, separated([",", line], types.map(bareDocument))]), softline, ">"]);
}

function isSimple(type: TypeSyntax): boolean {
  switch (type.kind) {
    case "literal":
    case "object":
      return true;
    case "name":
      return type.parameters.length === 0;
    case "union":
      return isHugged(type);
    default:
      return false;
  }
}

function objectDocument(members: readonly TypeMemberSyntax[], breaks: boolean): Doc {
  if (members.length === 0) return "{}";
  const docs = members.map((member, index) => [
    memberDocument(member),
    index === members.length - 1 ? ifBreak(";") : ";",
  ]);
  return group(["{", indent([line, separated(line, docs)]), line, "}"], breaks);
}

function memberDocument({ comment, name, optional, type }: TypeMemberSyntax): Doc {
  const key = name.startsWith('"') ? requoted(name) : name;
  const above = comment === undefined ? "" : [commentDocument(comment.split("\n")), hardline];
  return [above, group([key, optional ? "?" : "", ": ", typeDocument(type)])];
}

/** A comment, with each line under the first one. */
export function commentDocument(lines: readonly string[]): Doc {
  return separated(
    hardline,
    lines.map((text, index) => (index === 0 ? text.trimEnd() : ` ${text.trim()}`)),
  );
}
