/**
 * The algorithms of signatures by their URIs (XML Signature 1.1, 6.1). These are whole texts, since bundlers keep those that
 * are put together from others.
 */

export const ds = "http://www.w3.org/2000/09/xmldsig#";

/** Exclusive XML Canonicalization 1.0 without comments; also the namespace of InclusiveNamespaces. */
export const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/** A hash as WebCrypto names it. */
export type Hash = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

export const digests: ReadonlyMap<string, Hash> = /* @__PURE__ */ new Map([
  ["http://www.w3.org/2000/09/xmldsig#sha1", "SHA-1"],
  ["http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256"],
  ["http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384"],
  ["http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512"],
]);

export interface SignatureAlgorithm {
  readonly name: "RSASSA-PKCS1-v1_5" | "ECDSA";
  readonly hash: Hash;
}

export const signatures: ReadonlyMap<string, SignatureAlgorithm> = /* @__PURE__ */ new Map([
  ["http://www.w3.org/2000/09/xmldsig#rsa-sha1", { name: "RSASSA-PKCS1-v1_5", hash: "SHA-1" }],
  ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }],
  ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", { name: "RSASSA-PKCS1-v1_5", hash: "SHA-384" }],
  ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", { name: "RSASSA-PKCS1-v1_5", hash: "SHA-512" }],
  ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1", { name: "ECDSA", hash: "SHA-1" }],
  ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", { name: "ECDSA", hash: "SHA-256" }],
  ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", { name: "ECDSA", hash: "SHA-384" }],
  ["http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", { name: "ECDSA", hash: "SHA-512" }],
]);
