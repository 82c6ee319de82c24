/** Text from outside, as messages show it. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

/** A qualified name, as messages show it: `"Price" of "urn:shop"`. */
export function quoteName({ namespace, local }: { readonly namespace: string; readonly local: string }): string {
  const name = quote(local);
  return namespace === "" ? name : `${name} of ${quote(namespace)}`;
}
