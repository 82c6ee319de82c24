/** A media type with its parameters, by their names in lower case (RFC 2045, 5.1). */
export interface ContentType {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads the value of a Content-Type. Of parameters with one name, the first counts. Ignores what is not one. */
export function readContentType(value: string): ContentType {
  const parameters = new Map<string, string>();
  const [head = ""] = value.split(";", 1);
  const parameter = /;\s*(?:([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[^])*)"|([^\s;"]*)))?[^;]*/y;
  parameter.lastIndex = head.length;
  for (let match = parameter.exec(value); match !== null; match = parameter.exec(value)) {
    const [, name, quoted, token = ""] = match;
    const key = name?.toLowerCase() ?? "";
    if (name !== undefined && !parameters.has(key)) parameters.set(key, quoted?.replace(/\\([^])/g, "$1") ?? token);
  }
  return { mediaType: head.trim().toLowerCase(), parameters };
}

/** True for text that a Content-Type can be. */
export function isMediaType(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}

/** A quoted-string, as the value of a parameter (RFC 9110, 5.6.4). */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
