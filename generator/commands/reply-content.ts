/** The kind of a text where a reply was expected; undefined for any that is worth reading as one. */
export type ReplyContent = "nothing" | "an HTML page" | "compressed data" | "XML without an envelope" | "JSON";

/** Finds the kind of a text by its beginning. */
export function replyContent(text: string): ReplyContent | undefined {
  if (/^[\ufeff\s]*$/.test(text)) return "nothing";
  if (/^[\ufeff\s]*<(?:!doctype\s+html|html)\b/i.test(text)) return "an HTML page";
  // The marks of gzip and zlib, as bytes or decoded as UTF-8.
  if (/^(?:\x1f[\x8b\ufffd]|x[\x01\x9c\xda\ufffd][^\s\w])/.test(text)) return "compressed data";
  if (/<(?:[\w.-]{1,64}:)?Envelope[\s>]/.test(text)) return undefined;
  if (/^[\ufeff\s]*<[\w?]/.test(text)) return "XML without an envelope";
  return /^[\ufeff\s]*[{[]/.test(text) ? "JSON" : undefined;
}
