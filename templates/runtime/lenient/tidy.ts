import { misfit, unlike, type Reason } from "../error.js";
import { canonicalCharset, declaredCharset, encodingOf, toUtf8 } from "../xml/charset.js";
import { decoderOf } from "../xml/decoder.js";
import { encodeUtf8 } from "../xml/utf8.js";

/** A document as the cursor accepts it. */
export interface Tidied {
  /** The whole message if it contains no document. */
  readonly document: Uint8Array;
  readonly charset: string | undefined;
  /** The number of line breaks that were cut off before it. */
  readonly lines: number;
  /** The reasons against the document as it was. */
  readonly reasons: readonly Reason[];
}

/**
 * Cuts off what precedes a document, and converts it to UTF-8. Its encoding is the one of the declaration or of the
 * Content-Type that its bytes fit, but UTF-8 if one of the two or a byte order mark names it and they fit that. `roots`
 * are the local names that a document may have, beside Envelope; after text, no other begins one.
 */
export function tidy(body: Uint8Array, charset: string | undefined, roots: readonly string[]): Tidied {
  const isWide = isUtf16(body);
  const bytes = isWide ? toUtf8(body, undefined) : body;
  const [name, mark] = encodingOf(body, charset);
  const from = startOf(bytes, roots);
  if (from < 0) return { document: body, charset, lines: 0, reasons: [] };
  const { document, reason } = isWide
    ? { document: bytes.subarray(from), reason: unlikeUtf16(name) }
    : decoded(bytes.subarray(from), mark > 0 ? name : charset);
  const before = latin1.decode(bytes.subarray(0, from)).replace(byteOrderMark, "");
  const reasons = reason === undefined ? [] : [reason];
  // White space may precede a document that has no declaration.
  if (/[^ \t\r\n]/.test(before) || (before !== "" && startsWith(document, "<?xml"))) {
    reasons.unshift(unlike("nothing before the document", "text"));
  }
  return { document, charset: "utf-8", lines: before.split(/\r\n?|\n/).length - 1, reasons };
}

function isUtf16([a, b, c, d]: Uint8Array): boolean {
  return (
    (a === 0xfe && b === 0xff) ||
    (a === 0xff && b === 0xfe) ||
    (a === 0 && b === 60 && c === 0) ||
    (a === 60 && b === 0 && d === 0)
  );
}

/**
 * The offset of the declaration or of the first tag; that of the root if what precedes it declares no namespace; -1 in
 * a message without a document.
 */
function startOf(bytes: Uint8Array, roots: readonly string[]): number {
  const first = bytes.indexOf(60);
  if (first < 0) return -1;
  const head = latin1.decode(bytes.subarray(first, first + 65_536));
  const names = ["Envelope", ...roots];
  const starts = [...head.matchAll(/<\?xml(?=\s)|<(?:[\w.-]+:)?([^\s<>/:]+)(?=[\s/>])/g)];
  const root = starts.find(([tag, name = ""]) => tag === "<?xml" || names.includes(name))?.index ?? -1;
  const isJunk = root > 0 && !/xmlns|<!\[CDATA\[/.test(head.slice(0, root));
  if (isJunk) return first + root;
  const before = latin1.decode(bytes.subarray(0, first)).replace(byteOrderMark, "");
  return root === 0 || !/[^ \t\r\n]/.test(before) ? first : -1;
}

/** The reason against text in UTF-16 where another encoding is expected. */
function unlikeUtf16(expected: string): Reason | undefined {
  return isNamedUtf16(expected) ? undefined : unlike(`text in ${expected}`, "text in utf-16");
}

function isNamedUtf16(charset: string): boolean {
  return charset.startsWith("utf-16");
}

/** Decodes text in any encoding but UTF-16, even if that is the one that is named. */
function decoded(
  bytes: Uint8Array,
  charset: string | undefined,
): { readonly document: Uint8Array; readonly reason?: Reason | undefined } {
  const [declared, stated] = [declaredCharset(bytes), charset?.trim().toLowerCase()].map(
    (name) => name && canonicalCharset(name),
  );
  const claims = [declared, stated].filter((name): name is string => name !== undefined);
  const expected = stated ?? declared ?? "utf-8";
  if (bytes.every((byte) => byte < 128)) {
    const unknown = claims.find((name) => decode(new Uint8Array(), name) === undefined);
    const reason = unknown === undefined ? undefined : misfit("a known charset", unknown);
    return {
      document: bytes,
      reason: isNamedUtf16(expected) ? unlike(`text in ${expected}`, "text in ascii") : reason,
    };
  }
  const preferred = claims.length === 0 || claims.includes("utf-8") ? ["utf-8"] : [];
  for (const name of [...preferred, ...claims.filter((name) => !isNamedUtf16(name)), "utf-8"]) {
    const text = decode(bytes, name);
    if (text === undefined) continue;
    const document = name === "utf-8" ? bytes : encodeUtf8(text);
    return name === expected ? { document } : { document, reason: unlike(`text in ${expected}`, `text in ${name}`) };
  }
  // Every byte is a character of this encoding, so that nothing is lost.
  const document = encodeUtf8(decoderOf("windows-1252").decode(bytes));
  return { document, reason: unlike(`text in ${expected}`, "text in windows-1252") };
}

/** Undefined if the bytes are invalid in an encoding, or the encoding is unknown. */
function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return decoderOf(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return latin1.decode(bytes.subarray(0, text.length)) === text;
}

/** In UTF-8, as Latin-1 shows it. */
const byteOrderMark = /^\u00ef\u00bb\u00bf/;
const latin1 = /* @__PURE__ */ new TextDecoder("latin1");
