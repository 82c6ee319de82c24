import { builtins, type BuiltinName } from "../builtins.js";
import type { TypeReference } from "../model/service.js";
import { restrictionOf, type AnySimple, type Restriction } from "./restriction.js";

/**
 * True if the empty text is a value of the type, as it is of a string. Then an empty element keeps it, also where the
 * schema declares a default: ASMX writes an empty string that way. `typeOf` finds the simple type of a reference.
 */
export function takesEmptyText(
  reference: TypeReference,
  typeOf: (reference: TypeReference) => BuiltinName | AnySimple | undefined,
): boolean {
  const type = typeOf(reference);
  if (type === undefined) return false;
  if (typeof type === "string") return isEmptiable(type);
  switch (type.kind) {
    case "simple":
      return isEmptiable(type.base) && permitsEmpty(restrictionOf(type) ?? {});
    case "list":
      return permitsEmpty(restrictionOf(type) ?? {});
    case "union":
      return type.members.some((member) => takesEmptyText(member, typeOf));
  }
}

function isEmptiable(name: BuiltinName): boolean {
  return emptiable.has(name) || builtins[name].value === "bytes";
}

const emptiable: ReadonlySet<BuiltinName> = new Set([
  "string",
  "normalizedString",
  "token",
  "anyURI",
  "anySimpleType",
] as const);

function permitsEmpty({ length = 0, minLength = 0, enumeration, patterns = [] }: Restriction): boolean {
  return (
    length === 0 &&
    minLength === 0 &&
    (enumeration === undefined || enumeration.includes("")) &&
    patterns.every(matchesEmpty)
  );
}

/** True if a regular expression of XML Schema matches the empty text: a branch of it consists of parts that may be absent. */
export function matchesEmpty(pattern: string): boolean {
  const outer: Branches[] = [];
  let branches: Branches = { before: false, current: true };
  for (const [token, quantifier] of tokensOf(pattern)) {
    if (token === "(") {
      outer.push(branches);
      branches = { before: false, current: true };
    } else if (token === "|") {
      branches = { before: branches.before || branches.current, current: true };
    } else {
      const isGroup = token === ")";
      const inner = isGroup && (branches.before || branches.current);
      if (isGroup) branches = outer.pop() ?? { before: false, current: true };
      const mayBeAbsent = inner || token === "" || /^(?:[?*]|\{0*[,}])/.test(quantifier);
      branches = { ...branches, current: branches.current && mayBeAbsent };
    }
  }
  return branches.before || branches.current;
}

/** The alternatives of a group: whether one before the current one matches the empty text, and whether this one does so far. */
interface Branches {
  readonly before: boolean;
  readonly current: boolean;
}

/** The parts of a pattern, each with its quantifier; `""` is an anchor at an end of the pattern. */
function* tokensOf(pattern: string): Generator<readonly [token: string, quantifier: string]> {
  let at = 0;
  while (at < pattern.length) {
    const from = at;
    at = endOfToken(pattern, from);
    const token = pattern.slice(from, at);
    const isAnchor = (token === "^" && from === 0) || (token === "$" && at === pattern.length);
    const quantifier = token === "(" || token === "|" ? "" : quantifierAt(pattern, at);
    at += quantifier.length;
    yield [isAnchor ? "" : token, quantifier];
  }
}

function quantifierAt(pattern: string, at: number): string {
  quantifiers.lastIndex = at;
  return quantifiers.exec(pattern)?.[0] ?? "";
}

const quantifiers = /[?*+]|\{\d+(?:,\d*)?\}/y;

/** The offset after a group's parenthesis, an escape, a class of characters or a single character. */
function endOfToken(pattern: string, from: number): number {
  if (pattern[from] !== "[") return endOfCharacter(pattern, from);
  let depth = 0;
  let at = from;
  do {
    if (pattern[at] === "[") depth++;
    if (pattern[at] === "]") depth--;
    at = endOfCharacter(pattern, at);
  } while (depth > 0 && at < pattern.length);
  return at;
}

function endOfCharacter(pattern: string, at: number): number {
  if (pattern[at] !== "\\") return at + 1;
  const isProperty = /^[pP]\{/.test(pattern.slice(at + 1, at + 3));
  const end = isProperty ? pattern.indexOf("}", at) : at + 1;
  return end < 0 ? pattern.length : end + 1;
}
