import { isBroken, type Doc, type Group } from "./document.js";

/** Prints a document at a width in characters, in the way of prettier. */
export function printDocument(doc: Doc, width: number): string {
  const commands: Command[] = [{ doc, indentation: 0, isFlat: false }];
  const flatness = new Map<Group, boolean>();
  const lines: string[] = [];
  let text = "";
  let column = 0;
  // A line break within flat content requires that the groups after it are measured again.
  let isUncertain = false;
  for (let command = commands.pop(); command !== undefined; command = commands.pop()) {
    const { doc, indentation, isFlat } = command;
    if (typeof doc === "string") {
      text += doc;
      column += doc.length;
      continue;
    }
    if (!("kind" in doc)) {
      for (let index = doc.length - 1; index >= 0; index--) {
        commands.push({ doc: doc[index] ?? "", indentation, isFlat });
      }
      continue;
    }
    switch (doc.kind) {
      case "indent":
        commands.push({ doc: doc.contents, indentation: indentation + 2, isFlat });
        break;
      case "indentIfBreak": {
        const isIndented = flatness.get(doc.group) === false;
        commands.push({ doc: doc.contents, indentation: indentation + (isIndented ? 2 : 0), isFlat });
        break;
      }
      case "ifBreak":
        if (!isFlat) commands.push({ doc: doc.broken, indentation, isFlat });
        break;
      case "breakParent":
        break;
      case "line":
        if (isFlat && !doc.breaks) {
          text += doc.flat;
          column += doc.flat.length;
          break;
        }
        isUncertain ||= isFlat;
        lines.push(text.trimEnd());
        text = " ".repeat(indentation);
        column = indentation;
        break;
      case "group": {
        const form = isFlat && !isUncertain ? settled(doc) : formOf(doc, commands, width - column);
        isUncertain = false;
        flatness.set(doc, form.isFlat);
        if (form.isFlat && !isBroken(form.doc)) {
          const flat = flatText(form.doc);
          text += flat;
          column += flat.length;
        } else {
          commands.push({ doc: form.doc, isFlat: form.isFlat, indentation });
        }
        break;
      }
    }
  }
  lines.push(text);
  return lines.join("\n");
}

/** The text of a document without line breaks. */
function flatText(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (!("kind" in doc)) {
    let text = "";
    for (const part of doc) text += flatText(part);
    return text;
  }
  switch (doc.kind) {
    case "line":
      return doc.flat;
    case "ifBreak":
    case "breakParent":
      return "";
    default:
      return flatText(doc.contents);
  }
}

interface Command extends Form {
  readonly indentation: number;
}

interface Form {
  readonly doc: Doc;
  readonly isFlat: boolean;
}

/** The form of a group in content that is on one line. */
function settled({ contents, breaks }: Group): Form {
  return { doc: contents, isFlat: !breaks };
}

/** The first form of a group that fits into the width; `rest` comes after it, the last command first. */
function formOf({ contents, breaks, states }: Group, rest: readonly Command[], width: number): Form {
  const flat: Form = { doc: contents, isFlat: true };
  if (!breaks && fits(flat, rest, width)) return flat;
  if (states === undefined) return { doc: contents, isFlat: false };
  if (!breaks) {
    for (const state of states.slice(1, -1)) {
      const form: Form = { doc: state, isFlat: true };
      if (fits(form, rest, width)) return form;
    }
  }
  return { doc: states.at(-1) ?? contents, isFlat: false };
}

/** True if the form, with what follows it, fits into the width up to the next possible line break. */
function fits(form: Form, rest: readonly Command[], width: number): boolean {
  const forms: Form[] = [form];
  let next = rest.length;
  let left = width;
  let isSpaced = false;
  while (left >= 0) {
    const current = forms.pop() ?? rest[--next];
    if (current === undefined) return true;
    const { doc, isFlat } = current;
    if (typeof doc === "string") {
      if (doc === "") continue;
      left -= doc.length + (isSpaced ? 1 : 0);
      isSpaced = false;
      continue;
    }
    if (!("kind" in doc)) {
      for (let index = doc.length - 1; index >= 0; index--) forms.push({ doc: doc[index] ?? "", isFlat });
      continue;
    }
    switch (doc.kind) {
      case "indent":
      case "indentIfBreak":
        forms.push({ doc: doc.contents, isFlat });
        break;
      case "ifBreak":
        if (!isFlat) forms.push({ doc: doc.broken, isFlat });
        break;
      case "breakParent":
        break;
      case "line":
        if (!isFlat || doc.breaks) return true;
        isSpaced ||= doc.flat !== "";
        break;
      case "group": {
        const isGroupFlat = isFlat && !doc.breaks;
        forms.push({ doc: isGroupFlat ? doc.contents : (doc.states?.at(-1) ?? doc.contents), isFlat: isGroupFlat });
        break;
      }
    }
  }
  return false;
}
