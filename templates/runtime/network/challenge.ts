/** A challenge of WWW-Authenticate or Proxy-Authenticate (RFC 9110, 11.3). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** The text after the scheme of those without parameters, such as NTLM; empty if there is none. */
  readonly token: string;
  /** By names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The first 32 challenges in a header, whose values may be joined. Other text is skipped. */
export function readChallenges(header: string): readonly Challenge[] {
  const part = /([!#$%&'*+.^`|~\w-]+)(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=][^\s,"]*)))?|[^\s,]/y;
  const challenges: { scheme: string; token: string; parameters: Map<string, string> }[] = [];
  for (let at = 0; at < header.length && challenges.length <= 32; at = part.lastIndex) {
    const gap = /[\s,]*/y;
    gap.lastIndex = at;
    gap.exec(header);
    const start = gap.lastIndex;
    part.lastIndex = start;
    const [all, name, quoted, plain] = part.exec(header) ?? [];
    if (all === undefined) break;
    const value = quoted?.replace(/\\(.)/g, "$1") ?? plain;
    const last = challenges[challenges.length - 1];
    if (name === undefined) continue;
    if (value !== undefined) last?.parameters.set(name.toLowerCase(), value);
    else {
      const token = /[ \t]+([\w.~+/-]+=*)(?=\s*(?:,|$))/y;
      token.lastIndex = part.lastIndex;
      const text = token.exec(header)?.[1] ?? "";
      if (text !== "") part.lastIndex = token.lastIndex;
      challenges.push({ scheme: name.toLowerCase(), token: text, parameters: new Map() });
    }
  }
  return challenges;
}
