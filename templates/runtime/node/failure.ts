import { TransportError } from "../error.js";

/** The error with what to do about it, if that is known. */
export function withAdvice(error: unknown): unknown {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  if (!/^\w+$/.test(code)) return error;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new TransportError(`unknown host (${code})`, { cause: error, reason: "unknown host" });
  // An alert of TLS is the server's: CERTIFICATE_REQUIRED asks for one of the client.
  if (/^(?:EPROTO$|ERR_SSL_)/.test(code))
    return new TransportError(
      `no TLS connection (${code}); the server may ask for a certificate of the client, \`tls: { cert, key }\`, or be old and need \`tls: { minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }\``,
      { cause: error, reason: "TLS" },
    );
  if (/CERT|VERIFY/.test(code))
    return new TransportError(`certificate refused (${code}); \`tls: { ca }\` trusts that of another authority`, {
      cause: error,
      reason: "certificate",
    });
  return error;
}
