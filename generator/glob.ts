/**
 * True if a name matches a pattern, in which `*` matches any characters and `?` one. Takes at most time proportional to
 * the product of their lengths.
 */
export function matchesGlob(form: string, name: string): boolean {
  let inForm = 0;
  let inName = 0;
  // The last star and the end of its match: only the last star needs backtracking.
  let star = -1;
  let reached = 0;
  while (inName < name.length) {
    if (form[inForm] === "*") {
      star = inForm++;
      reached = inName;
    } else if (form[inForm] === "?" || form[inForm] === name[inName]) {
      inForm++;
      inName++;
    } else if (star >= 0) {
      inForm = star + 1;
      inName = ++reached;
    } else return false;
  }
  while (form[inForm] === "*") inForm++;
  return inForm === form.length;
}
