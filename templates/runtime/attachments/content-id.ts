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
