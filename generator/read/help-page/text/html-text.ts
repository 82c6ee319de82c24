import { Tokenizer, TokenizerMode, parseFragment, type Token } from "parse5";
import { plainSpaces } from "./invisible.js";
import { textBuilder, type MappedText } from "./mapped-text.js";
import type { ShownUrl } from "../mentions.js";
import type { Link, Mark } from "../marks.js";

/**
 * True if a text is HTML, which escapes the XML in it. Otherwise a `<pre>` beside plain XML is an element of a sample.
 */
export function isHtml(text: string): boolean {
  const shown = text.replace(declaration, "");
  return (
    (/^\s*<(?:!doctype )?html[\s>]|<a\s[^<>]{0,400}[?&]op=/i.test(shown) || isPreformatted(shown)) &&
    !showsPlainXml(text)
  );
}

/** True for a text with a message that is not escaped. Pages in XHTML may have a declaration of their own. */
export function showsPlainXml(text: string): boolean {
  return /<\?xml[ \t]+version|<(?:[\w.-]{1,64}:)?Envelope[\s>]/.test(text.replace(declaration, ""));
}

const declaration = /^\s*<\?xml[^<>]*>/;

/** True for HTML, and for text in which only the references of HTML remain. */
function isPreformatted(text: string): boolean {
  return /<pre[\s>]/i.test(text) || isEscaped(text);
}

function isEscaped(text: string): boolean {
  return /&lt;(?:\?xml\s|[\w.-]{1,64}:Envelope\b)/.test(text);
}

export interface HtmlText extends MappedText {
  readonly marks: readonly Mark[];
  readonly links: readonly Link[];
  readonly addresses: readonly ShownUrl[];
  /** The rows of tables in the order of the text; those of one table have the same number. */
  readonly rows: readonly HtmlRow[];
  readonly headings: readonly HtmlHeading[];
}

export interface HtmlHeading {
  readonly level: number;
  readonly start: number;
}

export interface HtmlRow {
  readonly table: number;
  readonly cells: readonly HtmlCell[];
}

/** The offsets of a cell in the text. */
export interface HtmlCell {
  readonly start: number;
  readonly end: number;
}

/**
 * Extracts the text that a browser shows, one line for each block. Uses only the tokenizer of parse5, because its tree
 * takes quadratic time for some texts (a block reopens every unclosed `<b>`).
 */
export function htmlText(html: string): HtmlText {
  const out = outputOf(html);
  const marks: Mark[] = [];
  const links: Link[] = [];
  const addresses: ShownUrl[] = [];
  // Without a `<pre>`, the line breaks of the text itself count.
  const isText = !/<pre[\s>]/i.test(html) && isEscaped(html);
  let preformatted = isText;
  let link: Omit<Link, "end"> | undefined;
  let mark: Omit<Mark, "end"> | undefined;
  /** The number of elements in each other that mark the same text, as a translation by a browser has them. */
  let depth = 0;
  let isTranslated = translated.test(html);
  let copied = 0;
  const rows: HtmlRow[] = [];
  const headings: HtmlHeading[] = [];
  let table = 0;
  let cells: HtmlCell[] = [];
  let cell: number | undefined;

  /** The places of tags are exact, those of characters with references are not, so text is taken from between tags. */
  const copyTo = ({ location }: Token.Token) => {
    out.copy(copied, location?.startOffset ?? html.length, preformatted);
    copied = location?.endOffset ?? html.length;
  };
  const startBlock = (token: Token.TagToken) => {
    if (blocks.has(token.tagName)) out.line(token.location?.startOffset ?? html.length);
  };
  const endCell = () => {
    if (cell !== undefined) cells.push({ start: cell, end: out.length() });
    cell = undefined;
  };
  const endRow = () => {
    endCell();
    if (cells.length > 0) rows.push({ table, cells });
    cells = [];
  };
  /** Ends the rows and cells that a tag ends, and begins the one that it begins. */
  const arrange = ({ tagName }: Token.TagToken, isStart: boolean) => {
    if (tagName === "td" || tagName === "th") endCell();
    else if (tagName === "tr" || tagName === "table") endRow();
    else return;
    if (tagName === "table") table += 1;
    else if (isStart && tagName !== "tr") cell = out.length();
  };
  const endMark = () => {
    if (mark !== undefined) marks.push({ ...mark, end: out.length() });
    mark = undefined;
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        copyTo(token);
        startBlock(token);
        arrange(token, true);
        if (/^h[1-6]$/.test(token.tagName)) headings.push({ level: Number(token.tagName[1]), start: out.length() });
        const rawText = rawTexts.get(token.tagName);
        if (rawText !== undefined) {
          tokenizer.state = rawText;
          out.hide(true);
        }
        if (token.tagName === "pre") preformatted = true;
        if (marking.has(token.tagName) && mark?.start === out.length()) {
          isTranslated = true;
          depth += 1;
        } else if (marking.has(token.tagName) && preformatted) {
          endMark();
          depth = 1;
          const isKey = token.attrs.some(({ name, value }) => name === "class" && value === "key");
          mark = { kind: isKey ? "key" : "value", start: out.length() };
        }
        const action = token.tagName === "form" ? attributeOf(token, "action") : undefined;
        if (action !== undefined) addresses.push({ url: action, start: out.length() });
        if (token.tagName === "a") {
          const href = attributeOf(token, "href") ?? "";
          if (/\?(?:single)?wsdl$/i.test(href)) addresses.push({ url: href, start: out.length() });
          const operation = linkedOperation(href);
          link = operation === undefined ? undefined : { operation, start: out.length() };
        }
      },
      onEndTag(token) {
        copyTo(token);
        if (rawTexts.has(token.tagName)) out.hide(false);
        if (marking.has(token.tagName)) depth = Math.max(0, depth - 1);
        if ((marking.has(token.tagName) && depth === 0) || token.tagName === "pre") endMark();
        if (token.tagName === "pre") preformatted = isText;
        if (token.tagName === "a" && link !== undefined) {
          links.push({ ...link, end: out.length() });
          link = undefined;
        }
        arrange(token, false);
        startBlock(token);
      },
      onComment(token) {
        copyTo(token);
        const url = /^\s*saved from url=\(\d{4}\)(\S{1,2048})/.exec(token.data)?.[1];
        if (url !== undefined) addresses.push({ url, start: out.length() });
      },
      onDoctype: copyTo,
      onEof(token) {
        copyTo(token);
        endMark();
        endRow();
      },
      onCharacter: nothing,
      onWhitespaceCharacter: nothing,
      onNullCharacter: nothing,
    },
  );
  tokenizer.write(html, true);
  // The words of a translation are not those of ASMX, so they are read like those of a text.
  const kept = isTranslated ? marks.filter(({ kind }) => kind !== "value") : marks;
  return { ...out.build(), marks: kept, links, addresses, rows, headings };
}

