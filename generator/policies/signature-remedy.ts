import type { Demand } from "./demands.js";
import { addressing2004, addressing2005 } from "../namespaces.js";
import { quote } from "../quote.js";

/** The parts of `security` that sign requests and verify the signatures of replies. */
export interface SignatureRemedy {
  /** The call of `x509Signature`; undefined if no request is signed. */
  readonly signature: string | undefined;
  /** The call of `verify`; undefined if no reply is signed. */
  readonly verification: string | undefined;
  /** The lacks of the runtime for them, in words. */
  readonly missing: readonly string[];
}

/**
 * The signatures that demands of one port ask for (WS-SecurityPolicy 1.3): those of an AsymmetricBinding by X.509 tokens of
 * both sides, or over https that of an endorsing token.
 */
export function signatureRemedy(demands: readonly Demand[]): SignatureRemedy {
  const missing: string[] = [];
  const isAsymmetric = has(demands, "AsymmetricBinding");
  const verification = isAsymmetric ? replyVerification(demands, missing) : undefined;
  const ofMessage = isAsymmetric ? messageSignature(demands, missing) : undefined;
  const signature = endorsingSignature(demands, missing) ?? ofMessage;
  if (signature !== undefined && demands.some(isTimestampLast)) missing.push("a Timestamp behind the signature");
  return { signature, verification, missing };
}

function messageSignature(demands: readonly Demand[], missing: string[]): string | undefined {
  const token = demands.find((demand) => isX509Token(demand) && isOf(initiatorUses)(demand));
  if (token === undefined) {
    // Another token is missing by itself.
    if (!demands.some(isOf(initiatorUses))) missing.push("signatures of WS-Security without a token");
    return undefined;
  }
  const identifier = keyIdentifier(token, demands);
  const parts = signedParts(demands, identifier, missing);
  return signatureCall(identifier, parts, suiteOf(demands.find(isSuite(undefined)), missing));
}

function replyVerification(demands: readonly Demand[], missing: string[]): string | undefined {
  if (!demands.some((demand) => isX509Token(demand) && isOf(recipientUses)(demand))) return undefined;
  if (!signsBodyOfReplies(demands)) missing.push("signed replies whose Body is not signed");
  const options = [
    "trust",
    ...(suiteOf(demands.find(isSuite(undefined)), missing) === "sha1" ? ["sha1: true"] : []),
    ...(demands.some(confirmsSignatures) ? ["signatureConfirmation: true"] : []),
  ];
  return `verify({ ${options.join(", ")} })`;
}

function confirmsSignatures({ name, properties = [] }: Demand): boolean {
  return name === "Wss11" && properties.includes("RequireSignatureConfirmation");
}

function endorsingSignature(demands: readonly Demand[], missing: string[]): string | undefined {
  const [token, ...others] = demands.filter(
    (demand) => isX509Token(demand) && demand.within?.includes("Endorsing") === true,
  );
  if (token === undefined) return undefined;
  if (others.length > 0 || !has(demands, "TransportBinding")) {
    missing.push("a second signature of WS-Security");
    return undefined;
  }
  const { within } = token;
  const suite = suiteOf(demands.find(isSuite(within)) ?? demands.find(isSuite(undefined)), missing);
  const identifier = keyIdentifier(token, demands);
  return signatureCall(identifier, endorsedParts(demands, within, identifier, missing), suite);
}

/** The lack of the runtime for an X.509 token itself, in words. */
export function lackOfX509Token({ within = "", properties = [] }: Demand): string | undefined {
  const isSigning = initiatorUses.has(within) || recipientUses.has(within) || within.includes("Endorsing");
  if (!isSigning && !otherUses.has(within)) return "an X.509 token that does not sign";
  if (properties.some((name) => /DerivedKeys/.test(name))) return "keys derived from a token";
  if (recipientUses.has(within)) return undefined;
  if (properties.includes("RequireEmbeddedTokenReference")) return "an embedded X.509 token";
  const isPath = properties.some((name) => /^WssX509(?:Pkcs7|PkiPathV1|V1)Token/.test(name));
  return isPath && isSent(properties) ? "an X.509 token other than one certificate of version 3" : undefined;
}

