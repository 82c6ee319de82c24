/**
 * Removes the wrapping of a page in text: comments and strings of source code, Markdown fences, the head of the reply
 * that contained it. Each step replaces it by spaces, which keeps offsets.
 */
export function plainText(text: string): string {
  return steps.reduce((plain, step) => step(plain), text);
}

const steps: readonly ((text: string) => string)[] = [
  normalized,
  withoutReplyHead,
  withoutFences,
  withoutStrings,
  withoutLineComments,
];

function normalized(text: string): string {
  return text
    .replace(/[\u00a0\u2007\u202f]/g, " ")
    .replace(/\r\n/g, " \n")
    .replace(/\r/g, "\n");
}

/** Removes the head of the HTTP reply in which a page was saved or reported. */
function withoutReplyHead(text: string): string {
  return text.replace(/^HTTP\/\d\.\d[ \t]+\d{3}[^\n]*\n(?:[\w-]+:[^\n]*\n)*\s*(?=<(?:!doctype\s|html[\s>]))/gim, blank);
}

/**
 * Removes Markdown fences, which may come between the head of a message and its content, and backticks around several
 * lines.
 */
function withoutFences(text: string): string {
  return text
    .replace(/^[ \t]*(?:```|~~~)[^\n]*$/gm, blank)
    .replace(/^[ \t]*`+(?=(?:POST|GET|HTTP\/|<)[^`\n]*`+[ \t]*$)/gm, blank)
    .replace(/^[ \t]*`+(?=[^`\n]*$)/gm, blank)
    .replace(/^([^`\n]*)(`+[ \t]*)$/gm, (_, line: string, ticks: string) => line + blank(ticks));
}

/** Removes strings of a program: `"<a b=\"c\">\n" +`. Replaces an escape by its character and a space. */
function withoutStrings(text: string): string {
  const bare = text.replace(stringLine, (_, start: string, _quote: string, line: string, end: string) => {
    return blank(start) + line + blank(end);
  });
  if (!/(?:\bversion|\bxmlns(?::[\w.-]{1,64})?)=\\"/.test(text)) return bare;
  return bare
    .replace(/([=: ])\\"/g, '$1 "')
    .replace(/\\"/g, '" ')
    .replace(/\\r\\n/g, "   \n")
    .replace(/\\n/g, " \n")
    .replace(/\\[rt]/g, "  ");
}

/**
 * Code, a quotation mark, a line of a message or nothing, the mark, code. Excludes arguments of curl and attributes,
 * which look similar.
 */
const stringLine = new RegExp(
  [
    /^(?![^"'\n]*(?:-H[ \t]|--header[ \t=]|&lt;|[=:][ \t]*(?:""|'')))/,
    /([^<>"'\n]*(["']))([ \t]*(?:<[\w?/]|(?:POST|GET)[ \t]|HTTP\/\d|(?:Host|Content-\w+|SOAPAction):)[^\n]*|(?:\\[rn])*)(\2[+.;,)&_\\ \t]*)$/,
  ]
    .map(({ source }) => source)
    .join(""),
  "gm",
);

/**
 * The marks of a comment or a quotation at the start of each line; consecutive lines may have empty ones between them.
 * Excludes the options of curl, which look like comments of SQL.
 */
const lineMark =
  /[ \t]*(\/\/+!?|'+|\*+(?![*/])|#+|--+(?![->]|(?:data|form|header|include|insecure|location|request|url|user)\b)|;+|>+(?=[ \t]|$)|rem\b)/imy;
const messageEvidence =
  /HTTP\/\d|<\?xml|(?:<|&lt;)(?:\?xml|\/?[\w.-]{1,64}:(?:Envelope|Body))|(?:SOAPAction|Content-Type)[ \t]*:/;

function withoutLineComments(text: string): string {
  const pieces: string[] = [];
  let run: { readonly mark: string; readonly lines: string[]; readonly bare: string[] } | undefined;
  const endRun = () => {
    if (run === undefined) return;
    const isMessage = run.lines.length > 1 && messageEvidence.test(run.lines.join("\n"));
    for (const line of isMessage ? run.bare : run.lines) pieces.push(line);
    run = undefined;
  };
  for (const line of text.split("\n")) {
    lineMark.lastIndex = 0;
    const [marked = "", characters = ""] = lineMark.exec(line) ?? [];
    const mark = characters.charAt(0).toLowerCase();
    if (run !== undefined && (line.trim() === "" || mark === run.mark)) {
      run.lines.push(line);
      run.bare.push(blank(marked) + line.slice(marked.length));
      continue;
    }
    endRun();
    if (mark === "") pieces.push(line);
    else run = { mark, lines: [line], bare: [blank(marked) + line.slice(marked.length)] };
  }
  endRun();
  return pieces.join("\n");
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
