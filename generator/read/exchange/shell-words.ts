import type { Piece } from "./excerpt.js";

/** The words of one shell command, as a program receives them. */
export interface ShellCommand {
  /** Each word, in the pieces between quotes and escapes. */
  readonly words: readonly (readonly Piece[])[];
  /** The offset of the next command. */
  readonly end: number;
  /** The offset of an unclosed quote or here-document; the command then extends to the end of the text. */
  readonly unclosed?: number;
}

/**
 * Splits the command at `start`. The continuation of its first line determines the shell: `^` means cmd, a backtick
 * PowerShell. Reads every character once.
 */
export function readShellCommand(text: string, start: number): ShellCommand {
  const lineEnd = text.indexOf("\n", start);
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd).trimEnd();
  if (line.endsWith("^") || line.includes('^"')) return split(text, start, cmd);
  return split(text, start, line.endsWith("`") ? powerShell : posix);
}

/** The result of a step: a part of a word, the end of a word or of the command, or nothing of interest. */
type Step =
  | { readonly kind: "piece"; readonly piece: Piece; readonly next: number }
  | { readonly kind: "space" | "nothing" | "end" | "unclosed"; readonly next: number }
  | { readonly kind: "here"; readonly body: Piece; readonly next: number };

/** Reads on from an offset, and opens or closes quotes. */
type Shell = (text: string, at: number, state: State) => Step;

type Quote = '"' | "'" | "$'";

interface State {
  /** The open quotes, in which escapes count. */
  quote: Quote | undefined;
  /** For cmd: true while its own count of quotes makes carets literal. */
  literal: boolean;
}

function split(text: string, start: number, shell: Shell): ShellCommand {
  const words: Piece[][] = [];
  const state: State = { quote: undefined, literal: false };
  let word: Piece[] | undefined;
  let here: Piece | undefined;
  let opened = start;
  let at = start;
  const done = (end: number, unclosed?: number): ShellCommand => {
    if (word !== undefined) words.push(word);
    return {
      words: here === undefined ? words : [...words, [here]],
      end,
      ...(unclosed === undefined ? {} : { unclosed }),
    };
  };
  while (at < text.length) {
    const before = state.quote;
    const step = shell(text, at, state);
    if (before === undefined) opened = at;
    switch (step.kind) {
      case "piece":
        word ??= [];
        word.push(step.piece);
        break;
      case "nothing":
        // A pair of quotes is a word, even if it is empty.
        if (state.quote !== undefined) word ??= [];
        break;
      case "space":
        if (word !== undefined) words.push(word);
        word = undefined;
        break;
      case "here":
        here = step.body;
        return done(step.next);
      case "unclosed":
        return done(text.length, at);
      case "end":
        return done(step.next);
    }
    at = step.next;
  }
  return done(text.length, state.quote === undefined ? undefined : opened);
}

