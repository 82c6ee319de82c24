/** An absolute URL in a text about a service. */
export interface ShownUrl {
  readonly url: string;
  readonly start: number;
}

/** Facts about a message outside its lines: arguments of curl, members of JSON, calls of a program, a line of prose. */
export interface Mentions {
  readonly action?: string;
  readonly host?: string;
  readonly url?: string;
  /** The end of the last mention. */
  readonly end: number;
  /** The text with spaces in place of the mentions. */
  readonly rest: string;
}

/**
 * Reads the mentions between two offsets. The last of several counts, because it is nearest to the message that
 * follows. `isCall` is true for the rest of a call of curl.
 */
export function readMentions(text: string, from: number, to: number, isCall = false): Mentions {
  const start = Math.max(from, to - reach);
  const said = text.slice(start, to);
  const actions = Array.from(said.matchAll(actionMention)).filter(isMeant);
  const lines = Array.from(said.matchAll(headerLine));
  const told = [...actions, ...lines, ...said.matchAll(curlHeader)];
  const rest = blankAll(said, told);
  const url = urlsIn(rest).at(-1) ?? curlUrl(rest, isCall ? 0 : rest.lastIndexOf("curl "));
  const action = actions.at(-1);
  const host = lines.findLast(({ 1: name = "" }) => /^host$/i.test(name))?.[2];
  return {
    ...(action === undefined ? {} : { action: actionOf(action) }),
    ...(host === undefined ? {} : { host }),
    ...(url === undefined ? {} : { url: url.url }),
    end:
      start +
      Math.max(0, ...told.map(({ 0: found, index }) => index + found.length), url ? url.start + url.url.length : 0),
    rest: text.slice(from, start) + rest,
  };
}

/** The absolute URLs that a label or the call of a program presents as an address. */
export function urlsIn(text: string): readonly ShownUrl[] {
  return Array.from(text.matchAll(absoluteUrl), urlOf).filter(({ url, start }) => {
    const before = text.slice(Math.max(0, start - labelReach), start);
    return label.test(before) && !otherLabel.test(before) && !document.test(url);
  });
}

/** A URL without the punctuation at the end of a sentence. */
function urlOf({ 0: found, index }: RegExpExecArray): ShownUrl {
  return { url: found.replace(/[.,;:]+$/, ""), start: index };
}

/** The greatest distance of a mention from its message. */
const reach = 4096;

/** `SOAPAction: "a"`, `"SOAPAction": "a"`, `"key": "SOAPAction", "value": "a"`, `header("SOAPAction", "a")`, `["SOAPAction"] = "a"`, `| SOAPAction | a |`, `{SOAPAction=["a"]}`, a word in backticks after it, a URI on the line below. */
const actionMention =
  /\bSOAP[ -]?Action\b([\\"'`*_ \t]*)(?:\][ \t]{0,8})?(?:[:=,|]>?|=>|(?<=[ \t])(?=`)|\n(?=\s{0,8}(?:urn:|https?:)))[*_]{0,3}\s{0,8}(?:"value"\s{0,8}:\s{0,8})?(\[?[\\"'`*]{0,6})([^\s"'`\\<>|]{0,1000})/gi;

/** A header line on its own. */
const headerLine = /^[ \t]*(Host|Content-Type|Content-Length)[ \t]*:[ \t]*([^\s<]{1,255})[^\n<]*/gim;
/** An argument of curl, whose value may contain a URL. */
const curlHeader = /(?:-H|--header)[ \t=]*(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')/g;

/** An empty action counts only in quotes. */
function isMeant({ 2: quotes = "", 3: value = "" }: RegExpExecArray): boolean {
  return value !== "" || /""|''|\\"\\"/.test(quotes);
}

/** The action without punctuation that ends a sentence or an item, if it is not in quotes. */
function actionOf({ 2: quotes = "", 3: value = "" }: RegExpExecArray): string {
  return value.replace(/^\[?$/.test(quotes) ? /[.,;:)\]}]+$/ : /[,;]$/, "");
}

/** The URL of a call of curl, which may be any of its words. */
function curlUrl(text: string, call: number): ShownUrl | undefined {
  if (call < 0) return undefined;
  for (const found of text.slice(call).matchAll(absoluteUrl)) {
    const { url, start } = urlOf(found);
    return { url, start: call + start };
  }
  return undefined;
}

/** Requires a path, because a service is somewhere on its host. */
const absoluteUrl = /\bhttps?:\/\/[^\s"'`<>|\\/?#]{1,255}\/[^\s"'`<>|\\)\]}*]{0,2000}/gi;

/** The greatest distance of a label before its URL. */
const labelReach = 40;
const label =
  /(?:\b(?:last|service|request|set)?(?:url|uri|endpoint|address|location|raw)\b(?:(?:[ \t]+is\b)?[^\n\w]{0,12}|[ \t]*:?[ \t]*\n\s{0,8})|\b(?:HTTP|SOAP)[ \t]+request[ \t]*[-:][ \t]*|\b(?:fetch|post|open|request|create|Uri)[ \t]*\([ \t]*(?:["']POST["'][ \t]*,[ \t]*)?["'`]|\bHttpMethod\.Post[ \t]*,[ \t]*["']|\bInvoke-(?:RestMethod|WebRequest)[ \t]+["']?|\bPOST[ \t]+(?:to[ \t]+)?["'`]?)$/i;

const otherLabel = /namespace|xmlns|schema|action/i;
const document = /\.(?:wsdl|xsd|pdf|docx?|html?)(?:[?#]|$)/i;

function blankAll(text: string, matches: readonly RegExpExecArray[]): string {
  let rest = text;
  for (const { 0: found, index } of matches) {
    rest = rest.slice(0, index) + found.replace(/[^\n]/g, " ") + rest.slice(index + found.length);
  }
  return rest;
}