function attributeOf({ attrs }: Token.TagToken, name: string): string | undefined {
  return attrs.find((attribute) => attribute.name === name)?.value;
}

/** The operation in the address of a help page: `shelf.asmx?op=Lend`. */
function linkedOperation(address: string): string | undefined {
  const query = address.indexOf("?");
  return query < 0 ? undefined : (new URLSearchParams(address.slice(query)).get("op") ?? undefined);
}

/** The class that browsers give to the root of a page that they translate. */
const translated = /<html\s[^<>]{0,400}?\btranslated-(?:ltr|rtl)\b/i;

/** Elements that mark placeholders: `font` on Microsoft's pages, `var` on those of our servers. */
const marking: ReadonlySet<string> = new Set(["font", "var"]);

/** Elements that are not shown; without its tree, parse5 needs to be told how they end. */
const rawTexts: ReadonlyMap<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = new Map([
  ["script", TokenizerMode.SCRIPT_DATA],
  ["style", TokenizerMode.RAWTEXT],
  ["title", TokenizerMode.RCDATA],
  ["textarea", TokenizerMode.RCDATA],
]);

const blocks: ReadonlySet<string> = new Set(
  "address article blockquote body br center dd div dl dt fieldset form h1 h2 h3 h4 h5 h6 head hr html li ol p pre section table tbody td th thead tr ul".split(
    " ",
  ),
);

function nothing(): void {}

/** Composes the text that is shown. */
function outputOf(html: string) {
  const { length, add, build } = textBuilder();
  const decoded = new Map<string, string>();
  let hidden = false;
  let atSpace = true;

  const show: typeof add = (piece, origin, from) => {
    if (!hidden) add(piece, origin, from);
  };
  return {
    length,
    build,
    hide: (hide: boolean) => {
      hidden = hide;
    },
    /** Starts a new line. */
    line: (offset: number) => {
      show("\n", offset, "place");
      atSpace = true;
    },
    copy: (start: number, end: number, preformatted: boolean) => {
      const raw = html.slice(start, end);
      for (const { 0: piece, index } of raw.matchAll(/&(?:#\w{1,10}|\w{1,40});?|&|\s+|[^&\s]+/g)) {
        const reference = piece.length > 1 && piece.startsWith("&");
        if (reference) show(decode(piece, decoded), start + index, "place");
        else if (preformatted || piece.trim() !== "") show(piece, start + index, "verbatim");
        else if (!atSpace) show(" ", start + index, "place");
        atSpace = !reference && piece.trim() === "";
      }
    },
  };
}

function decode(reference: string, decoded: Map<string, string>): string {
  const known = decoded.get(reference);
  if (known !== undefined) return known;
  const [text] = parseFragment(reference).childNodes;
  const value = text !== undefined && "value" in text ? plainSpaces(text.value) : reference;
  decoded.set(reference, value);
  return value;
}
