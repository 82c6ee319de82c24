import {
  breakParent,
  firstThatFits,
  group,
  ifBreak,
  indent,
  indentIfBreak,
  isBroken,
  line,
  separated,
  softline,
  type Doc,
} from "./document.js";
import type { ExpressionSyntax, PropertySyntax } from "./expression-syntax.js";
import { requoted } from "./literals.js";

/** Lays out an expression in the way of prettier. */
export function expressionDocument(expression: ExpressionSyntax): Doc {
  switch (expression.kind) {
    case "name":
    case "number":
    case "boolean":
      return expression.text;
    case "text":
      return requoted(expression.text);
    case "array":
      return arrayDocument(expression.items);
    case "object":
      return objectDocument(expression.properties, expression.breaks);
    case "call":
      return callDocument(expression);
    case "member": {
      const { of, name } = expression;
      const object = expressionDocument(of);
      return of.kind === "name" ? [object, ".", name] : [object, group(indent([softline, ".", name]))];
    }
    case "item":
      return [expressionDocument(expression.of), "[", expression.index, "]"];
    case "constant":
      return [expressionDocument(expression.of), " as const"];
    case "import":
      return ["import(", requoted(expression.path), ")"];
    case "function":
      return functionDocument(expression.parameter, expression.body);
  }
}

/** Lays out `left operator right`: the right side begins on the next line where that helps. */
export function assignmentDocument(left: Doc, operator: string, right: ExpressionSyntax, isShort = false): Doc {
  const value = expressionDocument(right);
  if (!isShort && (right.kind === "text" || isChain(right, false))) {
    return group([group(left), operator, group(indent([line, value]))]);
  }
  if (isShort || right.kind === "number" || right.kind === "boolean") return group([group(left), operator, " ", value]);
  return fluidDocument(left, operator, value);
}

/** Lays out `left operator right`: the right side stays on the line if at least its start fits there. */
export function fluidDocument(left: Doc, operator: string, right: Doc): Doc {
  const gap = group(indent(line));
  return group([group(left), operator, gap, indentIfBreak(right, gap)]);
}

/** True for a chain of short calls and members, which breaks badly. `isWithin` is true for its inner parts. */
function isChain(expression: ExpressionSyntax, isWithin: boolean): boolean {
  switch (expression.kind) {
    case "call": {
      const [only, ...others] = expression.parts;
      return others.length === 0 && (only === undefined || isShortPart(only)) && isChain(expression.of, true);
    }
    case "member":
    case "item":
      return isChain(expression.of, true);
    case "name":
      return isWithin;
    default:
      return false;
  }
}

/** A quarter of the width. */
const short = 25;

function isShortPart(part: ExpressionSyntax): boolean {
  switch (part.kind) {
    case "name":
      return part.text.length <= short;
    case "text":
      return requoted(part.text).length <= short;
    case "number":
    case "boolean":
      return true;
    case "call":
      return part.parts.length === 0 && part.of.kind === "name" && part.of.text.length <= short - 2;
    default:
      return false;
  }
}

function arrayDocument(items: readonly ExpressionSyntax[]): Doc {
  if (items.length === 0) return "[]";
  const [first] = items;
  const isTable =
    items.length > 1 &&
    (first?.kind === "array" || first?.kind === "object") &&
    items.every((item) => item.kind === first.kind && sizeOf(item) > 1);
  const docs = items.map(expressionDocument);
  return group(["[", indent([softline, separated([",", line], docs), ifBreak(",")]), softline, "]"], isTable);
}

function sizeOf(expression: ExpressionSyntax): number {
  if (expression.kind === "array") return expression.items.length;
  return expression.kind === "object" ? expression.properties.length : 0;
}

function objectDocument(properties: readonly PropertySyntax[], breaks: boolean): Doc {
  if (properties.length === 0) return "{}";
  const docs = separated([",", line], properties.map(propertyDocument));
  return group(["{", indent([line, docs]), ifBreak(","), line, "}"], breaks);
}

function propertyDocument(property: PropertySyntax): Doc {
  switch (property.kind) {
    case "shorthand":
      return property.key;
    case "spread":
      return ["...", expressionDocument(property.of)];
    case "property": {
      const key = property.key.startsWith('"') ? requoted(property.key) : property.key;
      return assignmentDocument(key, ":", property.value, key.length < shortKey);
    }
  }
}

/** The length from which it helps to break the line after a key. */
const shortKey = 5;

function callDocument({ of, parts }: Extract<ExpressionSyntax, { readonly kind: "call" }>): Doc {
  const called = [expressionDocument(of), partsDocument(parts)];
  return of.kind === "name" ? called : group(called);
}

function partsDocument(parts: readonly ExpressionSyntax[]): Doc {
  const last = parts.at(-1);
  if (last === undefined) return "()";
  const docs = parts.map(expressionDocument);
  const before = docs.slice(0, -1).map((doc) => [doc, ", "]);
  const list = separated([",", line], docs);
  const broken = group(["(", indent([line, list]), ifBreak(","), line, ")"], true);
  if (!isExpandable(last) || parts.at(-2)?.kind === last.kind) {
    return group(["(", indent([softline, list]), ifBreak(","), softline, ")"]);
  }
  if (before.some(isBroken)) return broken;
  const end = docs.at(-1) ?? "";
  const expanded = ["(", before, group(end, true), ")"];
  return isBroken(end)
    ? [breakParent, firstThatFits([expanded, broken])]
    : firstThatFits([["(", before, end, ")"], expanded, broken]);
}

/** True for a last part that can be broken while the others stay on the line of the call. */
function isExpandable(part: ExpressionSyntax): boolean {
  return sizeOf(part.kind === "constant" ? part.of : part) > 0;
}

function functionDocument(parameter: string, body: ExpressionSyntax): Doc {
  const doc = expressionDocument(body);
  const head = group(
    group(parameter === "" ? "()" : ["(", indent([softline, parameter]), ifBreak(","), softline, ")"]),
  );
  if (body.kind === "object") return group([head, " =>", group([" (", doc, ")"])]);
  return group([head, " =>", group(indent([line, doc]))]);
}
