import { explain, misfit, shortened, unlike } from "../error.js";
import { trim } from "../xml/characters.js";
import { elementsIn, type XmlElement } from "../xml/element.js";
import { ds } from "./algorithms.js";
import { isEqual } from "./bytes.js";
import { modulusLengthOf, readCertificate, type Certificate, type PublicKey } from "./certificate.js";
import { wsse } from "./names.js";
import { pemBlocks } from "./pem.js";
import { attributeOf, bytesIn } from "./received-signature.js";
import { tagOf, unsupported, Unverified } from "./unverified.js";

/**
 * The keys whose signatures are accepted: certificates or public keys in PEM or as WebCrypto keys. A function decides on
 * the certificate in a reply, and must check all of it: nothing but the signature is verified.
 */
export type Trust = TrustedKey | readonly TrustedKey[] | TrustsCertificate;

/** A certificate or a public key that is pinned. Text is PEM, of which every block counts. */
export type TrustedKey = string | PublicKey;

/** Decides on a certificate, which anybody can have made. */
export type TrustsCertificate = (certificate: Certificate) => boolean | Promise<boolean>;

/** A key that is trusted. */
interface Pinned {
  /** The SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  readonly certificate: Certificate | undefined;
}

/** Finds the trusted keys that may have made a signature. Rejects with Unverified if there is none. */
export type KeyFinder = (keyInfo: XmlElement | undefined, tokenOf: TokenFinder) => Promise<readonly Uint8Array[]>;

/** The token with an id. */
export type TokenFinder = (id: string) => XmlElement | undefined;

/** Reads the option. Throws a TypeError for anything else. */
export function keyFinderOf(trust: Trust): KeyFinder {
  if (typeof trust === "function") {
    return async (keyInfo, tokenOf) => {
      const [certificate] = hintIn(keyInfo, tokenOf).certificates ?? [];
      if (certificate === undefined)
        throw new Unverified("untrusted", "expected a certificate in the reply for the function `trust`, found none");
      // A function in JavaScript may return anything.
      const isTrusted: unknown = await trust(certificate);
      if (isTrusted !== true)
        throw new Unverified("untrusted", unlike("a trusted certificate", `that of ${quoted(certificate.subject)}`));
      return [certificate.publicKey];
    };
  }
  const given: readonly unknown[] = typeof trust === "object" && "length" in trust ? trust : [trust];
  const keys = given.flatMap((key): readonly (Pinned | PublicKey)[] =>
    typeof key === "string" ? pinnedIn(key) : [checkedKey(key)],
  );
  if (keys.length === 0) throw new TypeError("trust: expected a certificate or a public key, found none");
  let exported: Promise<readonly Pinned[]> | undefined;
  return async (keyInfo, tokenOf) => {
    const hint = hintIn(keyInfo, tokenOf);
    const pinned = await (exported ??= Promise.all(keys.map(pinnedOf)));
    const matches = await Promise.all(pinned.map(async (key) => matchesHint(key, hint)));
    const found = pinned.filter((_, index) => matches[index]).map(({ publicKey }) => publicKey);
    if (found.length === 0) throw new Unverified("untrusted", unlike("a trusted key", hint.words));
    return found;
  };
}

function pinnedIn(pem: string): readonly Pinned[] {
  const blocks = pemBlocks(pem).flatMap(({ label, bytes }): readonly Pinned[] => {
    if (label === "CERTIFICATE") {
      const certificate = readCertificate(bytes);
      return [{ publicKey: certificate.publicKey, certificate }];
    }
    if (label !== "PUBLIC KEY") return [];
    // Throws for a key that cannot be read.
    modulusLengthOf(bytes);
    return [{ publicKey: bytes, certificate: undefined }];
  });
  if (blocks.length === 0) throw new TypeError("trust: expected PEM with a CERTIFICATE or a PUBLIC KEY, found none");
  return blocks;
}

function checkedKey(key: unknown): PublicKey {
  const { type, extractable } = Object(key) as Partial<PublicKey>;
  if (type !== "public" || extractable !== true)
    throw new TypeError(`trust: ${explain(misfit("PEM, or a public CryptoKey that is extractable", key))}`);
  return key as PublicKey; // only a key has these properties
}

async function pinnedOf(key: Pinned | PublicKey): Promise<Pinned> {
  if ("publicKey" in key) return key;
  // Imported again for each algorithm, because a key of RSA has one hash.
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey("spki", key)), certificate: undefined };
}

/** The statements of a KeyInfo on the key, which distinguish pinned keys. */
interface Hint {
  readonly words: string;
  readonly certificates?: readonly Certificate[];
  readonly serialNumber?: string;
  readonly thumbprint?: Uint8Array;
  readonly keyIdentifier?: Uint8Array;
}

