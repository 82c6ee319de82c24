import { Malformed, unlike } from "../error.js";
import { hex } from "../hex.js";

/**
 * The id in a Content-ID, in a `cid:` URL without that prefix, or in the parameter `start`: without angle brackets, and
 * percent-decoded (RFC 2392). Text that is not percent-encoded stays as it is.
 */
export function contentIdIn(text: string): string {
  return decoded(text.trim()).replace(/^<([^]*)>$/, "$1");
}

/** The id of a `cid:` URL; undefined for any other. */
export function contentIdOfUrl(url: string): string | undefined {
  const trimmed = url.trim();
  return /^cid:/i.test(trimmed) ? contentIdIn(trimmed.slice(4)) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The ids of the parts of one multipart. */
export class PartIds {
  private readonly ids = new Set<string>();

  /** Throws Malformed for an id that another part has. Parts may have none. */
  add(id: string): void {
    if (id !== "" && this.ids.has(id))
      throw new Malformed(unlike("parts with different Content-IDs", `two with ${JSON.stringify(id)}`));
    this.ids.add(id);
  }
}

/** A text that no other message has, in the form of an id of RFC 2392. */
export function uniqueText(): string {
  return `${hex(crypto.getRandomValues(new Uint8Array(16)))}@soapwright`;
}
