import { createHash, createHmac, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { ds, exclusive } from "../../templates/runtime/security/algorithms.js";
import { CanonicalCursor } from "../../templates/runtime/security/canonical.js";
import { openAgain } from "../../templates/runtime/xml/position.js";
import { certificate, certificateKey } from "./certificate.js";

const oasis = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
export const wsse = `${oasis}wssecurity-secext-1.0.xsd`;
export const wsu = `${oasis}wssecurity-utility-1.0.xsd`;
export const soap = "http://schemas.xmlsoap.org/soap/envelope/";
export { ds };
export const ecdsa = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
export const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const x509 = `${oasis}x509-token-profile-1.0`;

export const key: KeyObject = createPrivateKey(certificateKey);
export const certificateBase64: string = certificate.replace(/-----.*-----|\s/g, "");

/** A part to sign: the start of its start tag in the document, with its id. */
export interface SignedId {
  readonly id: string;
  readonly start?: string;
  readonly transforms?: string;
  readonly digestMethod?: string;
  readonly prefixes?: readonly string[];
}

export interface Signing {
  readonly ids?: readonly SignedId[];
  readonly key?: KeyObject;
  readonly algorithm?: string;
  readonly keyInfo?: string;
  readonly canonicalization?: string;
  /** Changes SignedInfo before it is signed. */
  readonly signedInfo?: (text: string) => string;
}

export const transform = `<ds:Transform Algorithm="${exclusive}"></ds:Transform>`;
export const envelopedTransform = `<ds:Transform Algorithm="${ds}enveloped-signature"></ds:Transform>`;

export const keyReference = `<wsse:SecurityTokenReference><wsse:Reference URI="#token" ValueType="${x509}#X509v3"/></wsse:SecurityTokenReference>`;
export const token = (base64 = certificateBase64, id = "token"): string =>
  `<wsse:BinarySecurityToken wsu:Id="${id}" ValueType="${x509}#X509v3" EncodingType="${oasis}soap-message-security-1.0#Base64Binary">${base64}</wsse:BinarySecurityToken>`;

export interface Parts {
  readonly header?: string;
  readonly security?: string;
  readonly body?: string;
  readonly attributes?: string;
}

/** An envelope in which `SIGNATURE` marks the place of the signature. */
export function unsignedEnvelope({ header = "", security = token(), body = "", attributes = "" }: Parts): string {
  return `<s:Envelope xmlns:s="${soap}" xmlns:wsse="${wsse}" xmlns:wsu="${wsu}"${attributes}><s:Header>${header}<wsse:Security s:mustUnderstand="1">${security}SIGNATURE</wsse:Security></s:Header><s:Body wsu:Id="body">${body}</s:Body></s:Envelope>`;
}

/** Signs parts of an envelope. */
export function signed(envelope: string, options: Signing = {}): string {
  const { ids = [{ id: "body" }], keyInfo = keyReference, algorithm = ecdsa, canonicalization = exclusive } = options;
  const references = ids.map(
    ({ id, start = `wsu:Id="${id}"`, transforms = transform, digestMethod = sha256, prefixes }) => {
      const digest = createHash(hashOf(digestMethod))
        .update(canonicalPart(envelope.replace("SIGNATURE", ""), id === "" ? "" : start, prefixes))
        .digest("base64");
      return `<ds:Reference URI="${id === "" ? "" : `#${id}`}"><ds:Transforms>${transforms}</ds:Transforms><ds:DigestMethod Algorithm="${digestMethod}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
    },
  );
  const change = options.signedInfo ?? ((text) => text);
  const signedInfo = change(
    `<ds:SignedInfo xmlns:ds="${ds}"><ds:CanonicalizationMethod Algorithm="${canonicalization}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="${algorithm}"></ds:SignatureMethod>${references.join("")}</ds:SignedInfo>`,
  );
  const value = valueOf(signedInfo, algorithm, options.key ?? key);
  const info = keyInfo === "" ? "" : `<ds:KeyInfo>${keyInfo}</ds:KeyInfo>`;
  return envelope.replace(
    "SIGNATURE",
    () =>
      `<ds:Signature xmlns:ds="${ds}">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue>${info}</ds:Signature>`,
  );
}

function valueOf(signedInfo: string, algorithm: string, key: KeyObject): string {
  const bytes = Buffer.from(signedInfo);
  if (algorithm.includes("hmac")) return createHmac("sha256", "secret").update(bytes).digest("base64");
  return sign(hashOf(algorithm), bytes, { key, dsaEncoding: "ieee-p1363" }).toString("base64");
}

function hashOf(uri: string): string {
  return /(sha\d+)$/.exec(uri)?.[1] ?? "sha256";
}

/** The canonical form of the element whose start tag contains a text; of the root for none. */
function canonicalPart(document: string, start: string, prefixes: readonly string[] = []): Uint8Array {
  const cursor = new CanonicalCursor(new TextEncoder().encode(document));
  cursor.start();
  let place = cursor.place();
  const from = document.lastIndexOf("<", document.indexOf(start));
  const at = new TextEncoder().encode(document.slice(0, from)).length;
  cursor.visit(() => {
    if (start !== "" && cursor.at === at) place = cursor.place();
  });
  openAgain(cursor, place);
  return cursor.canonical({ prefixes });
}
