/**
 * Indents a document that the runtime wrote, which contains neither comments nor CDATA sections. White space is added only to
 * elements without text, because it would change a text.
 */
export function indented(document: string): string {
  const tokens = document.match(/<(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+/g) ?? [];
  const holders = holdersOfText(tokens);
  const pieces: string[] = [];
  let level = 0;
  /** The level of the enclosing element that contains text; undefined if there is none. */
  let kept: number | undefined;
  let isEmpty = false;
  tokens.forEach((token, index) => {
    const kind = kindOf(token);
    if (kind === "end") level--;
    if (kept === undefined && index > 0 && kind !== "text" && !(kind === "end" && isEmpty)) {
      pieces.push("\n", "  ".repeat(level));
    }
    pieces.push(token);
    if (kind === "end" && kept === level) kept = undefined;
    if (kind === "start") {
      if (kept === undefined && holders.has(index)) kept = level;
      level++;
    }
    isEmpty = kind === "start";
  });
  return pieces.join("");
}

/** Finds the start tags, by index, of the elements that contain text. */
function holdersOfText(tokens: readonly string[]): ReadonlySet<number> {
  const holders = new Set<number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    switch (kindOf(token)) {
      case "start":
        open.push(index);
        break;
      case "end":
        open.pop();
        break;
      case "text": {
        const holder = open.at(-1);
        if (holder !== undefined) holders.add(holder);
        break;
      }
      case "whole":
    }
  });
  return holders;
}

/** `whole` is the tag of an empty element, or the XML declaration. */
function kindOf(token: string): "start" | "end" | "whole" | "text" {
  if (!token.startsWith("<")) return "text";
  if (token.startsWith("</")) return "end";
  return token.endsWith("/>") || token.startsWith("<?") ? "whole" : "start";
}
