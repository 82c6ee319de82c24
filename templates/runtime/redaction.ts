/** Decides what is secret, and how errors and traces show texts that may contain secrets. */

/** Replaces a secret. */
export const mark = "[redacted]";

/**
 * True if a name suggests a secret: the name of an element, an attribute, a property, a parameter or an HTTP header, or
 * a path of them. Short words count only at the end of a word: `PIN`, `userPin` and `pin_code` are secret, `Shipping`
 * is not. Errs on the side of secrecy.
 */
export function isSecret(name: string): boolean {
  return secretWords.test(name.replace(/[A-Z]+(?![a-z])|[A-Z]/g, " $&").toLowerCase());
}

const secretWords =
  /auth(?!or(?!i[sz]))|c(?:ipher|lave|ontrase|ookie|redential|v[cv])|haslo|ke(?:nnwort|y(?!board|note|stone|word))|nonce|pass(?:code|phrase|w)|ps?wd|(?:otp|passe?|pin(?:code)?)s?(?![a-z])|se(?:cret(?!ar)|nha|ssion)|signature|token|wachtwoord/;

/** A URL of any origin, valid or not, without user name, password, query and fragment. */
export function redactUrl(url: string): string {
  // A user name and a password end at the last @, in invalid URLs too.
  return withoutQuery(url.replace(/^[^]*@/, "…@"));
}

/** A URL without its query and fragment. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#][^]*$/, "");
}

/** The value of an HTTP header, redacted if it may be secret. */
export function redactHttpHeader(name: string, value: string): string {
  if (isSecret(name) || /^(?:basic|bearer|digest|negotiate|ntlm)\s/i.test(value)) return mark;
  return holdsUrl(name) ? redactUrl(value) + (/[?#]/.test(value) ? `?${mark}` : "") : value;
}

/** True for an HTTP header whose value contains a URL. */
export function holdsUrl(name: string): boolean {
  return /^(?:(?:content-)?location|link|referer|refresh)$/i.test(name);
}

/**
 * Redacts SOAP header blocks, and the values of elements and attributes with secret names. The text need not be
 * well-formed: it may be cut off, or contain several documents, some of them escaped. Leaves out everything after a tag
 * that it cannot parse.
 */
export function redactXml(text: string): string {
  // Matches text, a comment, a CDATA section, an instruction, an end tag or a start tag; no alternative backtracks far.
  const token =
    /[^<]+|<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<\/([^\s<>]*)\s*>|<((?:[^\s<>/!?:]*:)?)([^\s<>/!?]*)(?=[\s/>])[^<>"']*(?:"[^<"]*"[^<>"']*|'[^<']*'[^<>"']*)*>/y;
  // Other vocabularies have elements named Envelope and Header too, but seldom with a prefix.
  const isDefault = /xmlns\s*=\s*["'][^"'<]*(?:soap|&)/i.test(text);
  /** Open elements, from the outermost envelope, header or element with a secret name. */
  const open: { readonly name: string; readonly isEnvelope: boolean }[] = [];
  /** The current omission: the number of elements opened since its start, and whether it includes the end tag. */
  let gap: { readonly depth: number; readonly withEndTag: boolean } | undefined;
  let shown = "";
  let done = 0;
  const leaveOut = (from: number, to: number): void => {
    shown += text.slice(done, from) + mark;
    done = to;
  };
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const depth = open.length;
    if (depth === 0) at = sensitiveTag(text, at, isDefault);
    token.lastIndex = at;
    const [all, endName, prefix = "", local] = token.exec(text) ?? [""];
    const end = at + all.length;
    if (all === "" || (endName !== undefined && open.pop()?.name !== endName)) {
      if (gap === undefined && at < text.length) leaveOut(at, text.length);
      break;
    }
    const inEnvelope = open[open.length - 1]?.isEnvelope;
    const isSoap = depth === 0 || isDefault || prefix !== "";
    const isEmpty = all.endsWith("/>");
    if (local !== undefined && !isEmpty)
      open.push({ name: prefix + local, isEnvelope: isSoap && local === "Envelope" });
    if (gap !== undefined) {
      if (open.length > gap.depth) continue;
      done = gap.withEndTag ? end : at;
      gap = undefined;
    } else if (local !== undefined) {
      const withEndTag = inEnvelope ? local !== "Body" : isSoap && local === "Header";
      if (withEndTag) leaveOut(at, end);
      else if (!isSecret(local)) continue;
      else if (/\s(?:href|[^\s:]+:ref)\s*=/.test(all)) {
        // In SOAP encoding the value may be in a later element, whose name does not reveal a secret.
        leaveOut(end, text.length);
        break;
      } else if (!isEmpty) leaveOut(end, end);
      if (!isEmpty) gap = { depth, withEndTag };
    } else if (endName === undefined) {
      if (inEnvelope && all.trim() !== "") leaveOut(at, end);
      // A document escaped as text: the end of its secrets cannot be found.
      if (inEnvelope || sensitiveTag(all, 0, isDefault) === all.length) continue;
      leaveOut(at, end);
      gap = { depth: depth - 1, withEndTag: false };
    }
  }
  if (gap === undefined) shown += text.slice(done);
  return shown.replace(
    /(\s([^\s=<>"'/]+)\s*=\s*)(?:\\?"[^"<]*"|'[^'<]*'|&quot;[^<]*?&quot;)/g,
    (all, head: string, name: string) => (isSecret(name.replace(/^.*:/, "")) ? `${head}"${mark}"` : all),
  );
}

/**
 * The next start tag, escaped or not, of an envelope, its header or an element with a secret name, or the next document
 * type with declarations; the end of the text if there is none.
 */
function sensitiveTag(text: string, from: number, isDefault: boolean): number {
  const tag =
    /<!(?![-[]|doctype\s+html\b)|(?:<|(?:&|amp;)(?:lt|#0*60|#x0*3c);|%3c|\\u003c)((?:[^\s<>&;%\\/!?=:]+(?::|%3a))?)([^\s<>&;%\\/!?=:]+)/gi;
  tag.lastIndex = from;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    const [, prefix = "", local = "Envelope"] = match;
    if (local === "Envelope" || (local === "Header" && (isDefault || prefix !== "")) || isSecret(local))
      return match.index;
  }
  return text.length;
}
