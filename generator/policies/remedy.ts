import type { Demand } from "./demands.js";
import { listed } from "../listed.js";
import { quote } from "../quote.js";
import { lackOfX509Token, signatureRemedy } from "./signature-remedy.js";

/** The needs of callers that demands of policies make. */
export interface Remedy {
  /** The demands that callers notice, in words: `a UsernameToken of WS-Security`. */
  readonly words: readonly string[];
  /** The demands among them that neither the runtime nor the transport satisfies. */
  readonly missing: readonly string[];
  /** The names of what steps and other options of a port satisfy: `UsernameToken`, in the order of the options. */
  readonly satisfied: readonly string[];
  /** The options of a port: `steps: [addressing()]`; empty if it needs none. */
  readonly options: string;
  /** The folders of the runtime that have what the options import. */
  readonly runtimeParts: readonly string[];
}

/** The remedy for all these demands of one port. */
export function remedyFor(demands: readonly Demand[]): Remedy {
  const context: Context = { overTransport: demands.some(({ name }) => name === "TransportBinding") };
  const needs = [...demands.map((demand) => needOf(demand, context)), ...signatureNeeds(demands)];
  const given = needs.filter((need) => need.kind === "option");
  const texts = (place: OptionNeed["place"]): readonly string[] => [
    ...new Map(given.filter((need) => need.place === place).map(({ satisfies, text }) => [satisfies, text])).values(),
  ];
  const parts = partOrder.flatMap((part) => texts("security").filter((text) => text.startsWith(`${part}(`)));
  const steps = [...texts("step"), ...(parts.length === 0 ? [] : [`security([${parts.join(", ")}])`])];
  const options = [...(steps.length === 0 ? [] : [`steps: [${steps.join(", ")}]`]), ...texts("port")];
  return {
    words: [...new Set(needs.flatMap((need) => (need.kind === "nothing" ? [] : [need.words])))],
    missing: [...new Set(needs.flatMap((need) => (need.kind === "missing" ? [need.words] : [])))],
    satisfied: [...new Set(given.filter(({ isSeen }) => isSeen).map(({ satisfies }) => satisfies))],
    options: options.join(", "),
    runtimeParts: [...new Set(given.flatMap(({ runtimePart }) => runtimePart ?? []))],
  };
}

/** The words of demands as a phrase, those of WS-Security last: `MTOM, a Timestamp and a UsernameToken of WS-Security`. */
export function phraseOf(words: readonly string[]): string {
  const last = words.filter((each) => each.endsWith(ofSecurity));
  const own = last.map((each, index) => (index < last.length - 1 ? each.slice(0, -ofSecurity.length) : each));
  return listed([...words.filter((each) => !each.endsWith(ofSecurity)), ...own]);
}

const ofSecurity = " of WS-Security";

/** True if no option of a port satisfies the demand, for the choice between alternatives. */
export function isMissing(demand: Demand): boolean {
  return needOf(demand, { overTransport: false }).kind === "missing";
}

interface Context {
  /** True if the transport signs and encrypts. */
  readonly overTransport: boolean;
}

interface OptionNeed {
  readonly kind: "option";
  readonly words: string;
  /** The name that the step, the part or the packaging states in `satisfies`. */
  readonly satisfies: string;
  /** Its place: among the parts of `security`, among the steps, or an option of the port with its name. */
  readonly place: "security" | "step" | "port";
  readonly text: string;
  readonly runtimePart?: string;
  /** True if the port sees that it is given; false for what belongs to the transport. */
  readonly isSeen: boolean;
}

type Need = { readonly kind: "nothing" } | OptionNeed | { readonly kind: "missing"; readonly words: string };

/** The order of the parts of `security`: what is signed comes before its signature. */
const partOrder = ["timestamp", "usernameToken", "x509Signature", "verify"];

const nothing: Need = { kind: "nothing" };

function missing(words: string): Need {
  return { kind: "missing", words };
}

function needOf(demand: Demand, context: Context): Need {
  const { name, properties = [], within = "" } = demand;
  if (settled.has(name)) return nothing;
  if (encryption.has(name)) return context.overTransport ? nothing : missing(encryptionWords);
  const unknown = unsupported.get(name);
  if (unknown !== undefined) return missing(unknown);
  switch (name) {
    case "UsernameToken":
      return usernameNeed(properties, within, context);
    case "X509Token": {
      const lack = lackOfX509Token(demand);
      return lack === undefined ? nothing : missing(lack);
    }
    case "IncludeTimestamp":
      return option("a Timestamp of WS-Security", name, "security", "timestamp()", "security");
    case "HttpsToken":
      return httpsNeed(properties);
    case "RequireClientCertificate":
      return unseen("a client certificate", "port", "transport: nodeTransport({ cert, key })", "node");
    case "UsingAddressing":
    case "Addressing":
      return addressingNeed(demand);
    case "OptimizedMimeSerialization":
    case "MTOM":
      return option("MTOM", "MTOM", "port", "attachments: mtom()", "attachments");
    case "BasicAuthentication":
    case "HttpBasicAuthentication":
      return unseen("HTTP authentication", "port", "credentials: { username, password }");
    case "DigestAuthentication":
    case "HttpDigestAuthentication":
      return unseen("HTTP authentication", "step", "digest({ username, password })", "network");
    case "NegotiateAuthentication":
    case "NtlmAuthentication":
      return unseen(
        "HTTP authentication",
        "port",
        "transport: nodeTransport({ ntlm: { origin, username, password } })",
        "node",
      );
    default:
      return missing(
        demand.isExtension === true
          ? `the extension ${name} of ${quote(demand.namespace)}`
          : `the assertion ${name} of ${quote(demand.namespace)}`,
      );
  }
}