const plain = /[^\s"'\\$`^|;&<>]+/y;
const inQuotes = /[^"\\`]+/y;
const continuation = /[ \t]*\r?\n/y;
const inSingleQuotes = /[^'\\]+/y;
const ansiEscape = /\\(?:x[\da-fA-F]{1,2}|u[\da-fA-F]{1,4}|U[\da-fA-F]{1,8}|[0-7]{1,3}|[^])/y;
const hereDocument = /<<-?[ \t]*(["']?)([\w.-]{1,64})\1[^\n]*\n/y;

/** The shells of Unix. */
function posix(text: string, at: number, state: State): Step {
  const char = text.charAt(at);
  if (state.quote === "$'") {
    if (char === "'") return close(state, at);
    return char === "\\" ? ansiCharacter(text, at) : pieceTo(text, at, inSingleQuotes);
  }
  if (state.quote === '"') {
    if (char === '"') return close(state, at);
    if (char === "\\" && /["\\$`]/.test(text.charAt(at + 1))) return pieceAt(text, at + 1, at + 2);
    if (char === "\\") return atBreak(text, at + 1) ?? pieceAt(text, at, at + 1);
    return pieceTo(text, at, inQuotes);
  }
  if (char === "\\") return atBreak(text, at + 1) ?? pieceAt(text, at + 1, at + 2);
  if (char === "'") return singleQuoted(text, at);
  if (char === '"') return open(state, at, '"');
  if (text.startsWith("$'", at)) return open(state, at, "$'");
  if (text.startsWith("<<", at)) return hereAt(text, at);
  return unquoted(text, at);
}

/** PowerShell passes the result on to curl, which reads `\"` as a quotation mark. */
function powerShell(text: string, at: number, state: State): Step {
  const char = text.charAt(at);
  const next = text.charAt(at + 1);
  if (char === "`" && state.quote !== "'")
    return atBreak(text, at + 1) ?? (next === "n" ? newline(at) : pieceAt(text, at + 1, at + 2));
  if (char === "\\" && next === '"') return pieceAt(text, at + 1, at + 2);
  if (char === "\\" && next === "`") return { kind: "nothing", next: at + 1 };
  if (state.quote !== undefined && char === state.quote) {
    return next === char ? pieceAt(text, at + 1, at + 2) : close(state, at);
  }
  if (state.quote !== undefined) return pieceTo(text, at, state.quote === '"' ? inQuotes : inSingleQuotes);
  if (char === "'") return open(state, at, "'");
  if (char === '"') return open(state, at, '"');
  return unquoted(text, at);
}

/** The command line of Windows, and the rules by which programs split their arguments. */
function cmd(text: string, at: number, state: State): Step {
  const char = text.charAt(at);
  if (char === "^" && !state.literal) {
    const broken = atBreak(text, at + 1);
    if (broken === undefined) return argument(text, at + 1, state, true);
    const second = /^\r?\n/.exec(text.slice(broken.next, broken.next + 2))?.[0];
    return second === undefined ? broken : { ...newline(broken.next), next: broken.next + second.length };
  }
  if (char === "\n") return { kind: "end", next: at + 1 };
  if (char === '"') state.literal = !state.literal;
  return argument(text, at, state, false);
}

function argument(text: string, at: number, state: State, escaped: boolean): Step {
  const char = text.charAt(at);
  const after = text.startsWith("^", at + 1) && !state.literal ? at + 2 : at + 1;
  if (char === "\\" && text.charAt(after) === '"') {
    if (after === at + 1) state.literal = !state.literal;
    return pieceAt(text, after, after + 1);
  }
  if (char === '"') return state.quote === undefined ? open(state, at, '"') : close(state, at);
  if (state.quote === undefined && /\s/.test(char)) return { kind: "space", next: at + 1 };
  if (!escaped && !state.literal && /[|&<>]/.test(char)) return { kind: "end", next: at + 1 };
  return pieceAt(text, at, at + 1);
}

/** Reads unquoted text; an operator ends the command. */
function unquoted(text: string, at: number): Step {
  const char = text.charAt(at);
  if (char === "\n" || char === "|" || char === ";") return { kind: "end", next: at + 1 };
  // The query of an unquoted URL continues after `&`.
  if (char === "&" && !/\S/.test(text.charAt(at + 1))) return { kind: "end", next: at + 1 };
  if (char === "<" || char === ">") return { kind: "end", next: lineEndAfter(text, at) };
  if (/\s/.test(char)) return { kind: "space", next: at + 1 };
  return pieceTo(text, at, plain);
}

function singleQuoted(text: string, at: number): Step {
  const end = text.indexOf("'", at + 1);
  return end < 0 ? { kind: "unclosed", next: at } : { ...pieceAt(text, at + 1, end), next: end + 1 };
}

/** The escapes of `$'…'`, which are those of C. */
function ansiCharacter(text: string, at: number): Step {
  ansiEscape.lastIndex = at;
  const escape = ansiEscape.exec(text)?.[0].slice(1) ?? "";
  const code = /^[xuU]/.test(escape) ? parseInt(escape.slice(1), 16) : parseInt(escape, 8);
  const character = Number.isNaN(code) ? (ansiCharacters.get(escape) ?? escape) : characterOf(code);
  return { kind: "piece", piece: { text: character, start: at }, next: at + 1 + escape.length };
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

const ansiCharacters: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function hereAt(text: string, at: number): Step {
  hereDocument.lastIndex = at;
  const [, , word] = hereDocument.exec(text) ?? [];
  if (word === undefined) return { kind: "end", next: lineEndAfter(text, at) };
  const start = hereDocument.lastIndex;
  const closing = new RegExp(`^[ \\t]*${word.replace(/[.-]/g, "\\$&")}[ \\t\\r]*$`, "gm");
  closing.lastIndex = start;
  const end = closing.exec(text);
  if (end === null) return { kind: "unclosed", next: at };
  return { kind: "here", body: { text: text.slice(start, end.index), start }, next: closing.lastIndex };
}

function atBreak(text: string, at: number): Step | undefined {
  continuation.lastIndex = at;
  return continuation.test(text) ? { kind: "nothing", next: continuation.lastIndex } : undefined;
}

function open(state: State, at: number, quote: Quote): Step {
  state.quote = quote;
  return { kind: "nothing", next: at + quote.length };
}

function close(state: State, at: number): Step {
  state.quote = undefined;
  return { kind: "nothing", next: at + 1 };
}

function newline(at: number): Step {
  return { kind: "piece", piece: { text: "\n", start: at }, next: at + 2 };
}

function pieceAt(text: string, start: number, end: number): Step {
  return { kind: "piece", piece: { text: text.slice(start, end), start }, next: end };
}

/** The match of the pattern, or one character. */
function pieceTo(text: string, at: number, pattern: RegExp): Step {
  pattern.lastIndex = at;
  return pieceAt(text, at, pattern.test(text) ? pattern.lastIndex : at + 1);
}

function lineEndAfter(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}
