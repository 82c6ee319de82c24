import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { importPublicKey, keyTypeOf, readCertificate } from "../../../templates/runtime/security/certificate.js";
import { derOf, SEQUENCE } from "../../../templates/runtime/security/der.js";
import { certificate } from "../../support/certificate.js";

const named = `Bag Attributes: none
-----BEGIN CERTIFICATE-----
MIICKjCCAdCgAwIBAgIRAIDw4NDAsKCQgHBgUEAwIB8wCgYIKoZIzj0EAwIwazEL
MAkGA1UEBhMCRVMxFjAUBgNVBAoMDUVqZW1wbG8sIFMuQS4xFDASBgNVBAsMCyMx
ICJhIjxiPjtjMRwwGgYJKoZIhvcNAQkBFg1hQGV4YW1wbGUuY29tMRAwDgYDVQQD
DAdTZcOxYWwgMCAXDTI2MTEyODE2MTExMFoYDzIxMjYxMTA0MTYxMTEwWjBrMQsw
CQYDVQQGEwJFUzEWMBQGA1UECgwNRWplbXBsbywgUy5BLjEUMBIGA1UECwwLIzEg
ImEiPGI+O2MxHDAaBgkqhkiG9w0BCQEWDWFAZXhhbXBsZS5jb20xEDAOBgNVBAMM
B1Nlw7FhbCAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATbHFkGq/vWzKBV51qC
T/cH21AFGMNktnIMHqwTWhasYt42yN1GLElV/zhi0XW4K08rgFz2oL4Ayu9HilLp
Hseuo1MwUTAdBgNVHQ4EFgQUf7dFRegoUQJNrAh26cQ1+oLtYlkwHwYDVR0jBBgw
FoAUf7dFRegoUQJNrAh26cQ1+oLtYlkwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjO
PQQDAgNIADBFAiANQqmTzGebBdej8Y5BnlGobKIRniBciYYaFPUCSZfPqgIhAKVF
/w6B5RZjssjqqSuQvRLsaF/rkWvG5hTaoCtqUgIa
-----END CERTIFICATE-----`;

const rsa = `-----BEGIN CERTIFICATE-----
MIICYTCCAcqgAwIBAgIBBzANBgkqhkiG9w0BAQsFADBLMRMwEQYKCZImiZPyLGQB
GRYDY29tMRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTEbMAgGA1UEAwwBQTAPBgoJ
kiaJk/IsZAEBDAF1MCAXDTI2MTEyODE2MTA0NloYDzIxMjYxMTA0MTYxMDQ2WjBL
MRMwEQYKCZImiZPyLGQBGRYDY29tMRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTEb
MAgGA1UEAwwBQTAPBgoJkiaJk/IsZAEBDAF1MIGfMA0GCSqGSIb3DQEBAQUAA4GN
ADCBiQKBgQDBQACvHR5z14nJkAmHCCxRMxWktsFWLYwlTgs8Rvc97U+54UYqCPJV
ntJCUGPTZQztADuuWge1ui+l9E1+1bBRchXFhYqkrxtShrNaIsW04A786c0wd5zo
QYgGkvuoZyPlPxqmffpb369ohY/AB73MkapEdVk+jJzypNdwwk5HAwIDAQABo1Mw
UTAdBgNVHQ4EFgQUGeZ3I8ATNVe5oo4zz41BFNLI3dIwHwYDVR0jBBgwFoAUGeZ3
I8ATNVe5oo4zz41BFNLI3dIwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsF
AAOBgQC6+T9T9hDQbfsaM9Z/1desI3g49yBx+AYq03X74LUMUwFqUDXHJt+2ydJJ
7D7R+nK0qmYOaxZ6zp3pop14PsgEs0563mc4dNE6PrfFtU/K3smfIBbkF2Us4pL3
nm/TND3EB3QSIbUugiFGqAHn8I9FNhyA/4e9MZiMVAfJAS/jnQ==
-----END CERTIFICATE-----
`;

test("reads the names of a certificate as RFC 4514 writes them", () => {
  const { issuer, subject } = readCertificate(named);
  const text =
    'CN=Señal\\ ,1.2.840.113549.1.9.1=#160d61406578616d706c652e636f6d,OU=\\#1 \\"a\\"\\<b\\>\\;c,O=Ejemplo\\, S.A.,C=ES';
  expect([issuer, subject]).toEqual([text, text]);
  expect(readCertificate(rsa).issuer).toBe("CN=A+UID=u,DC=example,DC=com");
});

test.each([certificate, named, rsa])("reads what node:crypto reads from certificate %#", (pem) => {
  const read = readCertificate(pem);
  const known = new X509Certificate(pem);
  expect(BigInt(read.serialNumber)).toBe(BigInt(`0x${known.serialNumber}`));
  expect([read.notBefore, read.notAfter]).toEqual([new Date(known.validFrom), new Date(known.validTo)]);
  expect(Buffer.from(read.publicKey)).toEqual(known.publicKey.export({ type: "spki", format: "der" }));
  expect(Buffer.from(read.der)).toEqual(known.raw);
});

test("reads the subject key identifier, if there is one", () => {
  expect(Buffer.from(readCertificate(rsa).subjectKeyIdentifier ?? []).toString("hex")).toBe(
    "19e67723c0133557b9a28e33cf8d4114d2c8ddd2",
  );
});

test("reads a certificate in DER", () => {
  expect(readCertificate(readCertificate(rsa).der)).toEqual(readCertificate(rsa));
});

test("imports keys of RSA and of elliptic curves", async () => {
  const keys = [rsa, named].map(async (pem) => importPublicKey(readCertificate(pem).publicKey, "SHA-512"));
  expect((await Promise.all(keys)).map(({ algorithm, type, usages }) => ({ algorithm, type, usages }))).toMatchObject([
    { algorithm: { name: "RSASSA-PKCS1-v1_5", hash: { name: "SHA-512" } }, type: "public", usages: ["verify"] },
    { algorithm: { name: "ECDSA", namedCurve: "P-256" }, type: "public", usages: ["verify"] },
  ]);
  expect(keyTypeOf(readCertificate(named).publicKey)).toBe("P-256");
});

test("refuses anything other than a certificate, and every cut one", () => {
  const { der } = readCertificate(rsa);
  expect(() => readCertificate("")).toThrow("expected a PEM file with a CERTIFICATE, found none");
  expect(() => readCertificate(new Uint8Array())).toThrow("expected a certificate, found other DER");
  expect(() => readCertificate(derOf(SEQUENCE))).toThrow("expected a certificate, found other DER");
  for (let length = 0; length < der.length; length += 7)
    expect(() => readCertificate(der.slice(0, length))).toThrow(TypeError);
});

test("throws nothing other than a TypeError for a certificate with a changed byte", () => {
  const { der } = readCertificate(named);
  const errors: unknown[] = [];
  for (let at = 0; at < der.length; at++) {
    const changed = der.slice();
    changed[at] = 0xff - (der[at] ?? 0);
    try {
      readCertificate(changed);
    } catch (error) {
      errors.push(error);
    }
  }
  expect(errors.filter((error) => !(error instanceof TypeError))).toEqual([]);
  expect(errors.length).toBeGreaterThan(100);
});
