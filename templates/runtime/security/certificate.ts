import { shortened } from "../error.js";
import { hex } from "../hex.js";
import { BIT_STRING, contentOf, derContent, derValues, identifierOf, INTEGER } from "./der.js";
import { OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, type DerValue } from "./der.js";
import { pemBlocks } from "./pem.js";

/** An X.509 certificate, as far as signatures need it. Nothing in it is verified. */
export interface Certificate {
  readonly der: Uint8Array;
  /** The distinguished name as text (RFC 4514): `CN=Orders,O=Example,C=ES`. */
  readonly subject: string;
  readonly issuer: string;
  /** In decimal. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The extension of this name. */
  readonly subjectKeyIdentifier?: Uint8Array;
  /** The SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
}

/** Reads a certificate in DER, or the first one of a PEM file. Throws a TypeError for anything else. */
export function readCertificate(source: string | Uint8Array): Certificate {
  if (typeof source !== "string") return certificateOf(source);
  const block = pemBlocks(source).find(({ label }) => label === "CERTIFICATE");
  if (block === undefined) throw new TypeError("expected a PEM file with a CERTIFICATE, found none");
  return certificateOf(block.bytes);
}

/** RFC 5280, 4.1. */
function certificateOf(der: Uint8Array): Certificate {
  const [signed] = derValues(derContent(der, SEQUENCE, "a certificate"));
  const fields = derValues(contentOf(signed, SEQUENCE, "a certificate"));
  // The version is absent from certificates of version 1.
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [serial, , issuer, validity, subject, publicKey, ...more] = fields;
  const [notBefore, notAfter] = derValues(contentOf(validity, SEQUENCE, "a validity"));
  const subjectKeyIdentifier = keyIdentifierIn(more.find(({ tag }) => tag === 0xa3));
  // Throws for a key that cannot be read.
  modulusLengthOf(contentOfKey(publicKey).whole);
  return {
    der,
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    serialNumber: decimal(contentOf(serial, INTEGER, "a serial number")),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    ...(subjectKeyIdentifier && { subjectKeyIdentifier }),
    publicKey: contentOfKey(publicKey).whole,
  };
}

function contentOfKey(publicKey: DerValue | undefined): DerValue {
  if (publicKey?.tag !== SEQUENCE) throw new TypeError("expected a public key, found other DER");
  return publicKey;
}

/** The type of a key: RSA, or the curve that WebCrypto calls by this name. */
export type KeyType = "RSA" | "P-256" | "P-384" | "P-521";

/** The type of the key in a SubjectPublicKeyInfo. Throws a TypeError for another one. */
export function keyTypeOf(publicKey: Uint8Array): KeyType {
  const [algorithm, key] = derValues(derContent(publicKey, SEQUENCE, "a public key"));
  contentOf(key, BIT_STRING, "a public key");
  const [name, curve] = derValues(contentOf(algorithm, SEQUENCE, "the algorithm of a key"));
  const identifiers = [name, curve].flatMap((each) =>
    each?.tag === OBJECT_IDENTIFIER ? [identifierOf(each.content)] : [],
  );
  const type = keyTypes.get(identifiers.join(" "));
  if (type === undefined)
    throw new TypeError(
      `expected a key of RSA, or of P-256, P-384 or P-521, found ${shortened(identifiers.join(" ")) || "another"}`,
    );
  return type;
}

/** The key itself in a SubjectPublicKeyInfo, in the form of its algorithm. */
export function publicKeyBits(publicKey: Uint8Array): Uint8Array {
  const [, bits] = derValues(derContent(publicKey, SEQUENCE, "a public key"));
  // The first byte is the number of unused bits.
  return contentOf(bits, BIT_STRING, "a public key").subarray(1);
}

/** The modulus and the exponent in a SubjectPublicKeyInfo of RSA, without the zeros that show their signs. */
export function rsaNumbers(publicKey: Uint8Array): readonly [modulus: Uint8Array, exponent: Uint8Array] {
  const [modulus, exponent] = derValues(derContent(publicKeyBits(publicKey), SEQUENCE, "a public key"));
  const number = (value: DerValue | undefined): Uint8Array => {
    const bytes = contentOf(value, INTEGER, "a public key");
    return bytes[0] === 0 ? bytes.subarray(1) : bytes;
  };
  return [number(modulus), number(exponent)];
}

/** The number of bits of the modulus of a key of RSA; undefined for another key. */
export function modulusLengthOf(publicKey: Uint8Array): number | undefined {
  if (keyTypeOf(publicKey) !== "RSA") return undefined;
  const [modulus] = rsaNumbers(publicKey);
  return modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
}

const keyTypes: ReadonlyMap<string, KeyType> = /* @__PURE__ */ new Map([
  ["1.2.840.113549.1.1.1", "RSA"],
  ["1.2.840.10045.2.1 1.2.840.10045.3.1.7", "P-256"],
  ["1.2.840.10045.2.1 1.3.132.0.34", "P-384"],
  ["1.2.840.10045.2.1 1.3.132.0.35", "P-521"],
]);

/** A CryptoKey, which not every library of types declares by this name. */
export type PublicKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Imports a SubjectPublicKeyInfo to verify signatures with this hash. */
export async function importPublicKey(publicKey: Uint8Array, hash: string): Promise<PublicKey> {
  const type = keyTypeOf(publicKey);
  const algorithm = type === "RSA" ? { name: "RSASSA-PKCS1-v1_5", hash } : { name: "ECDSA", namedCurve: type };
  // A copy, because its buffer must be its own.
  return crypto.subtle.importKey("spki", Uint8Array.from(publicKey), algorithm, true, ["verify"]);
}

function keyIdentifierIn(extensions: DerValue | undefined): Uint8Array | undefined {
  if (extensions === undefined) return undefined;
  for (const { content } of derValues(derContent(extensions.content, SEQUENCE, "extensions"))) {
    const [name, ...values] = derValues(content);
    if (identifierOf(contentOf(name, OBJECT_IDENTIFIER, "an extension")) !== "2.5.29.14") continue;
    const value = contentOf(values.pop(), OCTET_STRING, "a key identifier");
    return derContent(value, OCTET_STRING, "a key identifier");
  }
  return undefined;
}

/** RFC 5280, 4.1.2.5: two digits of a year below 50 are of this century. */
function timeOf(value: DerValue | undefined): Date {
  const text = String.fromCharCode(...(value?.content ?? []).slice(0, 20));
  const match = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const [, years = "", ...rest] = match ?? [];
  const isShort = years.length === 2;
  if (match === null || value?.tag !== (isShort ? 0x17 : 0x18))
    throw new TypeError("expected the time of a certificate, found other DER");
  const [month = 0, day, hour, minute, second] = rest.map(Number);
  const year = Number(years) + (isShort ? (Number(years) < 50 ? 2000 : 1900) : 0);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function decimal(content: Uint8Array): string {
  if (content.length === 0 || content.length > 64)
    throw new TypeError("expected a serial number, found another length");
  return BigInt.asIntN(content.length * 8, BigInt(`0x${hex(content)}`)).toString();
}

/** A Name as text: the last part first (RFC 4514, 2). */
function nameOf(name: DerValue | undefined): string {
  return derValues(contentOf(name, SEQUENCE, "a name"))
    .map(({ content }) => derValues(content).map(attributeOf).join("+"))
    .reverse()
    .join(",");
}

function attributeOf({ content }: DerValue): string {
  const [type, value] = derValues(content);
  const identifier = identifierOf(contentOf(type, OBJECT_IDENTIFIER, "an attribute of a name"));
  if (value === undefined) throw new TypeError("expected an attribute of a name, found no value");
  const keyword = keywords.get(identifier);
  const text = keyword === undefined ? undefined : textOf(value);
  return text === undefined ? `${identifier}=#${hex(value.whole)}` : `${keyword ?? ""}=${escaped(text)}`;
}

/** RFC 4514, 3. */
const keywords: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["2.5.4.3", "CN"],
  ["2.5.4.7", "L"],
  ["2.5.4.8", "ST"],
  ["2.5.4.10", "O"],
  ["2.5.4.11", "OU"],
  ["2.5.4.6", "C"],
  ["2.5.4.9", "STREET"],
  ["0.9.2342.19200300.100.1.25", "DC"],
  ["0.9.2342.19200300.100.1.1", "UID"],
]);

/** The types of text, and their charsets. */
const charsets: ReadonlyMap<number, string> = /* @__PURE__ */ new Map([
  [0x0c, "utf-8"],
  [0x13, "utf-8"],
  [0x16, "utf-8"],
  [0x14, "latin1"],
  [0x1e, "utf-16be"],
]);

function textOf({ tag, content }: DerValue): string | undefined {
  const charset = charsets.get(tag);
  return charset === undefined ? undefined : new TextDecoder(charset, { ignoreBOM: true }).decode(content);
}

/** RFC 4514, 2.4. */
function escaped(text: string): string {
  return text.replace(/^[ #]| $|[\\"+,;<>]/g, "\\$&").replace(/\0/g, "\\00");
}
