/** A name to look for. */
export interface Name {
  readonly namespace: Namespace;
  readonly local: string;
  /** The local name in UTF-8. */
  readonly bytes: Uint8Array;
}

/** A namespace, and how it is written in the scope where it was met last. */
export interface Namespace {
  readonly uri: string;
  /** The identity of that scope. */
  scope: number;
  /** The offset of a prefix and its colon in the document, and their length: 0 for the default namespace. */
  at: number;
  length: number;
}

const namespaces = /* @__PURE__ */ new Map<string, Namespace>();
const encoder = /* @__PURE__ */ new TextEncoder();

/** A name of a table: those of one namespace share what is found out about it. */
export function nameOf(uri: string, local: string): Name {
  let namespace = namespaces.get(uri);
  if (namespace === undefined) namespaces.set(uri, (namespace = { uri, scope: -1, at: 0, length: 0 }));
  return { namespace, local, bytes: encoder.encode(local) };
}
