/**
 * True for a statement that is printed as prettier would lay it out: an interface of plain members, a union of
 * names, or a table whose every line fits. Most statements of a large service are such, and each that prettier need not see is time won.
 */
export function isLaidOut(text: string, width: number): boolean {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => !isComment(line));
  const head = lines[start] ?? "";
  if (!lines.every((line) => isTight(line))) return false;
  const code = lines.slice(start).filter((line) => !isComment(line));
  if (!code.every((line) => line.length <= width && isPlain(line))) return false;
  if (interfaceHead.test(head)) return code.length > 2 && code.slice(1, -1).every((line) => plainMember.test(line));
  if (union.test(head)) return true;
  return start === 0 && tableHead.test(head) && code[1] === "  return {";
}

const interfaceHead = /^export interface \w+ extends OpenContent \{$/;
const union = /^export type \w+ = \w+(?: \| \w+)*;$/;
const tableHead = /^(?:export )?function \w+\(\): Table \{$/;
const plainMember = /^ {2}[\w$]+\??: (?:\w+|"\w+"|\(\w+ \| null\)\[\]|\w+\[\])(?: \| null)?(?: \| undefined)?;$/;

/** A line of documentation, which is not laid out anew. */
function isComment(line: string): boolean {
  return /^ *(?:\/\*\*| \*)/.test(line);
}

function isTight(line: string): boolean {
  return !/\s$/.test(line);
}

/** Other characters may be wider, and quotes in texts be chosen otherwise. */
function isPlain(line: string): boolean {
  return /^[ -~]*$/.test(line) && !/[\\']/.test(line);
}
