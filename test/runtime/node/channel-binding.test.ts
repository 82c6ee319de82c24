import { createHash } from "node:crypto";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { channelBinding } from "../../../templates/runtime/node/channel-binding.js";

/** An element of DER. */
function der(tag: number, ...parts: readonly (string | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "hex") : part)));
  const { length } = content;
  const head = length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), content]);
}

/** A certificate with nothing but the algorithm of its signature. */
function certificate(identifier: string, parameters: string | Buffer = ""): Buffer {
  return der(0x30, der(0x30, Buffer.alloc(300)), der(0x30, der(0x06, identifier), parameters), der(0x03, "00"));
}

function bindingTo(raw: Uint8Array | undefined) {
  const socket = Object.assign(new Socket(), { getPeerCertificate: () => (raw === undefined ? {} : { raw }) });
  return channelBinding(socket);
}

function expected(hash: string, raw: Buffer): string {
  const data = Buffer.concat([Buffer.from("tls-server-end-point:"), createHash(hash).update(raw).digest()]);
  const struct = Buffer.concat([Buffer.alloc(16), Buffer.from([data.length, 0, 0, 0]), data]);
  return createHash("md5").update(struct).digest("hex");
}

test.each([
  ["MD5 with RSA", "sha256", certificate("2a864886f70d010104")],
  ["SHA-1 with RSA", "sha256", certificate("2a864886f70d010105", "0500")],
  ["SHA-384 with RSA", "sha384", certificate("2a864886f70d01010c", "0500")],
  ["SHA-512 with ECDSA", "sha512", certificate("2a8648ce3d040304")],
  ["RSA-PSS by default", "sha256", certificate("2a864886f70d01010a", "3000")],
  [
    "RSA-PSS with SHA-384",
    "sha384",
    certificate("2a864886f70d01010a", der(0x30, der(0xa0, der(0x30, "0609608648016503040202")))),
  ],
])("a certificate signed by %s is hashed with %s", (_, hash, raw) => {
  expect(Buffer.from(bindingTo(raw) ?? []).toString("hex")).toBe(expected(hash, raw));
});

test("a connection without TLS, a certificate or a hash that is defined for it has no binding", () => {
  const ed25519 = certificate("2b6570");
  expect(channelBinding(new Socket())).toBeUndefined();
  expect(bindingTo(undefined)).toBeUndefined();
  expect(bindingTo(ed25519)).toBeUndefined();
  const cut = certificate("2a864886f70d01010b");
  for (let length = 0; length < cut.length; length++) expect(bindingTo(cut.subarray(0, length))).toBeUndefined();
});
