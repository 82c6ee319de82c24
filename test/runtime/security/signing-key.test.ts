import { createPrivateKey, generateKeyPairSync, verify, createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { certificatesIn, privateKeyIn, signerOf } from "../../../templates/runtime/security/signing-key.js";
import { certificate, certificateKey } from "../../support/certificate.js";

const bytes = new TextEncoder().encode("text");
const own = certificatesIn(certificate);

async function expectSigning(key: Parameters<typeof signerOf>[0], wanted?: string): Promise<void> {
  const signer = await signerOf(key, own, wanted);
  expect(signer.certificate).toBe(own[0]);
  const publicKey = { key: createPublicKey(certificate), dsaEncoding: "ieee-p1363" as const };
  expect(verify(wanted?.slice(6) ?? "sha256", bytes, publicKey, await signer.sign(bytes))).toBe(true);
}

describe("a private key", () => {
  test("is read in the forms of PKCS #8 and SEC 1, beside other blocks and text", async () => {
    await expectSigning(privateKeyIn(`Bag Attributes\n${certificate}\n${certificateKey}`));
    await expectSigning(privateKeyIn(certificateKey), "ecdsa-sha384");
    const sec1 = createPrivateKey(certificateKey).export({ type: "sec1", format: "pem" });
    await expectSigning(privateKeyIn(String(sec1)));
  });

  test("may be a key of WebCrypto", async () => {
    const { bytes } = privateKeyIn(certificateKey);
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    await expectSigning(await crypto.subtle.importKey("pkcs8", Uint8Array.from(bytes), algorithm, false, ["sign"]));
  });

  test("with a password is refused with the command that removes it", () => {
    const encrypted = createPrivateKey(certificateKey).export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "p",
    });
    expect(() => privateKeyIn(String(encrypted))).toThrow(
      "key: expected a PRIVATE KEY, found ENCRYPTED PRIVATE KEY; openssl pkey -in key.pem -out plain.pem removes its password",
    );
    const old = createPrivateKey(certificateKey).export({
      type: "sec1",
      format: "pem",
      cipher: "aes-128-cbc",
      passphrase: "p",
    });
    expect(() => privateKeyIn(String(old))).toThrow(
      "key: expected a PRIVATE KEY, found ENCRYPTED EC PRIVATE KEY; openssl pkey -in key.pem -out plain.pem removes its password",
    );
  });

  test("finds its certificate among several, and refuses those of other keys", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
      type: "pkcs8",
      format: "pem",
    });
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ type: "pkcs1", format: "pem" });
    for (const pem of [other, rsa])
      await expect(signerOf(privateKeyIn(String(pem)), own, undefined)).rejects.toThrow(
        "expected a private key and its certificate, found a certificate of another key",
      );
    await expect(signerOf(privateKeyIn(certificateKey), own, "rsa-sha256")).rejects.toThrow(
      "expected a private key and its certificate, both for rsa-sha256, found a certificate of another key",
    );
    expect(certificatesIn(`${certificate}\n${certificate}`)).toHaveLength(2);
    expect(certificatesIn(own[0]?.der ?? "")).toEqual(own);
    expect(certificatesIn(Buffer.from(`\ufeff${certificate}`))).toEqual(own);
  });
});
