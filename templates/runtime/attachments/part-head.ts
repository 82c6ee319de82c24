import type { Attachment } from "../packaging.js";
import { contentIdIn } from "./content-id.js";
import type { PartHeaders } from "./multipart-parser.js";

/** The properties of a part beside its content. */
export function partHead(headers: PartHeaders): Omit<Attachment, "content"> {
  const contentType = headers.get("content-type") ?? "application/octet-stream";
  return { contentType, contentId: idOf(headers), headers };
}

/** The id of a part; empty if it has none. */
export function idOf(headers: PartHeaders): string {
  return contentIdIn(headers.get("content-id") ?? "");
}
