/** Quotes text of a source for messages. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

/** A qualified name for messages: `"Price" of "urn:shop"`. */
export function quoteName({ namespace, local }: { readonly namespace: string; readonly local: string }): string {
  const name = quote(local);
  return namespace === "" ? name : `${name} of ${quote(namespace)}`;
}

/** A word for a shell, quoted if it contains more than letters, digits and the usual characters of paths. */
export function shellWord(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
