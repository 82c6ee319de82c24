/**
 * True for a statement that ts-morph prints as prettier would: an interface of plain members, a union of names, or a
 * table with short lines. Most statements of a large service are among these, and skipping prettier saves time.
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

const interfaceHead = /^export interface \w+ extends OpenContent(?:, \w+)* \{$/;
const union = /^export type \w+ = \w+(?: \| \w+)*;$/;
const tableHead = /^(?:export )?function \w+\(\): Table \{$/;
const plainMember = /^ {2}[\w$]+\??: (?:\w+|"\w+"|\(\w+ \| null\)\[\]|\w+\[\])(?: \| null)?(?: \| undefined)?;$/;

/** Recognizes a line of documentation, which prettier keeps. */
function isComment(line: string): boolean {
  return /^ *(?:\/\*\*| \*)/.test(line);
}

function isTight(line: string): boolean {
  return !/\s$/.test(line);
}

/**
 * Recognizes a line whose width and quotes are certain: other characters may be wider, and other quotes may be chosen.
 */
function isPlain(line: string): boolean {
  return /^[ -~]*$/.test(line) && !/[\\']/.test(line);
}
