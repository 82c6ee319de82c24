import { placesOf, type Source } from "../source.js";
import { htmlText, isHtml } from "./help-page/text/html-text.js";
import { sourceKind } from "./source-kind.js";

/**
 * The WSDL or the schema in a page as a browser shows it: below a line of its own ("This XML file does not appear to
 * have any style information"), or as HTML; undefined for any other page.
 */
export function shownDefinitions(source: Source): Source | undefined {
  const { text, path } = source;
  if (!/(?:<|&lt;)(?:[\w.-]{1,64}:)?(?:definitions|description|schema)\s/.test(text)) return undefined;
  if (!isHtml(text)) return definitionsIn(source);
  const shown = htmlText(text);
  const place = placesOf(source);
  return definitionsIn({ path, text: shown.text, place: (offset) => place(shown.origin(offset)) });
}

function definitionsIn(source: Source): Source | undefined {
  const { text } = source;
  const start = text.search(/</);
  if (start < 0 || start > longestNotice) return undefined;
  const definitions = { ...source, text: text.slice(0, start).replace(/[^\n]/g, " ") + text.slice(start) };
  return sourceKind(definitions) === "wsdl" ? definitions : undefined;
}

/** The length of the longest line that a browser writes above XML, in any language. */
const longestNotice = 500;
