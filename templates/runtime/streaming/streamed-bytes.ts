import type { Reading } from "../context.js";
import { Base64Decoder } from "./base64-decoder.js";
import type { Extractor } from "./extractor.js";
import type { StreamedPlace } from "./streamed-place.js";
import { TextSplitter } from "./text-splitter.js";

/** Takes the bytes of a `base64Binary` element out of a document. Throws a TypeError for any other element. */
export function bytesExtractor({ names, member, refuse }: StreamedPlace, { validate }: Reading): Extractor<Uint8Array> {
  const { simple } = member;
  if (member.many || simple?.builtin !== "base64Binary") return refuse("base64Binary element");
  if (validate !== undefined && simple.made !== undefined)
    return refuse("base64Binary element whose facets are not validated");
  const decoder = new Base64Decoder();
  let chunks: Uint8Array[] = [];
  const take = (text: Uint8Array): boolean => {
    const decoded = decoder.decode(text);
    if (decoded !== undefined && decoded.length > 0) chunks.push(decoded);
    return decoded !== undefined;
  };
  const splitter = new TextSplitter(names, { take, isWhole: () => decoder.isWhole });
  return {
    push(document) {
      splitter.push(document);
      const values = chunks;
      chunks = [];
      return { values };
    },
    kept: () => splitter.kept,
    remainder: () => splitter.remainder(),
    empty: () => undefined,
  };
}
