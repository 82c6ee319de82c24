/** A name to search for. */
export interface Name {
  readonly namespace: Namespace;
  readonly local: string;
  /** The local name in UTF-8. */
  readonly bytes: Uint8Array;
}

/** A namespace, and its prefix in the scope where it was last found. */
export interface Namespace {
  readonly uri: string;
  /** The identity of that scope. */
  scope: number;
  /** The offset of the prefix and its colon in the document, and their length; 0 for the default namespace. */
  at: number;
  length: number;
}

const namespaces = /* @__PURE__ */ new Map<string, Namespace>();
const encoder = /* @__PURE__ */ new TextEncoder();

/** A name in a table. Names of one namespace share its last known prefix. */
export function nameOf(uri: string, local: string): Name {
  let namespace = namespaces.get(uri);
  if (namespace === undefined) namespaces.set(uri, (namespace = { uri, scope: -1, at: 0, length: 0 }));
  return { namespace, local, bytes: encoder.encode(local) };
}
