import type { Packaging } from "../packaging.js";
import { inContent, type Output } from "../xml/output.js";
import { uniqueText } from "./content-id.js";
import { xop } from "./include.js";
import { packagingOf } from "./multipart.js";
import { packMultipart, partsOf, type NewPart } from "./pack.js";
import type { PartLimits } from "./multipart-parser.js";

/** Which bytes are parts, and limits on multiparts that are read. */
export interface MtomOptions extends PartLimits {
  /** Bytes of `base64Binary` elements are parts if they are more than this number; 0 by default, so that all but empty ones are. */
  readonly above?: number | undefined;
}

/**
 * Messages as XOP packages (MTOM): each request is a multipart, in which the bytes of `base64Binary` elements are parts of
 * their own, and replies may be. `soap12(address, { attachments: mtom() })`. Bytes of a source (`bytesFrom`) are always
 * parts. Other attachments follow them.
 */
export function mtom({ above = 0, ...limits }: MtomOptions = {}): Packaging {
  const packaging = packagingOf(limits, (attachments, bound) => {
    const unique = uniqueText();
    const parts: NewPart[] = [];
    const others = partsOf(attachments, bound, unique);
    const attach = (output: Output, content: NewPart["content"], value: object): boolean => {
      // Only the document itself can refer to parts, and only in elements.
      if (output.content === null || output.special !== inContent) return false;
      if (content instanceof Uint8Array && content.length <= above) return false;
      const contentId = `bytes${parts.length + 1}.${unique}`;
      parts.push({ contentId, contentType: "application/octet-stream", content, value, holder: output.content });
      output.ascii(`<xop:Include xmlns:xop="${xop}" href="cid:${contentId}"/>`);
      return true;
    };
    return {
      attach,
      parts: () => [...parts, ...others],
      pack: (document) => packMultipart(document, [...parts, ...others], { isXop: true, unique }),
    };
  });
  return { ...packaging, satisfies: ["MTOM"] };
}