function option(
  words: string,
  satisfies: string,
  place: OptionNeed["place"],
  text: string,
  runtimePart: string,
): OptionNeed {
  return { kind: "option", words, satisfies, place, text, runtimePart, isSeen: true };
}

/** An option that works below the messages, so that a port cannot see whether another place gives it. */
function unseen(words: string, place: OptionNeed["place"], text: string, runtimePart?: string): OptionNeed {
  const need: OptionNeed = { kind: "option", words, satisfies: words, place, text, isSeen: false };
  return runtimePart === undefined ? need : { ...need, runtimePart };
}

/** The signatures of a port, which its demands determine together. */
function signatureNeeds(demands: readonly Demand[]): readonly Need[] {
  const { signature, verification, missing: lacks } = signatureRemedy(demands);
  const part = (words: string, satisfies: string, text: string | undefined): readonly Need[] =>
    text === undefined ? [] : [option(words, satisfies, "security", text, "security")];
  return [
    ...part("signatures of WS-Security", "X509Token", signature),
    ...part("a check of signed replies", "RecipientToken", verification),
    ...lacks.map(missing),
  ];
}

function usernameNeed(properties: readonly string[], within: string, { overTransport }: Context): Need {
  if (properties.some((name) => /DerivedKeys/.test(name))) return missing("keys derived from a password");
  if (/Endorsing/.test(within)) return missing("a signature with a key derived from a password");
  if (/Encrypted/.test(within) && !overTransport) return missing(encryptionWords);
  const has = (name: string): boolean => properties.includes(name);
  const password = has("NoPassword") ? "" : ", password";
  const form = has("HashPassword") ? ', passwordType: "digest"' : has("Nonce") || has("Created") ? ", nonce: true" : "";
  const words = "a UsernameToken of WS-Security";
  return option(words, "UsernameToken", "security", `usernameToken({ username${password}${form} })`, "security");
}

function httpsNeed(properties: readonly string[]): Need {
  if (properties.includes("RequireClientCertificate"))
    return unseen("a client certificate", "port", "transport: nodeTransport({ cert, key })", "node");
  if (properties.includes("HttpBasicAuthentication"))
    return unseen("HTTP authentication", "port", "credentials: { username, password }");
  if (properties.includes("HttpDigestAuthentication"))
    return unseen("HTTP authentication", "step", "digest({ username, password })", "network");
  return nothing;
}

function addressingNeed({ namespace, properties = [] }: Demand): Need {
  if (properties.includes("NonAnonymousResponses")) return missing("WS-Addressing with replies to another address");
  const text = namespace.includes("2004/08") ? 'addressing({ version: "2004/08" })' : "addressing()";
  return option("WS-Addressing", "Addressing", "step", text, "addressing");
}

const encryptionWords = "encryption of WS-Security";

/** Assertions that only encryption satisfies, which the transport can do. */
const encryption: ReadonlySet<string> = new Set([
  "EncryptedParts",
  "EncryptedElements",
  "ContentEncryptedElements",
  "EncryptSignature",
  "EncryptBeforeSigning",
]);

/** Assertions that need nothing by themselves: those that describe what others need. */
const settled: ReadonlySet<string> = new Set([
  "TransportBinding",
  "AlgorithmSuite",
  "Layout",
  "Wss10",
  "Wss11",
  "Trust10",
  "Trust13",
  "OnlySignEntireHeadersAndBody",
  "ProtectTokens",
  "SignBeforeEncrypting",
  // The needs of signatures are determined from these together: see `signatureNeeds`.
  "AsymmetricBinding",
  "SignedParts",
  "SignedElements",
  // Messages have the header blocks and elements that the WSDL declares.
  "RequiredParts",
  "RequiredElements",
  // Requests are in UTF-8.
  "Utf816FFFECharacterEncoding",
]);

/** Assertions for which the runtime has nothing, in words. */
const unsupported: ReadonlyMap<string, string> = new Map([
  ["SymmetricBinding", "message security of WS-Security with a symmetric key"],
  ["IssuedToken", "a token of a security token service"],
  ["SpnegoContextToken", "a token of a security token service"],
  ["SamlToken", "a SAML token of WS-Security"],
  ["KerberosToken", "a Kerberos token of WS-Security"],
  ["RelToken", "a REL token of WS-Security"],
  ["KeyValueToken", "a key of WS-Security"],
  ["SecureConversationToken", "WS-SecureConversation"],
  ["SecurityContextToken", "WS-SecureConversation"],
  ["RMAssertion", "WS-ReliableMessaging"],
]);
