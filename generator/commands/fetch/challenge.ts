/** True if a header of a request holds credentials. */
export function holdsCredentials(httpHeaders: Readonly<Record<string, string>>): boolean {
  return Object.keys(httpHeaders).some((name) => /^(?:authorization|cookie)$/i.test(name));
}

export interface Challenge {
  /** The schemes that the service asks for, as it writes them. */
  readonly schemes: readonly string[];
  /** The options with which curl answers, if there are no others that do. */
  readonly curl: string | undefined;
}

/** Reads the header `WWW-Authenticate`. */
export function challengeIn(header: string): Challenge {
  const found = header.matchAll(/(?:^|,\s*)(Basic|Bearer|Digest|NTLM|Negotiate)\b/gi);
  const schemes = [...found].map(([, scheme = ""]) => scheme);
  const isSupported = schemes.some((scheme) => /^(?:basic|bearer)$/i.test(scheme));
  const [curl] = isSupported ? [] : schemes.flatMap((scheme) => curlOptions.get(scheme.toLowerCase()) ?? []);
  return { schemes, curl };
}

/** The options of curl are named for schemes that are not supported here. */
const curlOptions: ReadonlyMap<string, string> = new Map([
  ["ntlm", "--ntlm -u name"],
  ["negotiate", "--negotiate -u :"],
  ["digest", "--digest -u name"],
]);

export const credentialOptions = "--user, or SOAPWRIGHT_USER; --bearer, or SOAPWRIGHT_TOKEN; --http-header 'Cookie: …'";
