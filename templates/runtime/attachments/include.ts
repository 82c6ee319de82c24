import type { Reading } from "../context.js";
import { Malformed, misfit, missing, unlike } from "../error.js";
import { trim } from "../xml/characters.js";
import { Cursor, type StartTag } from "../xml/cursor.js";
import { EMPTY } from "../xml/tag-reader.js";
import { contentIdOfUrl } from "./content-id.js";

/** The namespace of `xop:Include` (XML-binary Optimized Packaging, 2.1). */
export const xop = "http://www.w3.org/2004/08/xop/include";

/** An element that stands for the bytes of a part. */
export interface Include {
  /** The offsets of the element. */
  readonly from: number;
  readonly to: number;
  readonly contentId: string;
}

/**
 * The `xop:Include` elements of a document in UTF-8, in its order. Throws Malformed for one without a `cid:` URL, with
 * content, beside other content, or for a part that another one stands for: whoever reads the document while it arrives
 * cannot know these from base64. What else does not fit in the document is left to its reader.
 */
export function includesIn(document: Uint8Array, { forbiddenCharacters }: Reading): readonly Include[] {
  // Most documents of a multipart have none, and need not be read twice.
  if (!new TextDecoder("latin1").decode(document).includes(xop)) return [];
  const reader = new OffsetCursor(document, { forbiddenCharacters });
  const seen = new Set<string>();
  return elementsIn(reader).map(({ from, to, url, content, outer }) => {
    if (url === undefined) return reader.fail(missing("attribute href"), from);
    const contentId = contentIdOfUrl(url);
    if (contentId === undefined) return reader.fail(misfit("a URL that begins with cid:", url), from);
    if (contentId === "") return reader.fail(misfit("a URL with an id after cid:", url), from);
    if (content > 0) return reader.fail(unlike("an Include without content", "content"), from);
    if (outer !== undefined && outer.content > 1)
      return reader.fail(unlike("an Include alone in its element", "other content"), from);
    if (seen.has(contentId))
      return reader.fail(unlike("one Include for each part", `another for ${JSON.stringify(contentId)}`), from);
    seen.add(contentId);
    return { from, to, contentId };
  });
}

class OffsetCursor extends Cursor {
  get offset(): number {
    return this.i;
  }
}

/** An element that was opened. */
interface OpenElement {
  readonly tag: StartTag;
  readonly outer: OpenElement | undefined;
  readonly isInclude: boolean;
  /** The value of its attribute `href`, of an Include only. */
  readonly url: string | undefined;
  /** The number of its elements and of its texts other than white space. */
  content: number;
}

interface FoundElement extends Pick<Include, "from" | "to">, Pick<OpenElement, "url" | "content" | "outer"> {}

/** The Include elements up to the end of the document, or up to where it is not well-formed. */
function elementsIn(cursor: OffsetCursor): readonly FoundElement[] {
  const found: FoundElement[] = [];
  try {
    cursor.start();
    for (let open: OpenElement | undefined = opened(cursor, undefined); open !== undefined;) {
      const { tag, isInclude, url, content } = open;
      const outer: OpenElement | undefined = open.outer;
      const text = (tag.flags & EMPTY) === 0 ? cursor.chars() : null;
      if (text !== null) {
        if (trim(text) !== "") open.content++;
      } else if (cursor.close(tag)) {
        if (isInclude) found.push({ from: tag.at, to: cursor.offset, url, content, outer });
        open = outer;
      } else {
        open.content++;
        cursor.lookAhead();
        cursor.accept();
        open = opened(cursor, open);
      }
    }
  } catch (error) {
    // The reader of the document reports it.
    if (!(error instanceof Malformed)) throw error;
  }
  return found;
}

function opened(cursor: OffsetCursor, outer: OpenElement | undefined): OpenElement {
  const tag = cursor.started();
  const isInclude = cursor.local === "Include" && cursor.namespace === xop;
  const href = isInclude
    ? cursor.allAttributes().find(({ name, namespace }) => name === "href" && namespace === "")
    : undefined;
  return { tag, outer, isInclude, url: href?.value, content: 0 };
}
