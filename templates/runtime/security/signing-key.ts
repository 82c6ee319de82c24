import { explain, misfit, RequestError } from "../error.js";
import { decodeUtf8 } from "../xml/utf8.js";
import { signatures, type SignatureAlgorithm } from "./algorithms.js";
import { importPublicKey, keyTypeOf, readCertificate, type Certificate, type KeyType } from "./certificate.js";
import { derContent, derOf, derValues, INTEGER, OCTET_STRING, SEQUENCE } from "./der.js";
import { pemBlocks, type PemBlock } from "./pem.js";

/** A CryptoKey, which not every library of types declares by this name. */
export type PrivateKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** A key that can sign, and its certificate. */
export interface Signer {
  readonly certificate: Certificate;
  /** The URI of the algorithm. */
  readonly algorithm: string;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** The private key of the option. Throws a TypeError for anything else. */
export function checkedPrivateKey(key: unknown): PrivateKey | PemBlock {
  if (typeof key === "string") return privateKeyIn(key);
  const { type, usages } = Object(key) as Partial<PrivateKey>;
  if (type !== "private" || usages?.includes("sign") !== true)
    throw new TypeError(`key: ${explain(misfit("PEM as text, or a private CryptoKey for signing", key))}`);
  return key as PrivateKey; // only a key has these properties
}

/** The private key of a PEM file. Throws a TypeError with the command that makes one of another file. */
export function privateKeyIn(pem: string): PemBlock {
  const block = pemBlocks(pem).find(({ label }) => label.endsWith("PRIVATE KEY"));
  if (block === undefined)
    throw new TypeError(
      "key: expected a PEM file with a PRIVATE KEY, found none; of a PFX: openssl pkcs12 -in store.pfx -nodes -out store.pem",
    );
  if (!wrapped.has(block.label) && block.label !== "PRIVATE KEY")
    throw new TypeError(
      `key: expected a PRIVATE KEY, found ${/^[A-Z ]+$/.test(block.label) ? block.label : "another"}; openssl pkey -in key.pem -out plain.pem removes its password`,
    );
  return block;
}

/** The labels of keys in the forms of PKCS #1 and SEC 1, which PKCS #8 wraps. */
const wrapped: ReadonlySet<string> = /* @__PURE__ */ new Set(["RSA PRIVATE KEY", "EC PRIVATE KEY"]);

/** The certificates in DER, or of a PEM file, as text or as bytes. Throws a TypeError for anything else. */
export function certificatesIn(source: string | Uint8Array): readonly Certificate[] {
  if (typeof source !== "string" && !ArrayBuffer.isView(source))
    throw new TypeError(`certificate: ${explain(misfit("PEM or DER", source))}`);
  const file = typeof source === "string" || source[0] === SEQUENCE ? source : decodeUtf8(source);
  if (typeof file !== "string") return [readCertificate(file)];
  const blocks = pemBlocks(file).filter(({ label }) => label === "CERTIFICATE");
  if (blocks.length === 0)
    throw new TypeError("certificate: expected DER or a PEM file with a CERTIFICATE, found none");
  return blocks.map(({ bytes }) => readCertificate(bytes));
}

/**
 * Finds the certificate of a key, and the algorithm: `rsa-sha256`, or by default that of the key. Rejects with a
 * RequestError if none of the certificates is that of the key.
 */
export async function signerOf(
  key: PrivateKey | PemBlock,
  certificates: readonly Certificate[],
  wanted: string | undefined,
): Promise<Signer> {
  // Pages of http have none.
  if ((crypto as { readonly subtle?: unknown }).subtle === undefined)
    throw new RequestError("a signature needs WebCrypto, which browsers have in pages of https and of localhost only");
  for (const certificate of certificates) {
    const type = keyTypeOf(certificate.publicKey);
    const [uri, algorithm] = algorithmOf(wanted ?? defaultOf(key, type));
    if ((algorithm.name === "ECDSA") === (type === "RSA")) continue;
    const signer = { certificate, algorithm: uri, sign: await signWith(key, certificate, algorithm) };
    if (await isOf(signer, algorithm)) return signer;
  }
  const what = wanted === undefined ? "" : `, both for ${wanted}`;
  throw new RequestError(`expected a private key and its certificate${what}, found a certificate of another key`);
}

/** The algorithm of a name, the last part of its URI. Throws a TypeError for another one. */
export function algorithmOf(name: string): readonly [uri: string, algorithm: SignatureAlgorithm] {
  const found = [...signatures].find(([uri]) => uri.endsWith(`#${name}`));
  if (found === undefined) throw new TypeError(`algorithm: expected one such as rsa-sha256, found ${name}`);
  return found;
}

/** A key of WebCrypto for RSA is made for one hash. A curve is used with a hash of its own length. */
function defaultOf(key: PrivateKey | PemBlock, type: KeyType): string {
  if (type !== "RSA") return `ecdsa-sha${type === "P-521" ? "512" : type.slice(2)}`;
  const hash = "algorithm" in key ? (key.algorithm as { readonly hash?: { readonly name: string } }).hash : undefined;
  return `rsa-${(hash?.name ?? "SHA-256").replace("-", "").toLowerCase()}`;
}

async function signWith(
  key: PrivateKey | PemBlock,
  { publicKey }: Certificate,
  { name, hash }: SignatureAlgorithm,
): Promise<Signer["sign"]> {
  const type = keyTypeOf(publicKey);
  const { subtle } = crypto;
  const algorithm = name === "ECDSA" ? { name, hash, namedCurve: type } : { name, hash };
  // A key of another type than the certificate cannot be imported. What it is stays secret.
  const imported =
    "label" in key
      ? await subtle.importKey("pkcs8", pkcs8(key, publicKey), algorithm, false, ["sign"]).catch(() => undefined)
      : key;
  return async (bytes) => {
    if (imported === undefined) throw new TypeError("expected a key of another type");
    return new Uint8Array(await subtle.sign(algorithm, imported, Uint8Array.from(bytes)));
  };
}

/** The key as PKCS #8, with the algorithm of its public key. */
function pkcs8({ label, bytes }: PemBlock, publicKey: Uint8Array): ReturnType<typeof Uint8Array.from> {
  if (!wrapped.has(label)) return Uint8Array.from(bytes);
  const [algorithm] = derValues(derContent(publicKey, SEQUENCE, "a public key"));
  const version = derOf(INTEGER, Uint8Array.of(0));
  const key = derOf(OCTET_STRING, bytes);
  return Uint8Array.from(derOf(SEQUENCE, version, algorithm?.whole ?? new Uint8Array(), key));
}

/** True if the certificate is that of the key. */
async function isOf({ certificate, sign }: Signer, { name, hash }: SignatureAlgorithm): Promise<boolean> {
  const sample = Uint8Array.of(1);
  const signature = await sign(sample).catch(() => undefined);
  if (signature === undefined) return false;
  const key = await importPublicKey(certificate.publicKey, hash);
  return crypto.subtle.verify({ name, hash }, key, Uint8Array.from(signature), sample);
}
