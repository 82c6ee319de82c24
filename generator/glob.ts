/** Whether a name is of a form in which `*` stands for any characters and `?` for one; in time at most the product of their lengths. */
export function matchesGlob(form: string, name: string): boolean {
  let inForm = 0;
  let inName = 0;
  // Where the last star is, and how far it reaches: only the last has to be tried at other lengths.
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
