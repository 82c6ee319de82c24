import { createHash } from "node:crypto";
import type { Socket } from "node:net";

/**
 * The channel binding of a TLS connection to the certificate of its server (`tls-server-end-point`, RFC 5929, 4), hashed as
 * NTLM states it (MS-NLMP 3.1.5.1.2). Undefined without TLS, or if no hash is defined for the certificate.
 */
export function channelBinding(socket: Socket): Uint8Array | undefined {
  const certificate = certificateOf(socket);
  if (certificate === undefined) return undefined;
  const algorithm = hashOf(certificate);
  if (algorithm === undefined) return undefined;
  const data = Buffer.concat([
    Buffer.from("tls-server-end-point:"),
    createHash(algorithm).update(certificate).digest(),
  ]);
  // No addresses of the two sides, then the length of the data (RFC 2744, 3.11).
  const head = Buffer.alloc(20);
  head.writeUInt32LE(data.length, 16);
  return new Uint8Array(createHash("md5").update(head).update(data).digest());
}

/** The server's certificate in DER. Not every platform tells it, or has the function for it. */
function certificateOf(
  socket: Socket & { getPeerCertificate?: () => { readonly raw?: Uint8Array } | null },
): Uint8Array | undefined {
  try {
    return socket.getPeerCertificate?.()?.raw;
  } catch {
    return undefined;
  }
}

/** The hash of a certificate's signature, in place of MD5 and SHA-1 SHA-256. */
function hashOf(certificate: Uint8Array): "sha256" | "sha384" | "sha512" | undefined {
  const whole = contentAt(certificate, 0);
  const signed = whole && contentAt(certificate, whole.from);
  const algorithm = signed && contentAt(certificate, signed.to);
  const identifier = algorithm && contentAt(certificate, algorithm.from);
  if (algorithm === undefined || identifier === undefined) return undefined;
  const hex = (from: number, to: number): string => Buffer.from(certificate.subarray(from, to)).toString("hex");
  const name = hex(identifier.from, identifier.to);
  if (name !== rsaPss) return hashes.get(name);
  const parameters = hex(identifier.to, algorithm.to);
  return parameters.includes(sha512) ? "sha512" : parameters.includes(sha384) ? "sha384" : "sha256";
}

const rsaPss = "2a864886f70d01010a";
const sha384 = "0609608648016503040202";
const sha512 = "0609608648016503040203";

/** By the object identifiers of the signatures: those of RSA, ECDSA and DSA. */
const hashes = /* @__PURE__ */ new Map<string, "sha256" | "sha384" | "sha512">([
  ["2a864886f70d010104", "sha256"],
  ["2a864886f70d010105", "sha256"],
  ["2a864886f70d01010b", "sha256"],
  ["2a864886f70d01010c", "sha384"],
  ["2a864886f70d01010d", "sha512"],
  ["2a8648ce3d0401", "sha256"],
  ["2a8648ce3d040302", "sha256"],
  ["2a8648ce3d040303", "sha384"],
  ["2a8648ce3d040304", "sha512"],
  ["608648016503040302", "sha256"],
]);

/** The offsets of the content of an element of DER; undefined if it is cut off. */
function contentAt(bytes: Uint8Array, at: number): { readonly from: number; readonly to: number } | undefined {
  const first = bytes[at + 1] ?? 0;
  const count = first < 128 ? 0 : first - 128;
  if (count > 4) return undefined;
  const from = at + 2 + count;
  const length = bytes.subarray(at + 2, from).reduce((sum, byte) => sum * 256 + byte, count === 0 ? first : 0);
  return from + length <= bytes.length && at + 2 <= bytes.length ? { from, to: from + length } : undefined;
}
