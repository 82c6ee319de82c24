/** Puts a string literal in double quotes into those that need fewer escapes. */
export function requoted(literal: string): string {
  const singles = literal.split("'").length;
  if (literal.split('"').length - 2 <= singles) return literal;
  const text = literal.slice(1, -1).replace(/\\(["'\\])|'/g, (found, escaped) => {
    if (escaped === '"') return '"';
    return found === "'" ? "\\'" : found;
  });
  return `'${text}'`;
}
