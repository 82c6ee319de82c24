import { readChallenges } from "../../../templates/runtime/network/challenge.js";

export interface Refusal {
  /** The schemes that the service asks for, of those that are known: `Negotiate, NTLM`; empty without any. */
  readonly schemes: string;
  /** The next step for the user. */
  readonly hint: string;
}

/** Reads the header `WWW-Authenticate` of a reply with the status 401. */
export function refusalIn(header: string, isSignedIn: boolean): Refusal {
  const offered = readChallenges(header).map(({ scheme }) => scheme);
  const schemes = [...new Set(offered)].flatMap((scheme) => names.get(scheme) ?? []).join(", ");
  if (!isSignedIn) return { schemes, hint: `give credentials: ${credentialOptions}` };
  const isKerberos = offered.includes("negotiate") && !offered.some((scheme) => others.includes(scheme));
  const kerberos = isKerberos ? "; if it takes Kerberos only, send the request with curl --negotiate -u :" : "";
  return { schemes, hint: `the credentials were refused; check them: ${credentialOptions}${kerberos}` };
}

const names: ReadonlyMap<string, string> = new Map(
  ["Basic", "Bearer", "Digest", "NTLM", "Negotiate"].map((name) => [name.toLowerCase(), name]),
);

/** The schemes beside Negotiate in which the password is sent. */
const others: readonly string[] = ["ntlm", "digest", "basic"];

/** The options that give credentials, for hints. */
export const credentialOptions = "--user, or SOAPWRIGHT_USER; --bearer, or SOAPWRIGHT_TOKEN; --http-header 'Cookie: …'";
