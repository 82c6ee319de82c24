/** Reads the tokens of the code that templates print: a small part of TypeScript. */
export interface CodeReader {
  /** The next token; empty at the end. */
  readonly peek: () => string;
  /** Consumes the next token. */
  readonly next: () => string;
  /** Consumes the next token if it is this one. */
  readonly take: (token: string) => boolean;
  /** Consumes the next token, which must be this one. */
  readonly expect: (token: string) => void;
  /** True if the next token is the first one on its line. */
  readonly isOnNewLine: () => boolean;
  /** Ends the reading because the code has a form that is not known here. */
  readonly fail: () => "";
  /** True if the code was read to its end, and all of it was known. */
  readonly isComplete: () => boolean;
  /** Reads content one level deeper than the code around it, up to a limit. */
  readonly nested: <Content>(read: () => Content, otherwise: Content) => Content;
}

/** The widths of other characters may differ from one. */
const plain = /^[ -~\u00c0-\u024f]*$/;

const deepest = 100;

export function readCode(code: string): CodeReader {
  const tokens = code.matchAll(/(\s*)(?:(\/\*\*[^]*?\*\/|"(?:[^"\\]|\\.)*"|[\w$\u00c0-\u024f]+|\.{3}|=>|[^])|$)/g);
  const texts: string[] = [];
  const areOnNewLines: boolean[] = [];
  for (const [, space = "", token] of tokens) {
    if (token === undefined) break;
    texts.push(token);
    areOnNewLines.push(space.includes("\n"));
  }
  let at = 0;
  let depth = 0;
  let isKnown = true;
  const fail = (): "" => {
    isKnown = false;
    at = texts.length;
    return "";
  };
  const peek = (): string => texts[at] ?? "";
  const next = (): string => {
    const token = peek();
    if (token === "" || !(token.startsWith("/*") || plain.test(token))) return fail();
    at++;
    return token;
  };
  const take = (token: string): boolean => {
    if (peek() !== token) return false;
    at++;
    return true;
  };
  return {
    peek,
    next,
    take,
    expect: (token) => {
      if (!take(token)) fail();
    },
    isOnNewLine: () => areOnNewLines[at] === true,
    fail,
    isComplete: () => isKnown && at === texts.length,
    nested: (read, otherwise) => {
      if (depth === deepest) {
        fail();
        return otherwise;
      }
      depth++;
      const content = read();
      depth--;
      return content;
    },
  };
}

/** Recognizes a name, or a word of the language. */
export function isName(token: string): boolean {
  return /^[A-Za-z_$\u00c0-\u024f]/.test(token);
}

/** Reads the name of a property. Fails at a name that needs no quotes, because prettier would remove them. */
export function readKey(reader: CodeReader): string {
  const key = reader.next();
  const isNeedless = /^"(?:[A-Za-z_$][\w$]*|.*[^ -~].*)"$/.test(key);
  return isNeedless || !(isName(key) || key.startsWith('"')) ? reader.fail() : key;
}