async function matchesHint({ publicKey, certificate }: Pinned, hint: Hint): Promise<boolean> {
  const { certificates, serialNumber, thumbprint, keyIdentifier } = hint;
  if (certificates !== undefined) return certificates.some((each) => isEqual(each.publicKey, publicKey));
  // A public key alone has no certificate to compare.
  if (certificate === undefined) return true;
  // The issuer is not compared, since programs write its name in different ways, and since the key decides.
  if (serialNumber !== undefined) return certificate.serialNumber === serialNumber;
  if (keyIdentifier !== undefined) {
    const { subjectKeyIdentifier } = certificate;
    return subjectKeyIdentifier === undefined || isEqual(subjectKeyIdentifier, keyIdentifier);
  }
  if (thumbprint === undefined) return true;
  return isEqual(new Uint8Array(await crypto.subtle.digest("SHA-1", Uint8Array.from(certificate.der))), thumbprint);
}

function hintIn(keyInfo: XmlElement | undefined, tokenOf: TokenFinder): Hint {
  if (keyInfo === undefined) return { words: "a signature without KeyInfo" };
  const [child, ...others] = elementsIn(keyInfo);
  if (others.length > 0) unsupported(unlike("one child of KeyInfo", `${others.length + 1}`));
  if (child?.namespace === wsse && child.name === "SecurityTokenReference") {
    const [inner] = elementsIn(child);
    if (inner !== undefined) return hintOf(inner, tokenOf);
  }
  return child === undefined ? { words: "a signature with an empty KeyInfo" } : hintOf(child, tokenOf);
}

function hintOf(element: XmlElement, tokenOf: TokenFinder): Hint {
  const { name, namespace } = element;
  if (namespace === ds && name === "X509Data") return x509Hint(element);
  // A key that is pinned is known without it.
  if (namespace === ds && (name === "KeyValue" || name === "KeyName")) return { words: `a ${name}` };
  if (namespace === wsse && name === "Reference") {
    const uri = attributeOf(element, "URI") ?? "";
    const token = uri.startsWith("#") ? tokenOf(uri.slice(1)) : undefined;
    if (token?.namespace !== wsse || token.name !== "BinarySecurityToken")
      unsupported(misfit("the id of a BinarySecurityToken", uri));
    return certificatesHint([token]);
  }
  if (namespace === wsse && name === "KeyIdentifier") {
    const type = (attributeOf(element, "ValueType") ?? "").replace(/^.*#/, "");
    if (type === "ThumbprintSHA1") return { words: "another thumbprint", thumbprint: bytesIn(element) };
    if (type === "X509SubjectKeyIdentifier") {
      return { words: "another subject key identifier", keyIdentifier: bytesIn(element) };
    }
    if (type === "X509v3") return certificatesHint([element]);
    return unsupported(misfit("a KeyIdentifier of an X.509 certificate", type));
  }
  return unsupported(unlike("a KeyInfo of X.509", tagOf(element)));
}

function x509Hint(data: XmlElement): Hint {
  const children = elementsIn(data).filter(({ namespace }) => namespace === ds);
  const certificates = children.filter(({ name }) => name === "X509Certificate");
  if (certificates.length > 0) return certificatesHint(certificates);
  const identifier = children.find(({ name }) => name === "X509SKI");
  if (identifier !== undefined) {
    return { words: "another subject key identifier", keyIdentifier: bytesIn(identifier) };
  }
  const issuerSerial = children.find(({ name }) => name === "X509IssuerSerial");
  const serial = elementsIn(issuerSerial).find(({ name }) => name === "X509SerialNumber");
  if (serial === undefined) return { words: "an X509Data without certificate" };
  const serialNumber = trim(textIn(serial)).replace(/^(-?)0+(?=\d)/, "$1");
  return { words: `the serial number ${quoted(serialNumber)}`, serialNumber };
}

function textIn({ children }: XmlElement): string {
  return children.filter((child) => typeof child === "string").join("");
}

/** A text of the service as messages show it: on one line, and cut off. */
function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}

/** The longest certificate in bytes that is read. */
const longestCertificate = 65_536;

/** The most certificates of a chain. */
const mostCertificates = 10;

function certificatesHint(elements: readonly XmlElement[]): Hint {
  if (elements.length > mostCertificates) unsupported(unlike(`at most ${mostCertificates} certificates`, "more"));
  const certificates = elements.map((element) => {
    const bytes = bytesIn(element);
    if (bytes.length > longestCertificate) unsupported(unlike("a certificate", "one of more than 65,536 bytes"));
    try {
      return readCertificate(bytes);
    } catch (error) {
      // Its message is of this runtime.
      return unsupported(`${element.name}: ${error instanceof TypeError ? error.message : "expected a certificate"}`);
    }
  });
  return { words: `that of ${quoted(certificates.map(({ subject }) => subject).join(" and "))}`, certificates };
}
