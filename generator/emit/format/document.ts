/** A text with the places where its lines may break, as prettier describes it. */
export type Doc = string | readonly Doc[] | Group | Indent | Line | IfBreak | IndentIfBreak | BreakParent;

/** Content that is printed on one line if it fits, and otherwise with all its own lines broken. */
export interface Group {
  readonly kind: "group";
  readonly contents: Doc;
  readonly breaks: boolean;
  /** Other forms of the content, each longer than the one before; the last one is printed with its lines broken. */
  readonly states?: readonly Doc[];
}

interface Indent {
  readonly kind: "indent";
  readonly contents: Doc;
  readonly breaks: boolean;
}

/** A place where a line may break: printed as a space or as nothing if it does not. */
interface Line {
  readonly kind: "line";
  readonly flat: string;
  /** True for a line that always breaks, with all groups that contain it. */
  readonly breaks: boolean;
}

/** Content that depends on whether the enclosing group is broken. */
interface IfBreak {
  readonly kind: "ifBreak";
  readonly broken: string;
  readonly breaks: false;
}

/** Content that is indented if another group, which is printed before, is broken. */
interface IndentIfBreak {
  readonly kind: "indentIfBreak";
  readonly contents: Doc;
  readonly group: Group;
  readonly breaks: boolean;
}

/** Breaks all groups that contain it. */
interface BreakParent {
  readonly kind: "breakParent";
  readonly breaks: true;
}

export const line: Line = { kind: "line", flat: " ", breaks: false };
export const softline: Line = { kind: "line", flat: "", breaks: false };
export const hardline: Line = { kind: "line", flat: "", breaks: true };
export const breakParent: BreakParent = { kind: "breakParent", breaks: true };

export function group(contents: Doc, breaks = false): Group {
  return { kind: "group", contents, breaks: breaks || isBroken(contents) };
}

/** The first of some forms that fits. */
export function firstThatFits(states: readonly [Doc, ...Doc[]]): Group {
  return { kind: "group", contents: states[0], breaks: false, states };
}

export function indent(contents: Doc): Doc {
  return { kind: "indent", contents, breaks: isBroken(contents) };
}

export function ifBreak(broken: string): Doc {
  return { kind: "ifBreak", broken, breaks: false };
}

export function indentIfBreak(contents: Doc, of: Group): Doc {
  return { kind: "indentIfBreak", contents, group: of, breaks: isBroken(contents) };
}

export function separated(separator: Doc, docs: readonly Doc[]): Doc {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));
}

/** True for a document that contains a line break in any case. */
export function isBroken(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  return "kind" in doc ? doc.breaks : doc.some(isBroken);
}
