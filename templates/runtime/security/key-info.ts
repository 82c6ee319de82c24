import { explain, misfit, RequestError } from "../error.js";
import type { XmlAttribute, XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";
import { ds } from "./algorithms.js";
import { base64 } from "./base64.js";
import { keyTypeOf, publicKeyBits, rsaNumbers, type Certificate, type KeyType } from "./certificate.js";
import { base64Type, thumbprintType, wsse, x509Type } from "./names.js";
import type { Signer } from "./signing-key.js";

/**
 * How a message names the certificate of a signature. `binarySecurityToken`: a reference to the certificate in the message.
 * `issuerSerial`, `thumbprint` (SHA-1) and `subjectKeyIdentifier` name a certificate that the receiver has. `x509`:
 * the certificate in a KeyIdentifier. `x509Data`: the certificate, and `keyValue`: the public key, without a
 * SecurityTokenReference.
 */
export type KeyIdentifier =
  "binarySecurityToken" | "issuerSerial" | "thumbprint" | "subjectKeyIdentifier" | "x509" | "x509Data" | "keyValue";

/** Throws a TypeError for another value of the option. */
export function checkIdentifier(identifier: KeyIdentifier): void {
  const names = Object.keys(identifiers);
  if (!names.includes(identifier))
    throw new TypeError(`keyIdentifier: ${explain(misfit(`one of ${names.join(", ")}`, identifier))}`);
}

const identifiers: Readonly<Record<KeyIdentifier, true>> = {
  binarySecurityToken: true,
  issuerSerial: true,
  thumbprint: true,
  subjectKeyIdentifier: true,
  x509: true,
  x509Data: true,
  keyValue: true,
};

const element = /* @__PURE__ */ elementMaker(ds, "ds");
const security = /* @__PURE__ */ elementMaker(wsse, "wsse");

/** The KeyInfo of a signature. Rejects with a RequestError for a certificate without a subject key identifier. */
export async function keyInfo(
  identifier: KeyIdentifier,
  { certificate }: Signer,
  tokenId: string | undefined,
): Promise<XmlElement> {
  return element("KeyInfo", [await content(identifier, certificate, tokenId)]);
}

async function content(
  identifier: KeyIdentifier,
  certificate: Certificate,
  tokenId: string | undefined,
): Promise<XmlElement> {
  const { der, issuer, serialNumber, subjectKeyIdentifier } = certificate;
  switch (identifier) {
    case "binarySecurityToken":
      return reference(security("Reference", [], attributes({ URI: `#${tokenId ?? ""}`, ValueType: `${x509Type}v3` })));
    case "issuerSerial": {
      const names = [element("X509IssuerName", [issuer]), element("X509SerialNumber", [serialNumber])];
      return reference(element("X509Data", [element("X509IssuerSerial", names)]));
    }
    case "thumbprint":
      return keyIdentifier(thumbprintType, new Uint8Array(await crypto.subtle.digest("SHA-1", Uint8Array.from(der))));
    case "subjectKeyIdentifier":
      if (subjectKeyIdentifier === undefined)
        throw new RequestError("expected a certificate with a subject key identifier, found none");
      return keyIdentifier(`${x509Type}SubjectKeyIdentifier`, subjectKeyIdentifier);
    case "x509":
      return keyIdentifier(`${x509Type}v3`, der);
    case "x509Data":
      return element("X509Data", [element("X509Certificate", [base64(der)])]);
    case "keyValue":
      return element("KeyValue", [keyValue(certificate.publicKey)]);
  }
}

function reference(child: XmlElement): XmlElement {
  return security("SecurityTokenReference", [child]);
}

function keyIdentifier(type: string, bytes: Uint8Array): XmlElement {
  const own = attributes({ EncodingType: base64Type, ValueType: type });
  return reference(security("KeyIdentifier", [base64(bytes)], own));
}

function attributes(values: Readonly<Record<string, string>>): XmlAttribute[] {
  return Object.entries(values).map(([name, value]) => ({ name, namespace: "", value }));
}

/** The key in a SubjectPublicKeyInfo (XML Signature 1.1, 4.5.2). */
function keyValue(publicKey: Uint8Array): XmlElement {
  const type = keyTypeOf(publicKey);
  if (type !== "RSA") {
    const ec = elementMaker("http://www.w3.org/2009/xmldsig11#", "dsig11");
    const curve = ec("NamedCurve", [], attributes({ URI: `urn:oid:${curves[type]}` }));
    return ec("ECKeyValue", [curve, ec("PublicKey", [base64(publicKeyBits(publicKey))])]);
  }
  const [modulus, exponent] = rsaNumbers(publicKey);
  const children = [element("Modulus", [base64(modulus)]), element("Exponent", [base64(exponent)])];
  return element("RSAKeyValue", children);
}

const curves: Readonly<Record<Exclude<KeyType, "RSA">, string>> = {
  "P-256": "1.2.840.10045.3.1.7",
  "P-384": "1.3.132.0.34",
  "P-521": "1.3.132.0.35",
};
