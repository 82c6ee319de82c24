/** The parts of the target of a request. */
export interface RequestTarget {
  readonly scheme?: "http" | "https";
  readonly host?: string;
  readonly path?: string;
}

/** The parts of a target: all of an absolute URL, or a path only. Leaves out secrets in a URL before an `@`. */
export function targetOf(target: string): RequestTarget {
  if (target === "") return {};
  const [, scheme, host, path = ""] = /^(?:(https?):\/\/(?:[^\s/?#@]*@)?([^\s/?#@]+))?([^?#]*)/i.exec(target) ?? [];
  if (scheme === undefined || host === undefined) return { path };
  return { scheme: scheme.toLowerCase() === "http" ? "http" : "https", host, path: path || "/" };
}
