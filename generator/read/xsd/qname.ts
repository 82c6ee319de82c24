export interface QName {
  readonly namespace: string;
  readonly local: string;
}

/** `{namespace}local` */
export function clark({ namespace, local }: QName): string {
  return `{${namespace}}${local}`;
}

/** A name in messages. */
export function shownName({ namespace, local }: QName): string {
  const name = quote(local);
  return namespace === "" ? name : `${name} of ${quote(namespace)}`;
}

/** Text of a source in messages. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
