/** A name to look for. */
export interface Name {
  readonly namespace: Namespace;
  readonly local: string;
  /** The local name in UTF-8. */
  readonly bytes: Uint8Array;
}

/** A namespace, and what stands for it in the scope where it was looked up last. */
export interface Namespace {
  readonly uri: string;
  scope: number;
  /** Where in the document the prefix and its colon stand, and their length: 0 for none, -1 for unbound. */
  at: number;
  length: number;
}

const namespaces = /* @__PURE__ */ new Map<string, Namespace>();
const encoder = /* @__PURE__ */ new TextEncoder();

/** A name of a table: those of one namespace share what is found out about it. */
export function nameOf(uri: string, local: string): Name {
  let namespace = namespaces.get(uri);
  if (namespace === undefined) namespaces.set(uri, (namespace = { uri, scope: -1, at: 0, length: -1 }));
  return { namespace, local, bytes: encoder.encode(local) };
}
