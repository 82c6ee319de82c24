import type { OutgoingMessage } from "../binding/step.js";
import { explain, misfit, RequestError } from "../error.js";
import { hex } from "../hex.js";
import { isNCName } from "../xml/characters.js";
import type { XmlAttribute, XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";
import { Output, type Bytes } from "../xml/output.js";
import { decodeUtf8 } from "../xml/utf8.js";
import { writeRootElement } from "../xml/write-element.js";
import { digests, ds, exclusive, type Hash } from "./algorithms.js";
import { base64 } from "./base64.js";
import { base64Type, wsse, x509Type } from "./names.js";
import { checkIdentifier, keyInfo, type KeyIdentifier } from "./key-info.js";
import { identifyParts, type IdentifiedPart, type PrefixList, type SignedPart } from "./parts-to-sign.js";
import type { SecurityPart } from "./security.js";
import { checkConfirmations } from "./signature-confirmation.js";
import {
  algorithmOf,
  certificatesIn,
  checkedPrivateKey,
  signerOf,
  type PrivateKey,
  type Signer,
} from "./signing-key.js";

/** Options of `x509Signature`. */
export interface X509SignatureOptions {
  /**
   * The private key: a CryptoKey for signing, or a PEM file without a password (PKCS #8, PKCS #1 or SEC 1), of RSA or of
   * P-256, P-384 or P-521.
   */
  readonly key: string | PrivateKey;
  /** Its certificate, in PEM, as text or bytes, or in DER. Of several in a PEM file, that of the key is chosen. */
  readonly certificate: string | Uint8Array;
  /** How the message names the certificate; the whole certificate in a BinarySecurityToken by default. */
  readonly keyIdentifier?: KeyIdentifier | undefined;
  /** The parts to sign, each of which must be in the message; by default the Body, and the Timestamp if there is one. */
  readonly signedParts?: readonly SignedPart[] | undefined;
  /** By default RSA or ECDSA with SHA-256, with the hash of a CryptoKey of RSA, or with the hash of a larger curve. */
  readonly algorithm?:
    `rsa-${"sha1" | "sha256" | "sha384" | "sha512"}` | `ecdsa-${"sha1" | "sha256" | "sha384" | "sha512"}` | undefined;
  /** The hash of the parts; `sha256` by default. */
  readonly digest?: "sha1" | "sha256" | "sha384" | "sha512" | undefined;
  /**
   * The PrefixList of InclusiveNamespaces of each part: prefixes that the signature covers although they occur in values
   * only, as in `xsi:type="xsd:int"`. `all` covers those that are declared in the part and around it. None by default.
   */
  readonly prefixList?: readonly string[] | "all" | undefined;
}

/**
 * A signature of the request (WS-Security X.509 Certificate Token Profile 1.1), made when all parts of the Security block
 * are written, and placed behind them. Steps after `security` must not change what is signed. A reply that confirms
 * another signature (SignatureConfirmation), or not all signatures of the request, is malformed. Throws a TypeError for
 * a key or a certificate that cannot be read; a call throws a RequestError if the two do not belong together, and for a
 * request whose bytes are not all in it: those of a source, and parts of `mtom()`.
 */
export function x509Signature({
  key,
  certificate,
  keyIdentifier = "binarySecurityToken",
  signedParts,
  algorithm,
  digest = "sha256",
  prefixList = [],
}: X509SignatureOptions): SecurityPart {
  checkIdentifier(keyIdentifier);
  checkPrefixes(prefixList);
  const source = checkedPrivateKey(key);
  const certificates = certificatesIn(certificate);
  if (algorithm !== undefined) algorithmOf(algorithm);
  const method = [...digests].find(([uri]) => uri.endsWith(`#${digest}`));
  if (method === undefined) throw new TypeError(`digest: expected one such as sha256, found ${digest}`);
  const [digestMethod, hash] = method;
  if (signedParts?.length === 0) throw new TypeError("signedParts: expected at least one, found none");
  let prepared: Promise<Signer> | undefined;
  const signer = async (): Promise<Signer> => (prepared ??= signerOf(source, certificates, algorithm));
  return {
    satisfies: ["X509Token"],
    elements: async () => (keyIdentifier === "binarySecurityToken" ? [tokenOf(await signer())] : []),
    step: async (message, next) => {
      const envelope = await envelopeOf(message);
      const unique = hex(crypto.getRandomValues(new Uint8Array(16)));
      const parts = signedParts ?? ["body", "timestamp"];
      const identified = identifyParts(
        envelope,
        { parts, prefixList, isOptional: signedParts === undefined },
        (number) => `id-${number}-${unique}`,
      );
      const references: XmlElement[] = [];
      for (const part of identified.parts) {
        expectWhole(part.canonical);
        references.push(referenceTo(part, digestMethod, await digestOf(part.canonical, hash)));
      }
      const own = await signer();
      const info = signedInfo(own.algorithm, references);
      const signatureValue = base64(await own.sign(written(info)));
      const children = [
        info,
        element("SignatureValue", [signatureValue]),
        await keyInfo(keyIdentifier, own, identified.tokenId),
      ];
      const output = new Output();
      output.bytes(identified.bytes.subarray(0, identified.end));
      output.bytes(written(element("Signature", children)));
      output.bytes(identified.bytes.subarray(identified.end));
      const signatureValues = [...(message.signatureValues ?? []), signatureValue];
      const reply = await next({ ...message, body: output.done(), signatureValues });
      // Later steps know the signatures that they add as well.
      return { ...reply, signatureValues: reply.signatureValues ?? signatureValues };
    },
    check: checkConfirmations,
  };
}

function checkPrefixes(prefixList: PrefixList): void {
  if (prefixList === "all") return;
  if (Array.isArray(prefixList) && prefixList.every(isPrefix)) return;
  throw new TypeError(`prefixList: ${explain(misfit('"all", or a list of prefixes and #default', prefixList))}`);
}

/** True for a prefix that a document can declare, and for `#default`. */
function isPrefix(prefix: string): boolean {
  return prefix === "#default" || (isNCName(prefix) && prefix !== "xml" && prefix !== "xmlns");
}

const element = /* @__PURE__ */ elementMaker(ds, "ds");

/** An element that names an algorithm. */
function method(name: string, algorithm: string, parameters: XmlElement[] = []): XmlElement {
  return element(name, parameters, [{ name: "Algorithm", namespace: "", value: algorithm }]);
}

/** XML Signature 1.1, 4.4. What is written of it is its canonical form, also inside of the envelope. */
function signedInfo(algorithm: string, references: readonly XmlElement[]): XmlElement {
  const methods = [method("CanonicalizationMethod", exclusive), method("SignatureMethod", algorithm)];
  return element("SignedInfo", [...methods, ...references]);
}

function referenceTo({ id, prefixes }: IdentifiedPart, digestMethod: string, digest: string): XmlElement {
  const transforms = element("Transforms", [method("Transform", exclusive, inclusiveNamespaces(prefixes))]);
  const children = [transforms, method("DigestMethod", digestMethod), element("DigestValue", [digest])];
  return element("Reference", children, [{ name: "URI", namespace: "", value: `#${id}` }]);
}

/** The parameter of a canonicalization with these prefixes (Exclusive XML Canonicalization 1.0, 4). */
function inclusiveNamespaces(prefixes: readonly string[]): XmlElement[] {
  if (prefixes.length === 0) return [];
  const list: XmlAttribute = { name: "PrefixList", namespace: "", value: prefixes.join(" ") };
  return [elementMaker(exclusive, "ec")("InclusiveNamespaces", [], [list])];
}

function written(root: XmlElement): Bytes {
  const output = new Output();
  writeRootElement(output, root);
  return output.done();
}

async function digestOf(bytes: Bytes, hash: Hash): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.digest(hash, bytes)));
}

function tokenOf({ certificate }: Signer): XmlElement {
  const attributes: XmlAttribute[] = [
    { name: "EncodingType", namespace: "", value: base64Type },
    { name: "ValueType", namespace: "", value: `${x509Type}v3` },
  ];
  return elementMaker(wsse, "wsse")("BinarySecurityToken", [base64(certificate.der)], attributes);
}

async function envelopeOf({ body }: OutgoingMessage): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const error = new RequestError("expected a request whose values are all in memory, since a signature covers them");
  // Nobody reads the stream any more.
  await body?.cancel(error).catch(() => undefined);
  throw error;
}

/**
 * The digest of bytes that `mtom` sends as parts is that of their base64 (XOP 1.0, 1.1), which the message does not have.
 * `<` in a text is escaped, so that only an element can be found.
 */
function expectWhole(canonical: Uint8Array): void {
  if (decodeUtf8(canonical).includes('<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include"'))
    throw new RequestError(
      "expected bytes in the envelope, since a signature covers them, found parts of a package; mtom({ above: Infinity }) sends them in the envelope",
    );
}
