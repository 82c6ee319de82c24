import { TransportError } from "../error.js";

/** The error with what to do about it, if that is known. */
export function withAdvice(error: unknown): unknown {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  if (!/^\w+$/.test(code)) return error;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new TransportError(`unknown host (${code})`, { cause: error, reason: "unknown host" });
  if (/CERT|VERIFY/.test(code))
    return new TransportError(`certificate refused (${code}); \`tls: { ca }\` trusts that of another authority`, {
      cause: error,
      reason: "certificate",
    });
  if (/^(?:EPROTO$|ERR_SSL_|ERR_TLS_)/.test(code))
    return new TransportError(
      `no TLS connection (${code}); old services need \`tls: { minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }\`, others a certificate of the client`,
      { cause: error, reason: "TLS" },
    );
  return error;
}
