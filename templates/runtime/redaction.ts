/** The one place that decides what is secret, and how errors and traces show texts that may hold secrets. */

/** Replaces what is not shown. */
export const mark = "[redacted]";

/**
 * True if a name promises a secret: the name of an element, an attribute, a property, a parameter or an HTTP header, or a
 * path of such names. Short words count only at the end of a word, so that `PIN`, `userPin` and `pin_code` are secret and
 * `Shipping` is not. Rather one name too many than one too few.
 */
export function isSecret(name: string): boolean {
  return secretWords.test(name.replace(/[A-Z]+(?![a-z])|[A-Z]/g, " $&").toLowerCase());
}

const secretWords =
  /auth(?!or(?!i[sz]))|c(?:ipher|lave|ontrase|ookie|redential|v[cv])|haslo|ke(?:nnwort|y(?!board|note|stone|word))|nonce|pass(?:code|phrase|w)|ps?wd|(?:otp|passe?|pin(?:code)?)s?(?![a-z])|se(?:cret(?!ar)|nha|ssion)|signature|token|wachtwoord/;

/** A URL of any origin, however wrong: without user name and password, query and fragment. */
export function redactUrl(url: string): string {
  // A user name and a password end at the last @, whatever else is wrong.
  return withoutQuery(url.replace(/^.*@/s, "…@"));
}

/** A URL without its query and fragment. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** The value of an HTTP header. */
export function redactHttpHeader(name: string, value: string): string {
  if (isSecret(name) || /^(?:basic|bearer|digest|negotiate|ntlm)\s/i.test(value)) return mark;
  return holdsUrl(name) ? redactUrl(value) + (/[?#]/.test(value) ? `?${mark}` : "") : value;
}

/** True for an HTTP header whose value is a URL, or holds one. */
export function holdsUrl(name: string): boolean {
  return /^(?:(?:content-)?location|link|referer|refresh)$/i.test(name);
}

/**
 * XML, or what was meant to be XML, without SOAP header blocks and without the values of elements and attributes with secret
 * names. Nothing is expected of the text: it may be cut, not well-formed, or hold several documents, some of them escaped.
 * What follows a tag that cannot be understood is left out with it.
 */
export function redactXml(text: string): string {
  // Text, a comment, a CDATA section, an instruction, an end tag or a start tag; none of them backtracks far.
  const token =
    /[^<]+|<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<\/([^\s<>]*)\s*>|<((?:[^\s<>/!?:]*:)?)([^\s<>/!?]*)(?=[\s/>])[^<>"']*(?:"[^<"]*"[^<>"']*|'[^<']*'[^<>"']*)*>/y;
  // Other vocabularies have elements called Envelope and Header too, seldom with a prefix.
  const isDefault = /xmlns\s*=\s*["'][^"'<]*(?:soap|&)/i.test(text);
  /** From the outermost envelope, header or element with a secret name. */
  const open: { readonly name: string; readonly isEnvelope: boolean }[] = [];
  /** While something is left out: how many elements are open after it, and whether its end tag is left out too. */
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
    const inEnvelope = open.at(-1)?.isEnvelope;
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
        // In SOAP encoding the value is that of a later element, whose name tells nothing.
        leaveOut(end, text.length);
        break;
      } else if (!isEmpty) leaveOut(end, end);
      if (!isEmpty) gap = { depth, withEndTag };
    } else if (endName === undefined) {
      if (inEnvelope && all.trim() !== "") leaveOut(at, end);
      // A document that is text to this one: nothing tells where its secrets end.
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
 * The next start tag of an envelope, of its header or of an element with a secret name, also of one that is escaped, and the
 * next document type with declarations; the end of the text if there is none.
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