const initiatorUses: ReadonlySet<string> = new Set(["InitiatorToken", "InitiatorSignatureToken"]);
const recipientUses: ReadonlySet<string> = new Set(["RecipientToken", "RecipientSignatureToken"]);
/** Uses that are missing by themselves: keys of encrypted parts, and of symmetric bindings. */
const otherUses: ReadonlySet<string> = new Set([
  "InitiatorEncryptionToken",
  "RecipientEncryptionToken",
  "ProtectionToken",
  "SignatureToken",
  "EncryptionToken",
]);

function has(demands: readonly Demand[], name: string): boolean {
  return demands.some((demand) => demand.name === name);
}

function isX509Token({ name }: Demand): boolean {
  return name === "X509Token";
}

function isTimestampLast({ name, properties = [] }: Demand): boolean {
  return name === "Layout" && properties.includes("LaxTsLast");
}

function isOf(uses: ReadonlySet<string>): (demand: Demand) => boolean {
  return ({ within = "" }) => uses.has(within);
}

function isSuite(use: string | undefined): (demand: Demand) => boolean {
  return ({ name, within }) => name === "AlgorithmSuite" && within === use;
}

/** The hash of an algorithm suite, for signatures and for parts. */
type Suite = "sha1" | "sha256";

/**
 * The hash that services use for a suite. All suites have RSA-SHA1 in the specification (7.1), but services of those with
 * Sha256 in their names sign with RSA-SHA256.
 */
function suiteOf(demand: Demand | undefined, missing: string[]): Suite {
  let suite: Suite = "sha256";
  for (const name of demand?.properties ?? []) {
    const known = /^(?:Basic(?:128|192|256)|TripleDes)(Sha256)?(?:Rsa15)?$/.exec(name);
    if (known !== null) suite = known[1] === undefined ? "sha1" : "sha256";
    else if (!harmlessInSuites.has(name)) missing.push(`the algorithms ${quote(name)} of signatures`);
  }
  return suite;
}

/** Properties of suites that change no signature of whole parts: those of encryption, tokens and elements. */
const harmlessInSuites: ReadonlySet<string> = new Set(["XPath10", "XPathFilter20", "AbsXPath", "STRTransform10"]);

/** The certificate travels unless the policy excludes it. Without a statement, a reference that is required excludes it. */
function isSent(properties: readonly string[]): boolean {
  const inclusion = properties.find((name) => /^(?:Never|Once|Always)/.test(name));
  if (inclusion === undefined) return !properties.some((name) => requiredReferences.has(name));
  return inclusion !== "Never" && inclusion !== "AlwaysToInitiator";
}

const requiredReferences: ReadonlyMap<string, string> = new Map([
  ["RequireIssuerSerialReference", "issuerSerial"],
  ["RequireThumbprintReference", "thumbprint"],
  ["RequireKeyIdentifierReference", "subjectKeyIdentifier"],
]);

const supportedReferences: ReadonlyMap<string, string> = new Map([
  ["MustSupportRefIssuerSerial", "issuerSerial"],
  ["MustSupportRefThumbprint", "thumbprint"],
  ["MustSupportRefKeyIdentifier", "subjectKeyIdentifier"],
]);

const sentToken = "binarySecurityToken";

/** The key identifier: what the token requires, or the first that every receiver of the policy supports. */
function keyIdentifier({ properties = [] }: Demand, demands: readonly Demand[]): string {
  if (isSent(properties)) return sentToken;
  for (const [name, identifier] of requiredReferences) if (properties.includes(name)) return identifier;
  const supported = demands.flatMap(({ name, properties = [] }) => (/^Wss1[01]$/.test(name) ? properties : []));
  for (const [name, identifier] of supportedReferences) if (supported.includes(name)) return identifier;
  return "issuerSerial";
}

/** The parts of requests that the message signature covers. The Body is always one of them, which no policy forbids. */
function signedParts(demands: readonly Demand[], identifier: string, missing: string[]): readonly string[] {
  const ofRequests = demands.filter(({ message }) => message !== "response");
  const isSigned = ({ name, within }: Demand): boolean => name === "SignedParts" && within === undefined;
  const addressed = addressedIn(demands);
  const blocks = ofRequests.filter(isSigned).flatMap((each) => headerBlocks(each, addressed, missing));
  if (ofRequests.some(({ name, within }) => name === "SignedElements" && within === undefined))
    missing.push("a signature of elements that an XPath selects");
  const isUserSigned = demands.some(({ name, within = "" }) => name === "UsernameToken" && within.startsWith("Signed"));
  return [
    quoted("body"),
    ...(has(demands, "IncludeTimestamp") ? [quoted("timestamp")] : []),
    ...(isUserSigned ? [quoted("usernameToken")] : []),
    ...protectedToken(demands, identifier, missing),
    ...new Set(blocks),
  ];
}

