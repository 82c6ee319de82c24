import { expect, test } from "vitest";
import { pemBlocks } from "../../../templates/runtime/security/pem.js";

test("reads the blocks of a PEM file, whatever is between them", () => {
  const file =
    "Bag Attributes\r\n-----BEGIN CERTIFICATE-----\r\nAQID\r\nBA==\r\n-----END CERTIFICATE-----\r\nnote\n-----BEGIN EC PRIVATE KEY-----\nBQ==\n-----END EC PRIVATE KEY-----";
  expect(pemBlocks(file)).toEqual([
    { label: "CERTIFICATE", bytes: Uint8Array.of(1, 2, 3, 4) },
    { label: "EC PRIVATE KEY", bytes: Uint8Array.of(5) },
  ]);
});

test("ignores a block that does not end", () => {
  expect(pemBlocks("-----BEGIN A-----\nAQID\n-----END B-----")).toEqual([]);
});

test("reads the headers of an old private key as those of an encrypted one", () => {
  const file = `-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-128-CBC,00

AQID
-----END RSA PRIVATE KEY-----`;
  expect(pemBlocks(file)).toEqual([{ label: "ENCRYPTED RSA PRIVATE KEY", bytes: Uint8Array.of(1, 2, 3) }]);
});

test("refuses a block that is not base64", () => {
  const file = "-----BEGIN RSA PRIVATE KEY-----\nComment: none\n\nAQID\n-----END RSA PRIVATE KEY-----";
  expect(() => pemBlocks(file)).toThrow("expected base64 in the PEM block RSA PRIVATE KEY, found other text");
});
