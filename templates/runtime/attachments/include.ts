import type { Reading } from "../context.js";
import { Malformed, misfit, missing } from "../error.js";
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
 * The `xop:Include` elements of a document in UTF-8, in its order. Throws Malformed for one without a `cid:` URL. What
 * else does not fit in the document is left to its reader.
 */
export function includesIn(document: Uint8Array, { forbiddenCharacters }: Reading): readonly Include[] {
  // Most documents of a multipart have none, and need not be read twice.
  if (!new TextDecoder("latin1").decode(document).includes(xop)) return [];
  const reader = new OffsetCursor(document, { forbiddenCharacters });
  return Array.from(elementsIn(reader), ({ from, to, url }) => {
    if (url === undefined) return reader.fail(missing("attribute href"), from);
    const contentId = contentIdOfUrl(url);
    if (contentId === undefined) return reader.fail(misfit("a URL that begins with cid:", url), from);
    return { from, to, contentId };
  });
}

class OffsetCursor extends Cursor {
  get offset(): number {
    return this.i;
  }
}

interface FoundElement extends Pick<Include, "from" | "to"> {
  /** The value of its attribute `href`. */
  readonly url: string | undefined;
}

/** The Include elements up to the end of the document, or up to where it is not well-formed. */
function* elementsIn(cursor: OffsetCursor): Generator<FoundElement, void> {
  try {
    cursor.start();
    const outer: StartTag[] = [];
    for (let tag: StartTag | undefined = cursor.started(); tag !== undefined;) {
      if (cursor.at === tag.at && cursor.local === "Include" && cursor.namespace === xop) {
        const href = cursor.allAttributes().find(({ name, namespace }) => name === "href" && namespace === "");
        cursor.skip();
        yield { from: tag.at, to: cursor.offset, url: href?.value };
        tag = outer.pop();
      } else if ((tag.flags & EMPTY) === 0 && cursor.chars() !== null) continue;
      else if (cursor.close(tag)) tag = outer.pop();
      else {
        cursor.lookAhead();
        cursor.accept();
        outer.push(tag);
        tag = cursor.started();
      }
    }
  } catch (error) {
    // The reader of the document reports it.
    if (!(error instanceof Malformed)) throw error;
  }
}
