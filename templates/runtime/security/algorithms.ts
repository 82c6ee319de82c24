/** The algorithms of signatures by their URIs (XML Signature 1.1, 6.1). */

export const ds = "http://www.w3.org/2000/09/xmldsig#";
const more = "http://www.w3.org/2001/04/xmldsig-more#";
const xmlenc = "http://www.w3.org/2001/04/xmlenc#";

/** Exclusive XML Canonicalization 1.0 without comments; also the namespace of InclusiveNamespaces. */
export const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const enveloped: string = `${ds}enveloped-signature`;

/** A hash as WebCrypto names it. */
export type Hash = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

export const digests: ReadonlyMap<string, Hash> = /* @__PURE__ */ new Map([
  [`${ds}sha1`, "SHA-1"],
  [`${xmlenc}sha256`, "SHA-256"],
  [`${more}sha384`, "SHA-384"],
  [`${xmlenc}sha512`, "SHA-512"],
]);

export interface SignatureAlgorithm {
  readonly name: "RSASSA-PKCS1-v1_5" | "ECDSA";
  readonly hash: Hash;
}

export const signatures: ReadonlyMap<string, SignatureAlgorithm> = /* @__PURE__ */ new Map([
  [`${ds}rsa-sha1`, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-1" }],
  [`${more}rsa-sha256`, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }],
  [`${more}rsa-sha384`, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-384" }],
  [`${more}rsa-sha512`, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-512" }],
  [`${more}ecdsa-sha1`, { name: "ECDSA", hash: "SHA-1" }],
  [`${more}ecdsa-sha256`, { name: "ECDSA", hash: "SHA-256" }],
  [`${more}ecdsa-sha384`, { name: "ECDSA", hash: "SHA-384" }],
  [`${more}ecdsa-sha512`, { name: "ECDSA", hash: "SHA-512" }],
]);