/** The parts that an endorsing token signs over https: the Timestamp (8.3), and those that are its own. */
function endorsedParts(
  demands: readonly Demand[],
  within: string | undefined,
  identifier: string,
  missing: string[],
): readonly string[] {
  const own = demands.filter((demand) => demand.within === within);
  const signed = own.filter(({ name }) => name === "SignedParts");
  const addressed = addressedIn(demands);
  if (own.some(({ name }) => name === "SignedElements")) missing.push("a signature of elements that an XPath selects");
  const parts = [
    ...(signed.some(coversBody) ? [quoted("body")] : []),
    ...(has(demands, "IncludeTimestamp") ? [quoted("timestamp")] : []),
    ...protectedToken(demands, identifier, missing),
    ...new Set(signed.flatMap((each) => headerBlocks(each, addressed, missing))),
  ];
  if (parts.length === 0) missing.push("an endorsing signature without a Timestamp");
  return parts;
}

/** The token of the signature, if the policy protects it. */
function protectedToken(demands: readonly Demand[], identifier: string, missing: string[]): readonly string[] {
  if (!has(demands, "ProtectTokens")) return [];
  if (identifier === sentToken) return [quoted(sentToken)];
  missing.push("a signature of a token that is not sent");
  return [];
}

/** The header blocks of WS-Addressing that \`addressing\` sends. */
const addressingBlocks: ReadonlySet<string> = new Set(["Action", "To", "MessageID", "ReplyTo"]);

/** The namespaces of WS-Addressing whose header blocks the options of the port send. */
function addressedIn(demands: readonly Demand[]): ReadonlySet<string> {
  const found = demands.filter(({ name }) => name === "UsingAddressing" || name === "Addressing");
  return new Set(found.map(({ namespace }) => (namespace.includes("2004/08") ? addressing2004 : addressing2005)));
}

/** The header blocks of SignedParts. Those of WS-Addressing are signed if they are sent (4.1.1), and then all of them. */
function headerBlocks({ parts = [] }: Demand, addressed: ReadonlySet<string>, missing: string[]): readonly string[] {
  if (parts.length === 0) missing.push("a signature of all header blocks");
  return parts.flatMap((part) => {
    if (part === "Body") return [];
    const [, namespace, name] = /^Header \{(.*)\}([^}]*)$/s.exec(part) ?? [];
    if (namespace === undefined || name === undefined) {
      missing.push("a signature of attachments");
      return [];
    }
    if (namespace === addressing2005 || namespace === addressing2004) {
      const isSent = addressed.has(namespace) && (name === "*" || addressingBlocks.has(name));
      return isSent ? [`{ namespace: ${quoted(namespace)} }`] : [];
    }
    return [`{ namespace: ${quoted(namespace)}${name === "*" ? "" : `, name: ${quoted(name)}`} }`];
  });
}

/** SignedParts without content are the Body and all header blocks (4.1.1). */
function coversBody({ parts }: Demand): boolean {
  return parts === undefined || parts.includes("Body");
}

function signsBodyOfReplies(demands: readonly Demand[]): boolean {
  return demands.some(
    (demand) =>
      demand.name === "SignedParts" &&
      demand.within === undefined &&
      demand.message !== "request" &&
      coversBody(demand),
  );
}

function signatureCall(identifier: string, parts: readonly string[], suite: Suite): string {
  const options = [
    "key",
    "certificate",
    ...(identifier === sentToken ? [] : [`keyIdentifier: ${quoted(identifier)}`]),
    ...(isDefault(parts) ? [] : [`signedParts: [${parts.join(", ")}]`]),
    ...(suite === "sha1" ? ['algorithm: "rsa-sha1"', 'digest: "sha1"'] : []),
  ];
  return `x509Signature({ ${options.join(", ")} })`;
}

/** The Body, and the Timestamp if there is one. */
function isDefault(parts: readonly string[]): boolean {
  return parts[0] === quoted("body") && parts.slice(1).every((part) => part === quoted("timestamp"));
}

/** A string literal; texts of policies are hostile. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
