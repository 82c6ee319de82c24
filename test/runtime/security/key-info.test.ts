import { createHash, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { keyInfo, type KeyIdentifier } from "../../../templates/runtime/security/key-info.js";
import { certificatesIn, privateKeyIn, signerOf } from "../../../templates/runtime/security/signing-key.js";
import { printXml } from "../../../templates/runtime/index.js";
import { certificate, certificateKey } from "../../support/certificate.js";

const x509 = new X509Certificate(certificate);
const ds = "http://www.w3.org/2000/09/xmldsig#";
const oasis = "http://docs.oasis-open.org/wss/";
const profile = `${oasis}2004/01/oasis-200401-wss-x509-token-profile-1.0`;
const der = x509.raw.toString("base64");

const reference = (content: string): string =>
  `<wsse:SecurityTokenReference xmlns:wsse="${oasis}2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">${content}</wsse:SecurityTokenReference>`;
const identifier = (type: string, value: string): string =>
  reference(
    `<wsse:KeyIdentifier EncodingType="${oasis}2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary" ValueType="${type}">${value}</wsse:KeyIdentifier>`,
  );
/** An uncompressed point: all but the head of the public key. */
const point = x509.publicKey.export({ type: "spki", format: "der" }).subarray(-65).toString("base64");

test.each<[KeyIdentifier, content: string]>([
  ["binarySecurityToken", reference(`<wsse:Reference URI="#t" ValueType="${profile}#X509v3"></wsse:Reference>`)],
  [
    "issuerSerial",
    reference(
      `<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>CN=soapwright-test</ds:X509IssuerName>` +
        `<ds:X509SerialNumber>${BigInt(`0x${x509.serialNumber}`)}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>`,
    ),
  ],
  [
    "thumbprint",
    identifier(
      `${oasis}oasis-wss-soap-message-security-1.1#ThumbprintSHA1`,
      createHash("sha1").update(x509.raw).digest("base64"),
    ),
  ],
  ["subjectKeyIdentifier", identifier(`${profile}#X509SubjectKeyIdentifier`, "4HqDFF31w14gO/DCGDxHTli6neM=")],
  ["x509", identifier(`${profile}#X509v3`, der)],
  ["x509Data", `<ds:X509Data><ds:X509Certificate>${der}</ds:X509Certificate></ds:X509Data>`],
  [
    "keyValue",
    '<ds:KeyValue><dsig11:ECKeyValue xmlns:dsig11="http://www.w3.org/2009/xmldsig11#">' +
      `<dsig11:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"></dsig11:NamedCurve><dsig11:PublicKey>${point}</dsig11:PublicKey>` +
      "</dsig11:ECKeyValue></ds:KeyValue>",
  ],
])("names the certificate by %s", async (form, content) => {
  const signer = await signerOf(privateKeyIn(certificateKey), certificatesIn(certificate), undefined);
  expect(printXml(await keyInfo(form, signer, "t"))).toBe(`<ds:KeyInfo xmlns:ds="${ds}">${content}</ds:KeyInfo>`);
  const { subjectKeyIdentifier: _none, ...bare } = signer.certificate;
  const without = keyInfo("subjectKeyIdentifier", { ...signer, certificate: bare }, "t");
  await expect(without).rejects.toThrow("expected a certificate with a subject key identifier, found none");
});
